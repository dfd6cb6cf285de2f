"""One background event loop per process: how synchronous callers run asynchronous work.

The loop's thread is named `super-agent-bridge`, a daemon that starts with the first synchronous call. It is the
only thread that stays: what work on the loop hands to a thread gets one that ends with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Lock, Thread, get_ident
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
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
                self._loop.set_default_executor(_Errands())
                thread = Thread(target=self._loop.run_forever, name=NAME, daemon=True)
                thread.start()
                self._ident = thread.ident
            return self._loop


class _Errands(ThreadPoolExecutor):
    """Runs each function on a thread of its own, so that none waits for work when there is none.

    A pool by its base class alone: asyncio accepts no other executor as the default one.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start `fn` now."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)

        Thread(target=run, name=f"{NAME}-errand", daemon=True).start()
        return future


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
