"""A started process sandbox: one process on the host and everything below it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Sequence
from typing import Protocol

from .types import Limits
from .watch import Watcher

ENDING = 5.0
"""Seconds that the kernel may take to end what was killed."""


class Tree(Protocol):
    """What a session needs of a started sandbox."""

    process: asyncio.subprocess.Process

    def begin(self) -> None:
        """A call starts: its CPU time counts from now."""

    def rest(self) -> None:
        """The call is over."""

    def kill(self, verdict: str = "") -> None:
        """Kill everything in it at once, without waiting."""

    async def cause(self) -> str:
        """Return why it was killed, in one line; empty when it was not."""

    async def end(self) -> None:
        """Kill everything in it and wait until it is gone. What it wrote can still be read."""

    async def aclose(self) -> None:
        """End it, close its pipes, and remove what it had on the host."""


class LocalTree:
    """A tree whose processes are the host's own: its memory, processes and CPU time are watched."""

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits, in_memory: Sequence[str] = ()) -> None:
        self.process = process
        self.limits = limits
        self.root = process.pid
        self.verdict = ""
        self._in_memory = in_memory
        self._watcher: Watcher | None = None

    def begin(self) -> None:
        """See Tree.begin. Not watched before: until it is ready, a sandbox still sees the host's folders."""
        if self._watcher is None:
            self._watcher = Watcher(self.root, self.limits, self.kill, self._in_memory)
        self._watcher.begin()

    def rest(self) -> None:
        """See Tree.rest."""
        if self._watcher:
            self._watcher.rest()

    def kill(self, verdict: str = "") -> None:
        """See Tree.kill."""
        self.verdict = self.verdict or verdict
        kill(self.process)

    async def cause(self) -> str:
        """See Tree.cause."""
        return self.verdict

    async def end(self) -> None:
        """See Tree.end."""
        self.kill()
        if self._watcher:
            await self._watcher.aclose()
        await wait(self.process)

    async def aclose(self) -> None:
        """See Tree.aclose."""
        await self.end()
        close(self.process)


def kill(process: asyncio.subprocess.Process) -> None:
    """Kill one process. Not by Process.kill, which may take the exit status away from the loop."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def pipes(
    process: asyncio.subprocess.Process,
) -> tuple[asyncio.StreamWriter, asyncio.StreamReader, asyncio.StreamReader]:
    """Return the pipes of a process that was started with all three."""
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise ValueError("the process was started without pipes")
    return process.stdin, process.stdout, process.stderr


async def wait(process: asyncio.subprocess.Process) -> None:
    """Wait for a killed process; not for ever, because in some Pythons that also waits for the end of its pipes."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), ENDING)


def close(process: asyncio.subprocess.Process) -> None:
    """Close the pipes of a process that has ended, also when something else still holds their other end."""
    if process.stdin:
        process.stdin.close()
    transport = getattr(process, "_transport", None)  # the pipes of a Process have no public close
    if transport:
        transport.close()
