"""The one pass over a text: where its telling words, numbers and long unbroken strings are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from .normal import View
from .sentences import PIECE, Tokens
from .words import MEANINGS, TOPICS

_REST = r"[0-9]*+(?:[ .\-/()]{1,3}+(?=[0-9(])[0-9]*+)*+"
_NUMBER = re.compile(
    r"[0-9](?<![0-9][0-9])"
    r"(?:(?:(?<![\s\S].)|(?<=[^\W\d_].)|(?<=[^\W\d_][\s\S].))()|(?=[0-9 .\-/()]{4})|(?="
    + _REST
    + r".?[A-Za-z]))"
    + _REST
    + r"(?:(?=.?([A-Za-z])))?"
)
"""Digits and what joins them, where they may be long or stand beside a letter.

The first group tells that a letter may stand before them; the second has the one that stands behind, if one does.
"""
_BREAK = r" \n\"'`<>,;(){}\[\]|"
_BLOB = re.compile(rf"(?:[^{_BREAK}]{{0,15}}+[{_BREAK}])*+([^{_BREAK}]*+)")
"""Short unbroken strings, and as the group the long one behind them or what is left at the end."""
_FEWEST_DIGITS = 5
_SHORTEST_BLOB = 16
_STOP = re.compile(r"[.!?;\n](?:(?<!\n)[ \n](?:(?<=[A-Za-z]{5}..)())?|(?<=\n)[ \n]*\n)", re.DOTALL)
"""The end of a sentence; it has a group behind a word too long for an abbreviation."""
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
    """What one pass over a text saw. All positions are those of `plain` and `folded`.

    `numbers` are those of five characters or more; `lettered` has the starts of those beside a letter, of any
    length. Long texts have many: they are kept as integers, which the garbage collector does not visit.
    """

    plain: str
    folded: str
    tokens: Tokens
    anchors: dict[str, list[int]] = field(default_factory=lambda: {topic: [] for topic in TOPICS})
    lettered: list[int] = field(default_factory=list)
    blobs: list[tuple[int, int]] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    _number_starts: list[int] = field(default_factory=list)
    _number_ends: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> Iterator[tuple[int, int]]:
        """Where numbers start and end, left to right."""
        return zip(self._number_starts, self._number_ends, strict=True)

    @property
    def endings(self) -> Iterator[tuple[int, str]]:
        """Where each cue ends, left to right, and its tag."""
        return zip(self._ends, self._tags, strict=True)

    def before(self, position: int, reach: int = 60) -> Iterator[Cue]:
        """Cues that end within `reach` characters before `position` in the same sentence, nearest first."""
        index = bisect_right(self._ends, position) - 1
        floor = self.sentence_start(position, reach)
        while index >= 0 and self._starts[index] >= floor:
            yield Cue(self._starts[index], self._ends[index], self._tags[index])
            index -= 1

    def after(self, position: int, reach: int = 30) -> Iterator[Cue]:
        """Cues that start within `reach` characters after `position` in the same sentence, nearest first."""
        index = bisect_right(self._ends, position)
        limit = self.sentence_end(position, reach)
        while index < len(self._ends) and self._starts[index] < limit:
            yield Cue(self._starts[index], self._ends[index], self._tags[index])
            index += 1

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
    _note_words(found)
    _note_numbers(found)
    found.blobs.extend(
        match.span(1) for match in _BLOB.finditer(view.plain) if match.end() - match.start(1) >= _SHORTEST_BLOB
    )
    found.stops.extend(
        match.end()
        for match in _STOP.finditer(view.plain)
        if match.lastindex or not _is_abbreviation(view.plain, match)
    )
    return found


def _note_words(found: Scan) -> None:
    pieces = PIECE.findall(found.plain)
    tokens, anchors = found.tokens, found.anchors
    starts, ends, tags = found._starts, found._ends, found._tags
    places = accumulate(map(len, pieces[:-1]), initial=0) if pieces else ()
    for index in tokens.extend(places, map(MEANINGS.__getitem__, pieces)):
        start, known = tokens.starts[index], tokens.known[index]
        if known.tag:
            starts.append(start)
            ends.append(start + len(known.word))
            tags.append(known.tag)
        for topic in known.topics:
            anchors[topic].append(start + known.offset)


def _note_numbers(found: Scan) -> None:
    plain, starts, ends = found.plain, found._number_starts, found._number_ends
    for match in _NUMBER.finditer(plain):
        start, end = match.span()
        if end - start >= _FEWEST_DIGITS:
            starts.append(start)
            ends.append(end)
        if match.lastindex and (match[2] or _follows_letter(plain, start)):
            found.lettered.append(start)


def _follows_letter(plain: str, start: int) -> bool:
    return plain[start - 1 : start].isalpha() or plain[start - 2 : start - 1].isalpha()


def _is_abbreviation(plain: str, stop: re.Match[str]) -> bool:
    """Whether the full stop of `stop` belongs to a short word, as in 'tel. 3333-4444'."""
    if plain[stop.start()] != ".":
        return False
    word = _LAST_WORD.search(plain, max(0, stop.start() - 5), stop.start())
    return word is not None and (len(word.group()) == 1 or word.group().lower() in _ABBREVIATIONS)
