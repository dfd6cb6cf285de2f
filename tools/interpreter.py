"""The Python that a process sandbox runs: where it is, and what of the disk it needs."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass
from typing import NamedTuple

from .types import ToolError

_ASK = "import json, site, sys; print(json.dumps([sys.base_prefix, sys.base_exec_prefix, site.getsitepackages()]))"
_PARTS = ("bin", "lib", "lib64", "share")


@dataclass(frozen=True)
class Interpreter:
    """A Python: its program, the folders that it loads from, and those of installed packages.

    `program` is the real file, not a virtual environment's link to it: the packages are given to it by path.
    """

    program: str
    folders: tuple[str, ...]
    packages: tuple[str, ...]


class _Answer(NamedTuple):
    """What an interpreter says of itself: its base prefixes and the folders of its packages."""

    prefixes: tuple[str, str]
    packages: list[str]


def find(python: str) -> Interpreter:
    """Return the Python at a path or of a name; this process's own for "". Blocks; ToolError when it is none."""
    if python in {"", sys.executable}:
        own = _Answer((sys.base_prefix, sys.base_exec_prefix), site.getsitepackages())
        return _describe(sys.executable, own)
    program = shutil.which(python)
    if program is None:
        raise ToolError(f"there is no Python {python!r}; give the path of an interpreter")
    return _describe(program, _ask(program))


def _ask(program: str) -> _Answer:
    """Return the interpreter's own answer: its two base prefixes and the folders of its packages."""
    try:
        answer = subprocess.run([program, "-I", "-c", _ASK], capture_output=True, check=True, timeout=30)  # noqa: S603
        base, base_exec, packages = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        raise ToolError(f"{program!r} does not answer as a Python interpreter") from None
    return _Answer((base, base_exec), packages)


def _describe(program: str, answer: _Answer) -> Interpreter:
    real = os.path.realpath(program)
    bases = dict.fromkeys([os.path.dirname(os.path.dirname(real)), *(os.path.realpath(p) for p in answer.prefixes)])
    parts = [os.path.join(base, part) for base in bases for part in _PARTS]
    present = [path for path in dict.fromkeys([*parts, *answer.packages]) if os.path.isdir(path)]
    folders = [p for p in present if not any(p != q and _below(p, q) for q in [*present, "/usr"])]
    return Interpreter(real, tuple(folders), tuple(p for p in answer.packages if p in present))


def _below(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder
