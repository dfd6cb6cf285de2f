"""What of a conversation a window takes: its size before anybody is asked, its newest part when that alone fits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage

from .attempts import PARTIAL
from .routing.router import estimate

ROLE_TOKENS = 150
"""What a node says of its role, at most."""


def conversation(messages: Sequence[AnyMessage]) -> int:
    """Tokens of the messages, estimated."""
    return sum(map(_tokens, messages))


def least(messages: Sequence[AnyMessage]) -> int:
    """Tokens of what `fitted` never leaves out."""
    optional = _optional(messages)
    return sum(_tokens(message) for message, may_go in zip(messages, optional, strict=True) if not may_go)


def added(part: str, tools: Sequence[dict[str, Any]] = ()) -> int:
    """Tokens that a node adds to the conversation: its role, the part of the request to do now, the tools."""
    return ROLE_TOKENS + estimate(part) + (estimate(json.dumps(tools)) if tools else 0)


def fitted(messages: Sequence[AnyMessage], room: int) -> list[AnyMessage]:
    """The messages without the oldest ones, so that they take `room` tokens.

    The last request stays whole, and so does what belongs to the step that runs; what others were told to be
    (system messages) stays too. When these alone are too long, they are returned as they are.
    """
    left, kept, cut = conversation(messages), [], False
    for message, may_go in zip(messages, _optional(messages), strict=True):
        cut = may_go and (left > room or (cut and message.type == "tool"))
        if cut:
            left -= _tokens(message)
        else:
            kept.append(message)
    return kept


def _optional(messages: Sequence[AnyMessage]) -> list[bool]:
    """Which messages may go: those before the last request, and after it the answers of finished steps."""
    requests = [place for place, message in enumerate(messages) if message.type == "human"]
    last = requests[-1] if requests else len(messages)
    finished = max((place for place, message in enumerate(messages) if _ends_a_step(message)), default=-1)
    return [
        message.type != "system" and (place < last or last < place <= finished)
        for place, message in enumerate(messages)
    ]


def _ends_a_step(message: AnyMessage) -> bool:
    return isinstance(message, AIMessage) and not (message.tool_calls or message.response_metadata.get(PARTIAL))


def _tokens(message: AnyMessage) -> int:
    calls = message.tool_calls if isinstance(message, AIMessage) else []
    return estimate(message.text) + sum(estimate(json.dumps(call["args"])) for call in calls)
