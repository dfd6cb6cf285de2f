"""Small helpers to write patterns as lists of words."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A pattern for any of `words`, which are divided by spaces; `_` stands for the space inside one."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"
