"""Mode `offline`: only loopback and configured private addresses are contacted, at import, in a run and in status."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from super_agent.emulator import EmulatedModel, Emulator, default_models

from ..lab import PLAN, Lab, emulated

SCRIPT = Path(__file__).with_name("offline_run.py")
PUBLIC = "http://192.0.43.8:11434"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    stub = EmulatedModel("borrowed:7b", "brain", remote_model="gpt-oss:120b")
    with emulated(scale=0.005, models=[*default_models(), stub]) as running:
        yield running


def session(folder: Path, **variables: str) -> dict[str, Any]:
    """What the script told, with these variables and those that make people leak."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    given = {
        **kept, "SUPER_AGENT_MODE": "offline", "LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "dummy",
        "HTTPS_PROXY": "http://198.51.100.9:3128", "HTTP_PROXY": "http://198.51.100.9:3128",
        "XDG_STATE_HOME": str(folder), **variables,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(SCRIPT), PLAN],
        env=given, cwd=folder, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def asked_of_the_cloud(emulator: Emulator) -> list[str]:
    """What reached the cloud's port, and what the daemon was asked that it would ask the cloud for."""
    outside = [f"{one.port} {one.path}" for one in emulator.requests if one.port == "cloud"]
    named = [f"{one.path} {one.model}" for one in emulator.requests if "cloud" in one.model or "borrowed" in one.model]
    return [*outside, *named, *(one.path for one in emulator.requests if one.path == "/api/me")]


@pytest.mark.parametrize(
    "variables",
    [
        {"SUPER_AGENT_PRIVACY": "redact", "OLLAMA_CLOUD_API_KEY": "dummy"},
        {"DEFAULT_MODEL": "gpt-oss:120b-cloud", "EXECUTOR_MODEL": "qwen3-coder:480b-cloud"},
        pytest.param({}, marks=pytest.mark.slow),
        pytest.param({"DEFAULT_MODEL": "borrowed:7b"}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_a_whole_session_reaches_loopback_alone(emulator: Emulator, tmp_path: Path, variables: dict[str, str]) -> None:
    told = session(tmp_path, OLLAMA_BASE_URL=emulator.local_url, **variables)
    assert told["reached"] == ["127.0.0.1"]
    assert told["import"] == 0
    assert told["run"] == ["local", "local", "local", "True", "local"]
    assert told["command"] == [0, 0, 0, 0]
    assert asked_of_the_cloud(emulator) == []


def test_a_public_host_in_the_local_role_is_not_contacted(tmp_path: Path) -> None:
    told = session(tmp_path, OLLAMA_BASE_URL=PUBLIC, OLLAMA_CLOUD_API_KEY="dummy", DEFAULT_MODEL="qwen3:8b")
    assert told["reached"] == []
    assert all("offline" in answer for answer in (told["run"][0], told["run"][-1]))


def test_nor_in_auto_is_anything_else(emulator: Emulator, tmp_path: Path) -> None:
    """The watch works: in mode auto the cloud is looked up."""
    told = session(tmp_path, OLLAMA_BASE_URL=emulator.local_url, OLLAMA_CLOUD_API_KEY="dummy", SUPER_AGENT_MODE="auto")
    assert "ollama.com" in " ".join(told["reached"]) or "198.51.100.9" in told["reached"]


async def test_offline_for_one_run_asks_nothing_of_the_cloud(emulator: Emulator) -> None:
    lab = Lab(emulator)
    outcome = await lab.arun(PLAN, mode="offline")
    assert outcome.kinds() == ["local"]
    assert asked_of_the_cloud(emulator) == []
    await lab.manager.aclose()


async def test_the_daemon_is_not_asked_about_stubs_in_mode_offline(emulator: Emulator) -> None:
    lab = Lab(emulator, cloud_api_key="", mode="offline", default_model="borrowed:7b")
    await lab.arun(PLAN)
    await lab.manager.status()
    assert asked_of_the_cloud(emulator) == []
    await lab.manager.aclose()
