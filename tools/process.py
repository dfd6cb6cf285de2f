"""The host's side of a process sandbox: it starts the runner, talks to it in frames, and ends its tree.

Everything that comes out of the process is untrusted: it is bounded in size and checked before use.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .frames import Ended, frame, ready, receive
from .interpreter import Interpreter
from .output import Collector, clip, printable
from .pump import Pump
from .session import LOST, Outcome, timed_out
from .staging import Staging
from .tree import Tree, pipes
from .types import Limits, ToolError
from .workspace import MOUNT, Workspace

START = 30.0
"""Seconds that a sandbox may take to be ready."""

_LAST_OUTPUT = 1.0
_TEXT = 64 * 1024
_FRAMES = 20_000


@functools.cache
def _runner() -> str:
    return Path(__file__).with_name("runner.py").read_text(encoding="utf-8")


def arguments(
    limits: Limits, *, uid: int = -1, processes: int = 0, workspace: str = MOUNT, packages: Sequence[str] = ()
) -> list[str]:
    """Return what a Python is called with to become the runner; see runner.py for the meaning."""
    numbers = [str(number) for number in (uid, limits.memory, processes, limits.disk)]
    return ["-I", "-S", "-B", "-X", "utf8", "-c", _runner(), *numbers, workspace, *packages]


def command(
    interpreter: Interpreter, limits: Limits, *, uid: int = -1, processes: int = 0, workspace: str = MOUNT
) -> list[str]:
    """Return the command that starts the runner in an interpreter of this machine."""
    packages = interpreter.packages
    words = arguments(limits, uid=uid, processes=processes, workspace=workspace, packages=packages)
    return [interpreter.program, *words]


@dataclass
class _Reply:
    """What has come back of one call."""

    value: str = ""
    error: str = ""
    changed: list[tuple[str, bytes]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    size: int = 0
    frames: int = 0


class _Link:
    """A started tree with its output being read."""

    def __init__(self, tree: Tree, limits: Limits) -> None:
        self.tree = tree
        self.commands, output, self.answers = pipes(tree.process)
        flooded = f"stopped: it printed over {limits.flood} bytes"
        self.pump = Pump(output, limits.flood, lambda: tree.kill(flooded))

    async def send(self, kind: bytes, name: str, data: bytes = b"") -> None:
        try:
            self.commands.write(frame(kind, name, data))
            await self.commands.drain()
        except (ConnectionError, RuntimeError):
            raise Ended("") from None

    async def aclose(self) -> None:
        """Kill the tree, wait until all of it is gone, and keep the output that it had written."""
        try:
            await self.tree.end()
            await self.pump.aclose(_LAST_OUTPUT)
        finally:
            await self.tree.aclose()


async def _launched(launch: Awaitable[Tree]) -> Tree:
    """Wait for a launch to its end, also when cancelled: a half-started sandbox could not be told to stop."""
    task = asyncio.ensure_future(launch)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled() and task.exception() is None:
            await task.result().aclose()
        raise


class ProcessSession:
    """A session over a process tree that `launch` starts. One call at a time."""

    def __init__(
        self, limits: Limits, workspace: Workspace | None, launch: Callable[[], Awaitable[Tree]], advice: str = ""
    ) -> None:
        self._advice = advice
        self._limits = limits
        self._workspace = workspace
        self._launch = launch
        self._link: _Link | None = None
        self._staging: Staging | None = None

    async def run(self, code: str, timeout: float) -> Outcome:
        """See Session.run."""
        link = self._link or await self._start()
        output = Collector(self._limits.output)
        reply = _Reply()
        started = time.monotonic()
        try:
            async with asyncio.timeout(timeout):
                notes = await self._call(link, code, output, reply)
            notes += await self._spent(reply)
            return await self._finish(output, reply, notes)
        except TimeoutError:
            error = timed_out(time.monotonic() - started, timeout)
        except Ended as ended:
            error = await self._cause(link, str(ended))
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        return Outcome(output.text(), "", error, (), (LOST,))

    async def rehearse(self, codes: Sequence[str], timeout: float) -> None:
        """Run earlier code for its names alone: what it prints, gives or writes is dropped."""
        link = self._link or await self._start()
        try:
            async with asyncio.timeout(timeout):
                for code in codes:
                    await self._call(link, code, Collector(self._limits.output), _Reply())
            self._staging = Staging(self._workspace, self._limits) if self._workspace else None
        except (TimeoutError, Ended):
            await self.aclose()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """See Session.aclose."""
        link, self._link = self._link, None
        if link:
            await link.aclose()

    async def _start(self) -> _Link:
        tree = await _launched(self._launch())
        self._link = link = _Link(tree, self._limits)
        self._staging = Staging(self._workspace, self._limits) if self._workspace else None
        reason = f"it was not ready after {START:g} s"
        try:
            async with asyncio.timeout(START):
                await ready(link.answers)
                return link
        except Ended as ended:
            reason = str(ended) or await tree.cause() or "it ended at once"
        except TimeoutError:
            pass
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        advice = f" ({self._advice})" if self._advice else ""
        raise ToolError(f"the sandbox does not start: {' '.join(reason.split())[:500]}{advice}")

    async def _call(self, link: _Link, code: str, output: Collector, reply: _Reply) -> list[str]:
        """Bring the files up to date, run the code and take in its answer. Returns notes."""
        notes: list[str] = []
        if self._staging:
            changed, dropped, notes = await asyncio.to_thread(self._staging.outdated)
            for name, data in changed.items():
                await link.send(b"F", name, data)
            for name in dropped:
                await link.send(b"D", name)
        marker = f"\0{secrets.token_hex(8)}\0"
        link.pump.listen(output, marker.encode())
        link.tree.begin()
        await link.send(b"R", marker, code.encode("utf-8", "surrogatepass"))
        while await self._answer(link, reply):
            pass
        await link.pump.marked()
        link.tree.rest()
        return notes

    async def _answer(self, link: _Link, reply: _Reply) -> bool:
        """Take in one frame of the answer. Returns False for the last."""
        kind, name, data = await receive(link.answers, max(_TEXT, self._limits.disk))
        reply.size += len(data) + len(name)
        reply.frames += 1
        if reply.size > self._limits.disk + _TEXT or reply.frames > _FRAMES:
            raise Ended("it sent more than it may")
        if kind == b"V":
            reply.value = printable(data)
        elif kind == b"E":
            reply.error = printable(data)
        elif kind == b"F":
            reply.changed.append((name, data))
        elif kind == b"D":
            reply.removed.append(name)
        return kind != b"."

    async def _spent(self, reply: _Reply) -> list[str]:
        """Ends what ran out of memory: the next call would find it full. Returns notes."""
        if not reply.error.rstrip().rpartition("\n")[2].startswith("MemoryError"):
            return []
        await self.aclose()
        return [LOST]

    async def _finish(self, output: Collector, reply: _Reply, notes: list[str]) -> Outcome:
        artifacts, more = (
            await asyncio.to_thread(self._staging.adopt, reply.changed, reply.removed) if self._staging else ([], [])
        )
        value = clip(reply.value, self._limits.output // 4)
        return Outcome(output.text(), value, clip(reply.error, _TEXT), tuple(artifacts), (*notes, *more))

    async def _cause(self, link: _Link, said: str) -> str:
        """Return why the runner went away, or what it did that it may not."""
        if said:
            return f"stopped: {said}"
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(link.tree.process.wait(), _LAST_OUTPUT)
        status = link.tree.process.returncode
        return await link.tree.cause() or f"the code ended the interpreter (exit status {status})"
