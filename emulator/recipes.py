"""Python code made from a request: where the values come from, and what is done with them."""

from __future__ import annotations

import re

from .arithmetic import expression_in
from .language import Language
from .numbers import Number, first_in, numbers_in, span_in

_PRIMES = re.compile(r"\bprim(?:e|es|os|o)\b", re.IGNORECASE)
_FIBONACCI = re.compile(r"fibonacci", re.IGNORECASE)
_FACTORIAL = re.compile(r"\bfac?torial", re.IGNORECASE)
_ROOT = re.compile(r"\bra[ií]z|square root|\bsqrt", re.IGNORECASE)
_REVERSE = re.compile(r"\binvert|\brevers|ao contrário|al revés|backwards", re.IGNORECASE)
_PRINT = re.compile(r"\bimprim|\bprint|\bmostr|\bescrev|\bescrib|\bmuestr|\bshow", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«'`]([^\"”»'`]{1,200})[\"”»'`]")
_EVEN = re.compile(r"\b(?:pares|even)\b", re.IGNORECASE)
_ODD = re.compile(r"\b(?:ímpares|impares|odd)\b", re.IGNORECASE)
_SQUARES = re.compile(r"\b(?:quadrados|squares|cuadrados)\b", re.IGNORECASE)
_CODE = re.compile(r"c[óo]digo|\bcode\b|python", re.IGNORECASE)

_MEDIAN = (
    "ordered = sorted(values)\nmiddle = len(ordered) // 2\n"
    "print(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)"
)
_OPERATIONS: tuple[tuple[str, str], ...] = (
    (r"\bm[ée]dia\b|promedio|average|\bmean\b", "print(sum(values) / len(values))"),
    (r"\bmediana?\b", _MEDIAN),
    (r"produto|producto|product\b|multipli", "product = 1\nfor value in values:\n    product *= value\nprint(product)"),
    (r"decrescente|descending|descendente", "print(sorted(values, reverse=True))"),
    (r"\borden|\bsort|crescente|ascending", "print(sorted(values))"),
    (r"\bsom[ae]|\bsum[ae]?\b|\bsumar|\badd\b|\btotal|\bplus\b", "print(sum(values))"),
    (r"\bmaior|\bm[áa]xim|\blargest|\bbiggest|\bmaximum|\bmayor", "print(max(values))"),
    (r"\bmenor\b|\bm[íi]nim|\bsmallest|\bminimum", "print(min(values))"),
    (r"quant[oa]s|how many|cuántos|\bcont[ea]|\bcount", "print(len(values))"),
)
_LABELS: dict[Language, tuple[str, str, str]] = {
    "pt": ("soma:", "média:", "palavras:"),
    "en": ("sum:", "mean:", "words:"),
    "es": ("suma:", "promedio:", "palabras:"),
}


def code_for(request: str, language: Language) -> str:
    """Code that computes what `request` asks, with its own numbers; it prints its result and imports nothing."""
    numbers = numbers_in(request, language)
    series = _series(request, numbers) or _span(request)
    if series:
        return f"{series}\n{_operation(request) or 'print(values)'}"
    single = _single(request, numbers) or expression_in(request, language)
    if single:
        return single
    total, mean, words = _LABELS[language]
    if numbers:
        default = f"print({total!r}, sum(values), {mean!r}, sum(values) / len(values))"
        return f"values = {numbers}\n{_operation(request) or default}"
    return _with_text(request) or f"text = {request[:200]!r}\nprint({words!r}, len(text.split()))"


def is_computable(request: str, language: Language) -> bool:
    """Whether there is something in `request` that code would answer."""
    wanted = (_PRIMES, _FIBONACCI, _FACTORIAL, _REVERSE, _CODE)
    return bool(numbers_in(request, language)) or any(pattern.search(request) for pattern in wanted)


def _operation(request: str) -> str | None:
    return next((code for pattern, code in _OPERATIONS if re.search(pattern, request, re.IGNORECASE)), None)


def _single(request: str, numbers: list[Number]) -> str | None:
    """A function of one number."""
    if _FACTORIAL.search(request):
        last = int(numbers[0]) if numbers else 10
        return f"product = 1\nfor value in range(2, {last} + 1):\n    product *= value\nprint(product)"
    if _ROOT.search(request) and numbers:
        return f"print({numbers[0]} ** 0.5)"
    return None


def _with_text(request: str) -> str | None:
    quoted = _QUOTED.search(request)
    if quoted and _REVERSE.search(request):
        return f"text = {quoted.group(1)!r}\nprint(text[::-1])"
    return f"print({quoted.group(1)!r})" if quoted and _PRINT.search(request) else None


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
    low = max(span.first, 2) if (span := span_in(request)) else 2
    return f"values = [n for n in range({low}, {largest} + 1) if all(n % d for d in range(2, int(n**0.5) + 1))]"


def _span(request: str) -> str | None:
    span = span_in(request)
    if span is None:
        count = first_in(request)
        return f"values = list(range(1, {count} + 1))" if count else None
    kept = " if n % 2 == 0" if _EVEN.search(request) else " if n % 2" if _ODD.search(request) else ""
    term = "n**2" if _SQUARES.search(request) else "n"
    return f"values = [{term} for n in range({span.first}, {span.last} + 1){kept}]"
