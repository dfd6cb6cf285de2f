"""Copies of the workspace's files for code in a sandbox, and the way back for what the code made.

Code never touches the workspace itself: it works on a copy, and only regular files that do not replace
one of the user's come back. Every function blocks on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .output import label
from .types import Artifact, Limits, ToolError
from .workspace import Workspace

_BACK = 1000
"""Files that come back from one call at most: each costs the host a write through to its disk."""

_NOTES = 10

_FILES = 5000
"""Files that a copy holds at most. They take half of the disk limit at most: the code needs the other half."""


@dataclass
class Staging:
    """What a session's copy holds: the mark (size, time) of each file when it was last the same on both sides."""

    workspace: Workspace
    limits: Limits
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def outdated(self) -> tuple[dict[str, bytes], list[str], list[str]]:
        """Return the files that the copy lacks or has in an older state, the names to drop, and notes."""
        changed: dict[str, bytes] = {}
        marks: dict[str, tuple[int, int]] = {}
        left_out: list[str] = []
        room = self.limits.disk // 2
        for name, info in self.workspace.files():
            if len(marks) == _FILES:
                left_out.append("all further files")
                break
            if info.st_size > min(room, self.limits.file):
                left_out.append(name)
                continue
            mark = (info.st_size, info.st_mtime_ns)
            if self.marks.get(name) != mark:
                try:
                    changed[name] = self.workspace.read_bytes(name)
                except ToolError:
                    left_out.append(label(name))
                    continue
            room -= info.st_size
            marks[name] = mark
        dropped = [name for name in self.marks if name not in marks]
        self.marks = marks
        return changed, dropped, [_left_out(left_out)] if left_out else []

    def adopt(self, changed: Iterable[tuple[str, bytes]], removed: Iterable[str]) -> tuple[list[Artifact], list[str]]:
        """Bring what the code made into the workspace. Returns the artifacts, and notes of what stayed out."""
        made, gone = sorted(changed), sorted(removed)
        if not made and not gone:
            return [], []
        artifacts: list[Artifact] = []
        notes: list[str] = []
        with self.workspace.ledger.batch():
            for name, data in made[:_BACK]:
                self._save(name, data, artifacts, notes)
            for name in gone[:_BACK]:
                self._remove(name, notes)
        for verb, names in (("saved", [name for name, _ in made]), ("removed", gone)):
            if left := names[_BACK:]:
                notes.append(f"not {verb}: {len(left)} more files; at most {_BACK} come back from one call")
                self._forget(left)
        return artifacts, _few(notes)

    def _save(self, name: str, data: bytes, artifacts: list[Artifact], notes: list[str]) -> None:
        try:
            self._own(name)
            artifacts.append(self.workspace.write_bytes(name, data))
            self._mark(name)
        except (ToolError, OSError) as error:
            self._forget([name])
            notes.append(f"not saved: {error}")

    def _remove(self, name: str, notes: list[str]) -> None:
        try:
            self._own(name)
            self.workspace.remove(name)
        except (ToolError, OSError) as error:
            notes.append(f"not removed: {error}")
        self._forget([name])

    def _forget(self, names: Iterable[str]) -> None:
        """Have files brought into the copy anew before the next call."""
        for name in names:
            self.marks.pop(name, None)

    def _own(self, name: str) -> None:
        if self.workspace.is_users(name):
            raise ToolError(f"{name!r} is the user's own file; run_python leaves it as it is, write_file asks first")

    def _mark(self, name: str) -> None:
        info = self.workspace.resolve(name).stat()
        self.marks[name] = (info.st_size, info.st_mtime_ns)


def _left_out(names: list[str]) -> str:
    shown = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
    return f"left out of the sandbox, too large, too many or not readable: {shown}"


def _few(notes: list[str]) -> list[str]:
    """The notes, all but the first when there are too many to be read."""
    return [*notes[:_NOTES], f"and {len(notes) - _NOTES} more like these"] if len(notes) > _NOTES + 1 else notes
