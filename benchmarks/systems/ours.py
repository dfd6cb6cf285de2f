"""This project's graph, with its defaults but for the addresses, the models and the clocks of the setup."""

from __future__ import annotations

import time
from contextlib import aclosing
from typing import Any

from super_agent.graph import Context, build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from .base import Form, Observation, Setup, Tier, Watch


class Ours:
    """`build_graph` over a manager of its own."""

    def __init__(self, setup: Setup) -> None:
        self._manager = HybridModelManager(
            Settings.load(
                cloud_base_url=setup.cloud_url, cloud_api_key="" if setup.via_daemon else setup.api_key,
                cloud_model=setup.cloud_model,
                base_url=setup.local_url, default_model=setup.local_model, cloud_timeout=setup.seconds,
                local_timeout=setup.local_seconds, num_predict=setup.num_predict,
                cloud_concurrency=setup.concurrency, local_concurrency=setup.local_concurrency,
            )
        )  # fmt: skip
        self._manager.breaker._clock = lambda: time.time() / setup.time_scale
        self._graph: Any = build_graph(self._manager)

    async def ask(
        self, text: str, watch: Watch, *, form: Form = "stream", tier: Tier = "any", leave_after: int = 0,
        tools: bool = False,
    ) -> Observation:  # fmt: skip
        """See `System`. The tool that runs Python is the graph's own, on the model that is told to come first."""
        given: Any = {"messages": [("user", text)]}
        context = Context(mode="local" if tier == "local" else "cloud" if tools else None)
        if form == "whole":
            return _done(watch, await self._graph.ainvoke(given, context=context))
        state: dict[str, Any] = {}
        parts = self._graph.astream(given, context=context, stream_mode=["custom", "messages", "values"])
        async with aclosing(parts):
            async for mode, part in parts:
                if mode == "values":
                    state = part
                elif mode == "custom" and part["type"] == "discard":
                    watch.drop(part["message_id"])
                elif mode == "messages" and part[0].type in ("AIMessageChunk", "ai"):
                    watch.take(str(part[0].id), str(part[0].text))
                if leave_after and watch.pieces >= leave_after:
                    return watch.done()
        return _done(watch, state)

    async def aclose(self) -> None:
        """See `System`."""
        await self._manager.aclose()


def _done(watch: Watch, state: dict[str, Any]) -> Observation:
    last = state["messages"][-1]
    return watch.done(
        final=str(last.text),
        model=str(last.response_metadata.get("model", "")),
        tier=str(last.response_metadata.get("tier", "")),
        tokens=(last.usage_metadata or {}).get("output_tokens", 0),
    )
