"""The benchmarks are commands beside the package: they are run as such, from the repository's root."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))
LONGEST = 90.0


class Done(NamedTuple):
    """What a command gave; `output` is standard output and standard error together."""

    code: int
    output: str


Command = Callable[..., Done]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `python -m benchmarks.NAME ARGUMENTS` to its end, or ends it with every process that it started.

    Its output goes into a file: a pipe would be read for as long as any of those processes holds it.
    """

    def run(name: str, *arguments: str) -> Done:
        asked = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
        path = tmp_path / "output"
        with path.open("wb") as output:
            process = subprocess.Popen(
                asked, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
            try:
                code = process.wait(LONGEST)
            except subprocess.TimeoutExpired:
                pytest.fail(f"no end within {LONGEST:g} s:\n{path.read_text()}")
            finally:
                _end(process)
        return Done(code, path.read_text())

    return run


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
