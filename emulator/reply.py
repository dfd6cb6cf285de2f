"""One HTTP response on the bare transport: headers go out with the first byte, and a cut is a real FIN or RST."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import sys
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from .events import Cut
from .gojson import dumps
from .record import Ending, ReceivedRequest

JSON = "application/json; charset=utf-8"
PLAIN_JSON = "application/json"
NDJSON = "application/x-ndjson"
EVENT_STREAM = "text/event-stream"
_CHUNKED_FROM = 2048  # net/http sends a body that outgrows its buffer in chunks


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and headers. `length` is the Content-Length; None sends the body chunked."""

    status: int = 200
    content_type: str = NDJSON
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None

    def message(self) -> Message:
        """As the ASGI message that starts a response."""
        fields = dict(self.headers)
        if self.content_type:
            fields["Content-Type"] = self.content_type
        if self.length is not None:
            fields["Content-Length"] = str(self.length)
        headers = [(name.encode(), value.encode()) for name, value in fields.items()]
        return {"type": "http.response.start", "status": self.status, "headers": headers}


Piece = Head | bytes | Cut
Pieces = AsyncGenerator[Piece, None]


class Reply(Response):
    """A response made of pieces: one `Head`, then body chunks; a `Cut` ends the connection at that place.

    Nothing is sent, not even headers, before the first piece is there: that is how Ollama is silent.
    """

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write the pieces until they end, the client goes away, or a cut is due."""
        writing = asyncio.create_task(self._write(scope, send))
        leaving = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait((writing, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            received: ReceivedRequest = scope["state"]["received"]
            received.finish(await _settle(writing, leaving))

    async def _write(self, scope: Scope, send: Send) -> Ending:
        await asyncio.sleep(scope["state"].get("delay", 0.0))
        async with contextlib.aclosing(self.pieces) as pieces:
            async for piece in pieces:
                if isinstance(piece, Cut):
                    return _end(scope["state"]["transport"], reset=piece.reset)
                if isinstance(piece, Head):
                    await send(piece.message())
                    continue
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                scope["state"]["received"].chunks += 1
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return "answered"


def body_reply(
    body: bytes, *, status: int = 200, content_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Reply:
    """A whole body at once; a large one goes in chunks, as net/http does it."""
    return Reply(whole(body, status=status, content_type=content_type, headers=headers))


def json_reply(value: Any, *, status: int = 200) -> Reply:
    """`value` as the server writes JSON."""
    return body_reply(dumps(value).encode(), status=status)


def error_reply(status: int, text: str) -> Reply:
    """An error in the native shape: `{"error": text}`."""
    return json_reply({"error": text}, status=status)


async def whole(
    body: bytes, *, status: int = 200, content_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Pieces:
    """The pieces of a body that is known from the start."""
    length = len(body) if len(body) <= _CHUNKED_FROM else None
    yield Head(status, content_type, headers or {}, length)
    if body:
        yield body


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _settle(writing: asyncio.Task[Ending], leaving: asyncio.Task[None]) -> Ending:
    """End both tasks. After a cut, wait for the transport to close: uvicorn would write an error into it."""
    ended = writing.result() if writing.done() and not writing.cancelled() else "client closed"
    if ended in {"cut", "reset"}:
        await leaving
    for task in (writing, leaving):
        task.cancel()
    await asyncio.gather(writing, leaving, return_exceptions=True)
    return ended


def _end(transport: asyncio.Transport, *, reset: bool) -> Ending:
    if not reset:
        transport.close()
        return "cut"
    sock = transport.get_extra_info("socket")
    linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    return "reset"
