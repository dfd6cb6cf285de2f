"""What every sandbox offers: a session that runs one piece of code after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from .types import Artifact


@dataclass(frozen=True)
class Outcome:
    """What one piece of code gave, before it is a ToolResult; the fields mean the same."""

    output: str = ""
    value: str = ""
    error: str = ""
    artifacts: tuple[Artifact, ...] = ()
    notes: tuple[str, ...] = ()
    unsupported: str = ""
    """What the code needs and the sandbox has not; only when nothing of it has run."""

    def noting(self, note: str) -> Outcome:
        """Return the same with one more note."""
        return replace(self, notes=(*self.notes, note))


class Session(Protocol):
    """One sandbox of one request. Names stay defined between calls until the code had to be killed."""

    async def run(self, code: str, timeout: float) -> Outcome:
        """Run `code` for at most `timeout` seconds. Cancelling it kills whatever runs.

        Raises ToolError when the sandbox itself cannot work.
        """

    async def aclose(self) -> None:
        """End every process and remove every temporary file of the session."""


LOST = "names defined by earlier code are lost"
"""Note of a result whose session had to be killed."""


def timed_out(seconds: float, limit: float) -> str:
    """Return the error of code that ran into its wall clock."""
    return f"timed out: the code ran {seconds:.1f} s, the limit is {limit:g} s"
