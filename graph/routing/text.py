"""Preparing text: one cheap, linear pass that makes spellings equal and long texts short."""

from __future__ import annotations

import re
import unicodedata

HEAD, TAIL = 1100, 700
"""Characters kept of the start and the end of a long text: a request stands before or after its material."""

FENCE = re.compile(r"```|~~~")


def _plain(code: int) -> str:
    lowered = chr(code).lower()
    return unicodedata.normalize("NFD", lowered)[0] if len(lowered) == 1 else chr(code)


LETTERS = {code: _plain(code) for code in (*range(0x41, 0x5B), *range(0xC0, 0x180))}
MARKS = dict.fromkeys(range(0x300, 0x370), "")
FOLDING = LETTERS | MARKS


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


def plain(text: str) -> str:
    """Latin letters in lower case without accents, each at the place where it stood."""
    return text.translate(LETTERS)


def fold(text: str) -> str:
    """As `plain`, and without combining marks: 'AÇÃO', 'ação' and 'acao' are one word however encoded."""
    return text.lower() if text.isascii() else text.translate(FOLDING)


def excerpt(text: str) -> str:
    """At most about `HEAD + TAIL` characters of `text`: all of it, or its start and its end."""
    if len(text) <= HEAD + TAIL:
        return text
    return f"{text[:HEAD]}\n{text[-TAIL:]}"


def split_code(text: str) -> tuple[str, str]:
    """`text` as (prose, code): outside and inside of fenced blocks; an open fence runs to the end."""
    parts = FENCE.split(text)
    if len(parts) == 1:
        return text, ""
    return "\n".join(parts[::2]), "\n".join(parts[1::2])
