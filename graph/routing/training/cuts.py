"""The model of the joints: a logistic regression over the words about all gaps, and boosted trees over their traits.

What the trees learn from must be as uncertain as it will be at run time. So how the sides of a gap are read, and what
the words about it say, is told by models that have not seen the request: each fifth of the requests is read by those
that learned from the other four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier

from ..features import ABOUT, around
from ..joints import DEPTH, Node, gaps, traits
from .grid import Names, names_in
from .logistic import Array, Fitted, fit_logistic
from .rows import FOLDS, Marked, Request, marked
from .tasks import Classes, classes, stretches

SCALE = 100
"""Weights of words are stored as whole numbers of 1 / SCALE."""
STRENGTH = 0.5
LEAST = 3
TREES = 100


class Gap(NamedTuple):
    """A gap in a stretch of a request, and whether two parts meet there."""

    request: int
    start: int
    place: int
    end: int
    joint: bool


def found_gaps(number: int, one: Marked) -> Iterator[Gap]:
    """The gaps of a whole request, and again of what is left and right of each joint."""
    known = [place for place in gaps(one.tokens) if place not in one.between]
    joints = one.ends[1:-1]
    spans = {(0, one.ends[-1]), *((0, cut) for cut in joints), *((cut, one.ends[-1]) for cut in joints)}
    for start, end in sorted(spans):
        yield from (Gap(number, start, place, end, place in joints) for place in known if start < place < end)


Triples = np.ndarray
"""For each gap what is asked for on its left, on its right and on both sides together: probabilities."""


def read(ones: Sequence[Marked], found: Sequence[Gap], reader: Classes) -> Triples:
    """How the sides of each gap are read."""
    ends = [pair for gap in found for pair in ((gap.start, gap.place), (gap.place, gap.end), (gap.start, gap.end))]
    texts = [ones[gap.request].tokens for gap in found for _ in range(3)]
    parts = [tuple(text[start:end]) for text, (start, end) in zip(texts, ends, strict=True)]
    once = {part: number for number, part in enumerate(dict.fromkeys(parts))}
    return reader.chances(list(once))[[once[part] for part in parts]].reshape(len(found), 3, -1)


class Lesson(NamedTuple):
    """Gaps, the fold of each, what stands about them, and how they are read."""

    gaps: list[Gap]
    folds: np.ndarray
    words: list[list[str]]
    chances: Triples

    @property
    def joints(self) -> np.ndarray:
        """Which gaps are joints."""
        return np.array([gap.joint for gap in self.gaps])


def lesson(requests: Sequence[Request]) -> Lesson:
    """All gaps of `requests`, each read by a classifier that has not seen its request."""
    ones = [marked(request) for request in requests]
    everything: list[Gap] = []
    chances: list[Triples] = []
    for fold in range(FOLDS):
        reader = classes(stretches([request for request in requests if request.group % FOLDS != fold]))
        numbers = [number for number, request in enumerate(requests) if request.group % FOLDS == fold]
        found = [gap for number in numbers for gap in found_gaps(number, ones[number])]
        everything += found
        chances.append(read(ones, found, reader))
    words = [about(ones[gap.request].tokens, gap.place) for gap in everything]
    folds = np.array([requests[gap.request].group % FOLDS for gap in everything])
    return Lesson(everything, folds, words, np.concatenate(chances))


def about(words: Sequence[str], place: int) -> list[str]:
    """What stands about a gap, each name with what it is, each once."""
    named = zip(ABOUT, around(words, place), strict=True)
    return list(dict.fromkeys(f"{kind}\t{name}" for kind, name in named if name))


def indicators(words: Sequence[Sequence[str]], names: Names) -> csr_matrix:
    """One row for each gap, a one for each known feature."""
    columns = [[names[name] for name in one if name in names] for one in words]
    flat = [column for one in columns for column in one]
    ends = np.cumsum([0, *map(len, columns)])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(words), len(names)))


def out_of_fold(folds: np.ndarray, grid: csr_matrix, answers: Array) -> Array:
    """The log-odds of each row of `grid` by a model that learned from the other folds."""
    said = np.zeros(len(folds))
    for fold in range(FOLDS):
        these, others = folds == fold, folds != fold
        said[these] = _linear(grid[others], answers[others]).scores(grid[these])[:, 0]
    return said


def seen_by_trees(taught: Lesson, said: Array) -> Array:
    """The traits of each gap."""
    return np.array(
        [
            traits(word, left, right, whole, (gap.place - gap.start, gap.end - gap.place))
            for gap, word, (left, right, whole) in zip(taught.gaps, said.tolist(), taught.chances.tolist(), strict=True)
        ]
    )


def fit(requests: Sequence[Request]) -> dict[str, object]:
    """The content of `joints.json.gz`."""
    taught = lesson(requests)
    names, answers = names_in(taught.words, LEAST), taught.joints
    grid = indicators(taught.words, names)
    said = out_of_fold(taught.folds, grid, answers)
    found = seen_by_trees(taught, said)
    words = _linear(grid, answers)
    whole = np.rint(words.weights[:, 0] * SCALE).astype(int)
    trees = _trees(found, answers)
    return {
        "scale": SCALE,
        "bias": round(float(words.bias[0]), 4),
        "words": list(_by_kind(names, whole)),
        "base": round(float(trees._baseline_prediction.item()), 4),
        "trees": [_tree(one[0].nodes, 0) for one in trees._predictors],
    }


def _by_kind(names: Names, weights: NDArray[np.int64]) -> Iterator[tuple[str, str, list[int]]]:
    for kind in dict.fromkeys(ABOUT):
        known = {name.split("\t")[1]: weights[at].item() for name, at in names.items() if name.startswith(f"{kind}\t")}
        kept = {name: weight for name, weight in known.items() if weight}
        yield kind, "\t".join(kept), list(kept.values())


def _linear(grid: csr_matrix, answers: Array) -> Fitted:
    return fit_logistic(grid, answers[:, None].astype(float), STRENGTH, balance=False)


def _trees(found: Array, answers: Array) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=0.2,
        min_samples_leaf=30,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(found, answers)


def _tree(nodes: np.ndarray, at: int, left: int = DEPTH) -> Node | float:
    """A tree as nested tuples, each branch `left` questions long, its numbers rounded."""
    node = nodes[at]
    if left == 0:
        return round(float(node["value"]), 4)
    if node["is_leaf"]:
        same = _tree(nodes, at, left - 1)
        return 0, 0.0, same, same
    value = float(f"{node['num_threshold']:.6g}")
    less, more = (_tree(nodes, node[side], left - 1) for side in ("left", "right"))
    return int(node["feature_idx"]), value, less, more
