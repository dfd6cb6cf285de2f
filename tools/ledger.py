"""Which files of a workspace were written by tools: everything else is the user's.

The record is a file inside the workspace, out of reach of the tools. A file counts as a tool's only
while its size and modification time are as the tool left them: once the user touches it, it is theirs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from .atomic import replace

FOLDER = ".super_agent"


class Ledger:
    """The record of one workspace. Every method reads or writes the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / FOLDER / "files.json"
        self._held: dict[str, list[int]] | None = None

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Read the record once, and write it once at the end, for many files."""
        self._held = self._standing()
        try:
            yield
        finally:
            held, self._held = self._held, None
            self._save(held)

    def users(self, relative: str) -> bool:
        """Return whether `relative` (POSIX form) exists and is not just as a tool left it."""
        mark = _mark(self._root / relative)
        return mark is not None and self._marks().get(relative) != mark

    def used(self, besides: str) -> int:
        """Bytes of the files that tools have written and that still exist, all but the file `besides`."""
        return sum(mark[0] for name, mark in self._standing().items() if name != besides)

    def record(self, relative: str) -> None:
        """Note that tools have just written the file `relative`, or removed it."""
        marks = self._standing()
        marks.pop(relative, None)
        mark = _mark(self._root / relative)
        if mark is not None:
            marks[relative] = mark
        if self._held is None:
            self._save(marks)

    def _save(self, marks: dict[str, list[int]]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(self._path, json.dumps(marks).encode())

    def _standing(self) -> dict[str, list[int]]:
        """The marks of the files that are still there; in a batch those that it holds."""
        if self._held is not None:
            return self._held
        return {name: mark for name, mark in self._marks().items() if _mark(self._root / name)}

    def _marks(self) -> dict[str, list[int]]:
        if self._held is not None:
            return self._held
        try:
            marks = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: mark for name, mark in marks.items() if _is_mark(mark)} if isinstance(marks, dict) else {}


def _is_mark(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(number, int) for number in value)


def _mark(path: Path) -> list[int] | None:
    try:
        info = path.lstat()
    except OSError:
        return None
    return [info.st_size, info.st_mtime_ns]
