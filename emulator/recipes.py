"""Python code made from a request: where the values come from, and what is done with them."""

from __future__ import annotations

import re

from .language import Language
from .numbers import Number, first_in, numbers_in, span_in

_PRIMES = re.compile(r"\bprim(?:e|es|os|o)\b(?!\s*:)", re.IGNORECASE)
_FIBONACCI = re.compile(r"fibonacci", re.IGNORECASE)
_FACTORIAL = re.compile(r"fat?c?torial", re.IGNORECASE)
_REVERSE = re.compile(r"\binvert|\brevers|ao contrário|al revés|backwards", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«'`]([^\"”»'`]{1,200})[\"”»'`]")
_EVEN = re.compile(r"\b(?:pares|even)\b", re.IGNORECASE)
_ODD = re.compile(r"\b(?:ímpares|impares|odd)\b", re.IGNORECASE)
_SQUARES = re.compile(r"\b(?:quadrados|squares|cuadrados)\b", re.IGNORECASE)

_OPERATIONS: tuple[tuple[str, str], ...] = (
    (r"\bm[ée]dia\b|promedio|average|\bmean\b", "print(sum(values) / len(values))"),
    (r"mediana?\b", "ordered = sorted(values)\nmiddle = len(ordered) // 2\n"
     "print(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)"),
    (r"produto|producto|product\b|multipli", "product = 1\nfor value in values:\n    product *= value\nprint(product)"),
    (r"decrescente|descending|descendente", "print(sorted(values, reverse=True))"),
    (r"\borden|\bsort|crescente|ascending", "print(sorted(values))"),
    (r"\bsom[ae]|\bsum[ae]?\b|\bsumar|\badd\b|\btotal", "print(sum(values))"),
    (r"\bmaior|\bm[áa]xim|\blargest|\bbiggest|\bmaximum|\bmayor", "print(max(values))"),
    (r"\bmenor\b|\bm[íi]nim|\bsmallest|\bminimum", "print(min(values))"),
    (r"quantos|how many|cuántos|\bcont[ea]|\bcount", "print(len(values))"),
)  # fmt: skip


def code_for(request: str, language: Language) -> str:
    """Code that computes what `request` asks, with its own numbers; it prints its result and imports nothing."""
    numbers = numbers_in(request, language)
    if _FACTORIAL.search(request):
        return _factorial(numbers)
    if _REVERSE.search(request) and (quoted := _QUOTED.search(request)):
        return f"text = {quoted.group(1)!r}\nprint(text[::-1])"
    source = _series(request, numbers) or _span(request) or (f"values = {numbers}" if numbers else None)
    if source is None:
        return f"text = {request[:200]!r}\nprint(len(text.split()), len(text))"
    return f"{source}\n{_operation(request, plain=source.startswith('values = ['))}"


def is_computable(request: str, language: Language) -> bool:
    """Whether there is something in `request` that code would answer."""
    wanted = (_PRIMES, _FIBONACCI, _FACTORIAL, _REVERSE, re.compile(r"c[óo]digo|\bcode\b|python", re.IGNORECASE))
    return bool(numbers_in(request, language)) or any(pattern.search(request) for pattern in wanted)


def _operation(request: str, *, plain: bool) -> str:
    for pattern, code in _OPERATIONS:
        if re.search(pattern, request, re.IGNORECASE):
            return code
    return "print(sum(values), sum(values) / len(values), min(values), max(values))" if plain else "print(values)"


def _factorial(numbers: list[Number]) -> str:
    number = int(numbers[0]) if numbers else 10
    return f"product = 1\nfor value in range(2, {number} + 1):\n    product *= value\nprint(product)"


def _series(request: str, numbers: list[Number]) -> str | None:
    count = first_in(request)
    largest = max((int(number) for number in numbers), default=10)
    if _FIBONACCI.search(request):
        return f"values = [0, 1]\nwhile len(values) < {count or largest}:\n    values.append(values[-1] + values[-2])"
    if not _PRIMES.search(request):
        return None
    if count:
        return (
            "values = []\ncandidate = 2\n"
            f"while len(values) < {count}:\n"
            "    if all(candidate % prime for prime in values):\n"
            "        values.append(candidate)\n"
            "    candidate += 1"
        )
    low = span.first if (span := span_in(request)) else 2
    return f"values = [n for n in range({max(low, 2)}, {largest} + 1) if all(n % d for d in range(2, int(n**0.5) + 1))]"


def _span(request: str) -> str | None:
    span = span_in(request)
    if span is None and (count := first_in(request)):
        return f"values = list(range(1, {count} + 1))"
    if span is None:
        return None
    kept = " if n % 2 == 0" if _EVEN.search(request) else " if n % 2" if _ODD.search(request) else ""
    term = "n**2" if _SQUARES.search(request) else "n"
    return f"values = [{term} for n in range({span.first}, {span.last} + 1){kept}]"
