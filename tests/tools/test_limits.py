"""The two ways to bound a tree, each alone; the filter; an unprivileged host."""

import asyncio
import os
import struct
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from super_agent.tools import Limits, Toolbox, seccomp
from super_agent.tools.cgroup import Cgroup
from super_agent.tools.output import Collector, clip, printable
from super_agent.tools.watch import Watcher, shared_once, tree, usage

from .conftest import TIGHT, children, groups, need

GREEDY = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        area = bytearray(80 * 2**20)
        for place in range(0, len(area), 4096):
            area[place] = 1
        time.sleep(1)
        os._exit(0)
print([os.wait()[1] for _ in range(4)])
"""


async def test_the_watcher_alone_bounds_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    need("bwrap")
    monkeypatch.setattr(Cgroup, "make", classmethod(lambda *_: None))
    async with Toolbox(None, "bwrap", TIGHT) as toolbox:
        assert (await toolbox.run("run_python", {"code": GREEDY})).error == "stopped: over 192 MiB of memory"


async def test_the_kernels_limit_alone_bounds_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    need("bwrap")
    monkeypatch.setattr(Cgroup, "make", classmethod(lambda *_: None))
    monkeypatch.setattr(Watcher, "_look", lambda _: "")
    code = (
        "import os, time\nmade = 0\ntry:\n  while made < 100:\n    if os.fork() == 0: time.sleep(20)\n    made += 1\n"
    )
    async with Toolbox(None, "bwrap", TIGHT) as toolbox:
        result = await toolbox.run("run_python", {"code": code + "except OSError: pass\nmade"})
    assert 0 < int(result.value) <= TIGHT.processes


async def test_the_cgroup_alone_bounds_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    need("bwrap")
    group = await asyncio.to_thread(Cgroup.make, TIGHT)
    if group is None:
        pytest.skip("no cgroup may be made here")
    await asyncio.to_thread(group.close)
    monkeypatch.setattr(Watcher, "_look", lambda _: "")
    async with Toolbox(None, "bwrap", TIGHT) as toolbox:
        result = await toolbox.run("run_python", {"code": GREEDY})
        assert "9" in result.output or "of memory" in result.error
        inside = await toolbox.run("run_python", {"code": "open('/proc/self/cgroup').read()"})
        assert "super-agent-" in inside.value
    assert not await asyncio.to_thread(groups)


def test_groups_of_a_killed_process_are_removed() -> None:
    program = "import os, signal\nfrom super_agent.tools import Limits\nfrom super_agent.tools.cgroup import Cgroup\n"
    program += "print(bool(Cgroup.make(Limits())), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        if process.communicate()[0] != b"True\n":
            pytest.skip("no cgroup may be made here")
    group = Cgroup.make(TIGHT)
    assert group
    group.close()
    assert not [*Path("/sys/fs/cgroup").rglob(f"super-agent-{process.pid}-*")]


def test_the_sum_over_a_tree() -> None:
    program = "import subprocess, sys\nx = bytearray(30 << 20)\nfor n in range(0, len(x), 4096): x[n] = 1\n"
    program += "p = subprocess.Popen(['sleep', '60'])\nprint('ready', flush=True)\nsys.stdin.read()\np.kill()\np.wait()"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        pids = tree(process.pid)
        used = usage(pids)
        assert len(pids) == used.threads == 2
        assert 30 << 20 < shared_once(pids) <= used.memory < 200 << 20
        assert 0 < used.cpu < 60
        process.communicate()
    assert usage(pids) == usage([])


def test_the_filter_knows_its_machines() -> None:
    for machine in ("x86_64", "aarch64"):
        program = seccomp.program(machine)
        lines = list(struct.iter_unpack("=HBBI", program))
        assert lines[0] == (0x20, 0, 0, 4)
        assert lines[-1] == (0x06, 0, 0, 0x7FFF0000)
        for place, (code, true, false, _) in enumerate(lines):
            assert code != 0x15 or place + 1 + max(true, false) < len(lines)
    assert seccomp.program("vax") == b""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can show what another user may")
def test_as_a_user_without_rights(tmp_path: Path) -> None:
    need("bwrap")
    python = "/usr/bin/python3"
    if output([python, "-c", "import sys; print(sys.version_info[:2])"]).strip() != str(sys.version_info[:2]):
        pytest.skip("no system Python of this version, which a user without rights could start")
    program = f"""
import asyncio, os, site
site.addsitedir({sysconfig.get_path("purelib")!r})
from super_agent.tools import Limits, run_python
code = '''
import os
made = 0
try:
    while made < 100:
        if os.fork() == 0:
            import time
            time.sleep(20)
        made += 1
except OSError:
    pass
print(made < 32, os.getuid(), os.listdir("/root") if os.path.exists("/root") else "no root")
for place in ("/new", "/dev/new", "/usr/new", "/etc/new"):
    try:
        open(place, "w")
        print(place)
    except OSError:
        pass
'''
limits = Limits(timeout=10, memory=192 * 2**20, processes=32, disk=2**22)
print((asyncio.run(run_python(code, sandbox="bwrap", limits=limits))).text)
"""
    assert output([python, "-c", program], user=12345, group=12345, extra_groups=[]) == "True 12345 no root\n"


def output(words: list[str], **more: Any) -> str:
    """Return all that a program writes."""
    process = subprocess.run(
        words, check=False, cwd="/", env={}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more
    )
    return process.stdout


class TestOutput:
    def test_both_ends_are_kept(self) -> None:
        collector = Collector(100)
        for number in range(1000):
            collector.add(f"{number},".encode())
        text = collector.text()
        assert text.startswith("0,1,2")
        assert text.endswith("998,999,")
        assert f"[... {collector.total - 100} bytes of output cut ...]" in text

    @pytest.mark.parametrize("size", [1, 7, 99, 100, 101, 250])
    def test_in_pieces_of_any_size(self, size: int) -> None:
        data = bytes(range(32, 127)) * 10
        whole, pieces = Collector(100), Collector(100)
        whole.add(data)
        for start in range(0, len(data), size):
            pieces.add(data[start : start + size])
        assert whole.text() == pieces.text()

    def test_text_is_made_safe_to_show(self) -> None:
        assert printable(b"a\x1b[2Jb\r\nc\rd\xff\x00") == "a\\x1b[2Jb\nc\nd\ufffd\\x00"
        assert clip("x" * 10, 10) == "x" * 10
        assert clip("ab" * 50, 8) == "ababab\n[... 92 characters cut ...]\nab"


async def test_what_a_toolbox_leaves(workspace: Path) -> None:
    before, folders = children(), set(os.listdir("/tmp"))
    need("bwrap")
    for sandbox in ("monty", "bwrap", "none"):
        async with Toolbox(workspace, sandbox, Limits()) as toolbox:  # type: ignore[arg-type]
            await toolbox.run("run_python", {"code": "open('x', 'w').write('y')"})
    assert not children() - before
    assert not [name for name in set(os.listdir("/tmp")) - folders if name.startswith("super-agent-")]
