"""Filters between the wire and the official client: reasoning out of the content, placeholders into values."""

from __future__ import annotations

from typing import Any

from ..routing.privacy import Redactor

TAGS = {
    "<think>": "</think>", "<thinking>": "</thinking>", "<thought>": "</thought>", "<reasoning>": "</reasoning>",
    "[THINK]": "[/THINK]",
}  # fmt: skip
"""How models open and close the reasoning that they write into the content."""
STRAY = "</think>"


class ThinkSplitter:
    """Parts streamed text into (thinking, content): a block of `TAGS` that opens an answer is reasoning.

    Many local models write their reasoning into the content; DeepSeek-like templates even open the block in the
    prompt, so a `</think>` that the answer begins with is dropped too.
    """

    def __init__(self) -> None:
        self._close = ""
        self._started = False
        self._closed = False
        self._held = ""

    def feed(self, text: str) -> tuple[str, str]:
        """What `text` adds to the thinking and to the content; a possible tag at its end is held back."""
        self._held += text
        thinking: list[str] = []
        content: list[str] = []
        while self._step(thinking, content):
            pass
        return "".join(thinking), "".join(content)

    def end(self) -> tuple[str, str]:
        """What was held back."""
        held, self._held = self._held, ""
        return (held, "") if self._close else ("", held)

    def _step(self, thinking: list[str], content: list[str]) -> bool:
        if not self._started:
            return self._opening()
        if not self._close:
            content.append(self._held.lstrip() if self._closed else self._held)
            self._closed = self._closed and not content[-1]
            self._held = ""
            return False
        return self._closing(thinking)

    def _opening(self) -> bool:
        text = self._held.lstrip()
        if any(tag.startswith(text) and tag != text for tag in (*TAGS, STRAY)):
            return False
        self._started = True
        tag = next((tag for tag in (*TAGS, STRAY) if text.startswith(tag)), "")
        if tag:
            self._close, self._closed, self._held = TAGS.get(tag, ""), tag == STRAY, text[len(tag) :]
        return bool(self._held)

    def _closing(self, thinking: list[str]) -> bool:
        before, tag, after = self._held.partition(self._close)
        if tag:
            self._close, self._closed, self._held = "", True, after
            thinking.append(before)
            return bool(self._held)
        keep = _tag_prefix(self._held, self._close)
        cut = len(self._held) - keep
        thinking.append(self._held[:cut])
        self._held = self._held[cut:]
        return False


def _tag_prefix(text: str, tag: str) -> int:
    """Length of the longest end of `text` that could begin `tag`."""
    return next((n for n in range(len(tag) - 1, 0, -1) if text.endswith(tag[:n])), 0)


class AnswerFilter:
    """Applies both to the objects of one answer, in order."""

    def __init__(self, redactor: Redactor | None) -> None:
        self._split = ThinkSplitter()
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
