"""Facts of health and money that are told of somebody: the user, their kin, a named person.

Each sentence that holds such a word is read as a class string, and the rules are patterns over it. So
'my mother was diagnosed with cancer' is found in three languages by one rule, and 'what are the
symptoms of cancer?' by none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from .health import HEALTH, HEALTH_RULES
from .lexicon import Lexicon, Sentence
from .money import MONEY, MONEY_RULES
from .scan import Hit, Scan

_TOKEN = (
    r"(?P<money>(?:[A-Z]{0,3}[$\u20ac\u00a3]\s?|\b(?:BRL|USD|EUR)\s)\d[\d.,]*(?:\s?(?:mil|k|K|M|thousand|million|milhoes|milhao)\b)?"
    r"|\d[\d.,]*\s?(?:mil(?:hoes|hao)?|k|thousand|million|grand)?(?:\sde)?\s?(?:reais|dolares|dollars|euros|bucks|pesos|conto)\b"
    r"|\d[\d.,]*\s?(?:mil|k|K|thousand|million|milhoes|milhao|millones)\b)"
    r"|(?P<self>\b[Tt]o(?=\s(?:com|sem|gravida|muito|sofrendo|tomando|devendo|\w+[ai]d[ao])\b))"
    r"|(?P<phrase>(?i:PHRASES))|(?P<dose>\d+\s?(?:mg|mcg|ml)\b)|(?P<number>\d[\d.,/]*)|(?P<word>[A-Za-z]+(?:'[a-z]+)?\+?)|(?P<mark>[,:])"
)
_FIXED = {"money": "$", "dose": "d", "self": "v"}
_REACH = 200
_PERSON = re.compile(r"m\w?k|hn|nw?n|[kp]n")
_PRONOUN = re.compile(r"u[wbq89,]{0,5}[CADTE](?!w?x)|u[^x]{0,5}[WOLl][^x]{0,5}[$FD]")


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that tell a fact of somebody's health or money."""
    yield from _told(scan, "health", HEALTH, HEALTH_RULES)
    yield from _told(scan, "finance", MONEY, MONEY_RULES)


@lru_cache(maxsize=4)
def _tokens(phrases: str) -> re.Pattern[str]:
    return re.compile(_TOKEN.replace("PHRASES", rf"\b(?:{phrases})"))


def _told(scan: Scan, kind: str, lexicon: Lexicon, rules: tuple[re.Pattern[str], ...]) -> Iterator[Hit]:
    def letter(match: re.Match[str]) -> str:
        group = str(match.lastgroup)
        word = match.group()
        if group == "phrase":
            return lexicon.letter(word.lower().replace(" ", "_"))
        if group == "number":
            return "8" if sum(map(str.isdigit, word)) > 2 else "9"
        if group != "word":
            return _FIXED.get(group) or word
        known = lexicon.letter(word.lower())
        return "n" if known == "w" and word[0].isupper() and word[1:].islower() else known

    token = _tokens(lexicon.phrases())

    def read(start: int, end: int) -> Sentence:
        return Sentence.read(token, letter, scan.plain, start, end).without_titles()

    done = 0
    for position in scan.anchors[kind]:
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, _REACH))
        done = scan.sentence_end(position, _REACH)
        sentence = read(start, done)
        if found := sentence.first(rules) or (_names_somebody(scan, read, start) and _PRONOUN.search(sentence.line)):
            yield Hit(kind, sentence.spans[found.start()][0], sentence.spans[-1][1], 0.7)


def _names_somebody(scan: Scan, read: Callable[[int, int], Sentence], end: int) -> bool:
    """Whether the sentence before `end` speaks of a person who is known by name or as kin."""
    start = scan.sentence_start(max(0, end - 1), _REACH)
    return bool(_PERSON.search(read(start, end).line))
