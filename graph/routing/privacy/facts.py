"""Facts of health and money that are told of somebody: the user, their kin, a named person.

Each sentence that holds such a word is read as a class string, and the rules are patterns over it. So
'my mother was diagnosed with cancer' is found in three languages by one rule, and 'what are the
symptoms of cancer?' by none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .health import HEALTH
from .lexicon import Matter
from .money import MONEY
from .scan import Hit, Scan
from .sentences import Sentence

_REACH = 200
_PUZZLE = re.compile(
    r"\b(?:which \w+(?: \w+)? (?:is|would|should)|how (?:many|much|long)|quant[oa]s?|cuant[oa]s?|which of the|what is the (?:most|best|next)|most likely"
    r"|mais provavel|mas probable|qual (?:eh?|das|dos|o|a|seria)\b|a alternativa|cual (?:es|de)\b|write a|escreva uma?"
    r"|imagine|suponha|assinale|podem|devem|precisam)\b"
)
_KNOWN_PERSON = re.compile(r"^[^x]*(?:m\w?k|hn|n~?n|[kp]n)[^x]*$")
_NAME = re.compile(r"\b[AO] [A-Z][a-z]|[A-Z][a-z]+ (?:(?:d[aeo]s?|del?|van|von) )?[A-Z]|'s\b|[a-z,:] [A-Z][a-z]")


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that tell a fact of somebody's health or money."""
    yield from _told(scan, HEALTH)
    yield from _told(scan, MONEY)


def _told(scan: Scan, matter: Matter) -> Iterator[Hit]:
    done = 0
    for position in matter.places(scan.tokens):
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, _REACH))
        done = scan.sentence_end(position, _REACH)
        if not _speaks_of_somebody(scan, matter, start, done):
            continue
        sentence = _read(scan, matter, start, done)
        if not matter.needs.search(sentence.line):
            continue
        found = matter.rules.search(sentence.line) or _goes_on(scan, matter, sentence, start, done)
        if not found and matter.named:
            found = matter.named.search(sentence.line)
            if found and _PUZZLE.search(scan.folded, max(0, start - _REACH), done + _REACH):
                continue
        if found:
            yield Hit(
                matter.kind, sentence.place(found.start()), start + len(scan.plain[start:done].rstrip(" .!?;\n")), 0.7
            )


def _speaks_of_somebody(scan: Scan, matter: Matter, start: int, end: int) -> bool:
    """Whether a person is named, or spoken of, in `start` to `end` or in the sentence before."""
    before = scan.sentence_start(start - 1, _REACH) if start else 0
    named = scan.tokens.speaks_of_persons(matter.lexicon.index, before, end)
    return named or bool(_NAME.search(scan.plain, start, end))


def _goes_on(scan: Scan, matter: Matter, sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    """A fact whose subject is in the sentence before: 'My mother called. The biopsy was malignant.'"""
    found = matter.continued.search(sentence.line) if matter.continued and start else None
    if not found or scan.plain[start:end].rstrip().endswith("?"):
        return None
    before = _read(scan, matter, scan.sentence_start(start - 1, _REACH), start)
    return found if _KNOWN_PERSON.search(before.line) else None


def _read(scan: Scan, matter: Matter, start: int, end: int) -> Sentence:
    return matter.lexicon.read(scan.tokens, start, end).with_names()
