"""Tool calls of models that have no tool interface: a fenced block or `<tool_call>` JSON becomes the same call."""

from __future__ import annotations

import ast
import json
import re
from typing import Any
from uuid import uuid4

from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall, tool_call

from .models.thinking import without_reasoning
from .routing.types import Candidate

UNREADABLE = "unreadable"
"""The one argument of a call whose arguments could not be read: what was written instead of them."""

_TAGGED = re.compile(r"<tool_call>\s*(\{.*?)(?:</tool_call>|\Z)", re.DOTALL)
_NAME = re.compile(r'"name"\s*:\s*"([^"]*)"')
_FENCED = re.compile(
    r"^[ \t]*```[ \t]*(?:python[\d.]*|py)(?![\w-])[^\n]*\n(.*?)(?:^[ \t]*```(?!\S)|\Z)",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_ONE_BLOCK = re.compile(r"\s*```[ \t]*(?:json|tool_call)?[ \t]*\n(.*?)```\s*", re.DOTALL)
_END = re.compile(r"^[ \t]*```(?!\S)", re.MULTILINE)


def called_in_words(message: AIMessage, candidate: Candidate, *, answered_before: bool) -> AIMessage:
    """The message with the tool calls that its text holds, or as it is.

    A model with native tools only gets its `<tool_call>` text read (some templates fail to parse it). Without
    them a fenced Python block is a call; after a result came back, only when it is all the answer says. A model
    without a chat goes on inside the block that its prompt opened.
    """
    text = without_reasoning(str(message.text))
    calls = [_read(raw) for raw in _TAGGED.findall(text)]
    if not calls and not candidate.chat:
        calls = [] if answered_before else _run(_END.split(text, maxsplit=1)[0])
    elif not calls and not candidate.tools:
        calls = _fenced(text, alone=answered_before)
    return message.model_copy(update={"tool_calls": calls}) if calls else message


def arguments_of(call: ToolCall) -> Any:
    """The arguments to check: an object, or the text of one that could not be read."""
    return call["args"][UNREADABLE] if set(call["args"]) == {UNREADABLE} else call["args"]


def _read(raw: str) -> ToolCall:
    """The call that a tag holds. One that is no JSON stays a call, so that the model is told what is wrong with it."""
    try:
        value: Any = json.loads(raw)
        name, arguments = value["name"], value.get("arguments", value.get("parameters", {}))
    except (ValueError, TypeError, KeyError, AttributeError):
        found = _NAME.search(raw)
        return _call(found[1] if found else "", {UNREADABLE: raw.strip()})
    return _call(str(name), _object(arguments))


def _object(arguments: Any) -> dict[str, Any]:
    """The arguments as an object; some models write its JSON into a string."""
    try:
        inner = json.loads(arguments) if isinstance(arguments, str) else arguments
    except ValueError:
        inner = None
    return inner if isinstance(inner, dict) else {UNREADABLE: _text(arguments)}


def _text(arguments: Any) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments)


def _fenced(text: str, *, alone: bool) -> list[ToolCall]:
    blocks = [code for code in _FENCED.findall(text) if code.strip()]
    words = _FENCED.sub("", text).strip()
    if not blocks and (whole := _ONE_BLOCK.fullmatch(text)):
        return _unnamed(whole[1])
    return [] if alone and words else _run("\n".join(blocks))


def _unnamed(block: str) -> list[ToolCall]:
    """The call in a block of no language that is all the answer: a call's JSON, or Python."""
    try:
        value = json.loads(block)
    except ValueError:
        return _run(block) if _is_python(block) else []
    return [_read(block)] if isinstance(value, dict) and {"name", "arguments"} <= set(value) else []


def _is_python(text: str) -> bool:
    try:
        return bool(ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _run(code: str) -> list[ToolCall]:
    return [_call("run_python", {"code": code})] if code.strip() else []


def _call(name: str, arguments: dict[str, Any]) -> ToolCall:
    return tool_call(name=name, args=arguments, id=f"call_{uuid4().hex[:12]}")
