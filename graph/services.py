"""What the nodes of one graph share: the model manager and the tool sessions, both made at first use."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING

from langgraph.checkpoint.memory import InMemorySaver

from .models import guard
from .models.manager import HybridModelManager
from .models.places import state_folder
from .models.ranking import warm
from .models.shared import get_hybrid_model_manager
from .routing.router import IntelligentRouter
from .run import checkpointer_of

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from ..tools import Journal, Toolbox
    from .models.settings import Settings
    from .state import State

MOST_SESSIONS = 32


class Services:
    """Made with a graph, empty; nothing is read or opened before the first run."""

    def __init__(self, manager: HybridModelManager | None = None) -> None:
        self._manager = manager
        self._loaded = False
        self.router = IntelligentRouter()
        self.tools = ToolSessions(self)

    async def ready(self) -> HybridModelManager:
        """The manager; what has to be read from files at the first run is read off the event loop."""
        if not self._loaded:
            await asyncio.to_thread(self._load)
        return self.manager

    @property
    def manager(self) -> HybridModelManager:
        """The graph's own manager, or the process's."""
        if self._manager is None:
            self._manager = get_hybrid_model_manager()
        return self._manager

    def _load(self) -> None:
        warm()
        guard.warm()
        self.router.route("warm up")
        self._loaded = bool(self.manager)


class ToolSessions:
    """One toolbox a request and event loop: code keeps its variables between the calls of one request.

    A toolbox is closed when its request ends, when too many are open, or with its event loop.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._open: OrderedDict[tuple[int, str], Toolbox] = OrderedDict()
        self._keepers: dict[int, AsyncGenerator[None]] = {}

    async def get(self, state: State, config: RunnableConfig) -> Toolbox:
        """The toolbox of the request; its workspace is the thread's."""
        key = (id(asyncio.get_running_loop()), state["session"])
        if key not in self._open:
            await self._make_room(key[0])
            thread = (config.get("configurable") or {}).get("thread_id")
            self._open[key] = self._make(str(thread or state["session"]), lasting=_lasts(config))
        self._open.move_to_end(key)
        return self._open[key]

    async def close(self, state: State) -> None:
        """End the request's session, if there is one."""
        toolbox = self._open.pop((id(asyncio.get_running_loop()), state["session"]), None)
        if toolbox:
            await toolbox.aclose()

    def _make(self, thread: str, *, lasting: bool) -> Toolbox:
        from ..tools import Toolbox

        settings = self._services.manager.settings
        folder = Path(settings.workspace).expanduser() / _safe(thread) if settings.workspace else None
        return Toolbox(
            folder, settings.sandbox, python=settings.code_python, image=settings.code_image,
            journal=_journal(settings, folder, lasting=lasting),
        )  # fmt: skip

    async def _make_room(self, loop: int) -> None:
        if loop not in self._keepers:
            self._keepers[loop] = self._keep(loop)
            await anext(self._keepers[loop])
        mine = [key for key in self._open if key[0] == loop]
        for key in mine[: max(0, len(mine) + 1 - MOST_SESSIONS)]:
            await self._open.pop(key).aclose()

    async def _keep(self, loop: int) -> AsyncGenerator[None]:
        """Closed by `loop.shutdown_asyncgens()` when the loop ends."""
        try:
            yield
        finally:
            self._keepers.pop(loop, None)
            for key in [key for key in self._open if key[0] == loop]:
                await self._open.pop(key).aclose()


def _lasts(config: RunnableConfig) -> bool:
    """Whether the run's thread outlives the process, so that a call which was killed could be made again."""
    keeper = checkpointer_of(config)
    return keeper is not None and type(keeper) is not InMemorySaver


def _journal(settings: Settings, folder: Path | None, *, lasting: bool) -> Journal | None:
    """The record of calls, beside the workspace or the store, else in the user's state folder.

    Where nothing outlives the process there is none.
    """
    from ..tools import Journal

    beside = folder or (Path(settings.store).expanduser() if settings.store != "memory" else None)
    if beside:
        return Journal(beside.with_name(f"{beside.name}.calls"))
    return Journal(state_folder() / "tools.calls") if lasting else None


def _safe(thread: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in thread)[:100] or "thread"
