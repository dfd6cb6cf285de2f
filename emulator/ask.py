"""The body of /api/chat and /api/generate, checked as the server checks it and with its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .gojson import loads

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
_INTEGER_OPTIONS = (
    "num_ctx",
    "num_predict",
    "num_keep",
    "seed",
    "top_k",
    "repeat_last_n",
    "num_gpu",
    "num_thread",
    "num_batch",
)
_DURATION = re.compile(r"(-?\d+(?:\.\d+)?)(ms|s|m|h)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class AskError(Exception):
    """A request that the server refuses, with the status and text of its answer.

    `late`: the refusal comes through the channel of a stream, so the server writes it without a Content-Length.
    """

    def __init__(self, status: int, text: str, *, late: bool = False) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.late = late


@dataclass(frozen=True, slots=True)
class Options:
    """The options that change what an emulated model does. Others are accepted and ignored, as by the server."""

    num_ctx: int | None = None
    num_predict: int = -1
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for text."""

    kind: Literal["chat", "generate"]
    model: str
    messages: tuple[dict[str, Any], ...]
    tools: tuple[dict[str, Any], ...] = ()
    stream: bool = True
    think: bool | None = None
    format: Any = None
    options: Options = field(default_factory=Options)
    keep_alive: float | None = None
    truncate: bool = True
    shift: bool = True
    raw: bool = False

    @property
    def only_loads(self) -> bool:
        """Nothing to answer: the request loads the model, or unloads it with a `keep_alive` of 0."""
        return not self.messages


def parse(body: bytes, kind: Literal["chat", "generate"]) -> Ask:
    """The request in `body`.

    Raises:
        AskError: As the server would answer.
        BadJSONError: The body is no JSON.
    """
    value = loads(body)
    struct = "ChatRequest" if kind == "chat" else "GenerateRequest"
    _check_types(value, struct)
    if not value.get("model"):
        raise AskError(400, "model is required")
    messages = tuple(value.get("messages") or ()) if kind == "chat" else _prompt_messages(value)
    for message in messages:
        _check_message(message)
    think = value.get("think")
    return Ask(
        kind=kind,
        model=value["model"],
        messages=messages,
        tools=tuple(value.get("tools") or ()),
        stream=value.get("stream") is not False,
        think=think if think is None else think is not False,
        format=value.get("format") or None,
        options=options_of(value.get("options") or {}),
        keep_alive=_keep_alive(value.get("keep_alive")),
        truncate=value.get("truncate") is not False,
        shift=value.get("shift") is not False,
        raw=bool(value.get("raw")),
    )


def options_of(options: Mapping[str, Any]) -> Options:
    """The known options, or the 500 that the server gives for one of a wrong type."""
    for name in _INTEGER_OPTIONS:
        if name in options and (isinstance(options[name], bool) or not isinstance(options[name], int | float)):
            raise AskError(500, f'option "{name}" must be of type integer')
    stop = options.get("stop") or ()
    num_ctx = options.get("num_ctx")
    return Options(
        num_ctx=int(num_ctx) if num_ctx else None,
        num_predict=int(options.get("num_predict", -1)),
        stop=(stop,) if isinstance(stop, str) else tuple(stop),
    )


def _check_types(value: Any, struct: str) -> None:
    if not isinstance(value, dict):
        found = _GO_NAMES.get(type(value), "null")
        raise AskError(400, f"json: cannot unmarshal {found} into Go value of type api.{struct}")
    for name, (wanted, go_type) in _FIELDS[struct].items():
        given = value.get(name)
        if given is not None and not isinstance(given, wanted):
            found = _GO_NAMES.get(type(given), "value")
            raise AskError(
                400, f"json: cannot unmarshal {found} into Go struct field {struct}.{name} of type {go_type}"
            )


def _check_message(message: Any) -> None:
    if not isinstance(message, dict):
        found = _GO_NAMES.get(type(message), "value")
        raise AskError(
            400, f"json: cannot unmarshal {found} into Go struct field ChatRequest.messages of type api.Message"
        )
    for call in message.get("tool_calls") or ():
        if isinstance((call.get("function") or {}).get("arguments"), str):
            raise AskError(400, "Value looks like object, but can't find closing '}' symbol")


def _prompt_messages(value: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    if not value.get("prompt"):
        return ()
    system = [{"role": "system", "content": value["system"]}] if value.get("system") else []
    return (*system, {"role": "user", "content": value["prompt"]})


def _keep_alive(value: Any) -> float | None:
    """Seconds; negative means for ever. A text is a Go duration such as "10m" or "1h30m"."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    text = str(value)
    total = sum(abs(float(number)) * _SECONDS[unit] for number, unit in _DURATION.findall(text))
    return -1.0 if text.startswith("-") else total
