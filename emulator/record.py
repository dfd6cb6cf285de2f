"""Every request that the emulator received, kept for tests to read."""

from __future__ import annotations

import asyncio
import json
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Literal

Ending = Literal["answered", "client closed", "cut", "reset"]


@dataclass(eq=False, slots=True)
class ReceivedRequest:
    """One HTTP request as it arrived.

    Attributes:
        port: The port that it reached: "cloud" or "local".
        headers: Names in lower case.
        at, closed_at: `time.monotonic()` when it was complete and when its answer ended; `closed_at` is None before.
        fault: Name of the fault that was played on it, or "".
        ended: How it ended: "answered", "client closed" (the client went away), "cut" or "reset" (a fault did it); ""
            while it runs.
        chunks: Pieces of body that were sent.
    """

    port: Literal["cloud", "local"]
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)
    closed_at: float | None = None
    fault: str = ""
    ended: Ending | Literal[""] = ""
    chunks: int = 0
    _finished: Future[str] = field(default_factory=Future, repr=False)

    def json(self) -> Any:
        """The body as JSON; None when it is empty or is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def model(self) -> str:
        """The model that the body names, or ""."""
        value = self.json()
        name = (value.get("model") or value.get("name")) if isinstance(value, dict) else ""
        return name if isinstance(name, str) else ""

    def finish(self, how: Ending) -> None:
        """Record the end of the answer. Only the first call counts."""
        if not self._finished.done():
            self.closed_at, self.ended = time.monotonic(), how
            self._finished.set_result(how)

    def wait_end(self, timeout: float = 5.0) -> str:
        """Block until the answer ended; returns `ended`. TimeoutError after `timeout` seconds."""
        return self._finished.result(timeout)

    async def await_end(self, timeout: float = 5.0) -> str:
        """As `wait_end`, without blocking the event loop."""
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._finished)), timeout)
