"""The ways on which a private prompt could leave, and one prompt sent on one of them past a fault."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.core.response import Response
from super_agent.emulator import Answer, Call, Conversation, Emulator, Fault
from super_agent.emulator.catalogue import ROWS
from super_agent.graph import NoModelAvailableError
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from ..lab import CODE, PLAN, TALK
from .identifiers import Private
from .scripted import Scripted
from .search import Haystack
from .tracer import flush

FAULTS = tuple(ROWS)
PATHS = ("first try", "fallback", "history", "tool result", "plan", "redact", "resume")
PAIRS = tuple((fault, path) for fault in FAULTS for path in PATHS)
UNREACHED = {"O01", "O02", "O18"}
"""Faults of a whole port or host: no model of it answers."""
TURNS = 4
"""Repetitions after which a fault has stood at the cloud and here, and the cloud was asked directly and by the daemon."""


class Hands:
    """The local coder: runs code that prints `says`, spelled as numbers, so that only the output tells it."""

    def __init__(self) -> None:
        self.says = "nada"

    def __call__(self, conversation: Conversation) -> Answer:
        if conversation.result is not None:
            return Answer(f"Resultado: {conversation.result}")
        if not conversation.tools:
            return Answer("Sem ferramentas não executo nada.")
        code = f"print(''.join(map(chr, {[ord(letter) for letter in self.says]})))"
        return Answer(calls=(Call("run_python", {"code": code}),))


class Sent(NamedTuple):
    """One prompt: what it was, who answered ('' for nobody), and the exits at which it was seen."""

    fault: str
    path: str
    kind: str
    tier: str
    seen: tuple[str, ...]


class Sender:
    """Sends prompts one after another past an emulator of its own, and looks at every exit after each."""

    def __init__(self, emulator: Emulator, hands: Hands, service: Scripted, folder: Path) -> None:
        self._emulator, self._hands, self._service, self._folder = emulator, hands, service, folder
        self._count = 0

    async def send(self, fault: str, path: str, private: Private, turn: int, **context: Any) -> Sent:
        """One prompt on `path` while `fault` stands where the turn says."""
        self._count += 1
        self._emulator.clear_faults()
        self._emulator.clear()
        before = len(self._service.requests)
        at_home = path == "fallback" or (path != "first try" and turn % 2 == 1)
        way = _Way(self._settings(fault, daemon=turn // 2 % 2 == 1), self._folder / f"{self._count}.sqlite", context)
        try:
            response = await self._go(path, private, way, lambda: self._post(fault, path, at_home=at_home))
            tier = response.tier
        except NoModelAvailableError:
            tier = ""
        await asyncio.to_thread(flush)
        bodies = self._service.bodies()[before:]
        return Sent(fault, path, private.kind, tier, tuple(self._exits(private.value, bodies)))

    async def _go(self, path: str, private: Private, way: _Way, post: Callable[[], None]) -> Response:
        self._hands.says = private.told if path == "tool result" else "nada"
        if path == "history":
            await way.say(f"{TALK} {private.told}")
            post()
            return await way.say(PLAN)
        if path == "resume":
            await way.say(f"{CODE}. {private.told}", approval="always")
            post()
            return await way.resume()
        post()
        if path == "tool result":
            return await way.say(f"{CODE}. Depois {PLAN.lower()}")
        if path == "plan":
            return await way.say(f"{PLAN}. {private.told} Depois {CODE.lower()}")
        return await way.say(f"{PLAN}. {private.told}", **({"privacy": "redact"} if path == "redact" else {}))

    def _settings(self, fault: str, *, daemon: bool) -> Settings:
        cloud_url = self._emulator.unresolvable_url if fault == "O02" else self._emulator.cloud_url
        behind = {"cloud_api_key": "", "executor_ui_model": "gpt-oss:120b-cloud"}
        given = behind if daemon else {"cloud_base_url": cloud_url, "cloud_api_key": self._emulator.api_key}
        return Settings.load(
            base_url=self._emulator.local_url, cloud_timeout=0.5, local_timeout=0.5, num_predict=200, **given
        )

    def _post(self, fault: str, path: str, *, at_home: bool) -> None:
        """Set the fault; the coder stays well where a tool is to be called first."""
        if fault == "O02":
            return
        if fault in UNREACHED:
            self._emulator.set_fault("*" if fault == "O18" else "local:*" if at_home else "cloud:*", Fault(fault))
            return
        here = ("emulated-brain", "emulated-ui") if path in ("tool result", "plan") else ("local:*",)
        for target in here if at_home else ("cloud:*",):
            self._emulator.set_fault(target, Fault(fault))

    def _exits(self, value: str, traces: list[bytes]) -> list[str]:
        """The exits at which `value` was seen."""
        received = self._emulator.requests
        exits = {
            "cloud": [_whole(one) for one in received if one.port == "cloud"],
            "daemon": [_whole(one) for one in received if one.port == "local" and "cloud" in one.model],
            "tracer": traces,
        }
        return [name for name, bodies in exits.items() if bodies and Haystack(bodies).holds(value)]


class _Way:
    """One thread, with a process's worth of objects made anew for each request."""

    def __init__(self, settings: Settings, file: Path, context: dict[str, Any]) -> None:
        self._settings, self._file, self._context = settings, file, context

    async def say(self, text: str, **context: Any) -> Response:
        return await self._with(lambda one: one.process_message(text, thread_id="um", **self._context, **context))

    async def resume(self) -> Response:
        return await self._with(lambda one: one.resume("um", [{"type": "approve"}], **self._context))

    async def _with(self, act: Callable[[HybridCommander], Any]) -> Response:
        async with (
            AsyncSqliteSaver.from_conn_string(str(self._file)) as saver,
            HybridCommander(HybridModelManager(self._settings), checkpointer=saver) as commander,
        ):
            return await act(commander)


def _whole(one: Any) -> bytes:
    return f"{one.path}?{one.query}\n{one.headers}\n".encode() + one.body
