"""`super-agent ask`: one request, its answer as it comes, and everything that happened on the way."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from ..core.hybrid_commander import HybridCommander
from ..graph import NoModelAvailableError
from ..graph.models.manager import HybridModelManager
from . import nobody
from .approve import decide
from .errors import NOBODY
from .narrator import Narrator, follow
from .terminal import Terminal
from .threads import open_threads

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ..core.response import Response
    from ..core.stream import StreamEvent


def ask(text: str, *, as_json: bool, thread: str | None, context: dict[str, Any]) -> int:
    """Answer `text` and return the exit code. `context` takes fields of `graph.Context`."""
    terminal = Terminal(sys.stdout, sys.stderr)
    with asyncio.Runner() as runner:
        asking = Asking(terminal, None if as_json else Narrator(terminal))
        try:
            runner.run(asking.open(keep=thread is not None))
            return asking.answer(runner, text, thread, context)
        finally:
            runner.run(asking.aclose())


class Asking:
    """A commander for one request; `narrator` is None when nothing but JSON is printed.

    The questions of approval come between two runs of the event loop, so that Ctrl-C ends them at once.
    """

    def __init__(self, terminal: Terminal, narrator: Narrator | None) -> None:
        self._terminal, self._narrator = terminal, narrator
        self._stack = AsyncExitStack()

    async def open(self, *, keep: bool) -> None:
        """Open the commander, with the threads of earlier calls when `keep`."""
        saver = await self._stack.enter_async_context(open_threads()) if keep else None
        self._manager = HybridModelManager()
        self._commander = await self._stack.enter_async_context(HybridCommander(self._manager, checkpointer=saver))

    async def aclose(self) -> None:
        """Close what `open` opened."""
        await self._stack.aclose()

    def answer(self, runner: asyncio.Runner, text: str, thread: str | None, context: dict[str, Any]) -> int:
        """Ask, let the user decide where a tool waits, and print the answer."""
        if runner.run(nobody.nothing_answers(self._manager, context.get("mode"))):
            return runner.run(self._nobody(None))
        try:
            response = runner.run(self._follow(self._commander.stream_message(text, thread_id=thread, **context)))
            while response.pending:
                decisions = decide(self._terminal, response.pending)
                going_on = self._commander.stream_resume(response.thread_id, decisions, **context)
                response = runner.run(self._follow(going_on))
        except NoModelAvailableError as error:
            return runner.run(self._nobody(error))
        if self._narrator is None:
            print(json.dumps(response.to_dict(), ensure_ascii=False))
        return 0

    async def _follow(self, events: AsyncGenerator[StreamEvent]) -> Response:
        return await follow(events, self._narrator.show if self._narrator else lambda _: None)

    async def _nobody(self, error: NoModelAvailableError | None) -> int:
        status = await self._manager.status()
        if self._narrator:
            self._narrator.settle()
        else:
            attempts, ruled_out = (error.attempts, error.ruled_out) if error else ([], [])
            told = {"attempts": attempts, "ruled_out": [one.model_dump(mode="json") for one in ruled_out]}
            print(json.dumps({"error": nobody.missing(status), **told}, ensure_ascii=False))
        nobody.tell(self._terminal, error, status)
        return NOBODY
