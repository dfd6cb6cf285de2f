"""What a process holds: threads, connections, child processes, objects and memory (Linux: read from /proc)."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Footprint:
    """`connections` counts TCP sockets; `rss` is resident memory in MiB."""

    threads: tuple[str, ...]
    children: int
    connections: int
    objects: int
    rss: float


def footprint() -> Footprint:
    """Measure now, after a full garbage collection."""
    gc.collect()
    gc.collect()
    return Footprint(
        tuple(sorted(thread.name for thread in threading.enumerate())),
        len(children()),
        connections(),
        len(gc.get_objects()),
        resident(),
    )


def resident(pid: int | str = "self") -> float:
    """Resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def children() -> list[int]:
    """Process ids of this process's children."""
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]


def connections() -> int:
    """How many TCP sockets this process has open."""
    tables = [path for name in ("tcp", "tcp6") if (path := Path("/proc/net", name)).exists()]
    inodes = {line.split()[9] for table in tables for line in table.read_text().splitlines()[1:]}
    return sum(inode in inodes for inode in _socket_inodes())


def _socket_inodes() -> Iterator[str]:
    for fd in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):
            name = os.readlink(f"/proc/self/fd/{fd}")
            if name.startswith("socket:["):
                yield name[8:-1]


def census(most: int = 12) -> list[tuple[str, int]]:
    """The types with the most objects, to tell what has grown."""
    counted = Counter(f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return counted.most_common(most)
