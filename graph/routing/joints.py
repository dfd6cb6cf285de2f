"""Where a request falls into parts: a linear model over the gaps between its words.

A gap is a place after a mark or about a joining word. What stands about it, and how differently the classifier
reads the two sides, give the probability that different kinds of work meet there. `training/cuts.py` makes the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, log
from operator import mul
from typing import NamedTuple

from .classifier import Reading, shipped, softmax
from .features import around
from .text import word_set

MARKS = frozenset(",.;:!?\n)/+&|-–—>→⇒…\"'*•")
JOINING = word_set(
    """e and y mais plus tambem also then depois luego despues entao entonces ai dai com with con alem junto antes
    before seguida apos after once quando when cuando assim so finally por first primero primeiro segundo next
    afterwards while aproveita ja mas but pero as along bem"""
)
NOTED = 24
"""Gaps of a text that are looked at: the others are enumerations and the like."""
LOOKED_INTO = 8
"""Gaps of a stretch whose sides are read: those that look most like a joint."""


class Joints(NamedTuple):
    """The shipped weights: of what stands about a gap, of how its sides are read, and when a gap is a joint."""

    words: dict[str, float]
    sides: tuple[float, ...]
    bias: float
    least: float


@cache
def joints() -> Joints:
    """The weights."""
    data = shipped("joints.json.gz")
    scale = data["scale"]
    words = dict(zip(data["features"].split("\t"), (weight / scale for weight in data["words"]), strict=True))
    return Joints(words, tuple(data["sides"]), data["bias"], data["least"])


def gaps(tokens: Sequence[str]) -> list[int]:
    """Numbers of the tokens before which a part may begin."""
    return [place for place in range(1, len(tokens)) if _is_gap(tokens[place - 1], tokens[place])]


def _is_gap(left: str, right: str) -> bool:
    if left in MARKS:
        return right not in MARKS
    return right in JOINING and left not in JOINING


def sides(left: Sequence[float], right: Sequence[float], sizes: tuple[int, int]) -> list[float]:
    """How the two sides of a gap are read: `left` and `right` are probabilities of tasks, `sizes` count tokens."""
    same = sum(map(mul, left, right))
    apart = log((1.001 - same) / (same + 0.001))
    differ = float(left.index(max(left)) != right.index(max(right)))
    long, longer = log(sizes[0] + 1), log(sizes[1] + 1)
    plain = [apart, max(left), max(right), min(max(left), max(right)), differ, differ * apart]
    size = [long, longer, long * apart, longer * apart, 1 / sizes[0], 1 / sizes[1]]
    return [*plain, *size, *(one * other for one in left for other in right)]


class Joint(NamedTuple):
    """A gap and the probability that different kinds of work meet there."""

    chance: float
    place: int


class Seams:
    """The gaps of one text, each with what the words about it say."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said = {place: self._about(place) for place in self._noted()}

    def _noted(self) -> list[int]:
        """The gaps that look most like joints by the two words that meet there."""
        weight, tokens = joints().words.get, self._reading.tokens

        def met(place: int) -> float:
            left, right = tokens[place - 1], tokens[place]
            return weight(f"<{left}", 0.0) + weight(f">{right}", 0.0) + weight(f"{left}|{right}", 0.0)

        places = gaps(tokens)
        return places if len(places) <= NOTED else sorted(places, key=met, reverse=True)[:NOTED]

    def _about(self, place: int) -> float:
        weight = joints().words.get
        return sum([weight(name, 0.0) for name in around(self._reading.tokens, place)])

    def best(self, start: int, end: int) -> Joint:
        """The likeliest joint between tokens `start` and `end`; chance 0 when there is no gap."""
        inside = (place for place in self._said if start < place < end)
        looked = sorted(inside, key=self._said.__getitem__, reverse=True)[:LOOKED_INTO]
        return max((self._joint(start, place, end) for place in looked), default=Joint(0.0, start))

    def _joint(self, start: int, place: int, end: int) -> Joint:
        left, right = (softmax(self._reading.scores(*ends)[:-1]) for ends in ((start, place), (place, end)))
        found = sides(left, right, (place - start, end - place))
        known = joints()
        score = known.bias + self._said[place] + sum(map(mul, known.sides, found))
        return Joint(1 / (1 + exp(-score)), place)
