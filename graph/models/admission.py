"""One queue per endpoint: Ollama serves few requests at once and shows overload as silence.

Waiting here is nobody's fault, so no clock of a call runs. A waiter may live on any event loop of the process.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import RLock

from .errors import failure


class _Waiter:
    """A call that waits on its own loop; `holds` a slot from the moment when it is its turn."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.turn = self.loop.create_future()
        self.holds = False

    def wake(self) -> None:
        if not self.turn.done():
            self.turn.set_result(None)


class AdmissionQueue:
    """Lets `slots` calls in at once, first come first served, from any loop or thread."""

    def __init__(self, slots: int, *, longest_wait: float) -> None:
        self._free = slots
        self._longest_wait = longest_wait
        self._lock = RLock()
        self._waiters: deque[_Waiter] = deque()

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
        waiter = _Waiter()
        if self._took_one(waiter):
            return
        try:
            async with asyncio.timeout(self._longest_wait):
                await waiter.turn
        except BaseException as error:
            self._give_up(waiter)
            if isinstance(error, TimeoutError):
                seconds = f"{self._longest_wait:g} s"
                raise failure("overloaded", f"no place in the admission queue within {seconds}") from None
            raise

    def _took_one(self, waiter: _Waiter) -> bool:
        """Take a free slot, or stand in the queue."""
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return True
            self._waiters.append(waiter)
            return False

    def _leave(self) -> None:
        with self._lock:
            while self._waiters:
                waiter = self._waiters.popleft()
                try:
                    waiter.loop.call_soon_threadsafe(waiter.wake)
                except RuntimeError:
                    continue
                waiter.holds = True
                return
            self._free += 1

    def _give_up(self, waiter: _Waiter) -> None:
        """Also called for a waiter whose loop was thrown away, when it is collected."""
        with self._lock:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
        if waiter.holds:
            self._leave()
