"""The one pass over a text: where its cue words, numbers and long unbroken strings are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .cues import TAGS
from .lexicon import TOPICS, word_class
from .normal import View

_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_NUMBER = re.compile(r"\d(?:\d|[ .\-/()]{1,3}(?=[\d(]))*")
_BLOB = re.compile(r"[^\s\"'`<>,;(){}\[\]|]{16,}")
_SHORT = "".join(rf"(?<!\b{word})" for word in "no nr num tel cel fone sr sra dr dra mr mrs ms av r ag art id".split())
_STOP = re.compile(rf"(?:[!?;]|{_SHORT}\.)\s|\n\s*\n")


class Hit(NamedTuple):
    """A finding in the coordinates of a view."""

    kind: str
    start: int
    end: int
    confidence: float = 1.0


class Cue(NamedTuple):
    """A cue word: where it stands and what it says."""

    start: int
    end: int
    tag: str


@dataclass(slots=True)
class Scan:
    """What one pass over a text saw."""

    plain: str
    folded: str
    cues: list[Cue] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    blobs: list[tuple[int, int]] = field(default_factory=list)
    topics: list[tuple[int, str]] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def before(self, position: int, reach: int = 60) -> Iterator[Cue]:
        """Cues that end within `reach` characters before `position` in the same sentence, nearest first."""
        index = bisect_left(self._ends, position + 1) - 1
        floor = self.sentence_start(position, reach)
        while index >= 0 and self.cues[index].start >= floor:
            yield self.cues[index]
            index -= 1

    def after(self, position: int, reach: int = 30) -> Iterator[Cue]:
        """Cues that start within `reach` characters after `position` in the same sentence, nearest first."""
        index = bisect_left(self._ends, position + 1)
        stop = _STOP.search(self.folded, position, position + reach)
        limit = stop.start() if stop else position + reach
        while index < len(self.cues) and self.cues[index].start < limit:
            yield self.cues[index]
            index += 1

    def sentence_start(self, position: int, reach: int) -> int:
        """Where the sentence that holds `position` starts, at most `reach` characters back."""
        floor = max(0, position - reach)
        for stop in _STOP.finditer(self.folded, floor, position):
            floor = stop.end()
        return floor

    def sentence_end(self, position: int, reach: int) -> int:
        """Where the sentence that holds `position` ends, at most `reach` characters on."""
        limit = min(len(self.folded), position + reach)
        stop = _STOP.search(self.folded, position, limit)
        return stop.start() if stop else limit


def scan(view: View) -> Scan:
    """Read `view` once."""
    found = Scan(view.plain, view.folded)
    topics, cues = found.topics, found.cues
    for match in _WORD.finditer(view.plain):
        word = match.group().lower()
        if word in TAGS:
            cues.append(Cue(match.start(), match.end(), TAGS[word]))
        letter = word_class(word)
        if letter in TOPICS:
            topics.append((match.start(), letter))
    found._ends.extend(cue.end for cue in cues)
    found.numbers.extend(match.span() for match in _NUMBER.finditer(view.plain))
    found.blobs.extend(match.span() for match in _BLOB.finditer(view.plain))
    return found
