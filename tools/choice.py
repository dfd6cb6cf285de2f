"""Which sandbox runs a piece of code: the one that was chosen, or under `auto` the smallest that can.

`auto` reads the code first: Monty, or bwrap when it needs what Monty has not. Names must stay defined through a
request, so once code has moved to bwrap the rest follows, and code that ran in Monty before is run there again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from . import bwrap, docker, plain
from .monty import MontySession
from .needs import needs
from .process import ProcessSession
from .session import LOST, Outcome, Session
from .source import MAX_CODE, tree
from .tree import Tree
from .types import Limits, Sandbox, ToolError
from .workspace import Workspace

_AGAIN = "earlier code of this request was run again there, so that its names are defined"


class Sandboxes:
    """The sessions of one toolbox, each started when it is first needed."""

    def __init__(
        self, sandbox: Sandbox, limits: Limits, workspace: Workspace | None, python: str = "", image: str = ""
    ) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._workspace = workspace
        self._starts: dict[str, tuple[Callable[[], Awaitable[Tree]], str]] = {
            "bwrap": (partial(bwrap.launch, limits, python), bwrap.ADVICE),
            "docker": (partial(docker.launch, limits, image), docker.ADVICE),
            "none": (partial(plain.launch, limits, python), ""),
        }
        self._monty = MontySession(limits, workspace)
        self._processes: dict[str, ProcessSession] = {}
        self._history: list[str] = []
        self._moved = False

    async def run(self, code: str, timeout: float) -> tuple[str, str, Outcome]:
        """Run `code`. Returns the sandbox's name, why it was taken, and the outcome."""
        if len(code) > MAX_CODE:
            raise ToolError(f"the code has {len(code)} characters; at most {MAX_CODE} are accepted")
        if self._sandbox != "auto":
            outcome = await self._session(self._sandbox).run(code, timeout)
            return self._sandbox, f"CODE_SANDBOX={self._sandbox}", outcome
        if self._moved:
            return await self._in_bwrap(code, timeout, "earlier code of this request ran there")
        parsed = tree(code)
        lacks = needs(parsed) if parsed else ""
        if not lacks:
            outcome = await self._monty.run(code, timeout)
            lacks = outcome.unsupported
            if not lacks:
                self._history = [] if LOST in outcome.notes else [*self._history, code]
                return "monty", "needs nothing more", outcome
        return await self._in_bwrap(code, timeout, lacks)

    async def aclose(self) -> None:
        """Close every session and forget what ran."""
        self._history, self._moved = [], False
        await self._monty.aclose()
        for session in self._processes.values():
            await session.aclose()

    async def _in_bwrap(self, code: str, timeout: float, why: str) -> tuple[str, str, Outcome]:
        session = self._process("bwrap")
        again = self._history
        try:
            if again:
                await session.rehearse(again, timeout)
            outcome = await session.run(code, timeout)
        except ToolError as error:
            raise ToolError(f"the code has to run in bwrap ({why}), which does not work: {error}") from None
        self._history = []
        self._moved = LOST not in outcome.notes
        return "bwrap", why, outcome.noting(_AGAIN) if again else outcome

    def _session(self, name: str) -> Session:
        return self._monty if name == "monty" else self._process(name)

    def _process(self, name: str) -> ProcessSession:
        if name not in self._processes:
            launch, advice = self._starts[name]
            self._processes[name] = ProcessSession(self._limits, self._workspace, launch, advice)
        return self._processes[name]


async def status(*, python: str = "", image: str = "") -> dict[str, str]:
    """Return, for each sandbox, "" when it works here or else why not. It is found by running it."""
    found: dict[str, str] = {}
    names: tuple[Sandbox, ...] = ("monty", "bwrap", "docker", "none")
    for name in names:
        sandboxes = Sandboxes(name, Limits(), None, python, image)
        try:
            _, _, outcome = await sandboxes.run("1 + 1", 10.0)
            found[name] = outcome.error
        except ToolError as error:
            found[name] = str(error)
        finally:
            await sandboxes.aclose()
    return found
