"""One port of the emulator: the models that it serves, and how an answer of one of them comes about."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from .ask import Ask
from .checks import AskError
from .clock import Clock
from .events import Done, Event, Token
from .grammar import check
from .language import language_of
from .models import EmulatedModel, Port, find
from .names import is_valid, registry_name, without_local
from .play import Play
from .rewrite import rewrite
from .runner import Prompt, fit, script
from .runner import play as perform
from .scheduler import LoadError, QueueFullError, Scheduler
from .texts import REPEATED
from .tokens import prompt_tokens, words

BUSY = "server busy, please try again.  maximum pending requests exceeded"


@dataclass(frozen=True, slots=True)
class Site:
    """What the handlers of one port share. The cloud has no scheduler: it serves all requests at once."""

    port: Port
    models: tuple[EmulatedModel, ...]
    clock: Clock
    pace: float
    first_token: float
    scheduler: Scheduler | None = None

    def model(self, ask: Ask) -> EmulatedModel:
        """The model that `ask` names, able to do what it asks.

        Raises:
            AskError: 404, or 400 for a bad name or a capability that the model lacks.
        """
        if not is_valid(ask.model):
            raise AskError(400, "invalid model name")
        model = find(self.models, without_local(ask.model))
        if model is None:
            raise AskError(404, f"model '{ask.model}' not found")
        if ask.tools and "tools" not in model.capabilities:
            raise AskError(400, f"{registry_name(model.name)} does not support tools")
        if ask.suffix and "insert" not in model.capabilities:
            raise AskError(400, f"{registry_name(model.name)} does not support insert")
        if ask.think and "thinking" not in model.capabilities:
            raise AskError(400, f'"{ask.model}" does not support thinking')
        if "completion" not in model.capabilities:
            raise AskError(400, f'"{ask.model}" does not support {ask.kind}')
        return model

    async def answer(self, ask: Ask, model: EmulatedModel, fault: Play | None) -> AsyncGenerator[Event, None]:
        """The events of one answer, at the model's pace, with the fault in them."""
        if ask.only_loads and ask.keep_alive == 0:
            if self.scheduler is not None:
                self.scheduler.forget(model)
            yield Done("unload")
            return
        num_ctx = min(ask.options.num_ctx or model.num_ctx, model.context_length)
        load_time = fault.seconds if fault and fault.kind == "cold" else None
        async with self._lend(model, num_ctx, ask.keep_alive, load_time) as load:
            if ask.only_loads:
                yield Done("load")
                return
            check(ask.format)
            prompt, events = _prepare(ask, model, num_ctx, fault)
            async for event in perform(
                events,
                self.clock,
                pace=self.pace if model.pace is None else model.pace,
                first_token=self.first_token if model.first_token is None else model.first_token,
                tokens=prompt.tokens,
                load=load,
            ):
                yield event

    @asynccontextmanager
    async def _lend(
        self, model: EmulatedModel, num_ctx: int, keep_alive: float | None, load_time: float | None
    ) -> AsyncIterator[float]:
        if self.scheduler is None:
            yield 0.0
            return
        try:
            async with self.scheduler.lend(model, num_ctx, keep_alive=keep_alive, load_time=load_time) as load:
                yield load
        except QueueFullError:
            raise AskError(503, BUSY) from None
        except LoadError as error:
            raise AskError(500, str(error)) from None


def _prepare(ask: Ask, model: EmulatedModel, num_ctx: int, fault: Play | None) -> tuple[Prompt, list[Event]]:
    if fault and fault.kind == "truncated":
        num_ctx = max(8, prompt_tokens(ask.messages, model.chars_per_token) // 4)
        ask = replace(ask, truncate=True)
    prompt = fit(ask, model, num_ctx)
    events = script(ask, model, prompt, num_ctx)
    if fault is None:
        return prompt, events
    language = language_of(_last(ask))
    if fault.kind == "endless":
        most = ask.options.num_predict if ask.options.num_predict > 0 else 10 * num_ctx
        cycle = words(REPEATED[language])
        return prompt, [*(Token(cycle[i % len(cycle)]) for i in range(most)), Done("length", eos=False)]
    return prompt, rewrite(events, fault, language)


def _last(ask: Ask) -> str:
    return str(ask.messages[-1].get("content") or "")
