"""Cutting a request into the parts that ask for different kinds of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import log
from typing import NamedTuple

from .classifier import TASKS, Reading, Verdict, verdict
from .features import places
from .joints import LIKELY, Seams
from .text import origin, plain
from .types import Task

MOST = 6
JOINING = 80
"""Characters in which the words end that join a part to the others."""
"""Parts: more than this is a document, not a request."""
EDGES = " \t\r\n,;:+/&|-–—→*•"
JOINT = re.compile(
    r"(?:(?:e|and|y|mas|but|pero)\s+)?(?:depois(?: d(?:isso|isto|ele|ela))?|em seguida|na sequencia|entao|por fim"
    r"|por ultimo|finalmente|apos isso|e ai|dai|then|after that|afterwards|next|finally|lastly|luego"
    r"|despues(?: de eso)?|a continuacion|entonces|al final|primeiro|first|primero|e|and|y|plus|mais)\b[\s,:]+",
)


class Part(NamedTuple):
    """A stretch of the request, as characters, and what the classifier says of it."""

    start: int
    end: int
    task: Task
    verdict: Verdict


class Splitter:
    """One request and its parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reading = Reading(text)

    @property
    def tokens(self) -> list[str]:
        """The words and marks that were read."""
        return self._reading.tokens

    def parts(self) -> list[Part]:
        """Stretches of different tasks, in order; one stretch when the text asks for one kind of work."""
        size = len(self._reading.tokens)
        ends = sorted({0, *self._cuts(0, size, MOST - 1), size})
        read = [verdict(self._reading.scores(*stretch)) for stretch in pairwise(ends)]
        if len(read) < 2:
            whole = read[0] if read else verdict(self._reading.scores())
            return [Part(0, len(self._text), whole.task, whole)]
        return [self._part(*found) for found in zip(ends, ends[1:], alternating(read), read, strict=False)]

    def _cuts(self, start: int, end: int, most: int) -> Iterator[int]:
        """The likeliest joint, then those of its two sides."""
        joint = self._seams.best(start, end)
        if most > 0 and joint.chance >= LIKELY:
            yield joint.place
            before = list(self._cuts(start, joint.place, most - 1))
            yield from before
            yield from self._cuts(joint.place, end, most - 1 - len(before))

    @cached_property
    def _seams(self) -> Seams:
        return Seams(self._reading)

    @cached_property
    def _places(self) -> list[int]:
        size = len(self._text)
        return [*(origin(place, size) for place in places(self._reading.sight)), size]

    def _part(self, start: int, end: int, task: Task, read: Verdict) -> Part:
        return Part(self._places[start] if start else 0, self._places[end], task, read)


def alternating(read: Sequence[Verdict]) -> list[Task]:
    """The likeliest tasks of stretches of which no two neighbours have the same."""
    ways: list[tuple[float, list[Task]]] = [(0.0, [])]
    for one in read:
        chances = {task: log(max(chance, 1e-9)) for task, chance in one.tasks.items()}
        grown = [
            (score + chances[task], [*tasks, task])
            for task in TASKS
            for score, tasks in ways
            if not tasks or tasks[-1] != task
        ]
        ways = [max((way for way in grown if way[1][-1] == task), default=(-1e9, [task])) for task in TASKS]
    return max(ways)[1]


def words_of(text: str, part: Part) -> str:
    """What a part says, without the words that only join it to the others."""
    if part.end - part.start == len(text):
        return text.strip() or text
    stretch = text[part.start : part.end]
    said = stretch.strip(EDGES)
    joint = JOINT.match(plain(said[:JOINING]))
    return (said[joint.end() :] if joint else said).strip(EDGES) or said or stretch
