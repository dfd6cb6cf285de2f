"""The completion contract: an answer counts when the server said `done: true` and it has content or a tool call.

Ollama answers 200 and ends cleanly in at least three situations without an answer (cut behind the daemon, token
repeat guard, close-delimited proxies), and shortens a long prompt without a word; see OLLAMA.md, sections 0 and 4.
"""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import dataclass, field
from typing import Any

from .classify import classify_line, error_text
from .errors import ModelCallError, failure
from .wire import Line

TRUNCATION_SHARE = 0.5
CHARACTERS_PER_TOKEN_AT_MOST = 7.0
SURELY_LONG = 400
TAIL_CHARACTERS = 2000
REPEATED_SHARE = 0.08


@dataclass
class Completion:
    """What one answer has been so far. Feed it each line of the stream, then call `finish`.

    `pieces` counts the lines that carried text: a server that sends a token a line counts as many in
    `eval_count`, so a damaged line that was one too many is told from one whose text is lost. `gap`: the answer
    went on after a damaged line.
    `saw` is called by whoever takes the reasoning out and puts the values of placeholders back: reasoning alone
    is no answer, and a tool is called with the values.
    """

    prompt_characters: int = 0
    done: bool = False
    done_reason: str = ""
    content: bool = False
    tail: str = ""
    tool_calls: list[dict[str, Any]] = field(default_factory=list)
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    pieces: int = 0
    damaged: int = 0
    gap: bool = False

    def take(self, line: Line) -> dict[str, Any] | None:
        """The object to hand on, or None for a line to skip.

        Raises:
            ModelCallError: the line is an error, a page, or a part of the answer that cannot be read.
        """
        if line.kind == "html":
            raise failure("malformed", "an HTML page instead of an answer", endpoint_wide=True)
        if line.kind == "damaged":
            self.damaged += 1
            return None
        if line.kind == "noise" or self.done:
            return None
        return self._object(line.value)

    def finish(self) -> None:
        """Check the whole answer after the stream's end.

        Raises:
            ModelCallError: malformed, incomplete, empty or truncated_prompt.
        """
        if not self.done:
            kind = "malformed" if self.damaged and not self.content else "incomplete"
            raise failure(kind, "the stream ended without done: true")  # type: ignore[arg-type]
        if self.damaged and self.pieces < self._pieces_sent():
            raise failure("malformed", "a line of the answer could not be read, and its text is lost")
        if not self.shown:
            raise failure("empty", f"no content and no tool call (done_reason {self.done_reason!r})")
        if self.done_reason == "length" and self.repeats():
            raise failure("incomplete", "the model repeats itself until its token limit")
        if self.prompt_was_cut():
            raise failure(
                "truncated_prompt",
                f"the server read {self.prompt_tokens} tokens of a prompt of {self.prompt_characters} characters",
            )

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        message = value.get("message")
        if value.get("error") or not isinstance(message, dict):
            raise self._odd(value)
        self._message(message)
        self.gap = bool(self.damaged)
        if value.get("done") is True:
            self._end(value)
        return value

    def _message(self, message: dict[str, Any]) -> None:
        calls = message.get("tool_calls") or []
        if not all(isinstance(message.get(key) or "", str) for key in ("content", "thinking")):
            raise failure("malformed", "a message whose content is no text")
        if not isinstance(calls, list):
            raise failure("malformed", "a message whose tool calls are no list")
        self.pieces += bool(message.get("content") or message.get("thinking") or calls)
        for call in calls:
            _check(call)

    def _end(self, value: dict[str, Any]) -> None:
        self.done = True
        self.done_reason = str(value.get("done_reason") or "")
        self.prompt_tokens = _count(value.get("prompt_eval_count"))
        self.answer_tokens = _count(value.get("eval_count"))

    def saw(self, message: dict[str, Any]) -> None:
        """Note a piece of the answer as it is handed on: text without reasoning, calls with their real values."""
        text = message["content"]
        self.content = self.content or bool(text.strip())
        self.tail = (self.tail + text)[-TAIL_CHARACTERS:]
        self.tool_calls += message.get("tool_calls") or []

    @property
    def shown(self) -> bool:
        """Whether anything that may be part of an answer was handed on."""
        return self.content or bool(self.tool_calls)

    @property
    def continuable(self) -> bool:
        """Whether the text so far is the beginning of a good answer, only its end is missing."""
        return not (self.gap or self.tool_calls or self.repeats() or self.prompt_was_cut())

    def repeats(self) -> bool:
        """Whether the end of the answer is one piece said over and over: it compresses to almost nothing."""
        tail = self.tail.encode()
        return len(tail) >= TAIL_CHARACTERS // 4 and len(zlib.compress(tail)) < len(tail) * REPEATED_SHARE

    def _pieces_sent(self) -> float:
        """How many lines with text there were; the token that ends an answer is counted and has no text."""
        return self.answer_tokens - (self.done_reason == "stop") if self.answer_tokens else math.inf

    def prompt_was_cut(self) -> bool:
        """Whether the server read far fewer tokens than the prompt can have (no tokenizer is that dense)."""
        least = self.prompt_characters / CHARACTERS_PER_TOKEN_AT_MOST
        return bool(self.prompt_tokens) and least > SURELY_LONG and self.prompt_tokens < least * TRUNCATION_SHARE  # type: ignore[operator]

    def _odd(self, value: dict[str, Any]) -> ModelCallError:
        if value.get("error"):
            return classify_line(error_text(json.dumps(value).encode()))
        if any("error" in str(key).lower() for key in value):
            return classify_line(" ".join(str(part) for item in value.items() for part in item))
        return failure("malformed", f"an object without a message (keys {sorted(map(str, value))[:5]!r})")


def _check(call: Any) -> None:
    function = call.get("function") if isinstance(call, dict) else None
    if not isinstance(function, dict) or not isinstance(function.get("name"), str):
        raise failure("tool_parse", "a tool call without a function name")
    if not isinstance(function.get("arguments", {}), dict):
        raise failure("tool_parse", f"arguments of {function['name']!r} are no object")


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
