"""Cutting a request into the parts that ask for different kinds of work.

Places where a request may be cut are found by their words ("e depois", "then", a numbered list); whether they
are cuts is for the classifier: neighbours of one task stay together, and a doubtful cut is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .classifier import Verdict
from .text import plain

HEAD, TAIL = 3000, 1500
"""Characters of the start and of the end of a text in which cuts are looked for."""
MOST = 12
"""Cuts that are considered: more parts than this is a document, not a request."""

THEN = (
    r"(?:e |and |y )?(?:"
    r"depois(?: d(?:isso|isto|ele|ela))?|em seguida|na sequencia|entao|por fim|por ultimo|finalmente"
    r"|apos isso|e ai|dai"
    r"|then|after that|afterwards|next|finally|lastly|once (?:that|it)(?:'s| is) done"
    r"|luego|despues(?: de eso)?|a continuacion|entonces|al final"
    r")"
)
VERB = (
    r"(?:exec|rod[ae]|implement|escrev|cri[ae]|faca|faz|planej|mont[ae]|desenh|program|codifi|explic|resum|traduz"
    r"|run|write|build|create|make|plan|design|explain|implement|code|draft|summar|translat|draw"
    r"|ejecut|escrib|cre[ae]|haz|planif|disen|resum|traduc|calcul)"
)
CUTS = (
    (0.5, re.compile(rf"(?<=[\s,;.:!?])(?:{THEN}\b[ ,:]{{0,2}}|primeiro,? |first,? |primero,? )")),
    (0.5, re.compile(r"(?<=;)\s")),
    (0.6, re.compile(r"(?m)(?:^|(?<=[\s:]))[ \t]{0,6}\d{1,2}[.)][ \t]")),
    (0.75, re.compile(rf"(?<=\s)(?:e|and|y|mais|tambem|also) (?={VERB})")),
    (0.8, re.compile(rf"(?<=[.!?\n])\s(?={VERB})")),
)
"""(confidence that both sides must have, pattern of the place). The match itself belongs to no part."""
FENCED = re.compile(r"```[\s\S]*?(?:```|\Z)")


class Cut(NamedTuple):
    """A place where a request may fall in two."""

    start: int
    end: int
    needs: float


class Part(NamedTuple):
    """A stretch of the request and what the classifier says of it."""

    start: int
    end: int
    verdict: Verdict


def cuts(text: str) -> list[Cut]:
    """Possible cuts in order, not overlapping, none inside fenced code."""
    return sorted(_found(text))[:MOST]


def _found(text: str) -> Iterator[Cut]:
    for base, window in _windows(text):
        lowered = FENCED.sub(lambda match: " " * len(match[0]), plain(window))
        end = 0
        places = [Cut(*m.span(), needs) for needs, pattern in CUTS for m in pattern.finditer(lowered)]
        for cut in sorted(places):
            if cut.start >= end:
                end = cut.end
                yield Cut(cut.start + base, cut.end + base, cut.needs)


def _windows(text: str) -> list[tuple[int, str]]:
    if len(text) <= HEAD + TAIL:
        return [(0, text)]
    return [(0, text[:HEAD]), (len(text) - TAIL, text[-TAIL:])]


def parts(text: str, classify: Callable[[str], Verdict]) -> list[Part]:
    """`text` as stretches of different tasks, in order; one stretch when it asks for one kind of work."""
    whole = Part(0, len(text), classify(text))
    places = cuts(text)
    if not places:
        return [whole]
    found: list[Part] = []
    start = 0
    needs = 0.0
    for cut in (*places, Cut(len(text), len(text), 0.0)):
        stretch = text[start : cut.start]
        if stretch.strip(" \t\r\n,;.:-"):
            found.append(Part(start, cut.start, classify(stretch)))
            _join(found, needs, text, classify)
        start, needs = cut.end, cut.needs
    return found if len(found) > 1 else [whole]


def _join(found: list[Part], needs: float, text: str, classify: Callable[[str], Verdict]) -> None:
    """Join the last two parts if they are of one task or too doubtful to be told apart."""
    if len(found) < 2:
        return
    left, right = found[-2:]
    same = left.verdict.task == right.verdict.task
    if not same and min(left.verdict.confidence, right.verdict.confidence) >= needs:
        return
    verdict = left.verdict
    if not same:
        verdict = classify(text[left.start : right.end])
    found[-2:] = [Part(left.start, right.end, verdict)]
