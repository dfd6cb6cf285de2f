"""Facts of health and money that are told of somebody: the user, their kin, a named person.

Each sentence that holds such a word is read as a class string, and the rules are patterns over it. So
'my mother was diagnosed with cancer' is found in three languages by one rule, and 'what are the
symptoms of cancer?' by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .health import HEALTH, HEALTH_CONTINUED, HEALTH_RULES
from .lexicon import Lexicon, Rules, Sentence
from .money import MONEY, MONEY_CONTINUED, MONEY_OF_NAMED, MONEY_RULES
from .scan import Hit, Scan

_TOKEN = (
    r"(?P<money>(?:[A-Z]{0,3}[$\u20ac\u00a3]\s?|\b(?:BRL|USD|EUR)\s)\d[\d.,]*(?:\s?(?:mil|k|K|M|thousand|million|milhoes|milhao)\b)?"
    r"|\d[\d.,]*\s?(?:mil(?:hoes|hao)?|k|thousand|million|grand)?(?:\sde)?\s?(?:reais|dolares|dollars|euros|bucks|pesos|conto)\b"
    r"|\d[\d.,]*\s?[$\u20ac\u00a3](?!\d)|\d[\d.,]*\s?(?:mil|k|K|thousand|million|milhoes|milhao|millones)\b)"
    r"|(?P<self>\b[Tt]o(?=\s(?:com|sem|em|gravida|muito|sofrendo|tomando|devendo|\w+[ai]d[ao])\b))"
    r"|(?P<phrase>(?i:\b(?:PHRASES)))|(?P<dose>\d+\s?(?:mg|mcg|ml)\b)|(?P<number>\d[\d.,/]*)"
    r"|(?P<word>[A-Za-z]+(?:'[a-z]+)?\+?)|(?P<mark>[,:])"
)
_FIXED = {"money": "$", "dose": "d", "self": "v"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 200
_PUZZLE = re.compile(r"\b(?:how (?:many|much|long)|quant[oa]s?|cuant[oa]s?)\b")
_KNOWN_PERSON = re.compile(r"^[^x]*(?:m\w?k|hn|n~?n|[kp]n)[^x]*$")


class Reader:
    """Finds the sentences of a text that tell one kind of fact."""

    def __init__(self, kind: str, lexicon: Lexicon, rules: Rules, continued: Rules, named: Rules = ()) -> None:
        self._kind, self._lexicon = kind, lexicon
        self._rules, self._continued, self._named = rules, continued, named
        self._token = re.compile(_TOKEN.replace("PHRASES", lexicon.phrases()))

    def find(self, scan: Scan) -> Iterator[Hit]:
        """One hit a sentence that tells such a fact."""
        done = 0
        for position in scan.anchors[self._kind]:
            if position < done:
                continue
            start = max(done, scan.sentence_start(position, _REACH))
            done = scan.sentence_end(position, _REACH)
            sentence = self._read(scan, start, done)
            found = sentence.first(self._rules) or self._goes_on(scan, sentence, start, done)
            if not found and not _PUZZLE.search(scan.folded, max(0, start - _REACH), done + _REACH):
                found = sentence.first(self._named)
            if found:
                yield Hit(self._kind, sentence.spans[found.start()][0], sentence.spans[-1][1], 0.7)

    def _goes_on(self, scan: Scan, sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
        """A fact whose subject is in the sentence before: 'My mother called. The biopsy was malignant.'"""
        found = sentence.first(self._continued)
        if not found or not start or scan.plain[start:end].rstrip().endswith("?"):
            return None
        before = self._read(scan, scan.sentence_start(start - 1, _REACH), start)
        return found if _KNOWN_PERSON.search(before.line) else None

    def _read(self, scan: Scan, start: int, end: int) -> Sentence:
        return Sentence.read(self._token, self._letter, scan.plain, start, end).with_names()

    def _letter(self, match: re.Match[str]) -> str:
        group, text = str(match.lastgroup), match.group()
        if group == "phrase":
            return self._lexicon.letter(text.lower().replace(" ", "_"))
        if group == "number":
            return "9" if sum(map(str.isdigit, text)) < 3 or _YEAR.fullmatch(text) else "8"
        if group != "word":
            return _FIXED.get(group) or text
        known = self._lexicon.letter(text.lower())
        if known != "w" or not text[0].isupper():
            return known
        return "z" if text.endswith("'s") else "n" if text[1:].islower() else known


_READERS = (
    Reader("health", HEALTH, HEALTH_RULES, HEALTH_CONTINUED),
    Reader("finance", MONEY, MONEY_RULES, MONEY_CONTINUED, MONEY_OF_NAMED),
)


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that tell a fact of somebody's health or money."""
    for reader in _READERS:
        yield from reader.find(scan)
