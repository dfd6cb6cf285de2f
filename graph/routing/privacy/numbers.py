"""Identifiers made of digits: each is known by its layout, its check digits, or the word that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .checks import CHECKS
from .checks import phone as phone_in_use
from .scan import Hit, Scan

Groups = tuple[int, ...]

_CHUNK = re.compile(r"\d+(?:(?:[.\-/]| - )\d+)*")
_DIGITS = re.compile(r"\d+")
_NAMING_AFTER = re.compile(
    r"[\s)\-]*\(?(?:(?:is|e|es|seria|are|as|como|=)\s+)?(?:(?:o|the|el|my|meu|mi|his|her|our|n[oa]|de|do|no)\s+){0,2}"
)
_FEW_DIGITS = re.compile(r"\d{2}")
_TOLL_FREE = re.compile(r"\(?0?(?:800|300|500|900|4004|4020|3003)\b")
_AREA = re.compile(r"\(\s?0?\d{2,3}\s?\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of number is written.

    `layouts` (digits per group) are its own way of writing: enough when the check digits are right.
    `bare` tells whether right check digits are enough without separators. `sizes` bounds the digits of a
    number that a word names.
    """

    kind: str
    sizes: range
    layouts: frozenset[Groups] = frozenset()
    bare: bool = False


def _rule(kind: str, low: int, high: int, *layouts: Groups, bare: bool = False) -> Rule:
    return Rule(kind, range(low, high + 1), frozenset(layouts), bare)


RULES = {
    rule.kind: rule
    for rule in (
        _rule("cpf", 10, 12, (3, 3, 3, 2), (9, 2), bare=True),
        _rule("cnpj", 13, 15, (2, 3, 3, 4, 2), (8, 4, 2), (12, 2), bare=True),
        _rule("card", 13, 19, (4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), bare=True),
        _rule("ssn", 9, 9, (3, 2, 4)),
        _rule("pis", 11, 11, (3, 5, 2, 1), (3, 4, 3, 1), (10, 1)),
        _rule("cns", 15, 15, (3, 4, 4, 4)),
        _rule("cnh", 9, 12),
        _rule("voter_id", 11, 13),
        _rule("rg", 5, 11),
        _rule("passport", 7, 9),
        _rule("dni", 7, 9),
        _rule("phone", 8, 14),
        _rule("pix", 10, 14),
    )
}
_LAYOUTS: dict[Groups, list[Rule]] = {}
for _each in RULES.values():
    for _groups in _each.layouts:
        _LAYOUTS.setdefault(_groups, []).append(_each)
_BARE = {11: "cpf", 14: "cnpj", 13: "card", 15: "card", 16: "card", 19: "card"}
_DIAL_LAYOUTS: frozenset[Groups] = frozenset(
    {
        (5, 4),
        (4, 4),
        (2, 5, 4),
        (2, 4, 4),
        (2, 1, 4, 4),
        (1, 4, 4),
        (3, 3, 4),
        (3, 3, 3),
        (3, 2, 2, 2),
        (11,),
        (10,),
    }
    | {
        (2, 9),
        (2, 8),
        (3, 5, 4),
        (3, 4, 4),
        (1, 3, 3, 4),
        (9,),
        (2, 2, 5, 4),
        (2, 2, 4, 4),
        (2, 2, 9),
        (3, 4),
    }
    | {(13,), (12,), (3, 8), (3, 9), (3, 6), (3, 7)}
)

_BRAZILIAN: frozenset[Groups] = frozenset({(2, 5, 4), (2, 4, 4), (2, 2, 5, 4), (2, 1, 4, 4)})


@dataclass(frozen=True, slots=True)
class Number:
    """One way to read neighbouring groups of digits as a single number."""

    start: int
    end: int
    groups: Groups
    digits: str


def find(scan: Scan) -> Iterator[Hit]:
    """Personal numbers of `scan`, left to right."""
    for start, end in scan.numbers:
        if _glued(scan, start, end):
            continue
        chunks = [match.span() for match in _CHUNK.finditer(scan.plain, start, end)]
        index = 0
        while index < len(chunks):
            hit, used = _read(scan, chunks, index)
            if hit:
                yield hit
            index += used


def _glued(scan: Scan, start: int, end: int) -> bool:
    """Whether the number is a part of a longer word, an amount of money or a percentage."""
    after = scan.plain[end : end + 1]
    before = scan.plain[max(0, start - 2) : start]
    if after.isalnum() or after in {"_", "%"} or before[-1:] in {"_", "$", "#", "\u20ac", "\u00a3"} or before == "$ ":
        return True
    return before[-1:].isalpha() and not any(cue.end == start for cue in scan.before(start, 20))


def _read(scan: Scan, chunks: list[tuple[int, int]], index: int) -> tuple[Hit | None, int]:
    for size in range(min(6, len(chunks) - index), 0, -1):
        number = _joined(scan, chunks[index : index + size])
        if 5 <= len(number.digits) <= 19 and (kind := _kind(scan, number)):
            start = _widened(scan.plain, number.start)
            return Hit(kind[0], start, number.end, kind[1]), size
    return None, 1


def _joined(scan: Scan, chunks: list[tuple[int, int]]) -> Number:
    start, end = chunks[0][0], chunks[-1][1]
    parts = _DIGITS.findall(scan.plain, start, end)
    return Number(start, end, tuple(map(len, parts)), "".join(parts))


def _widened(plain: str, start: int) -> int:
    """`start` moved left over the opening signs of a phone number."""
    while start and plain[start - 1] in "(+":
        start -= 1
    return start


def _kind(scan: Scan, number: Number) -> tuple[str, float] | None:
    """The kind of `number` and how sure it is, or None when it is nobody's."""
    tags = [cue.tag for cue in scan.before(number.start)]
    reference = next((tag for tag in tags if tag not in {"own", "sample"}), "") == "reference"
    return (
        _by_layout(number, tags)
        or _by_name(scan, number, tags)
        or _by_check(number, tags, reference)
        or _as_phone(scan, number, reference)
    )


def _by_layout(number: Number, tags: list[str]) -> tuple[str, float] | None:
    """A number in the layout of a kind that is named nearby."""
    for rule in _LAYOUTS.get(number.groups, ()):
        valid = CHECKS[rule.kind](number.digits)
        if rule.kind in tags and not _sample(rule.kind, number, tags, valid):
            return rule.kind, 1.0 if valid else 0.8
    return None


def _by_check(number: Number, tags: list[str], reference: bool) -> tuple[str, float] | None:
    """A number that nothing names and whose check digits are right."""
    for rule in _LAYOUTS.get(number.groups, ()):
        if CHECKS[rule.kind](number.digits) and not _sample(rule.kind, number, tags, True):
            return rule.kind, 0.9
    kind = _BARE.get(len(number.digits)) if len(number.groups) == 1 else None
    if kind and not reference and CHECKS[kind](number.digits) and not _sample(kind, number, tags, True):
        return kind, 0.7
    return None


def _sample(kind: str, number: Number, tags: list[str], valid: bool) -> bool:
    """Whether `number` shows a form instead of naming somebody. Card networks publish valid test numbers."""
    if "own" in tags:
        return set(number.digits) == {"0"}
    return (not valid or kind == "card") and ("sample" in tags or len(set(number.digits)) == 1)


def _by_name(scan: Scan, number: Number, tags: list[str]) -> tuple[str, float] | None:
    for cue in scan.before(number.start, 45):
        if cue.tag in {"own", "sample"}:
            continue
        rule = RULES.get(cue.tag)
        if cue.tag == "reference" or _FEW_DIGITS.search(scan.plain, cue.end, number.start):
            break
        if rule and len(number.digits) in rule.sizes and not _sample(rule.kind, number, tags, False):
            return rule.kind, 0.8
    for cue in scan.after(number.end, 25):
        rule = RULES.get(cue.tag)
        named = rule and _NAMING_AFTER.fullmatch(scan.folded, number.end, cue.start)
        if rule and named and len(number.digits) in rule.sizes and not _sample(rule.kind, number, tags, False):
            return rule.kind, 0.8
    return None


def _as_phone(scan: Scan, number: Number, reference: bool) -> tuple[str, float] | None:
    """Phone numbers that their own form gives away: a country code, an area code in parentheses, a dial cue."""
    size = len(number.digits)
    if not 7 <= size <= 14 or _TOLL_FREE.match(scan.plain, number.start):
        return None
    head = scan.plain[max(0, number.start - 2) : number.start]
    if "+" in head and size >= 10:
        return ("phone", 0.95) if phone_in_use(f"+{number.digits}") else ("phone", 0.6)
    if head.endswith("(") and _AREA.match(scan.plain, number.start - 1) and size >= 10:
        return "phone", 0.9
    if reference or number.groups not in _DIAL_LAYOUTS:
        return None
    if any(cue.tag == "dial" for cue in scan.before(number.start, 45)):
        return "phone", 0.7
    dashed = "-" in scan.plain[number.start : number.end]
    if dashed and number.groups in _BRAZILIAN and phone_in_use(number.digits, "BR"):
        return "phone", 0.7
    if number.groups == (3, 3, 4) and number.digits[0] in "23456789":
        return "phone", 0.7
    return None
