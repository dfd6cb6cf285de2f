"""The `docker` sandbox without a daemon: a program of that name that writes down how it is called."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from super_agent.tools import Toolbox, run_python

from .conftest import TIGHT, children

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
STAND_IN = """#!/bin/sh
echo "$@" | head -n 1 >> {log}
[ "$1" = run ] || exec {otherwise}
while [ "$1" != python:3.12-slim ]; do shift; done
shift
for word; do [ "$word" = /workspace ] && word={inside}; set -- "$@" "$word"; shift; done
exec {python} "$@"
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return stand_in(tmp_path, monkeypatch, "true")


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, otherwise: str) -> Path:
    """A docker that runs the runner of a container here; returns the file of how it was called."""
    inside, log = tmp_path / "inside", tmp_path / "called"
    inside.mkdir(exist_ok=True)
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir(exist_ok=True)
    program.write_text(STAND_IN.format(log=log, inside=inside, python=sys.executable, otherwise=otherwise))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return log


async def test_how_a_container_is_started_and_removed(
    log: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_CLOUD_API_KEY", "hush")
    async with Toolbox(workspace, "docker", TIGHT) as toolbox:
        result = await toolbox.run("run_python", {"code": "open('made.txt', 'w').write('x')\n6 * 7"})
        assert (result.value, result.sandbox, result.artifacts[0].path) == ("42", "docker", "made.txt")
        late = await toolbox.run("run_python", {"code": "print('begun')\nwhile True: pass", "timeout": 0.5})
        assert late.error.startswith("timed out: the code ran 0.")
        assert late.output == "begun\n"
    started, removed = await asyncio.to_thread(lambda: log.read_text().splitlines())
    words = started.split()
    name = words[words.index("--name") + 1]
    assert removed == f"rm --force {name}"
    for wanted in (
        "--rm --interactive --init --pull never --log-driver none",
        "--network none --read-only --cap-drop ALL --security-opt no-new-privileges",
        f"--user 65534:65534 --memory {TIGHT.memory} --memory-swap {TIGHT.memory}",
        f"--pids-limit {TIGHT.processes}",
        f"--ulimit core=0 --ulimit cpu=21 --shm-size {TIGHT.disk}",
        f"--tmpfs /workspace:rw,nosuid,nodev,mode=1777,size={TIGHT.disk},nr_inodes=10000",
        f"--tmpfs /tmp:rw,nosuid,nodev,mode=1777,size={TIGHT.disk},nr_inodes=10000",
        "--entrypoint python python:3.12-slim -I -S -B",
    ):
        assert f" {wanted} " in f" {started} ", wanted
    assert not {"--privileged", "-v", "--volume", "--mount", "--device", "--env-file", "--publish"} & set(words)
    assert [words[n + 1].partition("=")[0] for n, word in enumerate(words) if word == "--env"] == [
        "HOME",
        "MPLCONFIGDIR",
    ]
    assert "hush" not in started


async def test_a_daemon_that_hangs_does_not_keep_the_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "sleep 600")
    before = children()
    async with Toolbox(None, "docker", TIGHT) as toolbox:
        assert (await toolbox.run("run_python", {"code": "1 + 1"})).value == "2"
    assert not children() - before


async def test_no_daemon_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "docker"
    said = "Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?"
    program.write_text(f"#!/bin/sh\necho 'docker: {said}\n\nRun docker --help' >&2\nexit 125\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    result = await run_python("1 + 1", sandbox="docker")
    assert "\n" not in result.error
    assert said in result.error
    assert "start the Docker daemon and pull the image" in result.error
