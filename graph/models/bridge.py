"""One background event loop per process: how synchronous callers run asynchronous work.

The loop's thread is named `super-agent-bridge`, a daemon that starts with the first synchronous call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextvars import copy_context
from threading import Lock, Thread, get_ident
from typing import Any, TypeVar

T = TypeVar("T")
NAME = "super-agent-bridge"


class Bridge:
    """Runs coroutines on its own loop, in the context of the thread that asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ident: int | None = None

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` to its end and give back its result.

        Raises:
            RuntimeError: called from the bridge's own thread, where waiting would be a deadlock.
        """
        loop = self._started()
        if get_ident() == self._ident:
            work.close()
            raise RuntimeError("a synchronous call from inside the bridge would wait for itself; use `await` here")
        future: Future[T] = Future()
        loop.call_soon_threadsafe(_start, work, future, context=copy_context())
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                thread = Thread(target=self._loop.run_forever, name=NAME, daemon=True)
                thread.start()
                self._ident = thread.ident
            return self._loop


def _start(work: Coroutine[Any, Any, T], future: Future[T]) -> None:
    task = asyncio.get_running_loop().create_task(work)
    future.add_done_callback(lambda done: _cancel(task) if done.cancelled() else None)
    task.add_done_callback(lambda done: _finish(done, future))


def _cancel(task: asyncio.Task[Any]) -> None:
    task.get_loop().call_soon_threadsafe(task.cancel)


def _finish(task: asyncio.Task[T], future: Future[T]) -> None:
    if future.cancelled() or not future.set_running_or_notify_cancel():
        if not task.cancelled():
            task.exception()
        return
    if task.cancelled():
        future.set_exception(asyncio.CancelledError())
    elif error := task.exception():
        future.set_exception(error)
    else:
        future.set_result(task.result())


_bridge = Bridge()


def run_sync(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` on the process's bridge loop."""
    return _bridge.run(work)
