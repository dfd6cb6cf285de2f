"""Reading what the code prints: all of it is read, so that it never blocks; the part that is kept is bounded."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from .output import Collector


class Pump:
    """Drains `reader` until its end, in a task of its own.

    Between calls what comes is dropped. `flooded` is called once a call has printed over `flood` bytes.
    """

    def __init__(self, reader: asyncio.StreamReader, flood: int, flooded: Callable[[], None]) -> None:
        self._reader = reader
        self._flood = flood
        self._flooded = flooded
        self._collector: Collector | None = None
        self._marker = b""
        self._held = b""
        self._seen = asyncio.Event()
        self._task = asyncio.create_task(self._drain())

    def listen(self, collector: Collector, marker: bytes) -> None:
        """Give the output up to `marker` to `collector`."""
        self._seen.clear()
        self._held = b""
        self._collector, self._marker = collector, marker

    async def marked(self) -> None:
        """Wait until the marker, or the end of the output, has come."""
        await self._seen.wait()

    async def aclose(self, wait: float) -> None:
        """Read what is still on its way for at most `wait` seconds, and stop."""
        await asyncio.wait([self._task], timeout=wait)
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._end()

    async def _drain(self) -> None:
        while data := await self._reader.read(65536):
            self._take(self._held + data)
        self._end()

    def _take(self, data: bytes) -> None:
        if not self._collector:
            return
        before, found, _ = data.partition(self._marker)
        if found:
            self._collector.add(before)
            self._collector, self._held = None, b""
            self._seen.set()
            return
        keep = len(self._marker) - 1
        self._collector.add(data[:-keep])
        self._held = data[-keep:]
        if self._collector.total > self._flood:
            self._flooded()

    def _end(self) -> None:
        if self._collector:
            self._collector.add(self._held)
            self._collector, self._held = None, b""
        self._seen.set()
