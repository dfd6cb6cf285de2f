"""The weights of the joints: a logistic regression over the gaps of all requests.

How the sides of a gap are read is told by classifiers that have not seen the request: each fifth of the requests
is read by one that learned from the other four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from ..features import around
from ..joints import gaps, sides
from .grid import Names, names_in
from .rows import Marked, Request, marked
from .tasks import Classes, classes, stretches

FOLDS = 5
SCALE = 100
"""Weights of words are stored as whole numbers of 1 / SCALE."""
STRENGTH = 0.5
LEAST = 3
SPLIT_SINGLES = 0.035
"""Requests for one kind of work that may be taken for more: it sets the least probability of a joint."""


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


def read_sides(ones: Sequence[Marked], found: Sequence[Gap], read: Classes) -> list[list[float]]:
    """How the sides of each gap are read."""
    texts = [
        ones[gap.request].tokens[slice(*ends)]
        for gap in found
        for ends in ((gap.start, gap.place), (gap.place, gap.end))
    ]
    chances = read.chances(texts).tolist() if texts else []
    return [
        sides(chances[2 * n], chances[2 * n + 1], (gap.place - gap.start, gap.end - gap.place))
        for n, gap in enumerate(found)
    ]


class Lesson(NamedTuple):
    """Gaps, what stands about them, and how their sides are read."""

    gaps: list[Gap]
    words: list[list[str]]
    sides: np.ndarray


def lesson(requests: Sequence[Request]) -> Lesson:
    """All gaps of `requests`, each read by a classifier that has not seen its request."""
    ones = [marked(request) for request in requests]
    all_gaps: list[Gap] = []
    all_sides: list[list[float]] = []
    for fold in range(FOLDS):
        read = classes(stretches([request for request in requests if request.group % FOLDS != fold]))
        numbers = [number for number, request in enumerate(requests) if request.group % FOLDS == fold]
        found = [gap for number in numbers for gap in found_gaps(number, ones[number])]
        all_gaps += found
        all_sides += read_sides(ones, found, read)
    words = [list(dict.fromkeys(around(ones[gap.request].tokens, gap.place))) for gap in all_gaps]
    return Lesson(all_gaps, words, np.array(all_sides))


def indicators(words: Sequence[Sequence[str]], names: Names) -> csr_matrix:
    """One row for each gap, a one for each known feature."""
    columns = [[names[name] for name in one if name in names] for one in words]
    flat = [column for one in columns for column in one]
    ends = np.cumsum([0, *map(len, columns)])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(words), len(names)))


def fit(requests: Sequence[Request]) -> dict[str, object]:
    """The content of `joints.json.gz`."""
    taught = lesson(requests)
    names = names_in(taught.words, LEAST)
    mean, spread = taught.sides.mean(axis=0), taught.sides.std(axis=0)
    grid = hstack([indicators(taught.words, names), csr_matrix((taught.sides - mean) / spread)]).tocsr()
    answers = np.array([gap.joint for gap in taught.gaps])
    weights = _regression().fit(grid, answers)
    of_words, of_sides = weights.coef_[0][: len(names)], weights.coef_[0][len(names) :] / spread
    whole = np.rint(of_words * SCALE).astype(int)
    listed = list(names)
    kept = np.flatnonzero(whole)
    return {
        "scale": SCALE,
        "least": _least(taught, grid, answers, requests),
        "bias": round(float(weights.intercept_[0] - of_sides @ mean), 4),
        "sides": [round(float(weight), 4) for weight in of_sides],
        "features": "\t".join(listed[column] for column in kept),
        "words": whole[kept].tolist(),
    }


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-7, solver="newton-cg")


def _least(taught: Lesson, grid: csr_matrix, answers: np.ndarray, requests: Sequence[Request]) -> float:
    """The probability that the likeliest gap of a single request reaches in `SPLIT_SINGLES` of them, out of fold."""
    folds = np.array([requests[gap.request].group % FOLDS for gap in taught.gaps])
    best = np.zeros(len(requests))
    for fold in range(FOLDS):
        other, these = folds != fold, np.flatnonzero(folds == fold)
        chances = _regression().fit(grid[other], answers[other]).predict_proba(grid[these])[:, 1]
        np.maximum.at(best, [taught.gaps[n].request for n in these], chances)
    single = np.array([len({task for task, _ in request.chunks if task}) < 2 for request in requests])
    least = float(np.quantile(best[single], 1 - SPLIT_SINGLES))
    print(f"joints: {np.mean(best[~single] >= least):.3f} of the compound requests are cut at {least:.3f}")
    return round(least, 3)
