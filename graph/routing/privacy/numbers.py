"""Identifiers made of digits: each is known by its layout, its check digits, or the word that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from .checks import CHECKS, check_size
from .phones import DIALLED, looks_dialled
from .samples import NEUTRAL, Reading, is_sample
from .scan import Hit, Scan

_CHUNK = re.compile(r"\d+(?:(?:[.\-/]| - )\d+)*")
_DIGITS = re.compile(r"\d+")
_NAMING_AFTER = re.compile(
    r"[\s)\-]*\(?(?:(?:is|e|es|seria|are|as|como|=)\s+)?"
    r"(?:(?:o|the|el|my|meu|mi|his|her|our|n[oa]|de|do|no|of|numero|number)\s+){0,5}"
)
_FEWEST_DIGITS, _MOST_DIGITS, _MOST_CHUNKS = 5, 19, 6
_FIVE_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){5}")
_SEVEN_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){7}")
"""No number with fewer is known by its form alone."""
_SEVEN, _LONGEST_SHAPE = 7, 24
_SHAPE = str.maketrans("023456789", "111111111")
_EXTENSION = re.compile(r"x\d{2,5}\b")
_OTHER_NUMBER = re.compile(r"\d{2}")
_UNITS = re.compile(r"\s(?:times|vezes|veces|items|rows|users|linhas|registros|bytes|requests|pontos|points)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of number is written.

    `layouts` (digits per group, as in '3.3.3.2') are its own way of writing: enough when the check digits are
    right. `bare` tells whether right check digits are enough without separators. `sizes` bounds the digits of a
    number that a word names.
    """

    kind: str
    sizes: range
    layouts: tuple[str, ...] = ()
    bare: tuple[int, ...] = ()


RULES = {
    rule.kind: rule
    for rule in (
        Rule("cpf", range(10, 13), ("3.3.3.2", "9.2"), bare=(11,)),
        Rule("cnpj", range(13, 16), ("2.3.3.4.2", "8.4.2", "12.2"), bare=(14,)),
        Rule("card", range(13, 20), ("4.4.4.4", "4.6.5", "4.6.4", "4.4.4.4.3"), bare=(13, 15, 16, 19)),
        Rule("ssn", range(9, 10), ("3.2.4",)),
        Rule("pis", range(11, 12), ("3.5.2.1", "3.4.3.1", "10.1")),
        Rule("cns", range(15, 16), ("3.4.4.4",)),
        Rule("cnh", range(9, 13)),
        Rule("voter_id", range(10, 14), ("4.4.4",)),
        Rule("rg", range(5, 12)),
        Rule("passport", range(7, 10)),
        Rule("dni", range(7, 10)),
        Rule("phone", range(7, 15)),
        Rule("pix", range(10, 15)),
    )
}
_UNMISTAKABLE = {
    "card": re.compile(r"[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}"),
    "cpf": re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}"),
    "cnpj": re.compile(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"),
}
"""Layouts with the very signs of one kind: a slip in a digit does not make them another thing."""
_COMPANY = re.compile(r"\d{8}000[1-9]\d{2}")
"""A CNPJ without signs: eight digits, a branch, two check digits."""
_BY_LAYOUT: dict[str, list[Rule]] = {}
_BY_SIZE: dict[int, Rule] = {}
for _each in RULES.values():
    _BY_SIZE.update(dict.fromkeys(_each.bare, _each))
    for _layout in _each.layouts:
        _BY_LAYOUT.setdefault(_layout, []).append(_each)


class Chunk(NamedTuple):
    """Digits that belong together: where they stand, the sizes of their groups, and the digits alone."""

    start: int
    end: int
    layout: str
    digits: str

    def with_next(self, other: Chunk) -> Chunk:
        """This chunk and the one that follows it, as one."""
        return Chunk(self.start, other.end, f"{self.layout}.{other.layout}", self.digits + other.digits)


def find(scan: Scan) -> Iterator[Hit]:
    """Personal numbers of `scan`, left to right."""
    for start, end in scan.numbers:
        named = scan.has_cue(start - 60, end + 30)
        if not named and _tells_nothing(scan.plain, start, end):
            continue
        if not (_FIVE_DIGITS if named else _SEVEN_DIGITS).match(scan.plain, start, end):
            continue
        if _is_part(scan, start, end):
            continue
        chunks = [_chunk(match) for match in _CHUNK.finditer(scan.plain, start, end)]
        if len(chunks) == 1 and not is_known_layout(chunks[0].layout) and not _may_be_named(scan, chunks):
            continue
        index = 0
        while index < len(chunks):
            hit, used = _read(scan, chunks, index)
            if hit:
                yield hit
            index += used


def _tells_nothing(plain: str, start: int, end: int) -> bool:
    """Whether a number without a word beside it is nobody's by its shape, as a date or a measure is."""
    if end - start < _SEVEN:
        return True
    if end - start > _LONGEST_SHAPE or plain[start] == "0" or plain[start - 1 : start] == "+":
        return False
    return _is_unknown(plain[start:end].translate(_SHAPE))


@lru_cache(maxsize=4096)
def _is_unknown(shape: str) -> bool:
    """Whether no kind of number is written as `shape` ('1111-11-11'): one chunk, in groups of other sizes."""
    chunks = _CHUNK.finditer(shape)
    return not is_known_layout(_chunk(next(chunks)).layout) and next(chunks, None) is None


def _chunk(match: re.Match[str]) -> Chunk:
    parts = _DIGITS.findall(match.group())
    return Chunk(match.start(), match.end(), ".".join(str(len(part)) for part in parts), "".join(parts))


def _is_part(scan: Scan, start: int, end: int) -> bool:
    """Whether the number is a part of a longer word, an amount of money, a percentage or a count."""
    after = "" if _EXTENSION.match(scan.plain, end) else scan.plain[end : end + 1]
    before = scan.plain[max(0, start - 2) : start]
    if after.isalnum() or after in {"_", "%"} or before[-1:] in {"_", "$", "#", "\u20ac", "\u00a3"} or before == "$ ":
        return True
    if scan.folded[max(0, start - 3) : start] == "0xx":
        return False
    if before[-1:].isalpha():
        return not any(cue.end == start for cue in scan.before(start, 20))
    return bool(_UNITS.match(scan.folded, end))


def _read(scan: Scan, chunks: list[Chunk], index: int) -> tuple[Hit | None, int]:
    """The longest personal number that starts at `chunks[index]`, and how many chunks were read.

    Groups of sizes in which numbers are written come first; any other needs a word that names it.
    """
    runs = list(accumulate(chunks[index : index + _MOST_CHUNKS], Chunk.with_next))
    sizes = [size for size, run in enumerate(runs, 1) if _FEWEST_DIGITS <= len(run.digits) <= _MOST_DIGITS]
    if not sizes:
        return None, 1
    usual = [size for size in sizes if is_known_layout(runs[size - 1].layout)]
    others = [size for size in sizes if size not in usual] if _may_be_named(scan, runs) else []
    if others and len(chunks) > 1 and all(set(chunk.layout) <= {"1", "."} for chunk in chunks):
        return _spelled_out(scan, chunks), len(chunks)
    for size in (*reversed(usual), *reversed(others)):
        run = runs[size - 1]
        if kind := _kind(scan, Reading.of(scan, *run)):
            return Hit(kind[0], _widened(scan.plain, run.start), run.end, kind[1]), size
    return None, 1


def _spelled_out(scan: Scan, chunks: list[Chunk]) -> Hit | None:
    """A number written digit by digit, as in '5 2 9 9 8 2 2 4 7 2 5'."""
    digits = "".join(chunk.digits for chunk in chunks)
    number = Reading.of(scan, chunks[0].start, chunks[-1].end, str(len(digits)), digits)
    kind = _by_name(scan, number) if len(digits) <= _MOST_DIGITS else None
    return Hit(kind[0], number.start, number.end, kind[1]) if kind else None


def _may_be_named(scan: Scan, runs: list[Chunk]) -> bool:
    start = runs[0].start
    abroad = scan.plain[start - 1 : start] == "+" or (len(runs[0].digits) > 3 and runs[0].digits.startswith("00"))
    return abroad or scan.has_cue(start - 60, runs[-1].end + 30)


def is_known_layout(layout: str) -> bool:
    """Whether numbers of some kind are written in groups of these sizes."""
    return layout in _BY_LAYOUT or layout in DIALLED or (layout.isdigit() and int(layout) in _BY_SIZE)


def _widened(plain: str, start: int) -> int:
    """`start` moved left over the opening signs of a phone number."""
    while start and plain[start - 1] in "(+":
        start -= 1
    return start


def _kind(scan: Scan, number: Reading) -> tuple[str, float] | None:
    """The kind of `number` and how sure it is, or None when it is nobody's."""
    return (
        _by_layout(number)
        or _by_name(scan, number)
        or _by_check(number)
        or (("phone", 0.8) if looks_dialled(scan, number) else None)
    )


def _by_layout(number: Reading) -> tuple[str, float] | None:
    """A number in the layout of a kind that is named nearby."""
    for rule in (*_BY_LAYOUT.get(number.layout, ()), *_bare(number)):
        valid = CHECKS[rule.kind](number.digits)
        if rule.kind in number.tags and (valid or "." in number.layout) and not is_sample(rule.kind, number, valid):
            return rule.kind, 1.0 if valid else 0.8
    return None


def _by_check(number: Reading) -> tuple[str, float] | None:
    """A number that nothing names: its check digits are right, or its signs are those of one kind alone."""
    for rule in _BY_LAYOUT.get(number.layout, ()):
        signs = _UNMISTAKABLE.get(rule.kind)
        own_form = signs is not None and bool(signs.fullmatch(number.text))
        valid = CHECKS[rule.kind](number.digits)
        certain = valid and (own_form or not number.reference)
        if (certain or (own_form and not number.reference)) and not is_sample(rule.kind, number, valid):
            return rule.kind, 0.9 if valid else 0.6
    for rule in _bare(number):
        branch = rule.kind == "cnpj" and _COMPANY.fullmatch(number.digits) and number.digits[:8] != "12345678"
        if (
            (branch or not number.reference)
            and CHECKS[rule.kind](number.digits)
            and not is_sample(rule.kind, number, True)
        ):
            return rule.kind, 0.7
    return None


def _bare(number: Reading) -> tuple[Rule, ...]:
    """The rule for a number without separators, by its length."""
    rule = _BY_SIZE.get(len(number.digits)) if "." not in number.layout else None
    return (rule,) if rule else ()


def _by_name(scan: Scan, number: Reading) -> tuple[str, float] | None:
    """A number that a word right before or after it names."""
    size = len(number.digits)
    for cue in scan.before(number.start, 45):
        if cue.tag in NEUTRAL:
            continue
        if cue.tag == "reference" or _OTHER_NUMBER.search(scan.plain, cue.end, number.start):
            break
        if _fits(cue.tag, size, number):
            return cue.tag, 0.8
    for cue in scan.after(number.end, 25):
        if _fits(cue.tag, size, number) and _NAMING_AFTER.fullmatch(scan.folded, number.end, cue.start):
            return cue.tag, 0.8
    return None


def _fits(tag: str, size: int, number: Reading) -> bool:
    rule = RULES.get(tag)
    if rule is None or size not in rule.sizes:
        return False
    check = CHECKS.get(tag)
    return not is_sample(tag, number, valid=check is not None and size == check_size(tag) and check(number.digits))
