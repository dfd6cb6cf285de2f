"""Which sandbox runs a piece of code: the one that was chosen, or under `auto` the smallest that can."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from . import bwrap, docker, plain
from .monty import MontySession
from .process import ProcessSession
from .session import Outcome, Session
from .tree import Tree
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
        name = "monty" if self._sandbox == "auto" else self._sandbox
        return name, "chosen", await self._session(name).run(code, timeout)

    def _session(self, name: str) -> Session:
        if name not in self._sessions:
            self._sessions[name] = self._make(name)
        return self._sessions[name]

    def _make(self, name: str) -> Session:
        if name == "monty":
            return MontySession(self._limits, self._workspace)
        starts: dict[str, Callable[[], Awaitable[Tree]]] = {
            "bwrap": partial(bwrap.launch, self._limits, self._python),
            "docker": partial(docker.launch, self._limits, ""),
            "none": partial(plain.launch, self._limits, self._python),
        }
        return ProcessSession(self._limits, self._workspace, starts[name])

    async def aclose(self) -> None:
        """Close every session."""
        while self._sessions:
            _, session = self._sessions.popitem()
            await session.aclose()
