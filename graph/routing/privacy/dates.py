"""Birth dates: a date that a word names as somebody's birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_MONTH = (
    r"(?:jan(?:eiro|uary)?|fev(?:ereiro)?|feb(?:ruary|rero)?|mar(?:co|ch|zo)?|abr(?:il)?|apr(?:il)?|mai(?:o)?|may(?:o)?"
    r"|jun(?:ho|e|io)?|jul(?:ho|y|io)?|ago(?:sto)?|aug(?:ust)?|set(?:embro)?|sep(?:t(?:ember|iembre)?)?|out(?:ubro)?"
    r"|oct(?:ober|ubre)?|nov(?:embro|ember|iembre)?|dez(?:embro)?|dec(?:ember)?|dic(?:iembre)?|enero)\b\.?"
)
_DATE = re.compile(
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d{2}\b|(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th|o)?\s(?:de\s|of\s)?{_MONTH},?(?:\s(?:de\s|del\s)?(?:19|20)?\d{{2}}\b)?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s(?:19|20)\d{{2}}\b)?"
)
_YEAR = re.compile(r"(?:1\d|20)\d{2}")
_LABEL = re.compile(r"(?:\b(?:data|date|dt\.?|fecha|dia) (?:de |of |da )?(?:meu |my |minha )?$)")
_OWN = re.compile(r"\b(?:my|meu|minha|mi|nosso|nossa|our|his|her|seu|dele|dela)\s(?:\w+\s){0,3}$")
_SUBJECT = re.compile(r"\b(?:was|were|foi|is)\s$")
_FIRST_PERSON = re.compile(r"\bi(?: was|'m| am)\s$")
_ALWAYS = frozenset({"nasci", "naci", "dob", "birthdate", "nasc"})
_FORMS = {"nascido": "part", "nascida": "part", "nacido": "part", "nacida": "part", "born": "part"}
_OLDEST_LIVING = 1920


def find(scan: Scan) -> Iterator[Hit]:
    """Dates of birth of living people."""
    for position in scan.anchors["birth"]:
        word = re.compile(r"[a-z]+").match(scan.folded, position)
        date = _next_date(scan, word.end()) if word else None
        if word and date and _is_private(scan, word, date):
            yield Hit("birth_date", *date.span(), 0.9)


def _next_date(scan: Scan, position: int) -> re.Match[str] | None:
    """The date that follows `position` after a few words."""
    match = _DATE.search(scan.folded, position, position + 60)
    between = scan.folded[position : match.start()] if match else ""
    return match if match and not re.search(r"\d|[;!?]|\.\s", between) else None


def _is_private(scan: Scan, word: re.Match[str], date: re.Match[str]) -> bool:
    before = scan.folded[max(0, word.start() - 40) : word.start()]
    if word.group() in _ALWAYS or _OWN.search(before):
        return True
    if _FORMS.get(word.group()) == "part":
        year = _YEAR.search(date.group())
        living = year is None or int(year.group()) > _OLDEST_LIVING
        return bool(_FIRST_PERSON.search(before)) or (living and not _SUBJECT.search(before))
    labelled = scan.folded[word.end() : word.end() + 1] == ":" and word.group() not in {"birthday", "aniversario"}
    return labelled or (word.group() in {"nascimento", "birth", "nacimiento"} and bool(_LABEL.search(before)))
