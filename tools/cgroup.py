"""A control group for one sandbox: the kernel's own bound on the memory and processes of a whole tree.

Made below the group that this process is in, or below the nearest one above that may have children, so
that limits which hold for this process hold for the sandbox too. Needs a place that may be written: as root,
in a delegated systemd group, or in a container with a writable cgroup mount. Every method blocks.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path

from .types import Limits

_MOUNT = Path("/sys/fs/cgroup")
_NAME = "super-agent-"


class Cgroup:
    """One group in version 2, or one per controller in version 1."""

    def __init__(self, folders: list[Path], unified: bool) -> None:
        self._folders = folders
        self._unified = unified

    @classmethod
    def make(cls, limits: Limits) -> Cgroup | None:
        """Make a group with the limits; None where that is not possible."""
        unified = (_MOUNT / "cgroup.controllers").exists()
        parents = _parents()
        wanted = [parents.get("")] if unified else [parents.get("memory"), parents.get("pids")]
        group = cls([], unified)
        try:
            for parent in wanted:
                if parent is None:
                    raise OSError("no such controller")
                _sweep(parent)
                folder = parent / f"{_NAME}{os.getpid()}-{secrets.token_hex(8)}"
                folder.mkdir()
                group._folders.append(folder)
            group._limit(limits)
        except OSError:
            group.close()
            return None
        return group

    def add(self, pid: int) -> None:
        """Put a process into the group. Where the kernel refuses, the group stays empty and bounds nothing."""
        with contextlib.suppress(OSError):
            for folder in self._folders:
                (folder / "cgroup.procs").write_text(str(pid))

    def ran_out(self) -> bool:
        """Return whether the kernel killed a process of the group for memory."""
        name = "memory.events" if self._unified else "memory.oom_control"
        return any(line.split() > ["oom_kill", "0"] for line in _lines(self._folders[0] / name) if "oom_kill " in line)

    def close(self) -> None:
        """Kill what is left in the group and remove it."""
        if self._unified and self._folders:
            with contextlib.suppress(OSError):
                (self._folders[0] / "cgroup.kill").write_text("1")
        for folder in self._folders:
            for _ in range(50):
                with contextlib.suppress(OSError):
                    folder.rmdir()
                if not folder.exists():
                    break
                time.sleep(0.01)

    def _limit(self, limits: Limits) -> None:
        values = {"pids.max": limits.processes}
        if self._unified:
            values |= {"memory.max": limits.memory, "memory.swap.max": 0, "memory.oom.group": 1}
        else:
            values |= {"memory.limit_in_bytes": limits.memory, "memory.memsw.limit_in_bytes": limits.memory}
        for name, value in values.items():
            folder = self._folders[-1] if name == "pids.max" else self._folders[0]
            if "swap" in name or "memsw" in name:  # absent where the kernel accounts for no swap
                with contextlib.suppress(OSError):
                    (folder / name).write_text(str(value))
            else:
                (folder / name).write_text(str(value))


def _sweep(parent: Path) -> None:
    """Remove the empty groups that a killed process of ours left behind."""
    for name in os.listdir(parent):
        maker = name.removeprefix(_NAME).partition("-")[0]
        if name.startswith(_NAME) and not os.path.exists(f"/proc/{maker}"):
            with contextlib.suppress(OSError):
                (parent / name).rmdir()


def _parents() -> dict[str, Path]:
    """Return where a group may be made, by controller ("" in version 2)."""
    found: dict[str, Path] = {}
    for line in _lines(Path("/proc/self/cgroup")):
        _, controllers, path = line.split(":", 2)
        for name in controllers.split(","):
            folder = _MOUNT / name / path.lstrip("/")
            if not name:
                folder = _nearest(folder)
            if os.access(folder, os.W_OK):
                found[name] = folder
    return found


def _nearest(folder: Path) -> Path:
    """Return the nearest group of version 2, upwards from `folder`, whose children may have the limits."""
    for place in (folder, *folder.parents):
        if not place.is_relative_to(_MOUNT):
            break
        if {"memory", "pids"} <= set(" ".join(_lines(place / "cgroup.subtree_control")).split()):
            return place
    return folder


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
