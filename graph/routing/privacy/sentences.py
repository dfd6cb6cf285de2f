"""The words of a text and the class strings of its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

SILENT, TELLING = "\0", "!"
"""The letters of a token that has no place in a class string, and of one that has a tag or a topic."""
PARTS = PLAIN, FIRST, SECOND, BOTH = "0123"
"""The part that a token may have in a phrase: none, the first, the second, either."""
FIGURE = "4"
"""The part of a number, whose class depends on its unit."""
SPECIAL = re.compile(f"[{FIRST}{BOTH}](?=[{SECOND}{BOTH}{FIGURE}])|{FIGURE}")
NO_ROLE = "0"
ROLES = "012345"
"""The role of a word in a matter: none, one that a sentence is read for, one in a phrase alone; then 3 more for a word
for a person."""
TOPIC, MAYBE, _PERSON = re.compile("[1245]"), "25", re.compile("[345]")
PIECE = re.compile(
    r"[a-z]{2,}+(?:'[a-z]++)?+ ?+|[^A-Za-z0-9,:?\n$\u20ac\u00a3]++|[,:?\n$\u20ac\u00a3] ?+|[0-9]++(?:[.,/]++[0-9]++)*+ ?+"
    r"|(?:[A-Za-z]\.(?:[A-Za-z]\.)+[A-Za-z]?(?![A-Za-z])|[A-Z]*+[a-z]++(?:'[a-z]++)?+|[A-Z]++(?:'[a-z]++)?+) ?+"
)
"""A token: a word, a number or a mark, with the space behind it; or what stands between."""
_LONE_PARTICLE = re.compile("(?<!n)~|~(?!n)")


class Meaning(NamedTuple):
    """What a `word` (in lower case; a number has none) says.

    `letters` has its class, its part and its role in each lexicon, and last whether it has a tag or a topic. `tag` is
    what it says of a number beside it, `topics` are those whose detectors look where it stands, `offset` is where the
    telling part of it starts.
    """

    letters: str
    word: str = ""
    tag: str = ""
    topics: tuple[str, ...] = ()
    offset: int = 0

    @classmethod
    def of(cls, letters: str, word: str, tag: str, topics: tuple[str, ...], offset: int = 0) -> Meaning:
        """A meaning whose letters tell whether it has a tag or a topic."""
        return cls(letters + (TELLING if tag or topics else SILENT), word, tag, topics, offset)


_LETTERS: Callable[[Meaning], str] = attrgetter("letters")
_TELLING = re.compile(TELLING)


@dataclass(slots=True)
class Tokens:
    """The words, numbers and marks of a text: where each starts and what it means."""

    plain: str
    folded: str
    starts: list[int] = field(default_factory=list)
    known: list[Meaning] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    def extend(self, starts: Iterable[int], known: Iterable[Meaning]) -> Iterator[int]:
        """Take in tokens; the indices of those that have a tag or a topic."""
        self.starts.extend(starts)
        self.known.extend(known)
        letters = "".join(map(_LETTERS, self.known))
        width = len(self.known[0].letters) if letters else 1
        self._lines.extend(letters[index::width] for index in range(width))
        return (match.start() for match in _TELLING.finditer(self._lines[-1]))

    def lines(self, lexicon: int) -> list[str]:
        """The class, the part and the role of every token in one lexicon."""
        return self._lines[3 * lexicon : 3 * lexicon + 3]

    def speaks_of_persons(self, lexicon: int, start: int, end: int) -> bool:
        """Whether there is a word for a person in `start` to `end`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return bool(_PERSON.search(self.lines(lexicon)[2], first, last))


class Sentence(NamedTuple):
    """A class string. `spread` has a letter for each token from the one at `first` on, silent ones too."""

    line: str
    spread: str
    first: int
    starts: list[int]

    def place(self, index: int) -> int:
        """Where in the text the token of the letter at `index` starts."""
        heard = (at for at, letter in enumerate(self.spread) if letter != SILENT)
        return self.starts[self.first + next(islice(heard, index, None))]

    def with_names(self) -> Sentence:
        """The sentence with `n` kept for names alone.

        In a heading most words have a capital and none is a name; a particle (`~`) counts only between names.
        """
        line = self.line.replace("n", "w") if self.line.count("n") * 2 > len(self.line) > 6 else self.line
        line = _LONE_PARTICLE.sub("w", line) if "~" in line else line
        return self if line is self.line else Sentence(line, *self[1:])
