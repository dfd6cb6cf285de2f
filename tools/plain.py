"""No sandbox (`none`): a plain process with the user's own rights, bounded in time, output and memory alone.

It gets few environment variables, so that keys stay out of the code's sight; what else the user may read or
write, it may. On Linux a guard stays above the code: what leaves its session comes back to it. Code that kills the
guard is found again by a mark in its environment.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import sys
import tempfile
import time
from pathlib import Path

from .interpreter import find
from .process import command
from .runner import GUARDED
from .tree import LocalTree, wait
from .types import Limits, ToolError

_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ", "USER")
_GUARDS = sys.platform == "linux"
_MARK = "SUPER_AGENT_CALL"


async def launch(limits: Limits, python: str) -> PlainTree:
    """Start the process in a new folder."""
    if sys.platform == "win32":
        raise ToolError("CODE_SANDBOX=none needs Linux or macOS; CODE_SANDBOX=monty runs here")
    words, folder, workspace = await asyncio.to_thread(_plan, limits, python)
    mark = secrets.token_hex(16)
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {_MARK: mark}
    try:
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=environment,
            cwd=workspace,
        )
    except BaseException:
        await asyncio.to_thread(folder.cleanup)
        raise
    return PlainTree(process, limits, folder, mark)


def _plan(limits: Limits, python: str) -> tuple[list[str], tempfile.TemporaryDirectory[str], str]:
    """Return the command, the folder that it works in, and that folder's real place."""
    interpreter = find(python)
    folder = tempfile.TemporaryDirectory(prefix="super-agent-", ignore_cleanup_errors=True)
    workspace = os.path.realpath(folder.name)
    words = command(interpreter, limits, uid=GUARDED if _GUARDS else -1, workspace=workspace)
    return words, folder, workspace


class PlainTree(LocalTree):
    """A process, its session, and whatever carries its mark."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        limits: Limits,
        folder: tempfile.TemporaryDirectory[str],
        mark: str,
    ) -> None:
        super().__init__(process, limits)
        self._folder = folder
        self._mark = f"{_MARK}={mark}".encode()

    def kill(self, verdict: str = "") -> None:
        """See Tree.kill. The guard is told to do it: what it leaves to others would be nobody's."""
        self.verdict = self.verdict or verdict
        if not _GUARDS:
            self._kill_group()
        elif self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.root, signal.SIGTERM)

    def _kill_group(self) -> None:
        if self.process.returncode is None or not _GUARDS:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        super().kill()

    async def end(self) -> None:
        """See Tree.end."""
        self.kill()
        await wait(self.process)
        self._kill_group()
        await asyncio.to_thread(self._kill_marked)
        await super().end()

    async def aclose(self) -> None:
        """See Tree.aclose."""
        try:
            await super().aclose()
        finally:
            await asyncio.to_thread(self._folder.cleanup)

    def _kill_marked(self) -> None:
        """Kill the processes that carry the mark, until none is found three times: a fork may outrun one look,
        and a process shows no environment while it starts another program.
        """
        clean = 0
        for _ in range(100):
            found = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if self._marked(path)]
            for pid in found:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            clean = 0 if found else clean + 1
            if clean == 3:
                return
            time.sleep(0.01)

    def _marked(self, path: Path) -> bool:
        try:
            return self._mark in path.read_bytes().split(b"\0")
        except OSError:
            return False
