"""The `bwrap` sandbox: CPython in namespaces of its own, by bubblewrap.

No network, a read-only system, a workspace in memory, and limits on the whole tree. As root no user namespace
is needed: bwrap makes the mounts, and the runner becomes a user that exists nowhere before any code runs.
As anybody else bwrap works in a user namespace. Nothing starts before it is in its cgroup, where one can be made.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import shutil
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from . import seccomp
from .cgroup import Cgroup
from .interpreter import Interpreter, find
from .process import command
from .tree import LocalTree
from .types import Limits, ToolError
from .workspace import MOUNT

INSTALL = "install bubblewrap 0.8 or newer (Debian, Ubuntu: apt-get install bubblewrap)"

ADVICE = "it needs user namespaces or root; see docs/SANDBOX.md, or set CODE_SANDBOX=docker"

ENVIRONMENT = {
    "HOME": MOUNT,
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/tmp/matplotlib",  # noqa: S108 - inside the sandbox
    "OPENBLAS_NUM_THREADS": "2",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "USER": "sandbox",
}
"""All the variables that code in a sandbox sees."""

_IN_MEMORY = (MOUNT, "/tmp", "/dev/shm")  # noqa: S108
_SYSTEM = ("/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime", "/etc/timezone", "/nix/store")
_UIDS = (2_000_000_000, 2_100_000_000)


async def launch(limits: Limits, python: str) -> BwrapTree:
    """Start the sandbox. Raises ToolError when bubblewrap is not there; its own complaint comes as output."""
    plan = await asyncio.to_thread(_plan, limits, python)
    try:
        return await _start(limits, plan)
    except BaseException:
        if plan.group:
            await asyncio.to_thread(plan.group.close)
        raise


class _Plan(NamedTuple):
    """The words before and after the options that hand over pipes, and the group to be in."""

    bwrap: list[str]
    runner: list[str]
    group: Cgroup | None


def _plan(limits: Limits, python: str) -> _Plan:
    """Look at the disk for all that a start needs, and make the group."""
    program = shutil.which("bwrap")
    if program is None:
        raise ToolError(f"bubblewrap is not installed: {INSTALL}")
    interpreter = find(python)
    uid = random.randrange(*_UIDS) if os.geteuid() == 0 else -1  # noqa: S311 - any unused one will do
    runner = command(interpreter, limits, uid=uid, processes=limits.processes)
    return _Plan([program, *_arguments(limits, interpreter)], runner, Cgroup.make(limits))


async def _start(limits: Limits, plan: _Plan) -> BwrapTree:
    """Start bwrap with three pipes: it tells its first process, waits to go on, and reads its filter."""
    with contextlib.ExitStack() as stack:
        info, info_in = _pipe(stack)
        gate_out, gate = _pipe(stack)
        filter_out, filter_in = _pipe(stack)
        filter_in.write(seccomp.program())
        filter_in.close()
        handed = {"--info-fd": info_in, "--block-fd": gate_out, "--seccomp": filter_out}
        if not seccomp.program():
            del handed["--seccomp"]
        options = [word for option, file in handed.items() for word in (option, str(file.fileno()))]
        process = await asyncio.create_subprocess_exec(
            *plan.bwrap,
            *options,
            "--",
            *plan.runner,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            pass_fds=[file.fileno() for file in handed.values()],
            env={},
        )
        tree = BwrapTree(process, limits, plan.group)
        try:
            for file in handed.values():
                file.close()
            await tree.enclose(info)
            with contextlib.suppress(BrokenPipeError):
                gate.write(b"1")
        except BaseException:
            gate.close()
            await tree.aclose()
            raise
    return tree


class BwrapTree(LocalTree):
    """A bwrap process and, below it, the first process of the new PID namespace: all die with that one."""

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits, group: Cgroup | None) -> None:
        super().__init__(process, limits, in_memory=_IN_MEMORY)
        self._first = -1
        self._cgroup = group

    async def enclose(self, info: BinaryIO) -> None:
        """Learn the namespace's first process from what bwrap says, and put it in the group."""
        said = await _read(info)
        if not said:
            return
        self.root = int(json.loads(said)["child-pid"])
        with contextlib.suppress(ProcessLookupError):
            self._first = os.pidfd_open(self.root)
        if self._cgroup:
            await asyncio.to_thread(self._cgroup.add, self.root)

    def kill(self, verdict: str = "") -> None:
        """See Tree.kill."""
        if self._first >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._first, signal.SIGKILL)
        super().kill(verdict)

    async def cause(self) -> str:
        """See Tree.cause."""
        if not self.verdict and self._cgroup and await asyncio.to_thread(self._cgroup.ran_out):
            self.verdict = f"stopped: over {self.limits.memory // 2**20} MiB of memory"
        return self.verdict

    async def end(self) -> None:
        """See Tree.end. The first process is gone only when every other of its namespace is."""
        self.kill()
        if self._first >= 0:
            gone = asyncio.Event()
            loop = asyncio.get_running_loop()
            loop.add_reader(self._first, gone.set)
            try:
                await gone.wait()
            finally:
                loop.remove_reader(self._first)
                os.close(self._first)
                self._first = -1
        await super().end()

    async def aclose(self) -> None:
        """See Tree.aclose."""
        await super().aclose()
        if self._cgroup:
            await asyncio.to_thread(self._cgroup.close)
            self._cgroup = None


def _arguments(limits: Limits, interpreter: Interpreter) -> list[str]:
    """Return bwrap's options: what the sandbox sees and what it is cut off from."""
    options = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    options += ["--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv", "--cap-drop", "ALL"]
    if os.geteuid() == 0:
        options += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        options += ["--unshare-user", *([] if seccomp.program() else ["--disable-userns"])]
    for name, value in ENVIRONMENT.items():
        options += ["--setenv", name, value]
    options += ["--proc", "/proc", "--dev", "/dev"]
    for place in _IN_MEMORY:
        options += ["--perms", "1777", "--size", str(limits.disk), "--tmpfs", place]
    options += ["--ro-bind-try", "/usr", "/usr", *_links()]
    seen = [*filter(os.path.exists, _SYSTEM), *interpreter.folders]
    for path in _parents(seen):
        options += ["--perms", "755", "--dir", path]
    for path in seen:
        options += ["--ro-bind", path, path]
    return [*options, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", MOUNT]


def _parents(folders: Iterable[str]) -> list[str]:
    """Return the folders above `folders`, outermost first: bwrap would make them for their owner alone."""
    above = {str(parent) for folder in folders for parent in Path(folder).parents}
    return sorted(above - {"/", "/usr", *_IN_MEMORY})


def _links() -> list[str]:
    """Return the options for /bin, /lib and their like: links into /usr, or folders of their own."""
    options: list[str] = []
    for path in map(Path, ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")):
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            options += ["--ro-bind", str(path), str(path)]
    return options


def _pipe(stack: contextlib.ExitStack) -> tuple[BinaryIO, BinaryIO]:
    """Return the two ends of a pipe, closed with `stack`."""
    out, into = os.pipe()
    reader = stack.enter_context(os.fdopen(out, "rb", buffering=0))
    return reader, stack.enter_context(os.fdopen(into, "wb", buffering=0))


async def _read(file: BinaryIO) -> bytes:
    """Read a pipe to its end without blocking the loop."""
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, file)
    try:
        return await reader.read()
    finally:
        transport.close()
