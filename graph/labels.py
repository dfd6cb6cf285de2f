"""What a conversation tells of its own privacy: the label of its messages, and a veil over what events say of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence

from langchain_core.messages import AIMessage, AnyMessage

from .models.guard import label_all, label_of
from .routing.privacy import Redactor, across
from .routing.types import IMAGE, Sensitivity

LARGE = 20_000
ALL_PRIVATE = "[DECLARED_PRIVATE]"
Veil = Callable[[str], str]


def texts_in(messages: Sequence[AnyMessage]) -> list[str]:
    """Everything that the messages say: texts, reasoning, arguments of tool calls, and a question with its answer."""
    turns = [str(message.text) for message in messages if message.type != "system"]
    return [*(text for message in messages for text in _texts(message) if text), *across(turns)]


async def label_messages(messages: Sequence[AnyMessage]) -> Sensitivity:
    """The joined privacy label of the messages; a long conversation is scanned off the event loop.

    An image is private whatever it shows: nothing here can look at it.
    """
    texts, seen = texts_in(messages), IMAGE if any(map(has_image, messages)) else Sensitivity()
    if sum(map(len, texts)) > LARGE:
        return seen | await asyncio.to_thread(label_all, texts)
    return seen | label_all(texts)


def has_image(message: AnyMessage) -> bool:
    """Whether the message brings an image, in any of the forms that LangChain knows."""
    return not isinstance(message.content, str) and any(block["type"] == "image" for block in message.content_blocks)


def veil(messages: Sequence[AnyMessage]) -> Veil:
    """Puts a placeholder over what is private in a text, or is known from a private message.

    Where the user declared a message private, all words are.
    """
    private = [text for text in texts_in(messages) if label_of(text)]
    declared = any(map(_declared, private))
    redactor = Redactor()
    redactor.learn(private)

    def hide(text: str) -> str:
        if declared or _declared(text):
            return text and ALL_PRIVATE
        return redactor.redact(text) if private or label_of(text) else text

    return hide


def _declared(text: str) -> bool:
    return "declared" in label_of(text).kinds


def _texts(message: AnyMessage) -> Iterator[str]:
    yield str(message.text)
    yield str(message.additional_kwargs.get("reasoning_content") or "")
    if isinstance(message, AIMessage):
        for call in message.tool_calls:
            yield json.dumps(call["args"], ensure_ascii=False)
