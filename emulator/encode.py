"""Events written in the native format: /api/chat and /api/generate, streamed or whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from .events import Call, Cut, Done, Event, Failure, Raw, Token
from .gojson import dumps, timestamp
from .reply import JSON, NDJSON, PLAIN_JSON, Head, Pieces


class Format(Protocol):
    """How events become bytes."""

    content_type: str
    whole_type: str
    error_type: str

    def line(self, event: Token | Call | Done) -> bytes:
        """One chunk of a stream."""

    def failure_line(self, failure: Failure) -> bytes:
        """The chunk that tells of a failure when the stream has begun."""

    def error(self, failure: Failure) -> bytes:
        """The body of an error status."""

    def body(self, events: Sequence[Token | Call | Done]) -> bytes:
        """The whole answer at once."""


class Chat:
    """/api/chat."""

    content_type = NDJSON
    whole_type = JSON
    error_type = JSON

    def __init__(self, model: str) -> None:
        self.model = model

    def line(self, event: Token | Call | Done) -> bytes:
        """One JSON object and a line feed."""
        return _line(self._object(self._message([event]), event if isinstance(event, Done) else None))

    def failure_line(self, failure: Failure) -> bytes:
        """`{"error": ...}` as the last line."""
        return _line({"error": failure.error})

    def error(self, failure: Failure) -> bytes:
        """`{"error": ...}`."""
        return dumps({"error": failure.error}).encode()

    def body(self, events: Sequence[Token | Call | Done]) -> bytes:
        """One object with all of the message; `done` is false when the model never said so."""
        done = next((event for event in events if isinstance(event, Done)), None)
        return dumps(self._object(self._message(events), done)).encode()

    def _object(self, payload: Mapping[str, Any], done: Done | None) -> dict[str, Any]:
        return {"model": self.model, "created_at": timestamp(datetime.now(UTC)), **payload, **_ending(done)}

    def _message(self, events: Sequence[Token | Call | Done]) -> dict[str, Any]:
        message: dict[str, Any] = {"role": "assistant", "content": _text(events, thinking=False)}
        if thinking := _text(events, thinking=True):
            message["thinking"] = thinking
        if calls := [event for event in events if isinstance(event, Call)]:
            message["tool_calls"] = [_call(index, call) for index, call in enumerate(calls)]
        return {"message": message}


class Generate(Chat):
    """/api/generate: `response` instead of `message`, and token ids as `context` in the last line."""

    def _object(self, payload: Mapping[str, Any], done: Done | None) -> dict[str, Any]:
        value = super()._object(payload, done)
        if done is not None and done.counts is not None:
            context = list(range(1, done.counts.prompt_eval_count + done.counts.eval_count + 1))
            counts = done.counts.as_json()
            value = {key: item for key, item in value.items() if key not in counts} | {"context": context} | counts
        return value

    def _message(self, events: Sequence[Token | Call | Done]) -> dict[str, Any]:
        payload = {"response": _text(events, thinking=False)}
        if thinking := _text(events, thinking=True):
            payload["thinking"] = thinking
        return payload


async def stream(events: AsyncIterator[Event], form: Format) -> Pieces:
    """The pieces of a streamed answer; a failure before the first token is an HTTP status."""
    started = False
    async for event in events:
        if isinstance(event, Failure) and not started:
            for piece in refused(event, form, late=True):
                yield piece
            return
        if not started:
            yield Head(200, form.content_type)
            started = True
        if isinstance(event, Cut):
            if event.half:
                yield form.line(Token(" cut"))[:40]
            yield event
            return
        yield _bytes(event, form)
    if not started:
        yield Head(200, form.content_type)


async def single(events: AsyncIterator[Event], form: Format) -> Pieces:
    """The pieces of an answer in one body; what interrupts a stream makes this an error, or half a body."""
    kept: list[Token | Call | Done] = []
    async for event in events:
        if isinstance(event, Failure):
            for piece in refused(event, form, late=False):
                yield piece
            return
        if isinstance(event, Cut | Raw):
            body = form.body([*kept, Done()])
            yield Head(200, form.whole_type, length=len(body) if isinstance(event, Cut) else len(body) // 2)
            yield body[: len(body) // 2]
            if isinstance(event, Cut):
                yield event
            return
        if not isinstance(event, Token | Call | Done):
            continue
        kept.append(event)
    body = form.body(kept)
    yield Head(200, form.whole_type, length=len(body))
    yield body


def refused(failure: Failure, form: Format, *, late: bool) -> tuple[Head, bytes]:
    """The pieces of an error status; a `late` one comes out of a stream's channel and has no Content-Length."""
    body = form.error(failure)
    head = Head(failure.status, PLAIN_JSON) if late else Head(failure.status, form.error_type, length=len(body))
    return head, body


def _bytes(event: Event, form: Format) -> bytes:
    if isinstance(event, Raw):
        return event.data
    if isinstance(event, Failure):
        return form.failure_line(event)
    assert isinstance(event, Token | Call | Done)  # noqa: S101 - pauses and cuts never get here
    return form.line(event)


def _line(value: Mapping[str, Any]) -> bytes:
    return f"{dumps(value)}\n".encode()


def _text(events: Sequence[Token | Call | Done], *, thinking: bool) -> str:
    return "".join(event.text for event in events if isinstance(event, Token) and event.thinking is thinking)


def _call(index: int, call: Call) -> dict[str, Any]:
    return {"id": call.id, "function": {"index": index, "name": call.name, "arguments": dict(call.arguments)}}


def _ending(done: Done | None) -> dict[str, Any]:
    if done is None:
        return {"done": False}
    counts = done.counts.as_json() if done.counts is not None else {}
    return {"done": True, "done_reason": done.reason, **counts}
