"""The weights of the classifier: logistic regressions over the stretches of all requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..classifier import COLUMNS, TASKS
from ..features import parts_of, seen, tokens
from .grid import Names, bags, matrix, names_in
from .logistic import Array, Fitted, fit_logistic, softmax
from .rows import Marked, Request, marked

SCALE = 40
"""Weights are stored as whole numbers of 1 / SCALE."""
STRENGTH = 2.0
"""Inverse of the L2 penalty."""
LEAST = 3
"""Texts that must have a feature."""


class Stretch(NamedTuple):
    """A part of a request: its tokens, what it asks for if anything, and, for a whole request, whether it is hard."""

    tokens: list[str]
    task: str
    hard: bool | None


def stretches(requests: Sequence[Request]) -> list[Stretch]:
    """The parts of `requests` as the classifier will see them, joining words included; then what asks for nothing."""
    asked = [part for request in requests for part in _parts(marked(request), request.hard)]
    return asked + [part for request in requests for part in _idle(request)]


def _parts(one: Marked, hard: bool | None) -> list[Stretch]:
    ends = zip(one.ends, one.ends[1:], one.tasks, strict=False)
    return [Stretch(one.tokens[start:end], task, hard) for start, end, task in ends if end > start]


def _idle(request: Request) -> Iterator[Stretch]:
    for task, text in dict.fromkeys((request.chunks[0], request.chunks[-1])):
        if not task and "```" not in text and any(map(str.isalpha, text)):
            yield Stretch(tokens(seen(text)), "", None)


class Classes(NamedTuple):
    """Regressions over the tasks and over whether anything is asked for, for the stretches that have `names`."""

    names: Names
    tasks: Fitted
    idle: Fitted

    def chances(self, texts: Sequence[Sequence[str]]) -> Array:
        """A row for each text: probabilities in the order of `TASKS`, and that nothing is asked for."""
        grid = matrix([bags(text) for text in texts], self.names)
        return np.hstack([softmax(self.tasks.scores(grid)), softmax(self.idle.scores(grid))])


def classes(found: Sequence[Stretch]) -> Classes:
    """Learn what is asked for, if anything."""
    texts = [bags(one.tokens) for one in found]
    names = names_in(([name for bag in one for name in bag] for one in texts), LEAST)
    grid = matrix(texts, names)
    wanted = np.array([[one.task == task for task in TASKS] for one in found], float)
    idle = 1 - wanted.sum(axis=1, keepdims=True)
    asked = np.flatnonzero(idle[:, 0] == 0)
    tasks = fit_logistic(grid[asked], wanted[asked], STRENGTH)
    return Classes(names, tasks, fit_logistic(grid, idle, STRENGTH))


def fit(found: Sequence[Stretch]) -> dict[str, object]:
    """The content of `classifier.json.gz`: weights of the tasks, of hard work, and of asking for nothing."""
    names, tasks, idle = classes(found)
    rated = [one for one in found if one.hard is not None]
    answers = np.array([[one.hard] for one in rated], float)
    hard = fit_logistic(matrix([bags(one.tokens) for one in rated], names), answers, STRENGTH)
    models = (tasks, hard, idle)
    whole = np.rint(np.hstack([model.weights for model in models]).T * SCALE).astype(int)
    kept = np.flatnonzero(np.abs(whole).max(axis=0) > 1)
    listed = list(names)
    weights = {listed[column]: whole[:, column] for column in kept}
    words = sorted({token for one in found for token in one.tokens if token in names})
    return {
        "scale": SCALE,
        "bias": [round(float(value) * SCALE) for model in models for value in model.bias],
        "features": "\t".join(weights),
        "weights": whole[:, kept].tolist(),
        "words": "\t".join(words),
        "pieces": np.array([_of_pieces(word, weights) for word in words]).T.tolist(),
    }


def _of_pieces(word: str, weights: dict[str, NDArray[np.int64]]) -> list[int]:
    """Of the known pieces of `word` the weights' sums, and how many they are."""
    known = [weights[piece] for piece in parts_of(word) if piece in weights]
    return [*(sum(one[column].item() for one in known) for column in range(COLUMNS)), len(known)]
