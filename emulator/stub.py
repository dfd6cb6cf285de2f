"""Remote stubs: names of an older daemon that stand for a cloud model. Each line is read and written anew."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
from starlette.requests import Request

from .account import SIGN_IN
from .ask import Ask
from .checks import AskError
from .gojson import dumps
from .models import EmulatedModel
from .proxy import SIGNATURE
from .reply import JSON, NDJSON, Head, Pieces, Reply

_HEADERS = {
    "User-Agent": "ollama/0.24.0 (amd64 linux) Go/go1.26.6",
    "Accept": NDJSON,
    "Content-Type": "application/json",
    "Accept-Encoding": "identity",
    "Authorization": SIGNATURE,
}


def forward(request: Request, ask: Ask, model: EmulatedModel) -> Reply:
    """Ask the cloud for the model behind the stub.

    Raises:
        AskError: 400, when the daemon does not trust the stub's host (OLLAMA_REMOTES).
    """
    if not request.state.daemon.remotes_allowed:
        raise AskError(400, "this server cannot run this remote model")
    body = json.loads(request.state.received.body)
    wanted = {**body, "model": model.remote_model, "options": body.get("options") or {}}
    return Reply(_translated(request, f"{request.state.cloud_url}{request.url.path}", wanted, ask, model))


async def _translated(request: Request, url: str, body: dict[str, Any], ask: Ask, model: EmulatedModel) -> Pieces:
    client: httpx.AsyncClient = request.state.client()
    remote = {"model": ask.model, "remote_model": model.remote_model, "remote_host": request.state.cloud_url}
    async with client.stream("POST", url, content=dumps(body).encode(), headers=_HEADERS) as response:
        if response.status_code >= 400:
            for piece in _refused(response, await response.aread()):
                yield piece
            return
        yield Head(200, NDJSON if ask.stream else JSON)
        async with aclosing(_lines(response)) as lines:  # type: ignore[type-var]
            async for line in lines:
                yield _renamed(line, remote)


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    """Whole lines; what breaks the stream ends it, without a word to the client."""
    try:
        async for line in response.aiter_lines():
            yield line
    except httpx.TransportError:
        return


def _renamed(line: str, remote: dict[str, str]) -> bytes:
    value = json.loads(line)
    if "error" in value:
        return dumps({"error": value["error"]}).encode()
    value.pop("model", None)
    return f"{dumps(remote | value)}\n".encode()


def _refused(response: httpx.Response, body: bytes) -> tuple[Head, bytes]:
    """The upstream's error; headers such as Retry-After are lost here, and Go's own keys get in."""
    status, text = response.status_code, str(json.loads(body).get("error", ""))
    value: dict[str, Any] = {"StatusCode": status, "Status": f"{status} {response.reason_phrase}", "error": text}
    if status == 401:
        value = {"error": text, "signin_url": SIGN_IN}
    answer = dumps(value).encode()
    return Head(status, NDJSON, length=len(answer)), answer
