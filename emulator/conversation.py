"""What a persona is given and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .events import Call
from .language import Language, language_of

PYTHON_TOOL = "run_python"
_PART = re.compile(r"\A.*?\bpart \d+ only:\s*", re.DOTALL | re.IGNORECASE)
_SUBJECT = re.compile(
    r"\A(?:# ?)?(?:task|question|tarefa|tarea|pergunta|pregunta): (.*)$", re.MULTILINE | re.IGNORECASE
)
_FENCED_PYTHON = re.compile(r"```(?:python|py)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """The next message of the assistant: text (or ready-made tokens), thinking before it, tool calls after it.

    `endless` repeats the content until a limit ends it.
    """

    content: str | tuple[str, ...] = ""
    thinking: str | tuple[str, ...] = ""
    calls: tuple[Call, ...] = ()
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages that reached the model after truncation, and what else the request asks for."""

    messages: Sequence[Mapping[str, Any]]
    tools: Sequence[Mapping[str, Any]] = ()
    think: bool | None = None
    raw: bool = False

    @property
    def system(self) -> str:
        """All system messages together."""
        return "\n".join(_text(message) for message in self.messages if message.get("role") == "system")

    @property
    def request(self) -> str:
        """The last thing that the user asked: not a result that was handed back under the user's name."""
        asked = [i for i, message in enumerate(self.messages) if message.get("role") == "user"]
        if self.result is not None and self.messages[-1].get("role") == "user":
            asked = asked[:-1]
        return _subject(_text(self.messages[asked[-1]])) if asked else ""

    @property
    def begun(self) -> str:
        """The text that a model without a chat template is to continue: the whole last message."""
        return _text(self.messages[-1]) if self.messages else ""

    @property
    def language(self) -> Language:
        """Language of the request."""
        return language_of(self.request)

    @property
    def result(self) -> str | None:
        """Output of code that this model asked to run, when that is what the last message brings."""
        if len(self.messages) < 2:
            return None
        last, before = self.messages[-1], self.messages[-2]
        if last.get("role") == "tool":
            return _text(last)
        wrote_code = before.get("role") == "assistant" and _FENCED_PYTHON.search(_text(before)) is not None
        return _text(last) if wrote_code and self.speaks_code and last.get("role") == "user" else None

    @property
    def runs_python(self) -> bool:
        """Whether the Python tool is offered as a native tool."""
        return any((tool.get("function") or {}).get("name") == PYTHON_TOOL for tool in self.tools)

    @property
    def speaks_code(self) -> bool:
        """Whether the system prompt asks for code in a fenced block instead of a tool call."""
        return not self.tools and _FENCED_PYTHON.search(self.system) is not None


def _subject(text: str) -> str:
    """What a request is about, without the words that a program puts around a part of it or before a continuation."""
    text = _PART.sub("", text)
    found = _SUBJECT.match(text)
    return found.group(1) if found else text


def _text(message: Mapping[str, Any]) -> str:
    return str(message.get("content") or "")
