"""Tool calls of models that have no tool interface: a fenced block or `<tool_call>` JSON becomes the same call."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall, tool_call

from .models.thinking import after_reasoning
from .routing.types import Candidate

_TAGGED = re.compile(r"<tool_call>\s*(\{.*?\})\s*(?:</tool_call>|\Z)", re.DOTALL)
_FENCED = re.compile(r"```(?:python|py)[^\n]*\n(.*?)(?:```|\Z)", re.DOTALL | re.IGNORECASE)


def called_in_words(message: AIMessage, candidate: Candidate, *, answered_before: bool) -> AIMessage:
    """The message with the tool calls that its text holds, or as it is.

    A model with native tools only gets its `<tool_call>` text read (some templates fail to parse it). Without
    them a fenced Python block is a call; after a result came back, only when it is all the answer says. A model
    without a chat goes on inside the block that its prompt opened.
    """
    text = after_reasoning(str(message.text))
    calls = _tagged(text)
    if not calls and not candidate.chat:
        calls = [] if answered_before else _fenced(f"```python\n{text.split('```', maxsplit=1)[0]}", alone=False)
    elif not calls and not candidate.tools:
        calls = _fenced(text, alone=answered_before)
    return message.model_copy(update={"tool_calls": calls}) if calls else message


def _tagged(text: str) -> list[ToolCall]:
    return [call for raw in _TAGGED.findall(text) if (call := _read(raw))]


def _read(raw: str) -> ToolCall | None:
    try:
        value: Any = json.loads(raw)
    except ValueError:
        return None
    arguments = value.get("arguments", value.get("parameters", {}))
    if not isinstance(value.get("name"), str) or not isinstance(arguments, dict):
        return None
    return _call(value["name"], arguments)


def _fenced(text: str, *, alone: bool) -> list[ToolCall]:
    blocks = [code for code in _FENCED.findall(text) if code.strip()]
    words = _FENCED.sub("", text).strip()
    if not blocks or (alone and words):
        return []
    return [_call("run_python", {"code": "\n".join(blocks)})]


def _call(name: str, arguments: dict[str, Any]) -> ToolCall:
    return tool_call(name=name, args=arguments, id=f"call_{uuid4().hex[:12]}")
