"""The `monty` sandbox: a Python interpreter without an operating system, in a worker process of its own.

Monty's limits leak in two places, which are mended here: a sleep counts against the call's own time, and
output that floods kills the worker instead of running until the time is up (an exception out of the print
callback reaches the code only when the feed ends).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from .output import Collector, clip
from .session import LOST, Outcome, timed_out
from .source import VALUE, keeping_value, tree
from .staging import Staging
from .types import Limits, ToolError
from .workspace import MOUNT, Workspace

_FILES = re.compile(r"\b(open|os|pathlib)\b")
_UNSUPPORTED = re.compile(r"^NotImplementedError: The monty syntax parser does not yet support (.*)$", re.MULTILINE)
_ENTRIES = 2000
_LOOK = 0.1
_CARETS = re.compile(r"^ +[~^]+\n", re.MULTILINE)


class MontySession:
    """A Monty interpreter of one request, started when it is first needed."""

    def __init__(self, limits: Limits, workspace: Workspace | None) -> None:
        self._limits = limits
        self._workspace = workspace
        self._files: _Files | None = None
        self._worker: _Worker | None = None

    async def run(self, code: str, timeout: float) -> Outcome:
        """See Session.run."""
        parsed = tree(code)
        notes = await self._stage(code)
        worker = self._worker or await self._start()
        call = _Call(self._limits, timeout)
        mount = self._files.mount if self._files else None
        guard = asyncio.create_task(call.guard(self._files)) if self._files else None
        try:
            value, error, alive = await call.feed(worker, keeping_value(code, parsed, self._limits.output), mount)
        except BaseException:
            await self._stop()
            raise
        finally:
            if guard:
                guard.cancel()
        if not alive:
            notes.append(LOST)
            await self._stop()
        artifacts, more = await asyncio.to_thread(self._files.collect) if self._files else ([], [])
        if not alive:
            await self.aclose()
        lacks = _UNSUPPORTED.search(error)
        unsupported = f"needs {lacks[1]}" if lacks else ""
        return Outcome(call.output.text(), value, error, tuple(artifacts), (*notes, *more), unsupported)

    async def aclose(self) -> None:
        """See Session.aclose."""
        await self._stop()
        if self._files:
            await asyncio.to_thread(self._files.close)
            self._files = None

    async def _stage(self, code: str) -> list[str]:
        """Bring the copy of the workspace up to date when the code, or code before it, may touch files."""
        if not (self._files or _FILES.search(code)):
            return []
        if self._files is None:
            self._files = await asyncio.to_thread(_Files, self._workspace, self._limits)
        return await asyncio.to_thread(self._files.update)

    async def _start(self) -> _Worker:
        worker = _Worker()
        await worker.open(self._limits)
        self._worker = worker
        return worker

    async def _stop(self) -> None:
        if self._worker:
            worker, self._worker = self._worker, None
            await worker.close()


class _Worker:
    """A pool of one process and the checkout of it."""

    def __init__(self) -> None:
        self.stack = contextlib.AsyncExitStack()
        self.session: Any = None

    async def open(self, limits: Limits) -> None:
        monty = await asyncio.to_thread(_library)
        heap = {
            "max_memory": limits.memory,
            "max_feed_duration_secs": limits.cpu,
            "max_suspensions": 100_000,
        }
        try:
            made = await asyncio.to_thread(monty.AsyncMonty, max_processes=1)
            pool = await self.stack.enter_async_context(made)
            checkout = pool.checkout(limits=heap, os_policy={"sleep": "call_host"}, script_name="code.py")
            self.session = await self.stack.enter_async_context(checkout)
        except (OSError, monty.MontyError) as error:
            await self.stack.aclose()
            raise ToolError(f"the monty sandbox does not start: {error}; reinstall pydantic-monty") from None
        except BaseException:
            await self.stack.aclose()
            raise

    async def close(self) -> None:
        with contextlib.suppress(Exception):
            await self.stack.aclose()


class _Call:
    """One feed of a worker: its clock, its output, its verdict."""

    def __init__(self, limits: Limits, timeout: float) -> None:
        self.output = Collector(limits.output)
        self._limits = limits
        self._timeout = timeout
        self._started = time.monotonic()
        self._loop = asyncio.get_running_loop()
        self._feed: asyncio.Future[Any] | None = None
        self._stopped = ""

    async def guard(self, files: _Files) -> None:
        """Stop the code when it makes files without end: they lie on the host's disk."""
        while not await asyncio.to_thread(files.crowded):  # noqa: ASYNC110 - nothing tells of files but a look
            await asyncio.sleep(_LOOK)
        self._stop(f"stopped: it made over {_ENTRIES} files and folders")

    async def feed(self, worker: _Worker, code: str, mount: Any) -> tuple[str, str, bool]:
        """Run `code`. Returns value, error, and whether the worker may be used again."""
        monty = _library()
        arguments = {"print_callback": self._print, "os": self._os, "mount": mount}
        try:
            async with asyncio.timeout(self._timeout):
                self._feed = worker.session.feed_run(code, cwd=MOUNT if mount else None, **arguments)
                value = await self._feed
        except TimeoutError:
            return "", timed_out(time.monotonic() - self._started, self._timeout), False
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._stopped or (task and task.cancelling()):
                raise
            return "", self._stopped, False
        except monty.MontyCrashedError as error:
            return "", f"the sandbox's worker ended: {error}", False
        except (monty.MontyError, RuntimeError) as error:
            return "", *_verdict(error)
        return clip(value or "", self._limits.output // 4), "", True

    def _print(self, stream: str, text: str) -> None:
        self.output.add(text.encode("utf-8", "backslashreplace"))
        if self.output.total > self._limits.flood:
            self._loop.call_soon_threadsafe(self._stop, f"stopped: it printed over {self._limits.flood} bytes")

    def _stop(self, reason: str) -> None:
        """Kill the worker, once."""
        if self._feed and not self._stopped:
            self._stopped = reason
            self._feed.cancel()

    def _os(self, *, name: str, args: tuple[Any, ...], **_: Any) -> Any:
        if name not in {"time.sleep", "asyncio.sleep"}:
            return _library().NOT_HANDLED
        left = self._timeout - (time.monotonic() - self._started)
        if not args[0] <= left:
            raise TimeoutError(f"sleep of {args[0]:g} s is longer than the {left:.1f} s that are left")
        return asyncio.sleep(args[0])


def _verdict(error: Exception) -> tuple[str, bool]:
    """Return the text of an error inside the sandbox, and whether the worker's heap is still sound."""
    display = getattr(error, "display", None)
    text = str(display()) if display else str(error)
    text = _CARETS.sub("", text.replace(f"{VALUE} = ", ""))
    broken = re.search(r"^(TimeoutError: feed time limit|MemoryError: (memory limit|the worker))", text, re.MULTILINE)
    return clip(text, 4000), not broken


class _Files:
    """A temporary folder that holds the copy of the workspace, if there is one, mounted into the interpreter."""

    def __init__(self, workspace: Workspace | None, limits: Limits) -> None:
        self._staging = Staging(workspace, limits) if workspace else None
        self._folder = tempfile.TemporaryDirectory(prefix="super-agent-")
        self._copy = Workspace(Path(self._folder.name), limits)
        self.mount = _library().MountDir(
            host_path=self._copy.root, virtual_path=MOUNT, mode="read-write", write_bytes_limit=limits.disk
        )
        self._seen: dict[str, tuple[int, int]] = {}
        self._given = 0

    def update(self) -> list[str]:
        """Bring the copy up to date with the workspace. Returns notes."""
        if self._staging is None:
            return []
        changed, dropped, notes = self._staging.outdated()
        for name, data in changed.items():
            place = self._copy.root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        for name in dropped:
            (self._copy.root / name).unlink(missing_ok=True)
        self._seen, self._given = self._now(), self._count()
        return notes

    def collect(self) -> tuple[list[Any], list[str]]:
        """Bring the changes in the copy into the workspace. Returns artifacts and notes."""
        if self._staging is None:
            return [], []
        now = self._now()
        changed: list[tuple[str, bytes]] = []
        notes: list[str] = []
        for name, mark in now.items():
            if self._seen.get(name) != mark:
                try:
                    changed.append((name, self._copy.read_bytes(name)))
                except ToolError as error:
                    notes.append(f"not saved: {error}")
        artifacts, more = self._staging.adopt(changed, [name for name in self._seen if name not in now])
        return artifacts, [*notes, *more]

    def crowded(self) -> bool:
        """Return whether the folder holds many more files and folders than it was given."""
        return self._count(self._given + _ENTRIES + 1) > self._given + _ENTRIES

    def _count(self, most: int | None = None) -> int:
        """Return how many entries there are, counted up to `most`: a folder may grow as fast as it is read."""
        return sum(1 for _ in islice(_entries(self._copy.root), most))

    def close(self) -> None:
        self.mount.close()
        self._folder.cleanup()

    def _now(self) -> dict[str, tuple[int, int]]:
        return {name: (info.st_size, info.st_mtime_ns) for name, info in self._copy.files()}


def _entries(root: Path) -> Iterator[os.DirEntry[str]]:
    """Give every file and folder below `root`."""
    folders = [os.fspath(root)]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as found:
            for entry in found:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _library() -> Any:
    try:
        import pydantic_monty
    except ImportError:
        raise ToolError("the monty sandbox is not installed: pip install 'super-agent[sandbox]'") from None
    return pydantic_monty
