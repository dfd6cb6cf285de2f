"""A linear classifier in pure Python: which task a text, or a stretch of it, asks for, and whether it is complex.

A stretch is two bags of features (phrases, pieces of words). Each bag's weights are summed and divided by the
square root of the number of its known features (so that long texts don't shout), and the sums are added to a bias.
Weights are whole numbers, so that a result is the same on every machine; all those of one feature stand side by side
in one integer, so that the sums over a text are running sums of integers, and any stretch is a difference of two.
`training/train.py` makes the data file.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise, repeat
from math import exp, sqrt
from operator import add
from struct import Struct
from typing import Any, NamedTuple, get_args

from .features import OPENING, parts_of, seen, tokens
from .types import Task

TASKS: tuple[Task, ...] = get_args(Task)
COLUMNS = len(TASKS) + 2
"""A weight for each task, in the order of `TASKS`, one for complex work and one for words that ask for nothing."""
BITS = 32
"""Room of one sum in an integer that holds, for each of two bags, the sums of all columns and of how many features."""
BAG = BITS * (COLUMNS + 1)
"""Room of one bag: phrases lie low, pieces above them."""
FIELDS = Struct(f"<{2 * (COLUMNS + 1)}I")
ROW = Struct(f"<{COLUMNS + 1}I")
HALF = 1 << (BITS - 1)
LIFT = sum(HALF << (BITS * field) for field in range(2 * (COLUMNS + 1)))
"""Makes every sum positive, so that none borrows from its neighbour."""
ROW_LIFT = LIFT & ((1 << BAG) - 1)


class Model(NamedTuple):
    """The shipped weights; they count in units of 1 / `scale`."""

    scale: float
    bias: tuple[float, ...]
    weights: dict[str, int]
    words: dict[str, int]
    """Of each known word its weights and those of its pieces."""


class Verdict(NamedTuple):
    """Probabilities about one text: of each task, and of work that is complex."""

    tasks: dict[Task, float]
    complex: float

    @property
    def task(self) -> Task:
        """The most probable task."""
        return max(TASKS, key=self.tasks.__getitem__)


def packed(row: Sequence[int]) -> int:
    """The weights of features in one integer, and how many features they are."""
    return int.from_bytes(ROW.pack(*[HALF + one for one in row]), "little") - ROW_LIFT


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
    features = zip(*data["weights"], repeat(1), strict=False)
    weights = dict(zip(data["features"].split("\t"), map(packed, features), strict=True))
    pieces = zip(data["words"].split("\t"), map(packed, zip(*data["pieces"], strict=True)), strict=True)
    words = {word: weights.get(word, 0) + (more << BAG) for word, more in pieces}
    return Model(data["scale"], tuple(one / data["scale"] for one in data["bias"]), weights, words)


class Reading:
    """A text as the classifier reads it: once, for any number of stretches."""

    def __init__(self, text: str) -> None:
        self.sight = seen(text)
        self.tokens = tokens(self.sight)
        _, _, weights, words = model()
        pair = weights.get
        self._pairs = [0, *[pair(f"{left} {right}", 0) for left, right in pairwise(self.tokens)]]
        alone = [words[token] if token in words else _of_unknown(token) for token in self.tokens]
        self._sums = list(accumulate(map(add, alone, self._pairs), initial=0))

    def scores(self, start: int = 0, end: int | None = None) -> tuple[float, ...]:
        """Log-odds of the tokens from `start` to `end`: of each task, of complex work, of asking for nothing."""
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
    scale, bias, *_ = model()
    left, right = 1 / (scale * sqrt(many or 1)), 1 / (scale * sqrt(more or 1))
    return tuple([b + x * left + y * right for b, x, y in zip(bias, phrases, pieces, strict=True)])


@lru_cache(maxsize=16384)
def _of_unknown(word: str) -> int:
    weight = model().weights.get
    return sum([weight(piece, 0) for piece in parts_of(word)]) << BAG


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of log-odds."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(score: float) -> float:
    """Probability of log-odds."""
    return 1 / (1 + exp(-score))


def verdict(scores: Sequence[float]) -> Verdict:
    """Probabilities of log-odds: softmax over the tasks, logistic for complex."""
    *tasks, hard, _ = scores
    return Verdict(dict(zip(TASKS, softmax(tasks), strict=True)), logistic(hard))
