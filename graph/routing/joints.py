"""Where a request falls into parts: a model over the gaps between its words.

A gap is a place after a mark or about a joining word. The words about it speak for or against a joint (a linear
model); how differently the classifier reads the two sides, and what the words said, go through small decision trees
that give the probability that different kinds of work meet there. `training/cuts.py` makes both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import log
from operator import mul
from typing import Any, NamedTuple

from .classifier import Reading, logistic, shipped, softmax
from .features import ABOUT, around
from .text import word_set

MARKS = frozenset(',.;:!?\n)/+&|-–—>→⇒…"*•')
JOINING = word_set(
    """e and y mais plus tambem also then depois luego despues entao entonces ai dai com with con alem junto antes
    before seguida apos after once quando when cuando assim so finally por first primero primeiro segundo next
    afterwards while aproveita ja mas but pero as along bem"""
)
LIKELY = 0.44
"""Probability from which a gap is a joint."""
NOTED = 8
"""Gaps of a text that are looked at: the others are enumerations and the like."""
LOOKED_INTO = 3
"""Gaps of a stretch whose sides are read: those that look most like a joint."""
NEAR = 16
"""Tokens on each side of a gap that are read in a part of a request: what stands further may be another part again."""


DEPTH = 3
"""Questions that each tree asks."""
Node = tuple[int, float, Any, Any]
"""A trait's number, the value up to which the left branch counts, and both branches: nodes, at the bottom numbers."""


class Joints(NamedTuple):
    """The shipped model: weights of what stands about a gap, and trees over its traits."""

    words: list[Callable[[str, float], float]]
    bias: float
    trees: list[Node]
    base: float


@cache
def joints() -> Joints:
    """The model."""
    data = shipped("joints.json.gz")
    scale = data["scale"]
    weights: dict[str, dict[str, float]] = {kind: {} for kind in ABOUT}
    for kind, names, found in data["words"]:
        weights[kind] = dict(zip(names.split("\t"), [one / scale for one in found], strict=True))
    return Joints([weights[kind].get for kind in ABOUT], data["bias"], data["trees"], data["base"])


def gaps(tokens: Sequence[str]) -> list[int]:
    """Numbers of the tokens before which a part may begin."""
    return [
        place
        for place, (left, right) in enumerate(pairwise(tokens), 1)
        if (right not in MARKS if left in MARKS else right in JOINING and left not in JOINING)
    ]


Chances = Sequence[float]
"""Probabilities of the tasks, then that nothing is asked for."""


def traits(said: float, left: Chances, right: Chances, whole: Chances, sizes: tuple[int, int]) -> list[float]:
    """What the trees see of a gap: what its words said, how its sides and both together are read, their tokens."""
    *ours, quiet = left
    *theirs, silent = right
    *both, _ = whole
    same = sum(map(mul, ours, theirs))
    best, other = max(ours), max(theirs)
    first, second = both[ours.index(best)], both[theirs.index(other)]
    differ = ours.index(best) != theirs.index(other)
    alone = [said, log((1.001 - same) / (same + 0.001)), best, other, min(best, other), float(differ)]
    together = [max(both), first, second, first + second if differ else first, quiet, silent]
    return [*alone, *map(float, sizes), *together, *ours, *theirs, *both]


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
        self._chances: dict[tuple[int, int, int], float] = {}
        self._said = {place: self._about(place) for place in self._noted()}

    def _noted(self) -> list[int]:
        """The gaps that look most like joints by the two words that meet there."""
        tokens = self._reading.tokens
        left, _, right, *_ = joints().words

        def met(place: int) -> float:
            return left(tokens[place - 1], 0.0) + right(tokens[place], 0.0)

        places = gaps(tokens)
        return places if len(places) <= NOTED else sorted(places, key=met, reverse=True)[:NOTED]

    def _about(self, place: int) -> float:
        weights, bias, *_ = joints()
        found = around(self._reading.tokens, place)
        return bias + sum([weight(name, 0.0) for weight, name in zip(weights, found, strict=True)])

    def best(self, start: int, end: int) -> Joint:
        """The likeliest joint between tokens `start` and `end`; chance 0 when there is no gap."""
        inside = (place for place in self._said if start < place < end)
        looked = sorted(inside, key=self._said.__getitem__, reverse=True)[:LOOKED_INTO]
        if not looked:
            return Joint(0.0, start)
        near = len(self._reading.tokens) if end - start == len(self._reading.tokens) else NEAR
        return max(Joint(self._chance(max(start, at - near), at, min(end, at + near)), at) for at in looked)

    def _chance(self, start: int, place: int, end: int) -> float:
        if (start, place, end) not in self._chances:
            self._chances[start, place, end] = self._joins(start, place, end)
        return self._chances[start, place, end]

    def _joins(self, start: int, place: int, end: int) -> float:
        left, right, whole = self._read(start, place), self._read(place, end), self._read(start, end)
        found = traits(self._said[place], left, right, whole, (place - start, end - place))
        return logistic(grown(joints().trees, joints().base, found))

    def _read(self, start: int, end: int) -> Chances:
        if (start, end) not in self._known:
            *tasks, _, idle = self._reading.scores(start, end)
            self._known[start, end] = [*softmax(tasks), logistic(idle)]
        return self._known[start, end]
