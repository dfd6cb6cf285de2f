"""Preparing text: one cheap, linear pass that makes spellings equal and long texts short."""

from __future__ import annotations

import re
import unicodedata

HEAD, TAIL = 600, 300
"""Characters kept of the start and the end of a long text: a request stands before or after its material."""

FENCED = re.compile(r"(```|~~~)[\s\S]*?(?:\1|\Z)")


MARKS = re.compile("[\u0300-\u036f]+")


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


def composed(text: str) -> str:
    """`text` with each letter and its accent as one character (NFC), as keyboards write it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Small letters without accents: 'AÇÃO', 'ação' and 'acao' are one word however encoded."""
    return text.lower() if text.isascii() else MARKS.sub("", unicodedata.normalize("NFD", text.lower()))


def plain(text: str) -> str:
    """As `fold`, each letter of a `composed` text at the place where it stood."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join(map(_one, text))


def _one(letter: str) -> str:
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


def excerpt(text: str) -> str:
    """At most about `HEAD + TAIL` characters of `text`: all of it, or its start and its end."""
    if len(text) <= HEAD + TAIL:
        return text
    return f"{text[:HEAD]}\n{text[-TAIL:]}"


def origin(place: int, size: int) -> int:
    """Where in a text of `size` characters the character stands that its excerpt has at `place`."""
    return place if size <= HEAD + TAIL or place <= HEAD else place + size - (HEAD + 1 + TAIL)


def without_code(text: str) -> str:
    """`text` with the inside of fenced blocks blanked, place by place, unless there is nothing else."""
    bare = FENCED.sub(lambda block: block[1] + " " * (len(block[0]) - len(block[1])), text)
    return bare if len(bare.replace("`", "").replace("~", "").split()) > 1 else text
