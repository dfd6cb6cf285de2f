"""What the tests of the graph share: an emulator, a manager over it, a graph, and the four ways to run it."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from super_agent.emulator import EmulatedModel, Emulator, Weights, default_models
from super_agent.graph import Context, NoModelAvailableError, build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

Form = Literal["invoke", "ainvoke", "stream", "astream"]
FORMS: tuple[Form, ...] = ("invoke", "ainvoke", "stream", "astream")
MODES = ["custom", "messages", "values"]
PLAN = "Elabore um plano detalhado, passo a passo, para migrar o sistema da empresa para a nuvem em seis meses"
CODE = "Execute um código Python que soma os números 12, 30 e 58"
PAGE = "Crie uma página HTML com um botão azul e um formulário de contato"
TALK = "Qual é a capital da França?"


@dataclass
class Outcome:
    """What a run gave: the final state, the text as a consumer of the stream has it, the events, or the error."""

    state: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    error: Exception | None = None

    @property
    def answer(self) -> str:
        return str(self.state["messages"][-1].text)

    @property
    def attempts(self) -> list[dict[str, Any]]:
        if isinstance(self.error, NoModelAvailableError):
            return [dict(one) for one in self.error.attempts]
        return self.state.get("attempts", [])

    def kinds(self) -> list[str]:
        """Error kinds of the calls that were made, in order; an answer is its tier."""
        return [one["kind"] or one["tier"] for one in self.attempts if one["outcome"] != "skipped"]

    def take(self, mode: str, part: Any) -> None:
        if mode == "values":
            self.state = part
        elif mode == "custom":
            self.events.append(part)
            if part["type"] == "discard":
                self.shown.pop(part["message_id"], None)
        elif part[0].type in ("AIMessageChunk", "ai"):
            self.shown[part[0].id] = self.shown.get(part[0].id, "") + str(part[0].text)


class Lab:
    """One manager and graph over an emulator; `run` in any of the four forms."""

    def __init__(self, emulator: Emulator, **settings: Any) -> None:
        self.emulator = emulator
        given = {
            "cloud_base_url": emulator.cloud_url,
            "cloud_api_key": emulator.api_key,
            "base_url": emulator.local_url,
        }
        self.manager = HybridModelManager(Settings.load(**{**given, **settings}))
        self.graph = build_graph(self.manager)

    def run(self, form: Form, text: str, **context: Any) -> Outcome:
        """Run to the end in a loop of its own; the asynchronous forms close what they opened."""
        given = {"messages": [("user", text)]}
        if form in ("invoke", "stream"):
            return self._sync(form, given, Context(**context))
        return asyncio.run(self._closing(form, given, Context(**context)))

    async def arun(self, asked: str | Sequence[Any], form: Form = "astream", **context: Any) -> Outcome:
        """Run inside the caller's loop: one request, or a whole conversation."""
        messages = [("user", asked)] if isinstance(asked, str) else list(asked)
        return await self._async(form, {"messages": messages}, Context(**context))

    def cloud_chats(self) -> int:
        return self._chats("cloud")

    def local_chats(self) -> int:
        return self._chats("local")

    def _chats(self, port: str) -> int:
        return sum(one.port == port and one.path == "/api/chat" for one in self.emulator.requests)

    def _sync(self, form: Form, given: Any, context: Context) -> Outcome:
        outcome = Outcome()
        try:
            if form == "invoke":
                outcome.state = self.graph.invoke(given, context=context)
            else:
                for mode, part in self.graph.stream(given, context=context, stream_mode=MODES):
                    outcome.take(mode, part)
        except NoModelAvailableError as error:
            outcome.error = error
        return outcome

    async def _closing(self, form: Form, given: Any, context: Context) -> Outcome:
        try:
            return await self._async(form, given, context)
        finally:
            await self.manager.aclose()

    async def _async(self, form: Form, given: Any, context: Context) -> Outcome:
        outcome = Outcome()
        try:
            if form == "ainvoke":
                outcome.state = await self.graph.ainvoke(given, context=context)
            else:
                async for mode, part in self.graph.astream(given, context=context, stream_mode=MODES):
                    outcome.take(mode, part)
        except NoModelAvailableError as error:
            outcome.error = error
        return outcome


def local_models() -> list[EmulatedModel]:
    return [model for model in default_models() if model.where == "local"]


def base_model(name: str) -> EmulatedModel:
    """A model without a chat template and without tools."""
    return EmulatedModel(name, "executor", capabilities=("completion",), weights=Weights(template="{{ .Prompt }}"))


@contextmanager
def emulated(**settings: Any) -> Iterator[Emulator]:
    """An emulator at a twentieth of real time."""
    with Emulator(**{"scale": 0.05, **settings}) as emulator:
        yield emulator


async def until(true: Callable[[], object]) -> None:
    """Wait until `true()`."""
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.002)
