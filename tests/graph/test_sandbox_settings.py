"""CODE_PYTHON and CODE_IMAGE: what the executor's sandbox runs."""

import sys
import venv
from pathlib import Path

import pytest
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel
from super_agent.graph.models.settings import Settings

from ..lab import CODE, Lab, Outcome, emulated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these sandboxes need Linux or macOS")
IMPORTS = "import only_there\nprint(only_there.VALUE)"


def imports(conversation: Conversation) -> Answer:
    if conversation.result is None:
        return Answer(calls=(Call("run_python", {"code": IMPORTS}),))
    return Answer(conversation.result)


async def run(sandbox: str) -> Outcome:
    with emulated(models=[EmulatedModel("emulated-coder", imports, capabilities=("completion", "tools"))]) as ollama:
        lab = Lab(ollama, cloud_enabled=False, sandbox=sandbox)
        outcome = await lab.arun(CODE, approval="never")
        await lab.manager.aclose()
    return outcome


async def test_an_environment_s_interpreter_brings_its_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    (packages,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    (packages / "only_there.py").write_text("VALUE = 'from the environment'")
    assert "No module named 'only_there'" in (await run("none")).answer
    monkeypatch.setenv("CODE_PYTHON", str(tmp_path / "venv" / "bin" / "python"))
    assert "from the environment" in (await run("none")).answer


def test_a_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "python").symlink_to(sys.executable)
    assert Settings.load(code_python="~/python").code_python == str(tmp_path / "python")


async def test_docker_is_started_with_the_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docker = tmp_path / "docker"
    docker.write_text(f'#!/bin/sh\n[ "$1" = run ] && echo "$@" > {tmp_path}/asked\nexit 1\n')
    docker.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("CODE_IMAGE", "registry.example/python:3.13")
    await run("docker")
    assert " registry.example/python:3.13 " in (tmp_path / "asked").read_text()
