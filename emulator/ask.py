"""The body of /api/chat and /api/generate, checked as the server checks it and with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .checks import DURATION, AskError, check_message, check_options, check_types, check_values
from .gojson import loads

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


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
    suffix: bool = False

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
    check_types(value, "ChatRequest" if kind == "chat" else "GenerateRequest")
    check_values(value)
    if not value.get("model"):
        raise AskError(400, "model is required")
    messages = tuple(value.get("messages") or ()) if kind == "chat" else _prompt_messages(value)
    for message in messages:
        check_message(message)
    think = value.get("think")
    return Ask(
        kind=kind,
        model=value["model"],
        messages=messages,
        tools=tuple(value.get("tools") or ()) if kind == "chat" else (),
        stream=value.get("stream") is not False,
        think=think if think is None else think is not False,
        format=value.get("format") or None,
        options=options_of(value.get("options") or {}),
        keep_alive=_keep_alive(value.get("keep_alive")),
        truncate=value.get("truncate") is not False,
        shift=value.get("shift") is not False,
        raw=bool(value.get("raw")),
        suffix=kind == "generate" and bool(value.get("suffix")),
    )


def options_of(options: Mapping[str, Any]) -> Options:
    """The known options, or the 500 that the server gives for one of a wrong type."""
    check_options(options)
    num_ctx = int(options.get("num_ctx") or 0)
    predict = options.get("num_predict")
    return Options(
        num_ctx=max(num_ctx, 1) if num_ctx else None,
        num_predict=-1 if predict is None else int(predict),
        stop=tuple(options.get("stop") or ()),
    )


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
    total = sum(abs(float(number)) * _SECONDS[unit] for number, unit in DURATION.findall(text))
    return -1.0 if text.startswith("-") else total
