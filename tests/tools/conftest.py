"""The sandboxes under test, small limits, and a host that must be the same after a test as before."""

import asyncio
import contextlib
import ctypes
import functools
import os
import secrets
import subprocess
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from super_agent.tools import Limits, Sandbox, Toolbox, sandbox_status

TIGHT = Limits(
    timeout=20,
    cpu=20,
    memory=192 * 2**20,
    processes=32,
    disk=8 * 2**20,
    output=4000,
    flood=2**20,
    file=2**20,
    entries=20,
)
PR_SET_CHILD_SUBREAPER = 36
SANDBOXES: tuple[Sandbox, ...] = ("monty", "bwrap", "docker", "none")


@functools.cache
def _status() -> dict[str, str]:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, sandbox_status()).result()


def need(sandbox: Sandbox) -> None:
    """Skip the test, with the reason, where a sandbox does not work."""
    if reason := _status().get(sandbox, ""):
        pytest.skip(f"{sandbox}: {reason}")


@pytest.fixture(params=SANDBOXES)
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    need(request.param)
    return request.param


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    return folder


@pytest.fixture
async def toolbox(sandbox: Sandbox, workspace: Path) -> AsyncIterator[Toolbox]:
    async with Toolbox(workspace, sandbox, TIGHT) as box:
        yield box


@dataclass
class Host:
    """What an attack goes for: a secret in a file and in the environment, a process, a server, a place to write."""

    folder: Path
    secret: str
    victim: int
    port: int
    mark: str
    visits: list[int] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "secret.txt"

    def marked(self) -> list[int]:
        """Processes whose command line holds the mark."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if self.mark.encode() in path.read_bytes():
                    found.append(int(path.parent.name))
        return found


@pytest.fixture
async def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Host]:
    """Checked afterwards: the file is as it was, the process lives, nobody came, nothing of the attack runs on."""
    folder = tmp_path / "host"
    folder.mkdir()
    secret = secrets.token_hex(12)
    (folder / "secret.txt").write_text(secret)
    (folder / ".env").write_text(f"OLLAMA_API_KEY={secret}")
    monkeypatch.setenv("HOST_SECRET", secret)
    visits: list[int] = []
    server = await asyncio.start_server(lambda _, writer: (visits.append(1), writer.close()), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with _victim() as pid:
        mark = f"9{secrets.randbelow(10**7):07}"
        state = Host(folder, secret, pid, port, mark, visits)
        yield state
        assert alive(pid)
    server.close()
    await server.wait_closed()
    assert not visits
    assert sorted(path.name for path in folder.iterdir()) == [".env", "secret.txt"]
    assert (folder / "secret.txt").read_text() == secret
    assert not state.marked()


def alive(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@contextlib.contextmanager
def _victim() -> Iterator[int]:
    process = subprocess.Popen(["sleep", "600"])
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="package", autouse=True)
def adopt_orphans() -> Iterator[None]:
    """Processes whose parent is gone become children of this one, so that `children` sees them."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def groups() -> list[str]:
    """Control groups that this process made and that are still there."""
    return [str(path) for path in Path("/sys/fs/cgroup").rglob(f"super-agent-{os.getpid()}-*")]


def children() -> set[int]:
    """Processes that this one started, or that were left to it, and that run."""
    mine = Path(f"/proc/{os.getpid()}/task")
    found = {int(pid) for path in mine.glob("*/children") for pid in path.read_text().split()}
    return {pid for pid in found if alive(pid)}
