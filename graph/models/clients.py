"""Official clients per event loop: a client belongs to the loop that made it and is closed when the loop ends."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass
from weakref import WeakKeyDictionary, finalize

import httpx
from langchain_ollama import ChatOllama

from .endpoint import Endpoint, is_private_host
from .transport import GuardedTransport, SyncDoor

CLOSE_SECONDS = 1.0


class LoopClients:
    """Connections and chat models of one endpoint for each event loop that uses it.

    `stubs`: lower-case names with tags that this server has said to be served elsewhere.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.stubs: set[str] = set()
        self._lock = Lock()
        self._loops: _Loops = WeakKeyDictionary()
        finalize(self, _close_later, self._loops).atexit = False

    async def chat_model(self, model: str, options: tuple[tuple[str, int | float], ...]) -> ChatOllama:
        """The chat model for `model` on the running loop."""
        return (await self._here()).chat_model(model, dict(options))

    async def http(self) -> httpx.AsyncClient:
        """A plain client for the endpoint's other paths."""
        return (await self._here()).http

    async def aclose(self) -> None:
        """Close the connections on every loop that still runs; a loop that ended has closed its own."""
        with self._lock:
            loops = dict(self._loops)
            self._loops.clear()
        for loop, client in loops.items():
            if loop is asyncio.get_running_loop():
                await client.aclose()
            elif loop.is_running():
                await _closed_there(client, loop)

    async def _here(self) -> _LoopClient:
        loop = asyncio.get_running_loop()
        with self._lock:
            client = self._loops.get(loop)
            if client:
                return client
            client = self._loops[loop] = _LoopClient(self._endpoint, self.stubs)
        await client.close_with_loop()
        return client


async def _closed_there(client: _LoopClient, loop: asyncio.AbstractEventLoop) -> None:
    """Close on the loop that the client belongs to; one that waits for this call does it afterwards."""
    closing = asyncio.run_coroutine_threadsafe(client.aclose(), loop)
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(closing)), CLOSE_SECONDS)


class _LoopClient:
    def __init__(self, endpoint: Endpoint, stubs: set[str]) -> None:
        self._endpoint = endpoint
        self._transport = GuardedTransport(endpoint, _inner(endpoint), stubs)
        self._models: dict[tuple[str, str], ChatOllama] = {}
        self._keeper: AsyncGenerator[None] | None = None
        self.http = httpx.AsyncClient(base_url=endpoint.base_url, transport=self._transport, trust_env=False, timeout=5)

    def chat_model(self, model: str, options: dict[str, int | float]) -> ChatOllama:
        key = (model, repr(sorted(options.items())))
        if key not in self._models:
            self._models[key] = self._build(model, options)
        return self._models[key]

    async def close_with_loop(self) -> None:
        """Have `loop.shutdown_asyncgens()`, which `asyncio.run` calls, close the connections."""
        self._keeper = self._keep()
        await anext(self._keeper)

    async def aclose(self) -> None:
        if self._keeper:
            await self._keeper.aclose()

    def close_soon(self) -> None:
        closing = asyncio.get_running_loop().create_task(self.aclose())
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)

    async def _keep(self) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            await self._transport.aclose()

    def _build(self, model: str, options: dict[str, int | float]) -> ChatOllama:
        shared = {"trust_env": False, "follow_redirects": False}
        return ChatOllama(
            model=model,
            base_url=self._endpoint.base_url,
            reasoning=True,
            async_client_kwargs={**shared, "transport": self._transport},
            sync_client_kwargs={**shared, "transport": SyncDoor()},
            **options,
        )


_Loops = WeakKeyDictionary[asyncio.AbstractEventLoop, _LoopClient]
_closing: set[asyncio.Task[None]] = set()


def _close_later(loops: _Loops) -> None:
    """Close what its owner dropped without closing, before the garbage collector finds open connections."""
    for loop, client in list(loops.items()):
        with suppress(RuntimeError):  # a closed loop has closed its own
            loop.call_soon_threadsafe(client.close_soon)


def _inner(endpoint: Endpoint) -> httpx.AsyncHTTPTransport:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
    secure = endpoint.base_url.startswith("https")
    return httpx.AsyncHTTPTransport(
        verify=_tls() if secure else False, limits=limits, trust_env=False, proxy=_proxy(endpoint)
    )


def _proxy(endpoint: Endpoint) -> str | None:
    """The environment's proxy for a remote endpoint. A local one is never sent through a proxy."""
    address = urlsplit(endpoint.base_url)
    if is_private_host(endpoint.base_url) or proxy_bypass(address.hostname or ""):
        return None
    return getproxies().get(address.scheme)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()
