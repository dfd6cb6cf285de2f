"""One background event loop per process: how synchronous callers run asynchronous work.

The loop's thread is named `super-agent-bridge`, a daemon that starts with the first synchronous call. It is the
only thread that stays: what work on the loop hands to a thread gets one that ends with it. When the process ends,
what is still open on the loop is closed.
"""

from __future__ import annotations

import asyncio
import atexit
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Lock, Thread, get_ident
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
NAME = "super-agent-bridge"
END_SECONDS = 3.0
"""How long the end of the process waits for what is closed on the loop."""


class Bridge:
    """Runs coroutines on its own loop, in the context of the thread that asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._inherited: list[asyncio.AbstractEventLoop | None] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run `work` to its end and give back its result.

        Raises:
            RuntimeError: called from the bridge's own thread, where waiting would be a deadlock.
        """
        loop = self._started()
        if self._thread and get_ident() == self._thread.ident:
            work.close()
            raise RuntimeError("a synchronous call from inside the bridge would wait for itself; use `await` here")
        future: Future[T] = Future()
        loop.call_soon_threadsafe(_start, work, future, context=copy_context())
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def forget(self) -> None:
        """Start anew in a forked process, which has a copy of the loop and no thread that runs it."""
        self._inherited.append(self._loop)
        self._lock, self._loop, self._thread = Lock(), None, None

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_default_executor(_Errands())
                self._thread = Thread(target=self._loop.run_forever, name=NAME, daemon=True)
                self._thread.start()
                atexit.register(self.end)
            return self._loop

    def end(self) -> None:
        """Cancel what runs on the loop, close its connections and the loop itself; a later call starts a new one."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None or not thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(_wind_up(), loop)
        thread.join(END_SECONDS)
        if not thread.is_alive():
            loop.close()


class _Errands(ThreadPoolExecutor):
    """Runs each function on a thread of its own, so that none waits for work when there is none.

    A pool by its base class alone: asyncio accepts no other executor as the default one.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start `fn` now; when the interpreter ends and no thread can be started, run it here."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)

        try:
            Thread(target=run, name=f"{NAME}-errand", daemon=True).start()
        except RuntimeError:
            run()
        return future


def _start(work: Coroutine[Any, Any, T], future: Future[T]) -> None:
    task = asyncio.get_running_loop().create_task(work)
    future.add_done_callback(lambda done: _cancel(task) if done.cancelled() else None)
    task.add_done_callback(lambda done: _finish(done, future))


async def _wind_up() -> None:
    loop = asyncio.get_running_loop()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    try:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await loop.shutdown_asyncgens()
        await asyncio.sleep(0)
    finally:
        loop.stop()


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
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_bridge.forget)


def run_sync(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` on the process's bridge loop."""
    return _bridge.run(work)
