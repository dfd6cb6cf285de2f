"""The four clocks of a call: connect, first token, idle, total. All in seconds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from .errors import Kind, failure

COLD_LOAD_SECONDS = 180.0


@dataclass(frozen=True)
class Clocks:
    """How long a call may take. `first_token` starts when the call leaves its endpoint's admission queue."""

    connect: float
    first_token: float
    idle: float
    total: float

    def cold(self) -> Clocks:
        """The same clocks with the allowance for loading a model into memory."""
        return replace(self, first_token=self.first_token + COLD_LOAD_SECONDS)


class Timer:
    """Runs the clocks of one call. `first` is true until the first line of an answer has come.

    Only waiting is counted between lines: what the reader does with a line is not the server's time.
    """

    def __init__(self, clocks: Clocks) -> None:
        self.clocks = clocks
        self.started = asyncio.get_running_loop().time()
        self.first = True
        self._waited = 0.0

    def progress(self) -> None:
        """A line of the answer has come; bytes that make no line are no progress."""
        self.first = False
        self._waited = 0.0

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        """Wait for the next bytes within the clock that ends first.

        Raises:
            ModelCallError: timeout_first_token, timeout_idle or timeout_total.
        """
        now = asyncio.get_running_loop().time()
        total = self.started + self.clocks.total
        near = self.started + self.clocks.first_token if self.first else now + self.clocks.idle - self._waited
        try:
            async with asyncio.timeout_at(min(near, total)):
                yield
        except TimeoutError:
            raise self._expired(total <= near) from None
        self._waited += asyncio.get_running_loop().time() - now

    def _expired(self, whole: bool) -> BaseException:
        kind: Kind = "timeout_total" if whole else "timeout_first_token" if self.first else "timeout_idle"
        seconds = {
            "timeout_total": self.clocks.total,
            "timeout_first_token": self.clocks.first_token,
            "timeout_idle": self.clocks.idle,
        }[kind]
        what = {
            "timeout_total": "the answer was not finished",
            "timeout_first_token": "no first token came",
            "timeout_idle": "the stream stood still",
        }[kind]
        return failure(kind, f"{what} within {seconds:g} s")
