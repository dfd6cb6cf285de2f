"""Counting and cutting text: one token is one word with the white space before it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

_WORD = re.compile(r"\s*\S+(?:\s+\Z)?|\s+\Z")
_PER_MESSAGE = 2
_PER_PROMPT = 2


def words(text: str) -> tuple[str, ...]:
    """`text` cut into tokens; joined they are `text` again."""
    return tuple(_WORD.findall(text))


def json_tokens(text: str) -> tuple[str, ...]:
    """JSON cut as a grammar makes a model write it: marks, blanks and words, each a token."""
    return tuple(re.findall(r"\w+|.", text, re.DOTALL))


def prompt_tokens(messages: Sequence[dict[str, Any]], chars_per_token: float) -> int:
    """Tokens of a rendered prompt: its characters, and what the template adds for each message."""
    return _PER_PROMPT + sum(message_tokens(message, chars_per_token) for message in messages)


def message_tokens(message: dict[str, Any], chars_per_token: float) -> int:
    """Tokens of one message with its marks."""
    return _PER_MESSAGE + math.ceil(len(str(message.get("content") or "")) / chars_per_token)
