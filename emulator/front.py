"""What every request passes first: it is recorded, checked, and meets the fault that stands in its way."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from .control import PREFIX
from .events import Cut
from .gojson import dumps
from .models import Port
from .names import tagged
from .play import HTTP_KINDS, Play
from .proxy import SIGNED
from .record import ReceivedRequest
from .reply import JSON, Piece, Pieces, Reply, body_reply, error_reply

_ANSWERS = frozenset({"/api/chat", "/api/generate", "/v1/chat/completions"})
_OPEN_TO_ALL = frozenset({"/", "/api/version", "/api/tags", "/v1/models"})
_LOCAL_HOSTS = (".localhost", ".local", ".internal")


class Front:
    """The ASGI application of one port.

    Args:
        app: What answers when nothing stands in the way.
        state: What the handlers find in `request.state`.
        take: The fault that a request meets, if any.
        record: Called with each request.
        key: Bearer key that is asked for; None on the daemon's port, which asks for none.
        signed_in: Whether the daemon's signature is accepted where a key is asked for.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        port: Port,
        state: dict[str, Any],
        take: Callable[..., tuple[str, Play] | None],
        record: Callable[[ReceivedRequest], None],
        key: str | None,
        signed_in: bool,
    ) -> None:
        self.app = app
        self.port = port
        self.state = state
        self.take = take
        self.record = record
        self.key = key
        self.signed_in = signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if self.key is None and scope["path"].startswith(PREFIX):
            scope["state"].update(self.state)
            await self.app(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            return
        received = _received(self.port, scope, body)
        self.record(received)
        scope["state"].update(self.state, received=received, play=None)
        await self._answer(scope, received)(scope, receive, send)

    def _answer(self, scope: Scope, received: ReceivedRequest) -> ASGIApp:
        if self.key is None and not _is_local(received.headers.get("host", "")):
            return body_reply(b"", status=403, content_type="")
        met = self._fault(received)
        if met is not None and met.kind in HTTP_KINDS:
            return _http_fault(met, received.model)
        if self.key is not None and received.path not in _OPEN_TO_ALL and not self._is_known(received):
            return error_reply(401, "unauthorized")
        if met is not None and met.kind == "silence":
            scope["state"]["delay"] = met.seconds * self.state["site"].clock.scale
        scope["state"]["play"] = met
        return self.app

    def _fault(self, received: ReceivedRequest) -> Play | None:
        answers = received.path in _ANSWERS
        value = received.json() if answers else None
        tools = bool(value.get("tools")) if isinstance(value, dict) else False
        met = self.take(self.port, received.model if answers else "", tools=tools)
        if met is None:
            return None
        received.fault = met[0]
        return met[1]

    def _is_known(self, received: ReceivedRequest) -> bool:
        given = received.headers.get("authorization", "")
        return given == f"Bearer {self.key}" or (self.signed_in and bool(SIGNED.fullmatch(given)))


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when the client left before its end."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _received(port: Port, scope: Scope, body: bytes) -> ReceivedRequest:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return ReceivedRequest(port, scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers, body)


def _is_local(host: str) -> bool:
    """Whether the daemon, bound to loopback, accepts this Host header."""
    name = host.rsplit(":", 1)[0].strip("[]").lower() if not host.endswith("]") else host.strip("[]")
    if name in {"", "localhost"} or name.endswith(_LOCAL_HOSTS):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_private or address.is_unspecified


def _http_fault(play: Play, model: str) -> Reply:
    if play.kind in {"reset", "close"}:
        return Reply(_only(Cut(reset=play.kind == "reset")))
    if play.kind == "html":
        return body_reply(play.error.encode(), status=play.status, content_type="text/html", headers=play.headers)
    text = play.error.replace("{model}", tagged(model) if "library/" in play.error else model)
    body = dumps({"error": text, **(play.extra or {})}).encode()
    return body_reply(body, status=play.status, content_type=JSON, headers=play.headers)


async def _only(piece: Piece) -> Pieces:
    yield piece
