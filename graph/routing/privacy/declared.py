"""What the user declares private: 'não envie para a nuvem', 'this is confidential', 'no lo compartas'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan
from .secrecy import SECRECY

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_TALK = re.compile("[x?]")
_GRAVE = re.compile("[CXzZV]")
_THIS_ONE = re.compile("(?<=[Tm])x")
"""A thing that the user holds ('this agreement', 'my code') is no subject of talk."""


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that ask for secrecy, and not those that talk about it."""
    done = -1
    for position in SECRECY.places(scan.tokens):
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, 160))
        done = scan.sentence_end(position, 120)
        if not scan.tokens.speaks_of_persons(SECRECY.lexicon.index, start, done):
            continue
        sentence = SECRECY.lexicon.read(scan.tokens, start, done)
        line = _THIS_ONE.sub("w", sentence.line) if _GRAVE.search(sentence.line) else sentence.line
        match = SECRECY.needs.search(line) and SECRECY.rules.search(line)
        if match and not _TALK.search(line[: match.start() + 1]) and "?" not in line[match.end() :]:
            last = _WORD.match(scan.folded, sentence.place(match.end() - 1))
            yield Hit("declared", sentence.place(match.start()), last.end() if last else done, 0.8)
