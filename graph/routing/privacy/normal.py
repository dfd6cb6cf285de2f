"""One spelling for text that was typed, pasted or disguised in many, and the way back to its positions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

from .escapes import escapes

_DROPPED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\ufeff\U000e0020-\U000e007f]+"
)
_PUNCTUATION = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"), '"'),
    **dict.fromkeys(map(ord, "\u00b7\u2022\u2024\u2027\u30fb\u3002"), "."),
    **dict.fromkeys(map(ord, "\u2044\u2215\u2571"), "/"),
    **dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n"),
}


class _Fold(dict[int, str]):
    """Maps a character to the one ASCII character it stands for, or to itself; filled as characters come."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _MOST_CACHED:
            self[code] = folded
        return folded


def _fold(char: str) -> str:
    if char.isascii():
        return " " if char in "\t\v\f\r\x1c\x1d\x1e\x1f" else char
    if unicodedata.digit(char, None) is not None:
        return str(unicodedata.digit(char))
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() and not unicodedata.category(char).startswith("N") else char


_MOST_CACHED = 20_000
_FOLD = _Fold(_PUNCTUATION)
_LATIN = bytes(ord(_FOLD[code]) for code in range(256))
"""What the characters of Latin-1 become."""
_SOFT_HYPHEN = "\u00ad"
"""The one invisible character of Latin-1."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What was left out of a text: after which character of the rest, and how many characters up to there."""

    places: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)

    def cut(self, start: int, end: int) -> None:
        """Note that `start` to `end` is left out; left to right."""
        gone = self.sums[-1] if self.sums else 0
        self.places.append(start - gone)
        self.sums.append(gone + end - start)

    def origin(self, position: int) -> int:
        """Where the character at `position` of the rest stands in the whole."""
        before = bisect_right(self.places, position)
        return position + (self.sums[before - 1] if before else 0)


@dataclass(frozen=True, slots=True)
class View:
    """A text as detectors read it: ASCII digits, spaces, dashes and letters without accents.

    `plain` keeps the case, `folded` has none; both have the same length. Escapes are the characters that they stand
    for, and characters that show nothing (zero width, soft hyphens, combining marks) are gone, so a position is
    translated with `origin`.
    """

    plain: str
    folded: str
    escaped: Cuts
    invisible: Cuts

    @classmethod
    def of(cls, text: str) -> View:
        """The view of `text`. Linear in its length."""
        escaped, invisible = Cuts(), Cuts()
        text = _unescaped(text, escaped)
        latin = _is_latin(text)
        chars: set[str] = set() if latin else set(text)
        if _SOFT_HYPHEN in text if latin else _DROPPED.search("".join(chars)):
            for match in _DROPPED.finditer(text):
                invisible.cut(*match.span())
            text = _DROPPED.sub("", text)
        plain = _translated(text, chars)
        return cls(plain, plain.lower(), escaped, invisible)

    def origin(self, position: int) -> int:
        """Where the character at `position` of the view starts in the original text; its end is where the next does."""
        return self.escaped.origin(self.invisible.origin(position))


def _unescaped(text: str, cuts: Cuts) -> str:
    """`text` with what its escapes stand for; each is noted as cut but for as many characters as it stands for."""
    pieces: list[str] = []
    done = 0
    for start, end, meant in escapes(text):
        pieces += text[done:start], meant
        cuts.cut(start + len(meant), end)
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _is_latin(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _translated(text: str, chars: set[str]) -> str:
    """`text` with every character folded; `chars` are all that it has, when some are not of Latin-1."""
    odd = [char for char in chars if char > "\xff" and _FOLD[ord(char)] != char]
    if len(odd) > 64:
        return text.translate(_FOLD)
    for char in odd:
        text = text.replace(char, _FOLD[ord(char)])
    if _is_latin(text):
        return text.encode("latin-1").translate(_LATIN).decode("latin-1")
    for char in chars:
        if char <= "\xff" and _FOLD[ord(char)] != char:
            text = text.replace(char, _FOLD[ord(char)])
    return text
