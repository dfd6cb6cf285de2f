"""One folder that tools may read and write. Paths cannot leave it, sizes are bounded, writes are atomic.

Every method blocks on the disk: call them in a thread.
"""

from __future__ import annotations

import fnmatch
import functools
import mimetypes
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .atomic import replace
from .ledger import FOLDER, Ledger
from .output import hides
from .types import Artifact, Limits, ToolError

MOUNT = "/workspace"
"""Where the folder appears inside every sandbox."""


_VISITED = 100_000


class Workspace:
    """The folder `root`, made when it is first written to. Making the value does not touch the disk."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self._given = root
        self._limits = limits

    @functools.cached_property
    def root(self) -> Path:
        """The folder's real place."""
        return Path(os.path.realpath(self._given))

    @functools.cached_property
    def ledger(self) -> Ledger:
        """The record of the files that tools wrote."""
        return Ledger(self.root)

    def resolve(self, path: str) -> Path:
        """Return the real place of `path`, which is relative to the folder or begins with /workspace.

        Raises ToolError for a path that leads outside, through `..` or through a link, or that no text shows as it is.
        """
        if len(path) > 1024 or any(map(hides, path)):
            raise ToolError(f"path {path[:40]!r} cannot name a file; give one relative to the workspace")
        inner = path.removeprefix(MOUNT).lstrip("/") if _mounted(path) else path
        place = Path(os.path.realpath(self.root / inner))
        if not place.is_relative_to(self.root):
            raise ToolError(f"path {path!r} leads outside the workspace; give a path relative to it")
        if FOLDER in place.relative_to(self.root).parts[:1]:
            raise ToolError(f"path {path!r} is the tools' own record; choose another")
        return place

    def name(self, place: Path) -> str:
        """Return a resolved place as a POSIX path relative to the folder."""
        return place.relative_to(self.root).as_posix()

    def read_bytes(self, path: str) -> bytes:
        """Return a regular file's bytes. Raises ToolError when it is none, or over the size limit."""
        place = self.resolve(path)
        try:
            with open(os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
                info = os.fstat(file.fileno())
                if not stat.S_ISREG(info.st_mode):
                    raise ToolError(f"{path!r} is not a regular file")
                self._bound(path, info.st_size)
                return file.read(self._limits.file)
        except FileNotFoundError:
            raise ToolError(f"there is no file {path!r}; list_files shows what there is") from None
        except OSError as error:
            raise ToolError(f"{path!r} could not be read: {error.strerror}") from None

    def write_bytes(self, path: str, data: bytes) -> Artifact:
        """Replace or make the file `path` in one step, with its parent folders, and record it as ours."""
        place = self.resolve(path)
        self._bound(path, len(data))
        if place.is_dir():
            raise ToolError(f"{path!r} is a folder; give the path of a file")
        used = self.ledger.used(besides=self.name(place))
        if used + len(data) > self._limits.disk:
            raise ToolError(f"{path!r} would bring the workspace over its {self._limits.disk} bytes ({used} used)")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            replace(place, data)
            self.ledger.record(self.name(place))
        except OSError as error:
            raise ToolError(f"{path!r} could not be written: {error.strerror}") from None
        return self.artifact(place)

    def remove(self, path: str) -> None:
        """Remove the file `path` when it exists."""
        place = self.resolve(path)
        place.unlink(missing_ok=True)
        self.ledger.record(self.name(place))

    def artifact(self, place: Path) -> Artifact:
        """Describe a file of the folder."""
        media_type = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        return Artifact(path=self.name(place), media_type=media_type, size=place.stat().st_size)

    def files(self, path: str = ".", pattern: str = "*") -> Iterator[tuple[str, os.stat_result]]:
        """Yield the regular files under `path` in order: name and stat. Links are not followed."""
        start = self.resolve(path)
        if start != self.root and not start.exists():
            raise ToolError(f"there is no folder or file {path!r}")
        if start.is_file():
            yield self.name(start), start.stat()
        visited = 0
        for folder, folders, names in os.walk(start):
            visited += len(names) + len(folders)
            if visited > _VISITED:
                raise ToolError(f"{path!r} holds over {_VISITED} files and folders; give a smaller folder")
            folders[:] = sorted(name for name in folders if name != FOLDER)
            for name in sorted(names):
                place = Path(folder, name)
                relative = self.name(place)
                if (fnmatch.fnmatch(relative, pattern) or fnmatch.fnmatch(name, pattern)) and not place.is_symlink():
                    info = _lstat(place)
                    if info and stat.S_ISREG(info.st_mode):
                        yield relative, info

    def is_users(self, path: str) -> bool:
        """Return whether writing `path` would overwrite a file that the user made or changed."""
        place = self.resolve(path)
        return place != self.root and self.ledger.users(self.name(place))

    def _bound(self, path: str, size: int) -> None:
        if size > self._limits.file:
            raise ToolError(f"{path!r} has {size} bytes; at most {self._limits.file} are accepted")


def _mounted(path: str) -> bool:
    return PurePosixPath(path).parts[:2] == ("/", MOUNT.lstrip("/"))


def _lstat(place: Path) -> os.stat_result | None:
    try:
        return place.lstat()
    except OSError:
        return None
