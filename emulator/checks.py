"""What the server refuses in a body before a model sees it, with its words."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from .gojson import BadJSONError

_FIELDS: dict[str, dict[str, tuple[type | tuple[type, ...], str]]] = {
    "ChatRequest": {
        "model": (str, "string"),
        "messages": (list, "[]api.Message"),
        "stream": (bool, "bool"),
        "tools": (list, "api.Tools"),
        "options": (dict, "map[string]interface {}"),
        "truncate": (bool, "bool"),
        "shift": (bool, "bool"),
    },
    "ShowRequest": {"model": (str, "string")},
    "ChatCompletionRequest": {},
    "GenerateRequest": {
        "model": (str, "string"),
        "prompt": (str, "string"),
        "system": (str, "string"),
        "raw": (bool, "bool"),
        "stream": (bool, "bool"),
        "options": (dict, "map[string]interface {}"),
        "truncate": (bool, "bool"),
        "shift": (bool, "bool"),
    },
}
_GO_NAMES = {str: "string", bool: "bool", int: "number", float: "number", list: "array", dict: "object"}
_KINDS = {
    "integer": (
        "num_ctx", "num_predict", "num_keep", "seed", "top_k", "repeat_last_n", "num_gpu", "main_gpu", "num_thread",
        "num_batch",
    ),
    "float32": (
        "temperature", "top_p", "min_p", "typical_p", "repeat_penalty", "presence_penalty", "frequency_penalty",
    ),
    "boolean": ("use_mmap",),
    "array": ("stop",),
}  # fmt: skip
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "integer": (int, float),
    "float32": (int, float),
    "boolean": bool,
    "array": list,
}
_EFFORTS = ("high", "medium", "low", "max")
_ACCEPTED = '"high", "medium", "low", "max", true, or false'
DURATION = re.compile(r"(-?\d+(?:\.\d+)?)(ms|s|m|h)")


class AskError(Exception):
    """A request that the server refuses, with the status and text of its answer.

    `late`: the refusal comes through the channel of a stream, so the server writes it without a Content-Length.
    """

    def __init__(self, status: int, text: str, *, late: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.late = late


def check_types(value: Any, struct: str) -> None:
    """The JSON types of a body's fields."""
    if not isinstance(value, dict):
        package = "openai" if struct == "ChatCompletionRequest" else "api"
        raise BadJSONError(f"json: cannot unmarshal {_go_name(value)} into Go value of type {package}.{struct}")
    for name, (wanted, go_type) in _FIELDS[struct].items():
        given = value.get(name)
        if given is not None and not isinstance(given, wanted):
            raise _unfit(given, struct, name, go_type)
    for tool in value.get("tools") or () if struct == "ChatRequest" else ():
        if not isinstance(tool, dict):
            raise _unfit(tool, struct, "tools", "api.Tool")


def check_values(value: Mapping[str, Any]) -> None:
    """What the fields say: think, keep_alive, top_logprobs, and what does not go together."""
    _check_think(value.get("think"))
    _check_keep_alive(value.get("keep_alive"))
    most = value.get("top_logprobs") or 0
    if isinstance(most, int | float) and not 0 <= most <= 20:
        raise AskError(400, "top_logprobs must be between 0 and 20")
    if value.get("raw") and any(value.get(name) for name in ("template", "system", "context")):
        raise AskError(400, "raw mode does not support template, system, or context")


def check_message(message: Any) -> None:
    """One message: text, images in base64, tool calls whose arguments are objects."""
    if not isinstance(message, dict):
        raise _unfit(message, "ChatRequest", "messages", "api.Alias")
    content = message.get("content")
    if content is not None and not isinstance(content, str):
        raise _unfit(content, "ChatRequest", "messages.content", "string")
    for image in message.get("images") or ():
        _check_base64(image)
    for call in message.get("tool_calls") or ():
        if isinstance((call.get("function") or {}).get("arguments"), str):
            raise AskError(400, "Value looks like object, but can't find closing '}' symbol")


def check_options(options: Mapping[str, Any]) -> None:
    """The types of the known options; a wrong one is a 500."""
    for name, value in options.items():
        kind = _KIND_OF.get(name)
        if kind is None or value is None:
            continue
        if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
            raise AskError(500, f'option "{name}" must be of type {kind}')
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            raise AskError(500, f'option "{name}" must be of an array of strings')


def _check_think(think: Any) -> None:
    if isinstance(think, str) and think not in _EFFORTS:
        raise AskError(400, f'invalid think value: "{think}" (must be {_ACCEPTED})')
    if not (think is None or isinstance(think, bool | str)):
        raise AskError(400, f"think must be a boolean or string ({_ACCEPTED})")


def _check_keep_alive(keep_alive: Any) -> None:
    if isinstance(keep_alive, str) and not re.fullmatch(rf"[+-]?({DURATION.pattern})+|0", keep_alive):
        raise AskError(400, f'time: invalid duration "{keep_alive}"')
    if isinstance(keep_alive, list | dict | bool):
        go_type = {list: "[]interface {}", dict: "map[string]interface {}", bool: "bool"}[type(keep_alive)]
        raise AskError(400, f"Unsupported type: '{go_type}'")


def _check_base64(image: Any) -> None:
    try:
        base64.b64decode(str(image), validate=True)
    except (binascii.Error, ValueError):
        known = len(re.match(r"[A-Za-z0-9+/]*", str(image))[0])  # type: ignore[index]
        raise AskError(400, f"illegal base64 data at input byte {known}") from None


def _unfit(given: Any, struct: str, name: str, go_type: str) -> AskError:
    found = _go_name(given)
    return AskError(400, f"json: cannot unmarshal {found} into Go struct field {struct}.{name} of type {go_type}")


def _go_name(value: Any) -> str:
    return _GO_NAMES.get(type(value), "null")
