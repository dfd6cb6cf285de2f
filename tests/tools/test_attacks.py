"""What code in a sandbox must not be able to do. Every attack fails, and the host is as before.

An attack tries everything that it can think of, prints what it got, and goes on: what counts is what the host sees.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from super_agent.tools import Limits, Sandbox, Toolbox
from super_agent.tools.watch import tree

from .conftest import TIGHT, Host, alive, need

ATTEMPT = """
def attempt(name, action):
    try:
        print(name, "gave", action())
    except BaseException as error:
        print(name, "failed", type(error).__name__)
"""


@pytest.fixture(params=["monty", "bwrap", "docker"])
def closed(request: pytest.FixtureRequest) -> Sandbox:
    """A sandbox that is one: `none` runs with the user's rights."""
    need(request.param)
    return request.param


async def run(sandbox: Sandbox, code: str, workspace: Path | None = None, **limits: float) -> str:
    """Run an attack and show that the toolbox serves the next call. Returns all that a model would see."""
    async with Toolbox(workspace, sandbox, Limits(**{**TIGHT.model_dump(), **limits})) as toolbox:
        result = await toolbox.run("run_python", {"code": code})
        after = await toolbox.run("run_python", {"code": "6 * 7"})
        assert after.value == "42", after
    return result.text


class TestReading:
    async def test_files_of_the_host(self, closed: Sandbox, host: Host, workspace: Path) -> None:
        places = [
            host.file,
            host.folder / ".env",
            "/etc/shadow",
            str(Path.home() / ".bash_history"),
            str(Path(__file__).parents[2] / ".env"),
        ]
        places += [f"../../..{host.file}", f"../host/{host.file.name}", f"/workspace/../..{host.file}"]
        places += [f"/proc/1/root{host.file}", f"/proc/self/root{host.file}", f"/proc/self/cwd/../..{host.file}"]
        code = (
            ATTEMPT
            + f"""
import os
for place in {[str(place) for place in places]}:
    attempt(place, lambda: open(place).read())
    attempt(place, lambda: os.listdir(place.rpartition("/")[0]))
"""
        )
        text = await run(closed, code, workspace)
        assert host.secret not in text
        assert "root:" not in text
        assert "secret.txt" not in re.sub(r"\S*secret.txt (failed|gave \[?\]?)", "", text)

    async def test_through_links(self, closed: Sandbox, host: Host, workspace: Path) -> None:
        (workspace / "planted").symlink_to(host.file)
        (workspace / "folder").symlink_to(host.folder)
        code = (
            ATTEMPT
            + f"""
import os
attempt("link", lambda: os.symlink({str(host.file)!r}, "link"))
attempt("hard", lambda: os.link({str(host.file)!r}, "hard"))
for name in ("link", "hard", "planted", "folder/secret.txt"):
    attempt(name, lambda: open(name).read())
"""
        )
        assert host.secret not in await run(closed, code, workspace)
        assert sorted(os.listdir(workspace)) in (["folder", "planted"], [".super_agent", "folder", "planted"])

    async def test_environment(self, closed: Sandbox, host: Host) -> None:
        code = (
            ATTEMPT
            + f"""
import os
attempt("environ", lambda: dict(os.environ))
for pid in ("self", 1, 2, {host.victim}, {os.getpid()}):
    attempt(pid, lambda: open(f"/proc/{{pid}}/environ", "rb").read())
    attempt(pid, lambda: open(f"/proc/{{pid}}/cmdline", "rb").read())
"""
        )
        text = await run(closed, code)
        assert host.secret not in text
        assert "pytest" not in text

    async def test_other_processes(self, closed: Sandbox, host: Host) -> None:
        code = (
            ATTEMPT
            + """
import os
attempt("processes", lambda: sorted(int(name) for name in os.listdir("/proc") if name.isdigit()))
"""
        )
        found = re.search(r"gave \[(.*)\]", await run(closed, code))
        assert not found or len(found[1].split(",")) <= 3


class TestWriting:
    async def test_outside(self, closed: Sandbox, host: Host, workspace: Path, tmp_path: Path) -> None:
        places = [host.folder / "new", host.file, tmp_path / "new", "/etc/new", "/usr/new", "/dev/new", "/new"]
        places += ["../new", "../../new", "/proc/sys/kernel/hostname", "/proc/self/oom_score_adj"]
        code = (
            ATTEMPT
            + f"""
import os
for place in {[str(place) for place in places]}:
    attempt(place, lambda: open(place, "w").write("-900"))
attempt("remove", lambda: os.remove({str(host.file)!r}))
attempt("rename", lambda: os.rename("/workspace", "/elsewhere"))
"""
        )
        before = os.uname().nodename
        text = await run(closed, code, workspace)
        assert "gave" not in text.replace("oom_score_adj gave", ""), text
        assert os.uname().nodename == before
        assert not (tmp_path / "new").exists()
        assert "new" not in os.listdir("/etc")

    async def test_through_links_that_come_back(self, closed: Sandbox, host: Host, workspace: Path) -> None:
        code = (
            ATTEMPT
            + f"""
import os
attempt("link", lambda: os.symlink({str(host.file)!r}, "out.txt"))
attempt("folder", lambda: os.symlink({str(host.folder)!r}, "sub"))
attempt("write", lambda: open("out.txt", "w").write("changed"))
attempt("write", lambda: open("sub/new.txt", "w").write("new"))
attempt("pipe", lambda: os.mkfifo("pipe"))
open("kept.txt", "w").write("kept")
"""
        )
        await run(closed, code, workspace)
        assert (workspace / "kept.txt").read_text() == "kept"
        assert all(
            entry.is_file(follow_symlinks=False) or entry.name == ".super_agent" for entry in os.scandir(workspace)
        )

    async def test_the_users_files(self, closed: Sandbox, workspace: Path) -> None:
        (workspace / "mine.txt").write_text("mine")
        (workspace / "other.txt").write_text("other")
        code = (
            ATTEMPT
            + """
import os
attempt("write", lambda: open("mine.txt", "w").write("yours"))
attempt("remove", lambda: os.remove("other.txt"))
attempt("record", lambda: os.makedirs(".super_agent"))
attempt("record", lambda: open(".super_agent/files.json", "w").write("{}"))
"""
        )
        text = await run(closed, code, workspace)
        assert (workspace / "mine.txt").read_text() == "mine"
        assert (workspace / "other.txt").read_text() == "other"
        assert "not saved: 'mine.txt' is the user's own file" in text
        assert "not removed: 'other.txt' is the user's own file" in text

    async def test_frames_of_its_own(self, host: Host, workspace: Path) -> None:
        need("bwrap")
        code = f"""
import os
def frame(kind, name, data):
    return kind + len(name).to_bytes(4, "big") + len(data).to_bytes(4, "big") + name + data
for name in (b"../new", {str(host.folder / "new").encode()!r}, b"a/../../new", b"\\xff\\xfe", b"x" * 3000, b""):
    for file in range(3, 12):
        try:
            os.write(file, frame(b"F", name, b"new") + frame(b"D", name, b""))
        except OSError:
            pass
"""
        text = await run("bwrap", code, workspace)
        assert "leads outside the workspace" in text
        assert not (workspace.parent / "new").exists()

    async def test_a_frame_that_never_ends(self) -> None:
        need("bwrap")
        code = """
import os
for file in range(3, 12):
    try:
        os.write(file, b"F" + b"\\xff" * 8 + b"x" * 1000)
    except OSError:
        pass
"""
        assert "it sent more than it may" in await run("bwrap", code)

    async def test_frames_without_end(self) -> None:
        need("bwrap")
        code = """
import os
for file in range(3, 12):
    try:
        for _ in range(300):
            os.write(file, (b"D" + bytes(8)) * 100)
    except OSError:
        pass
"""
        assert "it sent more than it may" in await run("bwrap", code)


class TestNetwork:
    async def test_no_way_out(self, closed: Sandbox, host: Host) -> None:
        code = (
            ATTEMPT
            + f"""
import socket
attempt("loopback", lambda: socket.create_connection(("127.0.0.1", {host.port}), 2))
attempt("outside", lambda: socket.create_connection(("192.0.2.1", 80), 2))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)))
attempt("name", lambda: socket.getaddrinfo("ollama.com", 443))
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("the machine below", lambda: socket.socket(40, socket.SOCK_STREAM))  # vsock knows no network namespace
for family in (17, 29, 30, 31, 38, 40, 42, 44):
    attempt(family, lambda: socket.socket(family, socket.SOCK_DGRAM))
attempt("interfaces", lambda: [name for _, name in socket.if_nameindex() if name[:3] in ("eth", "enp", "wla")] or 1 / 0)
for path in ("/var/run/docker.sock", "/run/dbus/system_bus_socket"):
    attempt(path, lambda: socket.socket(socket.AF_UNIX).connect(path))
"""
        )
        assert "gave" not in await run(closed, code)


class TestResources:
    async def test_fork_bomb(self, closed: Sandbox, host: Host) -> None:
        code = f"""
import os, time
made = 0
try:
    while made < 500:
        if os.fork() == 0:
            os.execlp("sleep", "sleep", "{host.mark}")
        made += 1
except OSError as error:
    print("stopped at", made)
"""
        found = re.search(r"stopped at (\d+)", await run(closed, code))
        assert not found or int(found[1]) <= TIGHT.processes

    async def test_thread_bomb(self, closed: Sandbox) -> None:
        code = """
import threading, time
made = 0
try:
    while made < 500:
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
        made += 1
except RuntimeError as error:
    print("stopped at", made)
"""
        async with Toolbox(None, closed, TIGHT) as toolbox:
            text = (await toolbox.run("run_python", {"code": code})).text
        found = re.search(r"stopped at (\d+)", text)
        assert int(found[1]) <= TIGHT.processes if found else "Error" in text

    async def test_memory_of_one(self, closed: Sandbox) -> None:
        text = await run(closed, "a = []\nwhile True: a.append('x' * 2**20 + str(len(a)))")
        assert "MemoryError" in text or "of memory" in text
        assert "are lost" in text

    @pytest.mark.parametrize("kind", ["private", "shared"])
    async def test_memory_of_the_tree(self, closed: Sandbox, kind: str, host: Host) -> None:
        code = f"""
import mmap, os, time
for _ in range(6):
    if os.fork() == 0:
        size = 100 * 2**20
        area = mmap.mmap(-1, size) if {kind!r} == "shared" else bytearray(size)
        for place in range(0, size, 4096):
            area[place] = 1
        time.sleep(2)
        os._exit(0)
for _ in range(6):
    print(os.wait()[1])
"""
        text = await run(closed, code)
        assert re.search(r"of memory|^9$|No module named", text, re.MULTILINE), text

    async def test_memory_that_no_process_holds(self) -> None:
        need("bwrap")
        code = (
            ATTEMPT
            + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
attempt("memfd", lambda: os.memfd_create("x"))
attempt("segment", lambda: libc.shmget(0, 2**20, 0o1600) >= 0 or 1 / 0)
attempt("keys", lambda: libc.syscall(248, b"user", b"x", b"y", 1, -3) >= 0 or 1 / 0)
"""
        )
        assert "gave" not in await run("bwrap", code)

    async def test_disk_filling(self, closed: Sandbox, workspace: Path) -> None:
        code = """
written = 0
for folder in ("/workspace", "/tmp", "/dev/shm"):
    try:
        for number in range(40):
            with open(f"{folder}/{number}", "wb") as file:
                file.write(b"x" * 2**19)
            written += 1
    except OSError as error:
        print(folder, type(error).__name__)
print("files", written)
"""
        found = re.search(r"files (\d+)", await run(closed, code, workspace))
        assert not found or int(found[1]) * 2**19 <= 3 * TIGHT.disk
        assert sum(entry.stat().st_size for entry in os.scandir(workspace)) <= TIGHT.disk + 10_000

    @pytest.mark.slow
    async def test_names_without_end(self) -> None:
        need("bwrap")
        code = "import os\nn = 0\nwhile True: os.close(os.open(f'/tmp/{n}', os.O_CREAT)); n += 1"
        assert "of memory" in await run("bwrap", code)

    async def test_output_flood(self, sandbox: Sandbox) -> None:
        text = await run(sandbox, "while True: print('x' * 1000)")
        assert "bytes of output cut" in text
        assert f"stopped: it printed over {TIGHT.flood} bytes" in text
        assert len(text) < 2 * TIGHT.output

    async def test_cpu_of_the_tree(self) -> None:
        need("bwrap")
        code = "import os\nfor _ in range(2): os.fork()\nwhile True: pass"
        assert "stopped: over 1 s of CPU time" in await run("bwrap", code, cpu=1.0)


class TestProcesses:
    async def test_signals(self, closed: Sandbox, host: Host) -> None:
        code = (
            ATTEMPT
            + f"""
import os
for pid in (1, os.getppid(), {host.victim}, {os.getpid()}):
    for signal in (9, 15, 19):
        attempt(pid, lambda: os.kill(pid, signal))
attempt("all", lambda: os.kill(-1, 9))
attempt("group", lambda: os.killpg(1, 9))
"""
        )
        await run(closed, code)

    @pytest.mark.parametrize("sandbox", ["bwrap", "docker", "none"])
    async def test_surviving_the_timeout(self, sandbox: Sandbox, host: Host) -> None:
        need(sandbox)
        code = f"""
import os, signal, time
for name in ("SIGTERM", "SIGINT", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execlp("sleep", "sleep", "{host.mark}")
    os._exit(0)
print("away", flush=True)
while True:
    time.sleep(60)
"""
        text = await run(sandbox, code, timeout=1.0)
        assert "away" in text
        assert "timed out: the code ran 1" in text

    @pytest.mark.parametrize("sandbox", ["bwrap", "docker", "none"])
    async def test_outliving_the_request(self, sandbox: Sandbox, host: Host) -> None:
        need(sandbox)
        await run(sandbox, f"import subprocess\nsubprocess.Popen(['sleep', '{host.mark}'], start_new_session=True)\n")

    async def test_privileges(self) -> None:
        need("bwrap")
        code = (
            ATTEMPT
            + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
call = lambda *a: libc[a[0]](*a[1:]) == 0 or 1 / 0
attempt("root", lambda: os.setuid(0))
attempt("group", lambda: os.setgroups([0]))
attempt("user namespace", lambda: call("unshare", 0x10000000))
attempt("mount", lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, b""))
attempt("remount", lambda: call("mount", b"", b"/usr", b"", 0x1020, b""))
attempt("root folder", lambda: os.chroot("/tmp"))
attempt("trace", lambda: call("ptrace", 16, 1, 0, 0))
attempt("kernel log", lambda: libc.klogctl(3, ctypes.create_string_buffer(10), 10) >= 0 or 1 / 0)
attempt("priority", lambda: os.nice(-5))
attempt("device", lambda: os.mknod("/tmp/sda", 0o060600, os.makedev(8, 0)))
attempt("setuid program", lambda: os.popen("id -u").read() == "0" or 1 / 0)
attempt("memory of another", lambda: open("/proc/1/mem", "r+b").seek(0) if os.getuid() > 2_000_000_000 - 1 else 1 / 0)
"""
        )
        assert "gave" not in await run("bwrap", code)


async def test_none_hides_the_environment_and_bounds_the_tree(host: Host) -> None:
    need("none")
    assert host.secret not in await run("none", "import os\nprint(dict(os.environ))")
    code = f"""
import os
for _ in range(6):
    if os.fork() == 0:
        area = bytearray(100 * 2**20)
        for place in range(0, len(area), 4096):
            area[place] = 1
        os.execlp("sleep", "sleep", "{host.mark}")
while True:
    pass
"""
    assert "stopped: over" in await run("none", code)


LEAVE = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        {action}
    os._exit(0)
os.wait()
"""


class TestLeavingTheSession:
    """Under `none`, a process that forks twice, starts a session and forgets its environment."""

    @pytest.mark.parametrize("ending", ["time.sleep(60)", "os._exit(0)", "print('away')", "os.kill(os.getpid(), 11)"])
    async def test_it_is_killed_with_the_rest(self, host: Host, ending: str) -> None:
        need("none")
        code = LEAVE.format(action=f"os.execve('/bin/sleep', ['sleep', '{host.mark}'], {{}})") + ending
        await run("none", code, timeout=1.0)

    async def test_its_memory_counts(self, host: Host) -> None:
        need("none")
        action = "os.fork() + os.fork(); area = bytearray(b'x' * (80 * 2**20)); time.sleep(60)"
        assert "stopped: over 192 MiB" in await run("none", LEAVE.format(action=action) + "time.sleep(60)")

    async def test_its_forks_count(self, host: Host) -> None:
        need("none")
        once = LEAVE.format(action="time.sleep(60)").replace("\n", "\n    ")
        code = f"import time\nfor _ in range(200):\n    {once}\n"
        assert "stopped: over 32 processes" in await run("none", code)

    def test_it_does_not_outlive_a_host_that_is_killed(self, tmp_path: Path) -> None:
        need("none")
        code = (
            LEAVE.format(action="time.sleep(60)") + f"open({str(tmp_path / 'begun')!r}, 'w').close()\nwhile True: pass"
        )
        program = f"import asyncio\nfrom super_agent.tools import run_python\nasyncio.run(run_python({code!r}, sandbox='none'))"
        with subprocess.Popen([sys.executable, "-c", program]) as process:
            wait_until((tmp_path / "begun").exists)
            below = set(tree(process.pid)) - {process.pid}
            assert len(below) >= 3
            process.kill()
        wait_until(lambda: not any(map(alive, below)))


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


async def test_many_at_once(host: Host) -> None:
    need("bwrap")
    codes = ["while True: pass", "import os\nwhile True: os.fork()", "while True: print('x' * 999)"]
    await asyncio.gather(*(run("bwrap", code, timeout=1.0, memory=96 * 2**20, processes=12) for code in codes))


class TestFilesWithoutEnd:
    async def test_many_small_ones(self, workspace: Path) -> None:
        """What comes back is bounded in number too: each file costs the host writes to its disk."""
        need("bwrap")
        code = "for number in range(6000): open(f'{number:04}', 'w').write('x')"
        async with Toolbox(workspace, "bwrap", TIGHT) as toolbox:
            result = await asyncio.wait_for(toolbox.run("run_python", {"code": code}), 60)
        assert len(result.artifacts) == 1000
        assert len(os.listdir(workspace)) == 1001
        assert "not saved: 5000 more files; at most 1000 come back from one call" in result.notes

    @pytest.mark.parametrize("sandbox", ["bwrap", "none"])
    async def test_their_names(self, sandbox: Sandbox, workspace: Path) -> None:
        """Names that drive a terminal, or that no text can hold, do not come back."""
        need(sandbox)
        code = r"""
import os
for name in (b"a\nb", b"c\x1b[2Jd", b"\xff", b"\xfe", "e\u202ef".encode(), "good ñ.txt".encode()):
    os.write(os.open(name, os.O_CREAT | os.O_WRONLY), name)
"""
        async with Toolbox(workspace, sandbox, TIGHT) as toolbox:
            result = await toolbox.run("run_python", {"code": code})
        assert [one.path for one in result.artifacts] == ["good ñ.txt"]
        assert sorted(os.listdir(workspace)) == [".super_agent", "good ñ.txt"]
        assert "\x1b" not in result.text
        result.text.encode()

    @pytest.mark.parametrize("making", ["open(f'f{n}', 'w').close()", "os.mkdir(f'd{n}')"])
    async def test_in_monty_they_lie_on_the_hosts_disk(self, making: str) -> None:
        need("monty")
        code = f"import os\nn = 0\nwhile True:\n    {making}\n    n += 1"
        async with Toolbox(None, "monty", TIGHT.model_copy(update={"timeout": 60})) as toolbox:
            text = (await toolbox.run("run_python", {"code": code})).text
            after = await toolbox.run("run_python", {"code": "import os\nfor _ in range(10**6): pass\nos.listdir('.')"})
        assert "stopped: it made over 2000 files and folders" in text
        assert after.value == "[]", after
