"""Which files of a workspace were written by tools: everything else is the user's.

The record is a file inside the workspace, out of reach of the tools. A file counts as a tool's only
while its size and modification time are as the tool left them: once the user touches it, it is theirs.
"""

from __future__ import annotations

import json
from pathlib import Path

from .atomic import replace

FOLDER = ".super_agent"


class Ledger:
    """The record of one workspace. Every method reads or writes the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / FOLDER / "files.json"

    def users(self, relative: str) -> bool:
        """Return whether `relative` (POSIX form) exists and is not just as a tool left it."""
        mark = _mark(self._root / relative)
        return mark is not None and self._marks().get(relative) != mark

    def used(self, besides: str) -> int:
        """Bytes of the files that tools have written and that still exist, all but the file `besides`."""
        return sum(_size(self._root / name) for name in self._marks() if name != besides)

    def record(self, relative: str) -> None:
        """Note that tools have just written the file `relative`, or removed it."""
        marks = {name: mark for name, mark in self._marks().items() if (self._root / name).is_file()}
        mark = _mark(self._root / relative)
        if mark is not None:
            marks[relative] = mark
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        replace(self._path, json.dumps(marks).encode())

    def _marks(self) -> dict[str, list[int] | None]:
        try:
            marks = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return marks if isinstance(marks, dict) else {}


def _mark(path: Path) -> list[int] | None:
    try:
        info = path.lstat()
    except OSError:
        return None
    return [info.st_size, info.st_mtime_ns]


def _size(path: Path) -> int:
    mark = _mark(path)
    return mark[0] if mark else 0
