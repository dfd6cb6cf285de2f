"""A linear classifier in pure Python: which task a text asks for, and whether the work is complex.

A text is three bags of features (phrases, pieces of words, shapes). Each bag's weights are summed and divided
by the square root of its size (so that long texts don't shout), and the sums are added to a bias. Weights are
whole numbers, so that a result is the same on every machine. `training/train.py` makes the data file.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, sqrt
from typing import NamedTuple, get_args

from .features import phrases, pieces, shapes, words
from .types import Task

TASKS: tuple[Task, ...] = get_args(Task)
Weights = tuple[int, ...]
"""A whole number for each task, in the order of `TASKS`, and one for complex work."""
NOTHING: Weights = (0,) * (len(TASKS) + 1)


class Model(NamedTuple):
    """The shipped weights; they and `bias` count in units of 1 / `scale`."""

    scale: float
    bias: Weights
    weights: dict[str, Weights]


class Bag(NamedTuple):
    """Summed weights of the known features of one kind, and how many those were."""

    weights: Weights
    size: int


class Verdict(NamedTuple):
    """Probabilities about one text: of each task, and of work that is complex."""

    tasks: dict[Task, float]
    complex: float

    @property
    def task(self) -> Task:
        """The most probable task."""
        return max(TASKS, key=self.tasks.__getitem__)

    @property
    def confidence(self) -> float:
        """Probability of `task`."""
        return self.tasks[self.task]


@cache
def model() -> Model:
    """The weights, read from the package's data file at first use."""
    packed = files(__package__).joinpath("data", "classifier.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    columns = zip(*data["weights"], strict=True)
    return Model(data["scale"], tuple(data["bias"]), dict(zip(data["features"].split("\n"), columns, strict=True)))


def scores(text: str) -> tuple[float, ...]:
    """Log-odds of `text`: one for each task, then one for complex work. Only an excerpt of a long text is read."""
    tokens = words(text)
    bags = (_bag(phrases(tokens)), _joined(map(_piece_bag, dict.fromkeys(tokens))), _bag(shapes(text)))
    shares = ([weight / sqrt(bag.size or 1) for weight in bag.weights] for bag in bags)
    return tuple(sum(column) / model().scale for column in zip(model().bias, *shares, strict=True))


def verdict(scores: tuple[float, ...]) -> Verdict:
    """Probabilities of log-odds: softmax over the tasks, logistic for complex."""
    *tasks, hard = scores
    powers = [exp(score - max(tasks)) for score in tasks]
    shares = {task: power / sum(powers) for task, power in zip(TASKS, powers, strict=True)}
    return Verdict(shares, 1 / (1 + exp(-hard)))


def classify(text: str) -> Verdict:
    """Probabilities for any text."""
    return verdict(scores(text))


def _bag(names: Iterable[str]) -> Bag:
    known = model().weights
    rows = [known[name] for name in names if name in known]
    return Bag(tuple(map(sum, zip(*rows, strict=True))) or NOTHING, len(rows))


def _joined(bags: Iterable[Bag]) -> Bag:
    found = [*bags, Bag(NOTHING, 0)]
    return Bag(tuple(map(sum, zip(*(bag.weights for bag in found), strict=True))), sum(bag.size for bag in found))


@lru_cache(maxsize=8192)
def _piece_bag(token: str) -> Bag:
    return _bag(map("#{}".format, pieces(token)))
