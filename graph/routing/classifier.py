"""A linear classifier in pure Python: which task a text, or a stretch of it, asks for, and whether the work is complex.

A stretch is two bags of features (phrases, pieces of words). Each bag's weights are summed and divided by the
square root of the number of its known features (so that long texts don't shout), and the sums are added to a bias.
Weights are whole numbers, so that a result is the same on every machine; all those of one feature stand side by side
in one integer, so that the sums over a text are running sums of integers, and any stretch is a difference of two.
`training/train.py` makes the data file.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import exp, sqrt
from operator import add
from struct import Struct
from typing import Any, NamedTuple, get_args

from .features import OPENING, parts_of, seen, tokens
from .types import Task

TASKS: tuple[Task, ...] = get_args(Task)
COLUMNS = len(TASKS) + 1
"""A weight for each task, in the order of `TASKS`, and one for complex work."""
BITS = 32
"""Room of one sum in an integer that holds, for each of two bags, the sums of all columns and of how many features."""
BAG = BITS * (COLUMNS + 1)
"""Room of one bag: phrases lie low, pieces above them."""
FIELDS = Struct(f"<{2 * (COLUMNS + 1)}I")
HALF = 1 << (BITS - 1)
LIFT = sum(HALF << (BITS * field) for field in range(2 * (COLUMNS + 1)))
"""Makes every sum positive, so that none borrows from its neighbour."""


class Model(NamedTuple):
    """The shipped weights; they and `bias` count in units of 1 / `scale`."""

    scale: float
    bias: tuple[int, ...]
    weights: dict[str, int]


class Verdict(NamedTuple):
    """Probabilities about one text: of each task, and of work that is complex."""

    tasks: dict[Task, float]
    complex: float

    @property
    def task(self) -> Task:
        """The most probable task."""
        return max(TASKS, key=self.tasks.__getitem__)


def packed(row: Iterable[int]) -> int:
    """The weights of one feature in one integer, counted once."""
    return sum(weight << (BITS * column) for column, weight in enumerate((*row, 1)))


def unpacked(total: int) -> tuple[list[int], list[int]]:
    """Of each bag the sum of each column, and of how many features."""
    fields = [field - HALF for field in FIELDS.unpack((total + LIFT).to_bytes(FIELDS.size, "little"))]
    return fields[: COLUMNS + 1], fields[COLUMNS + 1 :]


def shipped(name: str) -> Any:
    """A data file of this package, read at first use."""
    return json.loads(gzip.decompress(files(__package__).joinpath("data", name).read_bytes()))


@cache
def model() -> Model:
    """The weights."""
    data = shipped("classifier.json.gz")
    columns = zip(*data["weights"], strict=True)
    names = data["features"].split("\t")
    return Model(data["scale"], tuple(data["bias"]), dict(zip(names, map(packed, columns), strict=True)))


class Reading:
    """A text as the classifier reads it: once, for any number of stretches."""

    def __init__(self, text: str) -> None:
        self.sight = seen(text)
        self.tokens = tokens(self.sight)
        weight = model().weights.get
        self._pairs = [0, *[weight(f"{left} {right}", 0) for left, right in pairwise(self.tokens)]]
        self._sums = list(accumulate(map(add, map(_of_token, self.tokens), self._pairs), initial=0))

    def scores(self, start: int = 0, end: int | None = None) -> tuple[float, ...]:
        """Log-odds of the tokens from `start` to `end`: one for each task, then one for complex work."""
        end = len(self.tokens) if end is None else end
        if start >= end:
            return _log_odds(0)
        weight = model().weights.get
        total = self._sums[end] - self._sums[start] - self._pairs[start]
        return _log_odds(
            total + sum([weight(f"^{token}", 0) for token in self.tokens[start : min(start + OPENING, end)]])
        )


def _log_odds(total: int) -> tuple[float, ...]:
    (*phrases, many), (*pieces, more) = unpacked(total)
    scale, bias, _ = model()
    left, right = 1 / (scale * sqrt(many or 1)), 1 / (scale * sqrt(more or 1))
    return tuple([b / scale + x * left + y * right for b, x, y in zip(bias, phrases, pieces, strict=True)])


@lru_cache(maxsize=16384)
def _of_token(token: str) -> int:
    """The weights of a word and of its pieces."""
    weight = model().weights.get
    return weight(token, 0) + (sum([weight(piece, 0) for piece in parts_of(token)]) << BAG)


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of log-odds."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def verdict(scores: Sequence[float]) -> Verdict:
    """Probabilities of log-odds: softmax over the tasks, logistic for complex."""
    *tasks, hard = scores
    return Verdict(dict(zip(TASKS, softmax(tasks), strict=True)), 1 / (1 + exp(-hard)))
