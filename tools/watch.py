"""Watching the sum over a process tree: memory, processes, CPU time. Linux, by /proc alone.

Limits of the kernel on one process (rlimits) do not bound a tree; a cgroup does, where one may be made.
This does it everywhere: what a tree can gain between two looks is bounded by the rlimits and the interval.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .types import Limits

INTERVAL = 0.025
"""Seconds between two looks while code runs."""

IDLE = 0.5
"""Seconds between two looks while none does: what a call left behind goes on being bounded."""

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Usage:
    """What a tree uses: bytes, threads, CPU seconds (of ended and awaited children too)."""

    memory: int = 0
    threads: int = 0
    cpu: float = 0.0


class Watcher:
    """Looks at the tree below process `root` in a task, and calls `stop` with a reason, once.

    `in_memory` names file systems that the root process sees and that count as memory, files and names both.
    """

    def __init__(self, root: int, limits: Limits, stop: Callable[[str], None], in_memory: Sequence[str] = ()) -> None:
        self._root = root
        self._in_memory = in_memory
        self._limits = limits
        self._stop = stop
        self._base = 0.0
        self._last = 0.0
        self._interval = IDLE
        self._busy = asyncio.Event()
        self._task = asyncio.create_task(self._watch()) if sys.platform == "linux" else None

    def begin(self) -> None:
        """A call starts: look often, and count CPU time from now."""
        self._base = self._last
        self._interval = INTERVAL
        self._busy.set()

    def rest(self) -> None:
        """The call is over: look seldom."""
        self._interval = IDLE
        self._busy.clear()

    async def aclose(self) -> None:
        """Stop looking."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _watch(self) -> None:
        while True:
            reason = await asyncio.to_thread(self._look)
            if reason:
                self._stop(reason)
                return
            await self._pause()

    async def _pause(self) -> None:
        """Wait for the next look; a call that starts ends a long pause."""
        if self._interval == INTERVAL:
            await asyncio.sleep(INTERVAL)
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._busy.wait(), self._interval)

    def _look(self) -> str:
        pids = tree(self._root)
        used = usage(pids)
        self._last = max(self._last, used.cpu)
        if used.threads > self._limits.processes + 1:  # one for the first process of a namespace
            return f"stopped: over {self._limits.processes} processes and threads"
        if used.cpu - self._base > self._limits.cpu:
            return f"stopped: over {self._limits.cpu:g} s of CPU time"
        left = self._limits.memory - sum(_held(f"/proc/{self._root}/root{place}") for place in self._in_memory)
        if used.memory > left and shared_once(pids) > left:
            return f"stopped: over {self._limits.memory // 2**20} MiB of memory"
        return ""


def tree(root: int) -> list[int]:
    """Return `root` and every process below it."""
    found = [root]
    for pid in found:
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        for thread in threads:
            found += [int(child) for child in _read(f"/proc/{pid}/task/{thread}/children").split()]
    return found


def usage(pids: list[int]) -> Usage:
    """Return the sum over `pids`. Memory that processes share is counted for each."""
    memory = threads = 0
    ticks = 0
    for pid in pids:
        stat = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
        statm = _read(f"/proc/{pid}/statm").split()
        if len(stat) > 17 and len(statm) > 1:
            ticks += sum(int(field) for field in stat[11:15])
            threads += int(stat[17])
            memory += int(statm[1]) * _PAGE
    return Usage(memory, threads, ticks / _TICK)


def shared_once(pids: list[int]) -> int:
    """Return the bytes that `pids` use together, each shared page counted once (slower than `usage`)."""
    total = 0
    for pid in pids:
        for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


def _held(place: str) -> int:
    """Return the bytes that a file system in memory holds, with a kibibyte for each of its inodes."""
    try:
        info = os.statvfs(place)
    except OSError:
        return 0
    return (info.f_blocks - info.f_bfree) * info.f_frsize + (info.f_files - info.f_ffree) * 1024


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
