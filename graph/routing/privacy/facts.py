"""Facts of health and money that are told of somebody: the user, their kin, a named person.

Each sentence that holds such a word is read as a class string, and the rules are patterns over it. So
'my mother was diagnosed with cancer' is found in three languages by one rule, and 'what are the
symptoms of cancer?' by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import Sentence
from .scan import Hit, Scan
from .words import meaning

_TOKEN = re.compile(
    r"(?P<money>(?:[A-Z]{0,3}[$\u20ac\u00a3]\s?|\b(?:BRL|USD|EUR)\s)\d[\d.,]*(?:\s?(?:mil|k|K|M|thousand|million|milhoes|milhao)\b)?"
    r"|\d[\d.,]*\s?(?:mil(?:hoes|hao)?|k|thousand|million|grand)?(?:\sde)?\s?(?:reais|dolares|dollars|euros|bucks|pesos|conto)\b"
    r"|\d[\d.,]*\s?(?:mil|k|K|thousand|million)\b)"
    r"|(?P<dose>\d+\s?(?:mg|mcg|ml)\b)|(?P<number>\d[\d.,/]*)|(?P<word>[A-Za-z]+(?:'[a-z]+)?\+?)|(?P<mark>[,:])"
)
_FIXED = {"money": "$", "dose": "d", "number": "9"}
_SELF = "(?:v|iw{0,1}b|iw?v)"
_KIN = "(?:mw?n?k|mk)"
_NAMED = "(?:hn+|nw?n+)"


def _rules(*rules: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, rules))


_HEALTH = _rules(
    rf"{_SELF}[wbv9]{{0,4}}[CADT](?!x)",
    rf"(?:{_SELF}|i|m)[wbvn]{{0,3}}E",
    r"m[wb9]{0,2}[CADTR]{1,3}(?![xw]{0,2}x)",
    rf"{_KIN}[wbn9,]{{0,6}}[CADTE](?!x)",
    rf"[CADTR]w{{0,3}}{_KIN}",
    r"p[w:]{0,2}n+[^x]{0,12}[CADTRES]",
    rf"{_NAMED}[w,9]{{0,4}}b[wb9]{{0,4}}[CADTE]",
    rf"[CDTR][wb]{{0,2}}{_NAMED}",
    rf"(?:{_SELF}|{_KIN}b|{_KIN}wb)w{{0,2}}S",
    r"[iv][wb]{0,3}d",
)
_MONEY = _rules(
    r"m[wn]{0,3}F+[wbn:,F]{0,6}[$9]",
    r"[vi][wb]{0,3}O[wbmkF9]{0,6}\$",
    r"[vi][wb]{0,3}O[wb]{0,3}F",
    r"v[w]{0,2}F+[wb]{0,3}\$",
    r"^O[wb]{0,6}\$",
    rf"{_KIN}[wb]{{0,4}}[OF][wbF]{{0,6}}\$",
    rf"Fw{{0,3}}{_KIN}[wb:]{{0,4}}\$",
    rf"(?:{_SELF}|i|{_KIN})[wbmF]{{0,5}}B",
    r"m[wF]{0,3}b?w{0,3}B",
    rf"Fw{{0,2}}{_NAMED}[wb:]{{0,4}}\$",
    rf"{_NAMED}w{{0,1}}(?:O|bF)[wb]{{0,4}}\$",
)
_REACH = 200


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that tell a fact of somebody's health or money."""
    done = 0
    for position in scan.facts:
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, _REACH))
        done = scan.sentence_end(position, _REACH)
        sentence = Sentence.read(_TOKEN, _letter, scan.plain, start, done)
        for kind, rules in (("health", _HEALTH), ("finance", _MONEY)):
            if found := sentence.first(rules):
                yield Hit(kind, sentence.spans[found.start()][0], sentence.spans[-1][1], 0.7)


def _letter(match: re.Match[str]) -> str:
    group = str(match.lastgroup)
    if group != "word":
        return _FIXED.get(group) or match.group()
    word = match.group()
    known = meaning(word)
    letter = known.letter if known else "w"
    return "n" if letter == "w" and word[0].isupper() and word[1:].islower() else letter
