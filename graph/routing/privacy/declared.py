"""What the user declares private: 'não envie para a nuvem', 'this is confidential', 'no lo compartas'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import Sentence
from .scan import Hit, Scan
from .secrecy import SECRECY, SECRECY_RULES

_TOKEN = re.compile(rf"(?P<phrase>\b(?:{SECRECY.phrases()}))|(?P<word>[a-z]+(?:['\-][a-z]+)*)|(?P<mark>[?:,]|\n)")

_TALK = re.compile("[x?]|^w?h")


def _letter(match: re.Match[str]) -> str:
    if match.lastgroup == "mark":
        return match.group()
    return SECRECY.letter(match.group().replace(" ", "_"))


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that ask for secrecy."""
    done = -1
    for position in scan.anchors["secrecy"]:
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, 160))
        done = scan.sentence_end(position, 120)
        sentence = Sentence.read(_TOKEN, _letter, scan.folded, start, done)
        match = sentence.first(SECRECY_RULES)
        if match and not _TALK.search(sentence.line[: match.start() + 1]) and "?" not in sentence.line[match.end() :]:
            yield Hit("declared", sentence.spans[match.start()][0], sentence.spans[match.end() - 1][1], 0.8)
