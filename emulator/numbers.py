"""The numbers that stand in a request, read as its language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .language import Language

Number = int | float

_NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)*(?![\w])")
_BETWEEN = re.compile(
    r"\b(?:de|from|del)\s+(-?\d+)\s+(?:a|até|ate|to|al|hasta|through)\s+(-?\d+)"
    r"|\b(?:entre|between)\s+(-?\d+)\s+(?:e|and|y)\s+(-?\d+)",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\b(?:até|ate|up to|below|under|abaixo de|menores que|hasta|menores de|less than)\s+(?:o |the |el )?(\d+)", re.I
)
_FIRST = re.compile(
    r"\b(?:primeir[oa]s|first|primer[oa]s)\s+(\d+)|\b(\d+)\s+(?:primeir[oa]s|primer[oa]s)", re.IGNORECASE
)
_LARGEST_RANGE = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `first` to `last`, both included."""

    first: int
    last: int


def numbers_in(text: str, language: Language) -> list[Number]:
    """Every number of `text`, in order. `1.234,5` is Portuguese and Spanish, `1,234.5` English."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        found.extend(_read(match.group(), "," if language != "en" else "."))
    return found


def span_in(text: str) -> Span | None:
    """A range such as "de 1 a 100", "up to 50"; None when there is none (or it is too long to be meant)."""
    if match := _BETWEEN.search(text):
        first, last = (int(number) for number in match.groups() if number)
        span = Span(first, last)
    elif match := _UP_TO.search(text):
        span = Span(1, int(match.group(1)))
    else:
        return None
    return span if 0 <= span.last - span.first <= _LARGEST_RANGE else None


def first_in(text: str) -> int | None:
    """How many of a series are asked for: "os 10 primeiros", "the first 10"."""
    match = _FIRST.search(text)
    count = int(match.group(1) or match.group(2)) if match else 0
    return count if 0 < count <= _LARGEST_RANGE else None


def _read(text: str, decimal: str) -> list[Number]:
    grouping = "." if decimal == "," else ","
    pieces = text.split(grouping)
    if len(pieces) > 1 and not all(len(piece.split(decimal)[0]) == 3 for piece in pieces[1:]):
        if len(pieces) == 2:
            return [float(text.replace(grouping, "."))] if grouping == "." else [_plain(piece) for piece in pieces]
        return [_plain(piece) for piece in pieces]
    whole = "".join(pieces)
    if whole.count(decimal) > 1:
        return [_plain(piece) for piece in whole.split(decimal)]
    return [_plain(whole.replace(decimal, "."))]


def _plain(text: str) -> Number:
    text = text.replace(",", ".")
    return float(text) if "." in text else int(text)
