"""One queue per endpoint: Ollama serves few requests at once and shows overload as silence.

Waiting here is nobody's fault, so no clock of a call runs. A waiter may live on any event loop of the process.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock

from .errors import failure

Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[None]"]


class AdmissionQueue:
    """Lets `slots` calls in at once, first come first served, from any loop or thread."""

    def __init__(self, slots: int, *, longest_wait: float) -> None:
        self._free = slots
        self._longest_wait = longest_wait
        self._lock = Lock()
        self._waiters: deque[Waiter] = deque()

    @property
    def waiting(self) -> int:
        """How many calls wait now."""
        return len(self._waiters)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Hold one slot. Cancelling while waiting leaves the queue as it was.

        Raises:
            ModelCallError: `overloaded`, when no slot came free within the longest wait.
        """
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def _enter(self) -> None:
        waiter = self._take_or_wait()
        if waiter is None:
            return
        try:
            async with asyncio.timeout(self._longest_wait):
                await waiter[1]
        except BaseException as error:
            self._give_up(waiter)
            if isinstance(error, TimeoutError):
                seconds = f"{self._longest_wait:g} s"
                raise failure("overloaded", f"no place in the admission queue within {seconds}") from None
            raise

    def _take_or_wait(self) -> Waiter | None:
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return None
            loop = asyncio.get_running_loop()
            waiter = (loop, loop.create_future())
            self._waiters.append(waiter)
            return waiter

    def _leave(self) -> None:
        with self._lock:
            while self._waiters:
                loop, future = self._waiters.popleft()
                try:
                    loop.call_soon_threadsafe(self._hand_over, future)
                except RuntimeError:
                    continue
                return
            self._free += 1

    def _hand_over(self, future: asyncio.Future[None]) -> None:
        if future.done():
            self._leave()
        else:
            future.set_result(None)

    def _give_up(self, waiter: Waiter) -> None:
        future = waiter[1]
        with self._lock:
            queued = waiter in self._waiters
            if queued:
                self._waiters.remove(waiter)
        if not queued and future.done() and not future.cancelled():
            self._leave()
