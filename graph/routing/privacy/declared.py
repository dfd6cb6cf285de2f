"""What the user declares private: 'não envie para a nuvem', 'this is confidential', 'no lo compartas'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .lexicon import Sentence
from .scan import Hit, Scan
from .secrecy import SECRECY

_TOKEN = re.compile(r"(?P<word>[a-z]+(?:['\-][a-z]+)*)|(?P<mark>[?:,\"]|\n)")
_RULES = tuple(
    re.compile(rule)
    for rule in (
        r"N[^x?]{0,2}[SP][^x?]{0,7}Z",
        r"T[^x?]{0,5}B[^x?]{0,2}C(?!x)",
        r"(?:^|\n)w{0,2}C+:?(?:\n|$)",
        r"(?:^|\n)w{0,1}C:",
        r"K[^x?]{0,4}C(?!x)|K[TDw]{0,2}L(?:$|[^xw]|wL)|KT[^x?]{0,3}[LEF]",
        r"N[^x?]{0,2}S[^x?]{0,4}A",
        r"E[wO]?U|BOEU|TB[wO]{0,2}EU",
        r"[PS][^x?]{0,4}O[^x?]{0,4}L|[PS][^x?]{0,4}LO?$|(?<![a-zA-Z])O[w]{0,2}L$",
        r"N[wB]{0,3}V",
        r"FwR|w?Y$|wwY|CwJ",
        r"(?:^|T)[w]{0,1}D[w]{0,2}C(?![wx]?x)",
    )
)


@lru_cache(maxsize=4_000)
def _class(word: str) -> str:
    return SECRECY.letter(word)


def _letter(match: re.Match[str]) -> str:
    return _class(match.group()) if match.lastgroup == "word" else match.group()


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that ask for secrecy."""
    done = -1
    for position in scan.anchors["secrecy"]:
        if position < done:
            continue
        start = max(done, scan.sentence_start(position, 160))
        done = scan.sentence_end(position, 120)
        sentence = Sentence.read(_TOKEN, _letter, scan.folded, start, done)
        match = sentence.first(_RULES)
        if match and not re.search("[x?]", sentence.line[: match.start()]) and "?" not in sentence.line[match.end() :]:
            yield Hit("declared", sentence.spans[match.start()][0], sentence.spans[match.end() - 1][1], 0.8)
