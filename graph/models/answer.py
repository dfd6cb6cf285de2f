"""Filters between the wire and the official client: reasoning out of the content, placeholders into values."""

from __future__ import annotations

from typing import Any

from ..routing.privacy import Redactor
from .thinking import ThinkSplitter


class AnswerFilter:
    """Applies both to the objects of one answer, in order. `closing` as in `ThinkSplitter`."""

    def __init__(self, redactor: Redactor | None, closing: str = "") -> None:
        self._split = ThinkSplitter(closing)
        self._redactor = redactor
        self._restorers = (redactor.restorer(), redactor.restorer()) if redactor else None

    def apply(self, value: dict[str, Any]) -> dict[str, Any]:
        """The object to hand on for one object of the wire."""
        message = value["message"]
        thinking, content = self._split.feed(message.get("content") or "")
        if value.get("done") is True:
            last_thinking, last_content = self._split.end()
            thinking, content = thinking + last_thinking, content + last_content
        thinking = (message.get("thinking") or "") + thinking
        thinking, content = self._restored(thinking, content, last=value.get("done") is True)
        return {**value, "message": self._message(message, thinking, content)}

    def _restored(self, thinking: str, content: str, *, last: bool) -> tuple[str, str]:
        if not self._restorers:
            return thinking, content
        first, second = self._restorers
        thinking, content = first.feed(thinking), second.feed(content)
        return (thinking + first.end(), content + second.end()) if last else (thinking, content)

    def _message(self, message: dict[str, Any], thinking: str, content: str) -> dict[str, Any]:
        out = {**message, "content": content}
        out.pop("thinking", None)
        if thinking:
            out["thinking"] = thinking
        if self._redactor and message.get("tool_calls"):
            out["tool_calls"] = _restore(message["tool_calls"], self._redactor)
        return out


def _restore(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return redactor.restore(value)
    if isinstance(value, dict):
        return {key: _restore(item, redactor) for key, item in value.items()}
    return [_restore(item, redactor) for item in value] if isinstance(value, list) else value
