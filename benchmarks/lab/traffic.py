"""Requests of a soak: what is asked in which form, and the check that what came back is whole and its own."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import Executor
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal

from langchain_core.messages import AIMessage, AIMessageChunk
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.graph import Context, NoModelAvailableError, build_graph

from .models import computed_answer, plain_answer, tag_of

Kind = Literal["plan", "talk", "code", "private"]
Form = Literal["invoke", "ainvoke", "stream", "astream", "commander"]
CPF = "529.982.247-25"
TEXTS: dict[Kind, str] = {
    "plan": "{tag}: elabore um plano detalhado, passo a passo, para migrar o sistema da empresa para a nuvem",
    "talk": "{tag}: qual é a capital da França?",
    "code": "{tag}: execute um código Python que multiplica um número por sete",
    "private": "{tag}: elabore um plano detalhado para o cliente de CPF " + CPF + " sair das dívidas em um ano",
}
KINDS: tuple[tuple[Kind, int], ...] = (("plan", 52), ("talk", 28), ("code", 8), ("private", 12))
SHARES: tuple[tuple[Form, int], ...] = (
    ("astream", 45), ("ainvoke", 20), ("commander", 20), ("stream", 8), ("invoke", 7),
)  # fmt: skip
CANCELLED = 0.05
HUNG_SECONDS = 90.0
MODES = ["custom", "messages", "values"]
REFUSALS = ("não posso ajudar com esse pedido", "I can't help with that request", "blocked by the content policy")


@dataclass(frozen=True)
class Ask:
    """One request. `leave_after`: the caller goes away after that many chunks; 0: it stays."""

    number: int
    kind: Kind
    form: Form
    leave_after: int = 0

    @property
    def text(self) -> str:
        """What is asked."""
        return TEXTS[self.kind].format(tag=tag_of(self.number))

    @property
    def expected(self) -> str:
        """The only right answer, but for a model's refusal."""
        tag = tag_of(self.number)
        return computed_answer(tag) if self.kind == "code" else plain_answer(tag)


@dataclass
class Outcome:
    """How a request ended: `answered`, `refused` (by a model's own policy), `cancelled`, `no model`, or what broke."""

    ask: Ask
    end: str = ""
    text: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    attempts: list[dict[str, Any]] = field(default_factory=list)
    discards: int = 0
    seconds: float = 0.0

    def take(self, mode: str, part: Any) -> None:
        """Apply one part of the stream as a consumer does."""
        if mode == "values":
            self.state = part
        elif mode == "custom":
            self.drop(part)
        elif mode == "messages" and isinstance(part[0], AIMessageChunk | AIMessage):
            self.shown[str(part[0].id)] = self.shown.get(str(part[0].id), "") + str(part[0].text)

    def drop(self, event: Any) -> None:
        """Drop the text that a `discard` event takes back."""
        if event["type"] == "discard":
            self.discards += 1
            self.shown.pop(event["message_id"], None)

    def spoken(self) -> dict[str, str]:
        """Texts of the state's answers by message id."""
        return {str(one.id): str(one.text) for one in self.state["messages"] if one.type == "ai" and one.text}

    def judge(self) -> str:
        """The kind of ending; anything but the first three of `Outcome` is a violation, unless nobody could answer."""
        if self.ask.form in ("stream", "astream"):
            shown = {key: text for key, text in self.shown.items() if text}
            if shown != self.spoken():
                return "garbled: the stream after discards is not the state"
        if self.text.strip() == self.ask.expected:
            return "answered"
        if any(words in self.text for words in REFUSALS):
            return "refused"
        return f"garbled: {self.text[:120]!r} instead of {self.ask.expected!r}"


def asks(numbers: range, chance: random.Random) -> Iterator[Ask]:
    """Random requests, one for each number."""
    for number in numbers:
        kind = chance.choices([one for one, _ in KINDS], [weight for _, weight in KINDS])[0]
        form = chance.choices([one for one, _ in SHARES], [weight for _, weight in SHARES])[0]
        leaves = form in ("astream", "commander") and chance.random() < CANCELLED / 0.65
        yield Ask(number, kind, form, chance.randint(1, 8) if leaves else 0)


class Caller:
    """Asks over one commander and its graph; synchronous forms run on `pool`."""

    def __init__(self, commander: HybridCommander, pool: Executor) -> None:
        self._commander = commander
        self._graph: Any = build_graph(commander.manager)
        self._pool = pool

    async def run(self, ask: Ask, context: dict[str, Any]) -> Outcome:
        """One request from beginning to end; it never raises for what the request did."""
        outcome = Outcome(ask)
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(HUNG_SECONDS):
                await self._ask(outcome, context)
            outcome.end = outcome.end or outcome.judge()
        except NoModelAvailableError as error:
            outcome.end, outcome.attempts = "no model", [dict(one) for one in error.attempts]
        except TimeoutError:
            outcome.end = f"hung: no end within {HUNG_SECONDS:g} s"
        except Exception as error:
            outcome.end = f"raised {type(error).__name__}: {error}"
        outcome.seconds = asyncio.get_running_loop().time() - started
        return outcome

    async def _ask(self, outcome: Outcome, context: dict[str, Any]) -> None:
        ask = outcome.ask
        if ask.form == "commander":
            async with aclosing(self._commander.stream_message(ask.text, **context)) as events:
                await _from_commander(outcome, events)
            return
        given: Any = {"messages": [("user", ask.text)]}
        if ask.form == "astream":
            parts = self._graph.astream(given, context=Context(**context), stream_mode=MODES)
            await _from_stream(outcome, parts)
        elif ask.form == "ainvoke":
            outcome.state = await self._graph.ainvoke(given, context=Context(**context))
        else:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._pool, self._sync, outcome, given, Context(**context))
        if not outcome.end:
            outcome.text = str(outcome.state["messages"][-1].text)
            outcome.attempts = outcome.state["attempts"]

    def _sync(self, outcome: Outcome, given: Any, context: Context) -> None:
        if outcome.ask.form == "invoke":
            outcome.state = self._graph.invoke(given, context=context)
            return
        for mode, part in self._graph.stream(given, context=context, stream_mode=MODES):
            outcome.take(mode, part)


async def _from_stream(outcome: Outcome, parts: Any) -> None:
    chunks = 0
    async with aclosing(parts):
        async for mode, part in parts:
            outcome.take(mode, part)
            chunks += mode == "messages"
            if outcome.ask.leave_after and chunks >= outcome.ask.leave_after:
                outcome.end = "cancelled"
                return


async def _from_commander(outcome: Outcome, events: AsyncGenerator[Any]) -> None:
    chunks = 0
    async for event in events:
        if event["type"] == "token":
            outcome.shown[event["message_id"]] = outcome.shown.get(event["message_id"], "") + event["text"]
            chunks += 1
        elif event["type"] == "done":
            outcome.text, outcome.attempts = event["response"].text, event["response"].attempts
        else:
            outcome.drop(event)
        if outcome.ask.leave_after and chunks >= outcome.ask.leave_after:
            outcome.end = "cancelled"
            return
    last = next(reversed(outcome.shown.values()), "")
    if last.strip() != outcome.text.strip():
        outcome.end = f"garbled: {last[:80]!r} was streamed, {outcome.text[:80]!r} is the response"
