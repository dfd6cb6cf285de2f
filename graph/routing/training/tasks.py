"""The weights of the classifier: logistic regressions over the stretches of all requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from ..classifier import TASKS
from .grid import Names, bags, matrix, names_in
from .rows import Marked, Request, marked

SCALE = 40
"""Weights are stored as whole numbers of 1 / SCALE."""
STRENGTH = 8.0
"""Inverse of the L2 penalty."""
ROUGH, EXACT = 1e-3, 1e-7
"""Largest entry of the gradient at which the search ends."""
LEAST = 3
"""Texts that must have a feature."""


class Stretch(NamedTuple):
    """A part of a request: its tokens, what it asks for and, for a whole request, whether it is hard."""

    tokens: list[str]
    task: str
    hard: bool | None


def stretches(requests: Sequence[Request]) -> list[Stretch]:
    """The parts of `requests` as the classifier will see them, joining words included."""
    return [part for request in requests for part in _parts(marked(request), request.hard)]


def _parts(one: Marked, hard: bool | None) -> list[Stretch]:
    ends = zip(one.ends, one.ends[1:], one.tasks, strict=False)
    return [Stretch(one.tokens[start:end], task, hard) for start, end, task in ends if end > start]


def regression(tolerance: float) -> LogisticRegression:
    """L2 makes it strongly convex: one optimum, which Newton's steps find far below the weights' rounding."""
    return LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500, tol=tolerance, solver="newton-cg")


class Classes(NamedTuple):
    """A regression over the tasks, for the stretches that have `names`."""

    names: Names
    tasks: LogisticRegression

    def chances(self, texts: Sequence[Sequence[str]]) -> np.ndarray:
        """Probabilities, a row for each text, in the order of `TASKS`."""
        return np.asarray(self.tasks.predict_proba(matrix([bags(text) for text in texts], self.names)))


def classes(found: Sequence[Stretch], tolerance: float = ROUGH) -> Classes:
    """Learn the tasks alone."""
    texts = [bags(one.tokens) for one in found]
    names = _names(texts)
    return Classes(names, regression(tolerance).fit(matrix(texts, names), [TASKS.index(one.task) for one in found]))


def _names(texts: Sequence[Sequence[dict[str, int]]]) -> Names:
    return names_in(([name for bag in one for name in bag] for one in texts), LEAST)


def fit(found: Sequence[Stretch]) -> dict[str, object]:
    """The content of `classifier.json.gz`: weights of the tasks and of hard work."""
    names, tasks = classes(found, EXACT)
    rated = [one for one in found if one.hard is not None]
    hard = regression(EXACT).fit(matrix([bags(one.tokens) for one in rated], names), [one.hard for one in rated])
    whole = np.rint(np.vstack([tasks.coef_, hard.coef_]) * SCALE).astype(int)
    kept = np.flatnonzero(np.abs(whole).max(axis=0) > 1)
    listed = list(names)
    return {
        "scale": SCALE,
        "bias": [round(value * SCALE) for value in (*tasks.intercept_, *hard.intercept_)],
        "features": "\t".join(listed[column] for column in kept),
        "weights": whole[:, kept].tolist(),
    }
