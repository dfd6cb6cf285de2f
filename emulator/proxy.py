"""The daemon's way to the cloud: the suffix goes, a signature is added, and what comes back is passed on."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import httpx
from starlette.requests import Request

from .checks import AskError
from .gojson import dumps
from .names import is_cloud, is_contradictory, without_cloud
from .reply import Head, Pieces, Reply, whole

SIGNATURE = "ZW11bGF0ZWQta2V5:ZW11bGF0ZWQtc2lnbmF0dXJl"
SIGNED = re.compile(r"[\w+/]+=*:[\w+/]+=*")
"""A daemon's public key and signature, of the emulator or of a real one."""
_SHOW = {"model": "", "system": "", "template": "", "verbose": False, "options": None, "name": ""}
_PASSED_ON = ("retry-after",)


class CloudClient:
    """The daemon's HTTP client for the cloud, made when it is first needed."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None

    def __call__(self) -> httpx.AsyncClient:
        """The client, which has no time limits of its own, like the daemon's."""
        if self._client is None:
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
            self._client = httpx.AsyncClient(timeout=httpx.Timeout(None), trust_env=False, limits=limits)
        return self._client

    async def aclose(self) -> None:
        """Close the connections; the next call makes a new client."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None


def cloud_name(request: Request, model: str, what: str = "model is") -> str | None:
    """The bare name when `model` means the cloud, None when the daemon serves it itself.

    Raises:
        AskError: 400 for a name that asks for both, 403 when the cloud is switched off.
    """
    if is_contradictory(model):
        raise AskError(400, f"use either :local or :cloud, not both: {dumps(model)}")
    if not is_cloud(model):
        return None
    if request.state.daemon.cloud_disabled:
        raise AskError(403, f"ollama cloud is disabled: remote {what} unavailable")
    return without_cloud(model)


def forward(request: Request, body: dict[str, Any]) -> Reply:
    """Send `body` to the same path of the cloud. Headers wait for the first byte, and a broken body ends cleanly."""
    path = request.url.path
    if not request.state.daemon.has_key:
        return Reply(whole(b'{"error":"unauthorized"}', status=401))
    native = {"options": None} if path in {"/api/chat", "/api/generate"} else {}
    wanted = _SHOW | body if path == "/api/show" else {**body, **{k: v for k, v in native.items() if k not in body}}
    return Reply(_passed_on(request, f"{request.state.cloud_url}{path}?ts={int(time.time())}", wanted))


async def _passed_on(request: Request, url: str, body: dict[str, Any]) -> Pieces:
    client: httpx.AsyncClient = request.state.client()
    upstream = client.stream("POST", url, content=dumps(body).encode(), headers=request_headers())
    async with aclosing(_relay(upstream, url)) as pieces:
        async for piece in pieces:
            yield piece


async def _relay(upstream: Any, url: str) -> Pieces:
    started = False
    try:
        async with upstream as response:
            async with aclosing(_tolerant(response)) as chunks:
                async for chunk in chunks:
                    if not started:
                        yield _head(response)
                        started = True
                    yield chunk
            if not started:
                yield _head(response)
            return
    except httpx.TransportError as error:
        failure = f'Post "{url}": {_go_words(error, url)}'
    async with aclosing(whole(dumps({"error": failure}).encode(), status=502)) as pieces:
        async for piece in pieces:
            yield piece


async def _tolerant(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """The body as it comes. The daemon only logs what breaks it: its client sees a clean end."""
    try:
        async for chunk in response.aiter_raw():
            yield chunk
    except httpx.TransportError:
        return


def _head(response: httpx.Response) -> Head:
    kept = {name.title(): response.headers[name] for name in _PASSED_ON if name in response.headers}
    return Head(response.status_code, response.headers.get("content-type", ""), kept)


def request_headers() -> dict[str, str]:
    """What the daemon sends with a request to the cloud; a token of the client's is not passed on."""
    return {
        "User-Agent": "Go-http-client/1.1",
        "Accept": "*/*",
        "Authorization": SIGNATURE,
        "Content-Type": "application/json",
        "X-Ollama-Client-Version": "0.24.0",
        "Accept-Encoding": "identity",
    }


def _go_words(error: httpx.TransportError, url: str) -> str:
    address = f"{httpx.URL(url).host}:{httpx.URL(url).port}"
    if isinstance(error, httpx.ConnectError):
        refused = "Connection refused" in str(error) or "All connection attempts failed" in str(error)
        return (
            f"dial tcp {address}: connect: connection refused"
            if refused
            else f"dial tcp: lookup {address}: no such host"
        )
    if isinstance(error, httpx.RemoteProtocolError):
        return "EOF"
    return f"read tcp 127.0.0.1->{address}: read: connection reset by peer"
