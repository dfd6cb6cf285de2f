"""The benchmarks are commands beside the package: they are run as such, from the repository's root."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command() -> Command:
    """Runs `python -m benchmarks.NAME ARGUMENTS` and gives its exit code and output."""

    def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        asked = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
        return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)

    return run
