"""Facts of health and money that are told of somebody: the user, their kin, a named person.

Each sentence that holds such a word is written as a class string (see `lexicon`), and the rules are
patterns over it. So 'my mother was diagnosed with cancer' is found in three languages by one rule, and
'what are the symptoms of cancer?' by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import word_class
from .scan import Hit, Scan

_TOKEN = re.compile(
    r"(?P<money>(?:[A-Z]{0,3}[$\u20ac\u00a3]\s?|\b(?:BRL|USD|EUR)\s)\d[\d.,]*(?:\s?(?:mil|k|K|M|thousand|million|milhoes|milhao)\b)?"
    r"|\d[\d.,]*\s?(?:mil(?:hoes|hao)?|k|thousand|million|grand)?(?:\sde)?\s?(?:reais|dolares|dollars|euros|bucks|pesos|conto)\b"
    r"|\d[\d.,]*\s?(?:mil|k|K|thousand|million)\b)"
    r"|(?P<dose>\d+\s?(?:mg|mcg|ml)\b)|(?P<number>\d[\d.,/]*)|(?P<word>[A-Za-z]+(?:'[a-z]+)?\+?)|(?P<mark>[,:])"
)
_SELF = "(?:v|iw{0,1}b|iw?v)"
_GAP = "[wbn9,]"
_KIN = "(?:mw?n?k|mk)"
_NAMED = "(?:hn+|nw?n+)"
_HEALTH = tuple(
    re.compile(rule)
    for rule in (
        rf"{_SELF}[wbv9]{{0,4}}[CADT](?!x)",
        rf"(?:{_SELF}|i|m)[wbvn]{{0,3}}E",
        r"m[wb9]{0,2}[CADTR]{1,3}(?![xw]?x)",
        rf"{_KIN}{_GAP}{{0,6}}[CADTE](?!x)",
        rf"[CADTR][w]{{0,3}}{_KIN}",
        rf"p[w:]{{0,2}}n+[^x]{{0,12}}[CADTRES]",
        rf"{_NAMED}[w,9]{{0,4}}b[wb9]{{0,4}}[CADTE]",
        rf"[CDTR][wb]{{0,2}}{_NAMED}",
        rf"(?:{_SELF}|{_KIN}b|{_KIN}wb)[w]{{0,2}}S",
        r"[iv][wb]{0,3}d",
    )
)
_MONEY = tuple(
    re.compile(rule)
    for rule in (
        r"m[wn]{0,3}F+[wbn:,F]{0,6}[$9]",
        rf"(?:v|i)[wb]{{0,3}}O[wbmkF9]{{0,6}}\$",
        rf"(?:v|i)[wb]{{0,3}}O[wb]{{0,3}}F",
        r"^O[wb]{0,6}\$",
        rf"{_KIN}[wb]{{0,4}}(?:O|F)[wbF]{{0,6}}\$",
        rf"F[w]{{0,3}}{_KIN}[wb:]{{0,4}}\$",
        rf"(?:{_SELF}|{_KIN})[wbmF]{{0,5}}B",
        r"m[wF]{0,3}[b]?[w]{0,3}B",
        rf"F[w]{{0,2}}{_NAMED}[wb:]{{0,4}}\$",
        rf"{_NAMED}[w]{{0,1}}(?:O|bF)[wb]{{0,4}}\$",
    )
)
_REACH = 200


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that tell a fact of somebody's health or money."""
    done = 0
    for position, _ in scan.topics:
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, _REACH))
        done = scan.sentence_end(position, _REACH)
        yield from _read(scan, start, done)


def _read(scan: Scan, start: int, end: int) -> Iterator[Hit]:
    spans: list[tuple[int, int]] = []
    letters: list[str] = []
    for match in _TOKEN.finditer(scan.plain, start, end):
        letters.append(_letter(match))
        spans.append(match.span())
    line = "".join(letters)
    for kind, rules in (("health", _HEALTH), ("finance", _MONEY)):
        found = next((match for rule in rules if (match := rule.search(line))), None)
        if found:
            yield Hit(kind, spans[found.start()][0], spans[-1][1], 0.7)


def _letter(match: re.Match[str]) -> str:
    if match.lastgroup != "word":
        return {"money": "$", "dose": "d", "number": "9", "mark": match.group()}[str(match.lastgroup)]
    word = match.group()
    letter = word_class(word.lower())
    return "n" if letter == "w" and word[0].isupper() and word[1:].islower() else letter
