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


class Tree(Protocol):
    """What a session needs of a started sandbox."""

    process: asyncio.subprocess.Process

    def begin(self) -> None:
        """A call starts: its CPU time counts from now."""

    def kill(self, verdict: str = "") -> None:
        """Kill everything in it at once, without waiting."""

    async def cause(self) -> str:
        """Return why it was killed, in one line; empty when it was not."""

    async def aclose(self) -> None:
        """Kill everything in it, wait until it is gone, and remove what it had on the host."""


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

    def kill(self, verdict: str = "") -> None:
        """See Tree.kill."""
        self.verdict = self.verdict or verdict
        kill(self.process)

    async def cause(self) -> str:
        """See Tree.cause."""
        return self.verdict

    async def aclose(self) -> None:
        """See Tree.aclose."""
        self.kill()
        if self._watcher:
            await self._watcher.aclose()
        await finish(self.process)


def kill(process: asyncio.subprocess.Process) -> None:
    """Kill one process. Not by Process.kill, which may take the exit status away from the loop."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def pipes(
    process: asyncio.subprocess.Process,
) -> tuple[asyncio.StreamWriter, asyncio.StreamReader, asyncio.StreamReader]:
    """Return the pipes of a process that was started with all three."""
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise ValueError("the process was started without pipes")
    return process.stdin, process.stdout, process.stderr


async def finish(process: asyncio.subprocess.Process) -> None:
    """Wait for a killed process and close its pipes, also when something else still holds their other end."""
    if process.stdin:
        process.stdin.close()
    await process.wait()
    transport = getattr(process, "_transport", None)  # the pipes of a Process have no public close
    if transport:
        transport.close()
