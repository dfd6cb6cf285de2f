"""uvicorn on a port that can be taken down and brought back, in a thread with an event loop of its own."""

from __future__ import annotations

import asyncio
import contextlib
import select
import socket
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
_IDLE = 3600  # a Go server does not close idle connections on its own


class _Protocol(H11Protocol):
    """Hands the transport to the application, which has to cut it now and then."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _Server(uvicorn.Server):
    """uvicorn's server without its tenths of a second at the end: it stops when told to, and drops its connections."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=_IDLE,
            )
        )
        self.up = asyncio.Event()
        self.leave = asyncio.Event()

    async def main_loop(self) -> None:
        """Wait for the end, with a fresh Date header each second."""
        while not self.leave.is_set():
            await self.on_tick(0)
            self.up.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.leave.wait(), 1.0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the listener and every connection, as the death of the process would."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        while self.server_state.tasks:
            await asyncio.wait(list(self.server_state.tasks))


class Port:
    """A port of the loopback that is always ours, and that listens only while it is up."""

    def __init__(self, number: int = 0) -> None:
        self.app: ASGIApp | None = None
        self._socket = bind(number)
        self.number: int = self._socket.getsockname()[1]
        self.url = f"http://{HOST}:{self.number}"
        self._server: _Server | None = None
        self._running: asyncio.Task[None] | None = None

    async def up(self) -> None:
        """Listen."""
        if self._server is not None or self.app is None:
            return
        self._server = _Server(self.app)
        self._running = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        await self._server.up.wait()

    async def down(self) -> None:
        """Drop every connection and refuse new ones; the port stays reserved."""
        if self._server is None or self._running is None:
            return
        self._server.leave.set()
        await self._running
        self._server = self._running = None
        self._socket.close()
        self._socket = bind(self.number)

    def close(self) -> None:
        """Give the port back."""
        self._socket.close()


class LoopThread:
    """An event loop in a thread. `main` runs until `stop`; `call` runs coroutines in it from other threads."""

    def __init__(self, main: Callable[[asyncio.Event], Coroutine[Any, Any, None]], ready: Future[None]) -> None:
        self._ready = ready
        self._thread = threading.Thread(target=self._run, args=(main,), name="ollama-emulator", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self.ended: Future[None] = Future()

    def start(self) -> None:
        """Start the thread; `ready` is resolved by `main`."""
        self._thread.start()

    def stop(self) -> None:
        """Ask `main` to end; `ended` is resolved when it has."""
        if self._loop is not None and self._stop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop.set)

    def join(self) -> None:
        """Wait for the thread."""
        self._thread.join()

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def call(self, make: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run a short coroutine in the loop and wait for it, also from inside another running loop.

        The wait is on a socket, not on a lock: it takes about a millisecond, and callers may be coroutines.
        """
        loop = self._loop
        if loop is None:
            raise RuntimeError("the emulator is not running: use it in a with block")
        if threading.current_thread() is self._thread:
            raise RuntimeError("called from the emulator's own thread")
        near, far = socket.socketpair()
        with near, far:
            future = asyncio.run_coroutine_threadsafe(make(), loop)
            future.add_done_callback(lambda _: far.send(b"."))
            select.select([near], [], [], 10.0)
            future.result(0)

    def _run(self, main: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
        try:
            asyncio.run(self._main(main))
        except BaseException as error:
            if not self._ready.done():
                self._ready.set_exception(error)
        finally:
            self.ended.set_result(None)

    async def _main(self, main: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await main(self._stop)


def bind(number: int = 0) -> socket.socket:
    """A socket bound to the loopback that does not listen: connections to it are refused."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sets TCP_NODELAY on such
    try:
        if sys.platform != "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, number))
    except OSError as error:
        sock.close()
        raise OSError(f"port {number} of {HOST} cannot be used ({error.strerror}): give 0 for any free port") from error
    return sock
