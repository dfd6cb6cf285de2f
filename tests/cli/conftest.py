"""The command line as a real process, or called in this one where the process itself is not what is tested."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from super_agent.cli import messages
from super_agent.cli.main import main
from super_agent.emulator import Emulator

from ..lab import emulated

COMMAND = [sys.executable, "-m", "super_agent.cli.main"]


@dataclass
class Cli:
    """Runs commands with `environment` over a clean one, in English unless it says otherwise."""

    environment: dict[str, str] = field(default_factory=dict)

    def full_environment(self, **more: str) -> dict[str, str]:
        fixed = {"LC_ALL": "C.UTF-8", "COLUMNS": "80", "LINES": "24", "PYTHONWARNINGS": "error"}
        return {**os.environ, **fixed, **self.environment, **more}

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """One process to its end; an empty standard input."""
        return subprocess.run(
            [*COMMAND, *arguments], input=stdin, capture_output=True, encoding="utf-8",
            env=self.full_environment(**environment), timeout=100, check=False,
        )  # fmt: skip

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """A process whose output is read as it comes."""
        return subprocess.Popen(
            [*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", env=self.full_environment(**environment),
        )  # fmt: skip


@dataclass
class Here:
    """Runs commands in this process."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        for name, value in environment.items():
            self.monkeypatch.setenv(name, value)
        messages.language.cache_clear()
        self.capture.readouterr()
        code = main(arguments)
        out, err = self.capture.readouterr()
        return code, out, err

    def on_screen(self, *arguments: str, typed: str = "", **environment: str) -> tuple[int, str]:
        """Exit code, and what was written to a terminal without colours, while `typed` is typed."""
        written = Screen()
        for name in ("stdout", "stderr"):
            self.monkeypatch.setattr(sys, name, written)
        self.monkeypatch.setattr(sys, "stdin", Screen(typed))
        code, _, _ = self.run(*arguments, NO_COLOR="1", **environment)
        return code, written.getvalue()


class Screen(io.StringIO):
    """Takes what is written as a terminal would, and gives what was typed before."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="session")
def shared_emulator() -> Iterator[Emulator]:
    with emulated() as running:
        yield running


@pytest.fixture
def emulator(shared_emulator: Emulator) -> Emulator:
    shared_emulator.clear_faults()
    shared_emulator.clear()
    return shared_emulator


@pytest.fixture
def addresses(emulator: Emulator) -> dict[str, str]:
    return {
        "OLLAMA_CLOUD_API_KEY": emulator.api_key,
        "OLLAMA_CLOUD_BASE_URL": emulator.cloud_url,
        "OLLAMA_BASE_URL": emulator.local_url,
    }


@pytest.fixture
def cli(addresses: dict[str, str]) -> Cli:
    return Cli(addresses)


@pytest.fixture
def here(
    addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Here]:
    for name, value in {**addresses, "LC_ALL": "C.UTF-8", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    yield Here(monkeypatch, capsys)
    messages.language.cache_clear()
