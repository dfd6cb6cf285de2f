"""The OpenAI form of a chat: its request, its events and its errors, as the daemon translates them."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any

from .ask import Ask, options_of
from .checks import AskError, check_types
from .events import Call, Done, Failure, Token
from .gojson import BadJSONError, dumps, loads
from .reply import EVENT_STREAM, PLAIN_JSON

_ERROR_TYPES = {400: "invalid_request_error", 404: "not_found_error"}
_DONE = b"data: [DONE]\n\n"


def parse(body: bytes) -> Ask:
    """The native meaning of a /v1/chat/completions body.

    Raises:
        AskError: No model is named.
        BadJSONError: The body is no JSON, or no chat.
    """
    value = loads(body)
    check_types(value, "ChatCompletionRequest")
    if not value.get("messages"):
        raise BadJSONError("[] is too short - 'messages'")
    if not value.get("model"):
        raise AskError(400, "model is required")
    stop = value.get("stop") or []
    options = {"num_predict": value.get("max_tokens"), "stop": [stop] if isinstance(stop, str) else stop}
    effort = value.get("reasoning_effort") or (value.get("reasoning") or {}).get("effort")
    return Ask(
        kind="chat",
        model=value["model"],
        messages=tuple(_message(message) for message in value.get("messages") or ()),
        tools=tuple(value.get("tools") or ()),
        stream=bool(value.get("stream")),
        think=effort and effort != "none",
        format=_format(value.get("response_format")),
        options=options_of(options),
    )


def wants_usage(body: bytes) -> bool:
    """Whether a stream is to end with token counts."""
    return bool((loads(body).get("stream_options") or {}).get("include_usage"))


def error_body(status: int, text: str) -> bytes:
    """`{"error": {...}}` with a type for the status."""
    kind = _ERROR_TYPES.get(status, "api_error")
    return dumps({"error": {"message": text, "type": kind, "param": None, "code": None}}).encode()


class OpenAI:
    """Chunks of server-sent events, or one completion object."""

    content_type = EVENT_STREAM
    whole_type = PLAIN_JSON
    error_type = PLAIN_JSON

    def __init__(self, model: str, *, usage: bool = False) -> None:
        self.model = model
        self.usage = usage
        self.id = f"chatcmpl-{secrets.randbelow(999)}"
        self._called = False

    def line(self, event: Token | Call | Done) -> bytes:
        """One event; the last one brings `[DONE]` with it."""
        if isinstance(event, Done):
            return self._last(event)
        self._called = self._called or isinstance(event, Call)
        return self._chunk(_delta([event]), None)

    def failure_line(self, failure: Failure) -> bytes:
        """The daemon tells nothing of a failure inside a /v1 stream but an empty chunk without a model."""
        self.model = ""
        return self._chunk({"role": "assistant", "content": ""}, None)

    def error(self, failure: Failure) -> bytes:
        """The error object and a line feed."""
        return error_body(failure.status, failure.error) + b"\n"

    def body(self, events: Sequence[Token | Call | Done]) -> bytes:
        """The whole completion; without a finish_reason when the model never ended."""
        done = next((event for event in events if isinstance(event, Done)), None)
        self._called = any(isinstance(event, Call) for event in events)
        reason = self._reason(done) if done else None
        choice = {"index": 0, "message": _delta(events), "finish_reason": reason}
        return dumps({**self._envelope("chat.completion"), "choices": [choice], "usage": _usage(done)}).encode() + b"\n"

    def _last(self, done: Done) -> bytes:
        last = self._chunk({"role": "assistant", "content": ""}, self._reason(done))
        if self.usage:
            last += _event({**self._envelope("chat.completion.chunk"), "choices": [], "usage": _usage(done)})
        return last + _DONE

    def _reason(self, done: Done) -> str:
        return "tool_calls" if self._called else done.reason

    def _chunk(self, delta: Mapping[str, Any], reason: str | None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return _event({**self._envelope("chat.completion.chunk"), "choices": [choice]})

    def _envelope(self, kind: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": kind,
            "created": int(time.time()),
            "model": self.model,
            "system_fingerprint": "fp_ollama",
        }


def _event(value: Mapping[str, Any]) -> bytes:
    return f"data: {dumps(value)}\n\n".encode()


def _delta(events: Sequence[Token | Call | Done]) -> dict[str, Any]:
    tokens = [event for event in events if isinstance(event, Token)]
    delta: dict[str, Any] = {"role": "assistant", "content": "".join(t.text for t in tokens if not t.thinking)}
    if thinking := "".join(token.text for token in tokens if token.thinking):
        delta["reasoning"] = thinking
    if calls := [event for event in events if isinstance(event, Call)]:
        delta["tool_calls"] = [_call(index, call) for index, call in enumerate(calls)]
    return delta


def _call(index: int, call: Call) -> dict[str, Any]:
    function = {"name": call.name, "arguments": dumps(dict(call.arguments))}
    return {"id": call.id, "index": index, "type": "function", "function": function}


def _usage(done: Done | None) -> dict[str, int]:
    prompt, answer = (done.counts.prompt_eval_count, done.counts.eval_count) if done and done.counts else (0, 0)
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    """A message in the native form: content as text, arguments of calls as objects."""
    content = message.get("content")
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, Mapping))
    calls = [{"function": _native_function(call.get("function") or {})} for call in message.get("tool_calls") or ()]
    return {**message, "content": content or "", **({"tool_calls": calls} if calls else {})}


def _native_function(function: Mapping[str, Any]) -> dict[str, Any]:
    arguments = function.get("arguments")
    return {**function, "arguments": json.loads(arguments) if isinstance(arguments, str) and arguments else {}}


def _format(wanted: Any) -> Any:
    if not isinstance(wanted, Mapping):
        return None
    if wanted.get("type") == "json_object":
        return "json"
    return (wanted.get("json_schema") or {}).get("schema")
