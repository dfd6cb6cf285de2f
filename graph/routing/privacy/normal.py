"""One spelling for text that was typed, pasted or disguised in many, and the way back to its positions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_DROPPED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u0300-\u036f\ufe00-\ufe0f\ufeff\U000e0020-\U000e007f]+"
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
    if unicodedata.decimal(char, None) is not None:
        return str(unicodedata.decimal(char))
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
class View:
    """A text as detectors read it: ASCII digits, spaces, dashes and letters without accents.

    `plain` keeps the case, `folded` has none; both have the same length. Characters that show nothing
    (zero width, soft hyphens, combining marks) are gone, so a position is translated with `origin`.
    """

    plain: str
    folded: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> View:
        """The view of `text`. Linear in its length."""
        cuts: list[int] = []
        shifts: list[int] = []
        latin = _is_latin(text)
        chars: set[str] = set() if latin else set(text)
        if _SOFT_HYPHEN in text if latin else _DROPPED.search("".join(chars)):
            gone = 0
            for match in _DROPPED.finditer(text):
                cuts.append(match.start() - gone)
                gone += match.end() - match.start()
                shifts.append(gone)
            text = _DROPPED.sub("", text)
        plain = _translated(text, chars)
        return cls(plain, plain.lower(), tuple(cuts), tuple(shifts))

    def origin(self, position: int) -> int:
        """Where the character at `position` of the view stands in the original text."""
        before = bisect_right(self.cuts, position)
        return position + (self.shifts[before - 1] if before else 0)


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
