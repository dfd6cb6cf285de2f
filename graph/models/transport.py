"""The one door to an endpoint: an httpx transport under the official client.

Going out it mends the request, sets authorization and stops private data. Coming in it runs the clocks, reads
error answers into kinds, parses lines, keeps the completion contract and gives placeholders their values back.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Set
from contextlib import suppress
from typing import Any

import httpx

from .answer import AnswerFilter
from .classify import classify_answer
from .clocks import Timer
from .contract import Completion
from .endpoint import Endpoint
from .errors import failure
from .guard import models_named, pass_or_refuse, refuse_unless_harmless
from .names import is_cloud, with_tag
from .request import mend, prompt_characters
from .scope import CallScope, current_scope
from .wire import Line, LineParser

CHAT = "/api/chat"
ERROR_BODY_LIMIT = 64 * 1024
ERROR_BODY_SECONDS = 1.0
END_SECONDS = 0.25
"""How long the end of the connection is awaited after the answer's last line, so that it can be used again."""
ANSWER_LIMIT = 32 * 1024 * 1024
"""Bytes of an answer: over two hundred thousand tokens, each on a line of its own."""
PAGE_LIMIT = 8 * 1024 * 1024
"""Bytes of any other answer, such as a list of models."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Guards every chat request to `endpoint`, and lets other paths take nothing private out.

    `stubs` are names that the daemon at a private address serves from the cloud without saying so in the name; as
    :cloud names they belong to the cloud.
    """

    def __init__(self, endpoint: Endpoint, inner: httpx.AsyncBaseTransport, stubs: Set[str] = frozenset()) -> None:
        self._endpoint = endpoint
        self._inner = inner
        self._stubs = stubs
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises:
            ModelCallError: for a request that was refused here, and a chat request that failed or was answered with
                an error.
        """
        self._authorize(request)
        if not request.url.path.endswith(CHAT):
            if self._leaves(request):
                refuse_unless_harmless(request)
            return _bounded(await self._send(request))
        scope = current_scope()
        if scope is None:
            raise failure("privacy", "a chat request without a call scope; use HybridModelManager or the graph")
        return await self._chat(request, scope)

    async def aclose(self) -> None:
        """Close the connections."""
        self._closed = True
        await self._inner.aclose()

    async def _send(self, request: httpx.Request) -> httpx.Response:
        """Send; a connection that came up after `aclose` is in no pool that would close it, so it ends here."""
        response = await self._inner.handle_async_request(request)
        if self._closed:
            await response.aclose()
            raise httpx.ReadError("the client was closed", request=request)
        return response

    def _leaves(self, request: httpx.Request) -> bool:
        """Whether the request goes on to the cloud: by its address, or by a name that the daemon passes on."""
        return not self._endpoint.private or any(
            is_cloud(name) or with_tag(name).lower() in self._stubs for name in models_named(request.content)
        )

    def _authorize(self, request: httpx.Request) -> None:
        request.headers.pop("authorization", None)
        if self._endpoint.api_key and not self._endpoint.via_daemon:
            request.headers["authorization"] = f"Bearer {self._endpoint.api_key.get_secret_value()}"

    async def _chat(self, request: httpx.Request, scope: CallScope) -> httpx.Response:
        body = scope.asked = json.loads(request.content)
        sent, redactor = body, None
        if self._leaves(request):
            sent, redactor = pass_or_refuse(body, scope.privacy, scope.sensitivity)
        scope.completion = Completion(prompt_characters=prompt_characters(sent))
        timer = Timer(scope.clocks)
        scope.started = timer.started
        outgoing = self._outgoing(request, mend(sent, thinking=scope.thinking), scope)
        async with timer.waiting():
            response = await self._send(outgoing)
        if response.status_code >= 300:
            await self._raise(response)
        stream = _AnswerStream(response, scope, timer, AnswerFilter(redactor, scope.closing))
        return httpx.Response(response.status_code, headers=_headers(response), stream=stream)

    def _outgoing(self, request: httpx.Request, body: dict[str, Any], scope: CallScope) -> httpx.Request:
        headers = request.headers.copy()
        headers.pop("content-length", None)
        headers["accept-encoding"] = "identity"
        connect = scope.clocks.connect
        timeout = {"connect": connect, "read": None, "write": scope.clocks.first_token, "pool": None}
        content = json.dumps(body, ensure_ascii=False).encode()
        return httpx.Request(
            request.method, request.url, headers=headers, content=content, extensions={"timeout": timeout}
        )

    @staticmethod
    async def _raise(response: httpx.Response) -> None:
        body = b""
        try:
            async with asyncio.timeout(ERROR_BODY_SECONDS):
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > ERROR_BODY_LIMIT:
                        break
        except (httpx.HTTPError, TimeoutError):
            pass
        finally:
            await response.aclose()
        raise classify_answer(response.status_code, response.headers, body)


def _bounded(response: httpx.Response) -> httpx.Response:
    """The answer of a path that is no chat, which a caller reads as one piece."""
    response.stream = _Bounded(response)
    return response


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, response: httpx.Response) -> None:
        self._stream = response.stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:  # type: ignore[union-attr]
            size += len(chunk)
            if size > PAGE_LIMIT:
                raise httpx.ReadError(f"the answer goes on after {PAGE_LIMIT} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()  # type: ignore[union-attr]


class _AnswerStream(httpx.AsyncByteStream):
    """The body that the official client reads: whole, valid lines, or a `ModelCallError`."""

    def __init__(self, response: httpx.Response, scope: CallScope, timer: Timer, filter_: AnswerFilter) -> None:
        self._response = response
        self._scope = scope
        self._timer = timer
        self._filter = filter_

    async def __aiter__(self) -> AsyncIterator[bytes]:
        completion = self._scope.completion
        async for line in self._lines():
            value = completion.take(line)
            if value is None:
                continue
            out = self._filter.apply(value)
            completion.saw(out["message"])
            yield json.dumps(out, ensure_ascii=False).encode() + b"\n"
        completion.finish()

    async def aclose(self) -> None:
        await self._response.aclose()

    async def _lines(self) -> AsyncIterator[Line]:
        """The lines up to the answer's last one, or to the end of the stream."""
        parser, chunks, size = LineParser(), self._response.aiter_bytes(), 0
        while (chunk := await self._next(chunks)) is not None:
            size += len(chunk)
            if size > ANSWER_LIMIT:
                raise failure("incomplete", f"the answer goes on after {ANSWER_LIMIT} bytes")
            for line in self._progress(parser.feed(chunk)):
                yield line
            if self._scope.completion.done:
                await _end(chunks)
                return
        for line in self._progress(parser.end()):
            yield line

    async def _next(self, chunks: AsyncIterator[bytes]) -> bytes | None:
        try:
            async with self._timer.waiting():
                return await anext(chunks, None)
        except (httpx.ReadError, httpx.RemoteProtocolError) as error:
            raise failure("incomplete", f"the connection broke inside the answer ({error})") from error

    def _progress(self, lines: list[Line]) -> list[Line]:
        if any(line.kind != "noise" for line in lines):
            if self._timer.first:
                self._scope.first_line_at = asyncio.get_running_loop().time()
            self._timer.progress()
        return lines


async def _end(chunks: AsyncIterator[bytes]) -> None:
    """Read what comes after the answer, which is nothing, unless somebody between does not close."""
    with suppress(TimeoutError, httpx.HTTPError):
        async with asyncio.timeout(END_SECONDS):
            async for _ in chunks:
                pass


def _headers(response: httpx.Response) -> dict[str, str]:
    return {"content-type": response.headers.get("content-type", "application/x-ndjson")}


class SyncDoor(httpx.BaseTransport):
    """Stands in for the official client's synchronous half, which nothing here uses."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Refuse: a synchronous caller goes through the graph, whose nodes run on the bridge thread."""
        raise RuntimeError("the model's synchronous client is switched off; call the graph with invoke() instead")
