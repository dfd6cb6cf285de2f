"""Numbers that are dictated in words: 'nove oito sete meia cinco', 'double five one two'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .scan import Hit, Scan

_DIGITS = {
    word: digit
    for digit, words in enumerate(
        (
            "zero cero oh",
            "um uma one uno una",
            "dois duas two dos",
            "tres three",
            "quatro four cuatro",
            "cinco five",
            "seis meia six",
            "sete seven siete",
            "oito eight ocho",
            "nove nine nueve",
        )
    )
    for word in words.split()
}
_WORD = "|".join(sorted(_DIGITS, key=len, reverse=True))
_RUN = rf"(?:(?:{_WORD})\b(?:[\s,.\-]{{1,3}}(?:e\s)?)?){{7,20}}"
_NAMED_RUN = re.compile(rf"[^.!?\n]{{0,40}}?\b(?P<run>{_RUN})")
_ONE = re.compile(rf"\b(?:{_WORD})\b")
_KINDS = {
    "phone": "phone",
    "dial": "phone",
    "number": "phone",
    "cpf": "cpf",
    "rg": "rg",
    "card": "card",
    "pix": "pix",
    "ssn": "ssn",
}


def find(scan: Scan) -> Iterator[Hit]:
    """Dictated numbers that a word before them names."""
    done = 0
    for end, tag in scan.endings:
        match = _NAMED_RUN.match(scan.folded, end) if tag in _KINDS and end >= done else None
        if match and not _counts(match["run"]):
            done = match.end()
            start = match.start("run")
            yield Hit(_KINDS[tag], start, start + len(match["run"].rstrip(" ,.-")), 0.8)


def _counts(text: str) -> bool:
    """Whether `text` only counts: one, two, three."""
    digits = [_DIGITS[word] for word in _ONE.findall(text)]
    return all(after == before + 1 for before, after in pairwise(digits))
