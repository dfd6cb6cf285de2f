"""The `docker` sandbox: the same runner in a container without network, on a read-only image.

The image must be on the machine already: nothing is pulled while a request waits.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil

from .process import arguments
from .tree import close, kill, wait
from .types import Limits, ToolError
from .workspace import MOUNT

IMAGE = "python:3.12-slim"
"""The image that is run by default; another one must have `python` on its PATH."""

ADVICE = f"start the Docker daemon and pull the image ({IMAGE} by default), or set CODE_SANDBOX=auto"

_NOBODY = 65534
_INODES = 10_000


async def launch(limits: Limits, image: str) -> DockerTree:
    """Start a container. Raises ToolError when there is no docker program; its own complaint comes as output."""
    program = await asyncio.to_thread(shutil.which, "docker")
    if program is None:
        raise ToolError("docker is not installed; install it, or set CODE_SANDBOX=auto")
    words = await asyncio.to_thread(arguments, limits, packages=["site"])
    name = f"super-agent-{secrets.token_hex(8)}"
    process = await asyncio.create_subprocess_exec(
        program,
        *options(limits, name),
        image or IMAGE,
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    return DockerTree(process, program, name)


def options(limits: Limits, name: str) -> list[str]:
    """Return the words of `docker run` up to the image."""
    memory = str(limits.memory)
    words = ["run", "--rm", "--interactive", "--init", "--pull", "never", "--log-driver", "none", "--name", name]
    words += ["--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"]
    words += ["--user", f"{_NOBODY}:{_NOBODY}", "--memory", memory, "--memory-swap", memory]
    words += ["--pids-limit", str(limits.processes), "--cpus", str(min(2, os.cpu_count() or 1))]
    words += ["--ulimit", "core=0", "--ulimit", f"cpu={round(limits.cpu) + 1}", "--shm-size", str(limits.disk)]
    for place in (MOUNT, "/tmp"):  # noqa: S108 - inside the container
        words += ["--tmpfs", f"{place}:rw,nosuid,nodev,mode=1777,size={limits.disk},nr_inodes={_INODES}"]
    words += ["--workdir", MOUNT, "--env", f"HOME={MOUNT}", "--env", "MPLCONFIGDIR=/tmp/matplotlib"]
    return [*words, "--entrypoint", "python"]


class DockerTree:
    """A container and the client that is attached to it."""

    def __init__(self, process: asyncio.subprocess.Process, program: str, name: str) -> None:
        self.process = process
        self._program = program
        self._name = name
        self._verdict = ""
        self._removed = False

    def begin(self) -> None:
        """See Tree.begin: the daemon bounds the CPU time of a process, not of a call."""

    def rest(self) -> None:
        """See Tree.rest."""

    def kill(self, verdict: str = "") -> None:
        """See Tree.kill: the container itself goes in `aclose`, which only the daemon can do."""
        self._verdict = self._verdict or verdict
        kill(self.process)

    async def cause(self) -> str:
        """See Tree.cause. 137 is how a container ends that the kernel killed for memory."""
        if not self._verdict and self.process.returncode == 137:
            return "stopped: the container was killed, most likely for memory"
        return self._verdict

    async def end(self) -> None:
        """See Tree.end. A daemon that does not answer is not waited for: it removes the container when it does."""
        self.kill()
        if not self._removed:
            self._removed = True
            await self._remove()
        await wait(self.process)

    async def _remove(self) -> None:
        null = asyncio.subprocess.DEVNULL
        remover = await asyncio.create_subprocess_exec(
            self._program, "rm", "--force", self._name, stdin=null, stdout=null, stderr=null
        )
        await wait(remover)
        kill(remover)
        await wait(remover)

    async def aclose(self) -> None:
        """See Tree.aclose."""
        await self.end()
        close(self.process)
