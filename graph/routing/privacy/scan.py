"""The one pass over a text: where its telling words, numbers and long unbroken strings are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from .lexicon import Tokens
from .normal import View
from .words import MEANINGS, TOPICS

_PIECE = re.compile(
    r"(?:[A-Za-z]\.(?:[A-Za-z]\.)+[A-Za-z]?(?![A-Za-z])|[A-Z]*[a-z]+(?:'[a-z]+)?|[A-Z]+(?:'[a-z]+)?"
    r"|[0-9](?:[0-9.,/]*[0-9])?|[,:?\n$\u20ac\u00a3]) ?|[^A-Za-z0-9,:?\n$\u20ac\u00a3]+"
)
_NUMBER = re.compile(r"\d(?:\d|[ .\-/()]{1,3}(?=[\d(]))*")
_BLOB = re.compile(r"[^\s\"'`<>,;(){}\[\]|]{16,}")
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")
_LAST_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}$")
_ABBREVIATIONS = frozenset("ag apt art av ave cel dr dra fone id mr mrs ms no nr num r sr sra st tel".split())


class Hit(NamedTuple):
    """A finding in the coordinates of a view."""

    kind: str
    start: int
    end: int
    confidence: float = 1.0


class Cue(NamedTuple):
    """A cue word: where it stands and what it says of a number beside it."""

    start: int
    end: int
    tag: str


@dataclass(slots=True)
class Scan:
    """What one pass over a text saw. All positions are those of `plain` and `folded`."""

    plain: str
    folded: str
    tokens: Tokens
    anchors: dict[str, list[int]] = field(default_factory=lambda: {topic: [] for topic in TOPICS})
    cues: list[Cue] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    blobs: list[tuple[int, int]] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def before(self, position: int, reach: int = 60) -> Iterator[Cue]:
        """Cues that end within `reach` characters before `position` in the same sentence, nearest first."""
        index = bisect_right(self._ends, position) - 1
        floor = self.sentence_start(position, reach)
        while index >= 0 and self.cues[index].start >= floor:
            yield self.cues[index]
            index -= 1

    def after(self, position: int, reach: int = 30) -> Iterator[Cue]:
        """Cues that start within `reach` characters after `position` in the same sentence, nearest first."""
        index = bisect_right(self._ends, position)
        limit = self.sentence_end(position, reach)
        while index < len(self.cues) and self.cues[index].start < limit:
            yield self.cues[index]
            index += 1

    def has(self, topic: str, start: int, end: int) -> bool:
        """Whether a word of `topic` starts in `start` to `end`."""
        places = self.anchors[topic]
        index = bisect_left(places, start)
        return index < len(places) and places[index] < end

    def has_cue(self, start: int, end: int) -> bool:
        """Whether a cue word ends in `start` to `end`."""
        index = bisect_left(self._ends, start)
        return index < len(self._ends) and self._ends[index] < end

    def sentence_start(self, position: int, reach: int) -> int:
        """Where the sentence that holds `position` starts, at most `reach` characters back."""
        index = bisect_right(self.stops, position) - 1
        return max(position - reach, self.stops[index] if index >= 0 else 0, 0)

    def sentence_end(self, position: int, reach: int) -> int:
        """Where the sentence that holds `position` ends, at most `reach` characters on."""
        index = bisect_left(self.stops, position + 1)
        return min(position + reach, self.stops[index] if index < len(self.stops) else len(self.plain))


def scan(view: View) -> Scan:
    """Read `view` once."""
    found = Scan(view.plain, view.folded, Tokens(view.plain, view.folded))
    pieces = _PIECE.findall(view.plain)
    tokens = found.tokens
    tokens.starts.extend(accumulate(map(len, pieces[:-1]), initial=0) if pieces else ())
    tokens.known.extend(map(MEANINGS.__getitem__, pieces))
    for index, known in enumerate(tokens.known):
        if known.telling:
            start = tokens.starts[index]
            if known.tag:
                found.cues.append(Cue(start, start + len(pieces[index].rstrip()), known.tag))
            for topic in known.topics:
                found.anchors[topic].append(start + known.offset)
    found._ends.extend(cue.end for cue in found.cues)
    found.numbers.extend(match.span() for match in _NUMBER.finditer(view.plain))
    found.blobs.extend(match.span() for match in _BLOB.finditer(view.plain))
    found.stops.extend(match.end() for match in _STOP.finditer(view.plain) if not _is_abbreviation(view.plain, match))
    return found


def _is_abbreviation(plain: str, stop: re.Match[str]) -> bool:
    """Whether the full stop of `stop` belongs to a short word, as in 'tel. 3333-4444'."""
    if plain[stop.start()] != ".":
        return False
    word = _LAST_WORD.search(plain, max(0, stop.start() - 5), stop.start())
    return word is not None and (len(word.group()) == 1 or word.group().lower() in _ABBREVIATIONS)
