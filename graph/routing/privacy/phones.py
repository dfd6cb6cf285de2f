"""Phone numbers that their own form gives away: a country code, an area code, a word that asks to be called."""

from __future__ import annotations

import re

from .checks import phone as is_in_use
from .samples import Reading, is_sample
from .scan import Scan

_TOLL_FREE = re.compile(r"(?:\(\d{2}\)\s?)?\(?0?(?:800|300|500|900|4004|4020|3003)\b")
_TOLL_FREE_HEAD = re.compile(r"\b0?(?:800|300|500|900)[ -]$")
_AREA = re.compile(r"\(\s?0?\d{2,3}\s?\)")
_BRAZILIAN = frozenset("2.5.4 2.4.4 2.2.5.4 2.2.4.4 2.1.4.4".split())
_NAMED = re.compile(r"\s?(?:is|e|es)\s(?:(?:o|the|el|my|meu|mi|his|her)\s){0,2}")
_MOBILE = re.compile(r"[1-9][1-9]9[6-9]\d{7}")
_LOCAL_DIGITS = 7
_BRAZILIAN_MOBILE = frozenset("11 2.9 2.5.4 2.1.4.4".split())
_AMERICAN = "3.3.4"
DIALLED = frozenset(
    "1.3.3.4 1.4.4 2.3.2.2 10 11 12 13 2.1.4.4 2.2.4.4 2.2.5.4 2.2.9 2.4.4 2.5.4 2.8 2.9 3.2.2.2 3.3.3 3.3.4 3.4 3.4.4 "
    "3.5.4 2.2.2.2.2 3.6 3.7 3.8 3.9 4.3.3 4.3.4 4.4 5.3.3 5.4 5.6 9".split()
)
"""Groups of digits in which phone numbers are written."""


def looks_dialled(scan: Scan, number: Reading) -> bool:
    """Whether `number` is somebody's phone number though no word says so right beside it."""
    if not 7 <= len(number.digits) <= 15 or is_sample("phone", number, False):
        return False
    if _TOLL_FREE_HEAD.search(scan.plain, max(0, number.start - 6), number.start):
        return False
    opened = scan.plain[number.start - 1 : number.start] == "("
    if _TOLL_FREE.match(scan.plain, number.start - opened):
        return False
    if _is_international(scan, number):
        return True
    if opened and _AREA.match(scan.plain, number.start - 1) and len(number.digits) >= 10:
        return True
    if number.reference or number.layout not in DIALLED:
        return False
    if _is_asked_for(scan, number):
        return True
    if number.layout in _BRAZILIAN_MOBILE and _MOBILE.fullmatch(number.digits):
        return is_in_use(number.digits, "BR")
    if number.layout in {"5.6", "11"} and number.digits.startswith("07"):
        return is_in_use(number.digits, "GB")
    dashed = "-" in scan.plain[number.start : number.end]
    if number.layout in _BRAZILIAN and dashed:
        return is_in_use(number.digits, "BR")
    return number.layout == _AMERICAN and number.digits[0] in "23456789"


def _is_international(scan: Scan, number: Reading) -> bool:
    head = scan.plain[max(0, number.start - 2) : number.start]
    if "+" in head:
        return len(number.digits) >= 9
    return number.digits.startswith("00") and "." in number.layout and is_in_use(f"+{number.digits[2:]}")


def _is_asked_for(scan: Scan, number: Reading) -> bool:
    """Whether the words around `number` ask to be called on it, or say whose number it is."""
    tags = [cue.tag for cue in scan.before(number.start, 45)]
    if "dial" in tags:
        return True
    owned = tags[:2] in (["their", "number"], ["own", "number"]) or (tags[:1] == ["number"] and "own" in tags)
    if owned and len(number.digits) >= _LOCAL_DIGITS:
        return True
    return any(
        cue.tag == "dial" and _NAMED.fullmatch(scan.folded, number.end, cue.start) for cue in scan.after(number.end, 25)
    )
