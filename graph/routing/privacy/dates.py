"""Birth dates: a date that a word names as somebody's birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_MONTH = (
    r"(?:jan(?:eiro|uary|\.)?|fev(?:ereiro)?|feb(?:ruary|rero)?|mar(?:co|ch|zo)?|abr(?:il)?|apr(?:il)?|mai(?:o)?|may(?:o)?|jun(?:ho|e|io)?"
    r"|jul(?:ho|y|io)?|ago(?:sto)?|aug(?:ust)?|set(?:embro)?|sep(?:t(?:ember|iembre)?)?|out(?:ubro)?|oct(?:ober|ubre)?"
    r"|nov(?:embro|ember|iembre)?|dez(?:embro)?|dec(?:ember)?|dic(?:iembre)?|enero)\b\.?"
)
_NUMERIC = r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d{2}\b|(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}\b"
_WRITTEN = (
    rf"\d{{1,2}}(?:st|nd|rd|th|o)?\s(?:de\s|of\s)?{_MONTH},?(?:\s(?:de\s|del\s)?(?:19|20)?\d{{2}}\b)?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s(?:19|20)\d{{2}}\b)?"
)
_DATE = re.compile(rf"(?:{_NUMERIC}|{_WRITTEN})")
_WORD = re.compile(
    r"(?P<label>data de nasc(?:imento|\.)?|nascimento|dt\.? ?nasc\w*|d\.?o\.?b\b\.?|dates? of birth|birth ?date|fecha de nacimiento|nacimiento|birthday"
    r"|aniversario|cumpleanos|d\.?n\.?:)"
    r"|(?P<self>\bnasci\b|i was born|i'm born|\bnaci\b)|(?P<part>\bnascid[oa]\b|\bborn\b|\bnacid[oa]\b)|(?P<kin>\bnasceu\b|was born|\bnacio\b)"
)
_BETWEEN = re.compile(r"(?:\W+(?:[a-z']+\W+){0,5}?)")
_KIN = re.compile(r"\b(?:my|meu|minha|mi|nosso|nossa|our)\s(?:\w+\s){1,3}$")


def find(scan: Scan) -> Iterator[Hit]:
    """Dates of birth of living people."""
    for word in _WORD.finditer(scan.folded):
        date = _next_date(scan, word.end())
        if date and _is_private(scan, word, date):
            yield Hit("birth_date", *date.span(), 0.9)


def _next_date(scan: Scan, position: int) -> re.Match[str] | None:
    """The date that follows `position` after a few words."""
    match = _DATE.search(scan.folded, position, position + 60)
    if match and not any(char.isdigit() or char in ".;!?" for char in scan.folded[position : match.start()]):
        return match
    return None


def _is_private(scan: Scan, word: re.Match[str], date: re.Match[str]) -> bool:
    year = re.search(r"(?:1[0-9]|20)\d{2}", date.group())
    if word.lastgroup in {"label", "self"}:
        return True
    if word.lastgroup == "kin":
        return bool(_KIN.search(scan.folded, max(0, word.start() - 40), word.start()))
    after_name = re.search(r"\b(?:was|were|foi|is)\s$", scan.folded[max(0, word.start() - 6) : word.start()])
    return not after_name and (year is None or int(year.group()) > 1925)
