"""Which sandbox runs a piece of code: the one that was chosen, or under `auto` the smallest that can."""

from __future__ import annotations

from .monty import MontySession
from .session import Outcome, Session
from .types import Limits, Sandbox
from .workspace import Workspace


class Sandboxes:
    """The sessions of one toolbox, each started when it is first needed."""

    def __init__(self, sandbox: Sandbox, limits: Limits, workspace: Workspace | None, python: str) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._workspace = workspace
        self._python = python
        self._sessions: dict[str, Session] = {}

    async def run(self, code: str, timeout: float) -> tuple[str, str, Outcome]:
        """Run `code`. Returns the sandbox's name, why it was taken, and the outcome."""
        name, why = "monty", "chosen"
        session = self._sessions.setdefault(name, MontySession(self._limits, self._workspace))
        return name, why, await session.run(code, timeout)

    async def aclose(self) -> None:
        """Close every session."""
        while self._sessions:
            _, session = self._sessions.popitem()
            await session.aclose()
