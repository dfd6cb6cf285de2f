"""Where a request falls into parts: a model over the gaps between its words.

A gap is a place after a mark or about a joining word. The words about it speak for or against a joint (a linear
model); how differently the classifier reads the two sides, and what the words said, go through small decision trees
that give the probability that different kinds of work meet there. `training/cuts.py` makes both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, log
from operator import mul
from typing import Any, NamedTuple

from .classifier import Reading, shipped, softmax
from .features import around
from .text import word_set

MARKS = frozenset(',.;:!?\n)/+&|-–—>→⇒…"*•')
JOINING = word_set(
    """e and y mais plus tambem also then depois luego despues entao entonces ai dai com with con alem junto antes
    before seguida apos after once quando when cuando assim so finally por first primero primeiro segundo next
    afterwards while aproveita ja mas but pero as along bem"""
)
LIKELY = 0.5
"""Probability from which a gap is a joint."""
NOTED = 16
"""Gaps of a text that are looked at: the others are enumerations and the like."""
LOOKED_INTO = 6
"""Gaps of a stretch whose sides are read: those that look most like a joint."""


Node = tuple[int, float, Any, Any]
"""A trait's number, the value up to which the left branch counts, and both branches: nodes, at the bottom numbers."""
DEPTH = 3
"""Questions that each tree asks."""


class Joints(NamedTuple):
    """The shipped model: weights of the words about a gap, and trees over its traits."""

    words: dict[str, float]
    bias: float
    trees: list[Node]
    base: float


@cache
def joints() -> Joints:
    """The model."""
    data = shipped("joints.json.gz")
    scale = data["scale"]
    words = dict(zip(data["features"].split("\t"), (weight / scale for weight in data["words"]), strict=True))
    return Joints(words, data["bias"], data["trees"], data["base"])


def gaps(tokens: Sequence[str]) -> list[int]:
    """Numbers of the tokens before which a part may begin."""
    return [place for place in range(1, len(tokens)) if _is_gap(tokens[place - 1], tokens[place])]


def _is_gap(left: str, right: str) -> bool:
    if left in MARKS:
        return right not in MARKS
    return right in JOINING and left not in JOINING


Chances = Sequence[float]
"""Probabilities of the tasks."""


def traits(said: float, left: Chances, right: Chances, whole: Chances, sizes: tuple[int, int]) -> list[float]:
    """What the trees see of a gap: what its words said, how its sides and both together are read, their tokens."""
    same = sum(map(mul, left, right))
    apart = log((1.001 - same) / (same + 0.001))
    best, other = max(left), max(right)
    ours, theirs = left.index(best), right.index(other)
    alone = [said, apart, best, other, min(best, other), float(ours != theirs), *map(float, sizes)]
    together = [max(whole), whole[ours], whole[theirs], whole[ours] + whole[theirs] if ours != theirs else whole[ours]]
    return [*alone, *together, *left, *right, *whole]


def grown(trees: Iterable[Node], base: float, found: Sequence[float]) -> float:
    """Log-odds: the sum of what the trees add, each three questions deep."""
    total = base
    for root in trees:
        node = root[2] if found[root[0]] <= root[1] else root[3]
        node = node[2] if found[node[0]] <= node[1] else node[3]
        total += node[2] if found[node[0]] <= node[1] else node[3]
    return total


class Joint(NamedTuple):
    """A gap and the probability that different kinds of work meet there."""

    chance: float
    place: int


class Seams:
    """The gaps of one text, each with what the words about it say."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[tuple[int, int], list[float]] = {}
        self._said = {place: self._about(place) for place in self._noted()}

    def _noted(self) -> list[int]:
        """The gaps that look most like joints by the two words that meet there."""
        weight, tokens = joints().words.get, self._reading.tokens

        def met(place: int) -> float:
            return weight(f"<{tokens[place - 1]}", 0.0) + weight(f">{tokens[place]}", 0.0)

        places = gaps(tokens)
        return places if len(places) <= NOTED else sorted(places, key=met, reverse=True)[:NOTED]

    def _about(self, place: int) -> float:
        weight = joints().words.get
        return joints().bias + sum([weight(name, 0.0) for name in around(self._reading.tokens, place)])

    def best(self, start: int, end: int) -> Joint:
        """The likeliest joint between tokens `start` and `end`; chance 0 when there is no gap."""
        inside = (place for place in self._said if start < place < end)
        looked = sorted(inside, key=self._said.__getitem__, reverse=True)[:LOOKED_INTO]
        if not looked:
            return Joint(0.0, start)
        whole = self._read(start, end)
        return max(Joint(self._chance(start, place, end, whole), place) for place in looked)

    def _chance(self, start: int, place: int, end: int, whole: Chances) -> float:
        sizes = (place - start, end - place)
        found = traits(self._said[place], self._read(start, place), self._read(place, end), whole, sizes)
        return 1 / (1 + exp(-grown(joints().trees, joints().base, found)))

    def _read(self, start: int, end: int) -> Chances:
        if (start, end) not in self._known:
            self._known[start, end] = softmax(self._reading.scores(start, end)[:-1])
        return self._known[start, end]
