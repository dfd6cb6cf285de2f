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
    rf"\d{{1,2}}-{_MONTH}-(?:19|20)?\d{{2}}\b|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{{2}}\b|"
    r"\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)?\d{2}\b|(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th|o)?\s(?:de\s|of\s)?{_MONTH},?(?:\s(?:de\s|del\s)?(?:19|20)?\d{{2}}\b)?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s(?:19|20)\d{{2}}\b)?|\d{{1,2}}/\d{{1,2}}\b(?!/)"
    rf"|(?:{_MONTH}(?:\s(?:de|of|del))?,?\s|(?:em|in|en)\s)(?:19[2-9]|20[0-2])\d\b"
)
_YEAR = re.compile(r"(?:1\d|20)\d{2}")
_DAY = re.compile(r"\d\D+\d|\d{1,2}\D|[a-z]\s\d{1,2}\b|^\d{8}$")
_PARTS = re.compile(r"\d+")
_WORD = re.compile(r"[a-z.]+")
_LABEL = re.compile(r"\b(?:data|date|dt\.?|fecha|dia) (?:de |of |da )?(?:meu |my |minha )?$")
_OWN = re.compile(r"\b(?:my|meu|minha|mi|nosso|nossa|our|his|her|seu|dele|dela|faco|fazemos)\s(?:\w+\s){0,3}$")
_KIN_AFTER = re.compile(r"[^.!?\n]{0,30}\b(?:my|meu|minha|mi)\s")
_THEIRS = re.compile(r" (?:del[ea]|d[oa] (?:meu|minha)|de mi)\b")
_AGE = re.compile(r" \d{1,3}(?: anos| years)?(?: old)? (?:on|em|no|el|dia) ")
_SUBJECT = re.compile(r"\b(?:was|were|foi|is)\s$")
_FIRST_PERSON = re.compile(r"\bi(?: was|'m| am)\s$")
_ALWAYS = frozenset({"nasci", "naci", "dob", "birthdate", "nasc", "nac", "dn", "niver"})
_PARTICIPLES = frozenset({"nascido", "nascida", "nacido", "nacida", "born"})
_NOUNS = frozenset({"nascimento", "birth", "nacimiento"})
_OLDEST_LIVING = 1920


def find(scan: Scan) -> Iterator[Hit]:
    """Dates of birth of living people."""
    for position in scan.anchors["birth"]:
        word = _WORD.match(scan.folded, position)
        date = _next_date(scan, word.end()) if word else None
        if word and date and (_is_private(scan, word, date) or _AGE.match(scan.folded, word.end())):
            yield Hit("birth_date", *date.span(), 0.9)


def _next_date(scan: Scan, position: int) -> re.Match[str] | None:
    """The date that follows `position` after a few words of the same sentence."""
    match = _DATE.search(scan.folded, position, position + 60)
    if not match or re.search(r"\d{4}|\d[^\sa]|[;!?]|[^:]\.\s", scan.folded[position : match.start()]):
        return None
    return match if all(map(int, _PARTS.findall(match.group()))) else None


def _is_private(scan: Scan, word: re.Match[str], date: re.Match[str]) -> bool:
    name = word.group().replace(".", "")
    before = scan.folded[max(0, word.start() - 40) : word.start()]
    if not _DAY.search(date.group()) and name not in {"nasci", "naci"} and not _FIRST_PERSON.search(before):
        return False
    if name in _ALWAYS or _THEIRS.match(scan.folded, word.end()) or _OWN.search(before) or _FIRST_PERSON.search(before):
        return True
    if name in _NOUNS:
        near = date.start() - word.end() <= 3
        return near or bool(_LABEL.search(before)) or scan.folded[word.end() : word.end() + 1] == ":"
    if name in _PARTICIPLES:
        year = _YEAR.search(date.group())
        return (year is None or int(year.group()) > _OLDEST_LIVING) and not _SUBJECT.search(before)
    if name == "birthday" and scan.folded[word.end() : word.end() + 1] == ":":
        return True
    return name in {"nasceu", "nacio"} and bool(_KIN_AFTER.match(scan.folded, date.end()))
