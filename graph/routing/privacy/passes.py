"""What is private in a text: every detector over one scan, joined into findings that do not overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..types import Finding
from . import address, assigned, codes, contact, dates, declared, facts, named, names, numbers, spoken, tokens, told
from .normal import View
from .scan import Hit, Scan, scan

_DETECTORS: tuple[Callable[[Scan], Iterator[Hit]], ...] = (
    tokens.find,
    assigned.find,
    told.find,
    contact.find,
    codes.find,
    dates.find,
    numbers.find,
    spoken.find,
    named.find,
    address.find,
    names.find,
    facts.find,
    declared.find,
)
_FIELDS = set(Finding.model_fields)
"""Shared by all findings: a set of its own for each of thousands wakes the garbage collector."""


def findings(text: str) -> tuple[Finding, ...]:
    """What `detect` answers.

    Where two detectors claim the same characters the earlier in the order secrets, contact, identifiers,
    facts, declarations keeps them and the other keeps what is left of its span. Each hit goes as its finding comes:
    thousands of both at once would wake the garbage collector.
    """
    view = View.of(text)
    seen = scan(view)
    taken: list[Hit] = []
    for detector in _DETECTORS:
        taken = _merged(taken, detector(seen), view.plain)
    if taken:
        taken = _merged(taken, names.companions(seen, taken), view.plain)
    taken.reverse()
    return tuple(_finding(view, taken.pop()) for _ in range(len(taken)))


def _finding(view: View, hit: Hit) -> Finding:
    return Finding.model_construct(
        _FIELDS,
        kind=hit.kind,
        start=view.origin(hit.start),
        end=view.origin(hit.end),
        confidence=hit.confidence,
    )


def _merged(taken: list[Hit], found: Iterable[Hit], plain: str) -> list[Hit]:
    """`taken` and the parts of `found` that stand outside it, sorted."""
    fresh = sorted(found, key=lambda hit: (hit.start, -hit.end))
    if not fresh:
        return taken
    result = list(taken)
    index = 0
    edge = 0
    for hit in fresh:
        start = max(hit.start, edge)
        while index < len(taken) and taken[index].end <= start:
            index += 1
        result.extend(_outside(hit, start, taken, index, plain))
        edge = max(edge, hit.end)
    return sorted(result, key=lambda hit: hit.start)


def _outside(hit: Hit, start: int, taken: list[Hit], index: int, plain: str) -> Iterator[Hit]:
    while index < len(taken) and taken[index].start < hit.end:
        if start < taken[index].start and any(map(str.isalnum, plain[start : taken[index].start])):
            yield hit._replace(start=start, end=taken[index].start)
        start = max(start, taken[index].end)
        index += 1
    if start < hit.end and any(map(str.isalnum, plain[start : hit.end])):
        yield hit._replace(start=start)
