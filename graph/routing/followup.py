"""Messages that only make sense after another: "agora execute isso", "continue", "make it shorter"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .text import fold, word_set

LONGEST = 14
"""Words: a longer message says itself what it wants."""
WORD = re.compile(r"\w+")
BACK = word_set(
    """isso isto esse essa este esta ele ela eles elas dele dela nele nela aquilo acima anterior
        plano passo passos it this that these those them above previous plan step steps one eso
        esto ese aquello anterior paso pasos lo la los las agora now ahora continue continua segue
        siga sigue prossiga go ahead vai manda bora dale adelante sim yes si ok okay certo blz
        beleza fechado perfeito otimo great perfect sure"""
)
DO = word_set(
    """execute executa executar executando rode roda rodar implemente implementa implementar
        aplique aplica run execute implement apply do proceed ejecuta ejecutalo ejecute ejecutar
        corre correlo implementa implementalo aplica aplicalo hazlo"""
)
DO_PHRASE = re.compile(r"\b(?:manda ver|pode fazer|faz isso|faca isso|mao na massa|go ahead|dale)\b")


def previous_request(history: Sequence[str | tuple[str, str]]) -> str:
    """The last thing that the user said in `history`; empty when nothing was."""
    for turn in reversed(history):
        role, text = ("user", turn) if isinstance(turn, str) else turn
        if role in ("user", "human") and text.strip():
            return text
    return ""


def leans_back(text: str) -> bool:
    """Whether `text` is short and points at something said before."""
    found = WORD.findall(fold(text[:400]))
    return len(found) <= LONGEST and (len(found) <= 2 or not BACK.isdisjoint(found))


def says_do_it(text: str) -> bool:
    """Whether `text` asks to carry out what was said before."""
    folded = fold(text[:400])
    return not DO.isdisjoint(WORD.findall(folded)) or DO_PHRASE.search(folded) is not None
