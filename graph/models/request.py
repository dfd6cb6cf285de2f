"""What the official client cannot say in a chat request, put into its JSON body before it leaves."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import BaseMessage


def mend(body: dict[str, Any], *, thinking: bool) -> dict[str, Any]:
    """The request with `truncate: false`, `think` only where the model can, and names on tool results.

    `truncate: false` turns a silently shortened prompt into a 400 (OLLAMA.md, section 4).
    """
    mended = {**body, "truncate": False}
    mended.pop("think", None)
    if thinking:
        mended["think"] = True
    mended["messages"] = _named_tool_results(body.get("messages") or [])
    return mended


def writable(message: BaseMessage) -> BaseMessage:
    """The message without halves of surrogate pairs, with which no request can be written."""
    try:
        message.text.encode()
    except UnicodeEncodeError:
        return message.model_copy(update={"content": _writable(message.content)})
    return message


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _writable(item) for key, item in value.items()}
    return [_writable(item) for item in value] if isinstance(value, list) else value


def prompt_characters(body: dict[str, Any]) -> int:
    """Characters that surely are in the prompt: templates render tools and earlier thoughts shortly, or not at all."""
    return sum(len(message.get("content") or "") for message in body.get("messages") or [])


def _named_tool_results(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names: dict[str, str] = {}
    mended = []
    for message in messages:
        for call in message.get("tool_calls") or []:
            names[str(call.get("id"))] = call.get("function", {}).get("name", "")
        name = names.get(str(message.get("tool_call_id")))
        mended.append({**message, "tool_name": name} if name else message)
    return mended
