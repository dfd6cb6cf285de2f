"""Tracers and logs are exits: what a run may tell them.

A private run is not traced at all. Any other is traced as a run of its own, and from the moment when something
private comes up in it (a tool's result, an answer) its payloads are replaced before they leave the process.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, contextmanager
from contextvars import Context, ContextVar, copy_context
from functools import lru_cache
from typing import Any, TypeVar

from langchain_core.runnables.config import var_child_runnable_config
from langchain_core.tracers.context import tracing_v2_callback_var
from langsmith import Client, get_tracing_context, tracing_context
from langsmith.env import get_langchain_env_var_metadata, get_runtime_environment
from langsmith.utils import tracing_is_enabled

from ..graph.models.guard import label_all
from ..graph.routing import Sensitivity

T = TypeVar("T")
UNTOLD = "private: not traced"


class Traced:
    """What is known of one traced run; `label` rises while it goes on."""

    def __init__(self) -> None:
        self.label = Sensitivity()


_traced: ContextVar[Traced | None] = ContextVar("super_agent_traced", default=None)
_END: Any = object()


async def guarded(events: AsyncGenerator[T], *, private: bool) -> AsyncGenerator[T]:
    """The events of a run whose tracing is off, or checked.

    With a tracer about, the run goes on in a context of its own, whichever tasks its consumer takes the events
    from: what a generator sets in its consumer's context would be lost with the consumer's task.
    """
    async with aclosing(events):
        if not _is_traced():
            async for event in events:
                yield event
            return
        client = None if private else await asyncio.to_thread(_client_like, get_tracing_context()["client"])
        with _enclosed(private, client) as context:
            try:
                while (event := await _within(context, anext(events, _END))) is not _END:
                    yield event
            finally:
                await _within(context, events.aclose())


def keep_statements_out_of_logs() -> None:
    """Have aiosqlite's debug log leave out statements: it writes them with their values, whole conversations."""
    logging.getLogger("aiosqlite").addFilter(_no_statement)


def _no_statement(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG


def _is_traced() -> bool:
    inherited = (var_child_runnable_config.get() or {}).get("callbacks")
    return bool(inherited or tracing_v2_callback_var.get() or tracing_is_enabled())


@contextmanager
def _enclosed(private: bool, client: Client | None) -> Iterator[Context]:
    """A copy of this context in which tracing is off, or goes through `mask`."""
    context, before = copy_context(), get_tracing_context()
    kept = {key: before[key] for key in ("project_name", "tags", "metadata")}
    tracing = tracing_context(**kept, parent=False, enabled=False if private else None, client=client)
    context.run(_forget_callbacks)
    context.run(_traced.set, Traced())
    context.run(tracing.__enter__)
    try:
        yield context
    finally:
        context.run(tracing.__exit__, None, None, None)


def _forget_callbacks() -> None:
    """Handlers of a run around this one send where they like."""
    tracing_v2_callback_var.set(None)
    if around := var_child_runnable_config.get():
        var_child_runnable_config.set({**around, "callbacks": None})


async def _within(context: Context, step: Any) -> Any:
    async def one() -> Any:
        return await step

    return await asyncio.get_running_loop().create_task(one(), context=context)


def _client_like(given: Client | None) -> Client:
    return _client(given.api_url, given.api_key) if given else _client(None, None)


@lru_cache(maxsize=8)
def _client(api_url: str | None, api_key: str | None) -> Client:
    """Made off the event loop: it reads files, and the facts that it adds to each trace come from a subprocess."""
    get_runtime_environment()
    get_langchain_env_var_metadata()
    return Client(api_url=api_url, api_key=api_key, anonymizer=mask)


def mask(payload: dict[str, Any]) -> dict[str, Any]:
    """Inputs, outputs, metadata or an error on the way to a tracing service: whole, or replaced field by field."""
    traced = _traced.get()
    label = label_all(list(_strings(payload))) | label_all([json.dumps(payload, ensure_ascii=False)])
    if traced:
        traced.label = label = traced.label | label
    return dict.fromkeys(payload, UNTOLD) if label else payload


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
