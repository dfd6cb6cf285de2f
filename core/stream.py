"""The events of `stream_message`: the graph's own, and the text between them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Literal, TypedDict

from langchain_core.messages import AIMessage

from ..graph.events import Event
from .response import Response


class Token(TypedDict):
    """A piece of an answer. A `discard` event with the same message id takes all of its pieces back."""

    type: Literal["token"]
    message_id: str
    node: str
    text: str


class Thinking(TypedDict):
    """A piece of a model's reasoning, which is no part of the answer."""

    type: Literal["thinking"]
    message_id: str
    node: str
    text: str


class Done(TypedDict):
    """The last event."""

    type: Literal["done"]
    response: Response


StreamEvent = Event | Token | Thinking | Done


async def events_of(parts: AsyncIterator[Any], final: dict[str, Any]) -> AsyncGenerator[Event | Token | Thinking]:
    """The events of a run streamed in modes custom, messages and values; `final` gets the last state."""
    async for mode, part in parts:
        if mode == "custom":
            yield part
        elif mode == "values":
            final.clear()
            final.update(part)
        else:
            for token in _pieces(*part):
                yield token


def _pieces(chunk: Any, metadata: dict[str, Any]) -> list[Token | Thinking]:
    """Of a chunk, or of a whole answer that came in none, such as a refusal in place of a stream."""
    if not isinstance(chunk, AIMessage):
        return []
    node, message_id = str(metadata.get("langgraph_node", "")), chunk.id or ""
    found: list[Token | Thinking] = []
    if thought := chunk.additional_kwargs.get("reasoning_content"):
        found.append({"type": "thinking", "message_id": message_id, "node": node, "text": thought})
    if chunk.text:
        found.append({"type": "token", "message_id": message_id, "node": node, "text": str(chunk.text)})
    return found
