"""LangChain's parts for Ollama, alone, with `with_fallbacks`, and in an agent with ModelFallbackMiddleware.

Configured after these pages:
- the client's timeout and headers go into `client_kwargs`:
  https://reference.langchain.com/python/langchain-ollama/chat_models/ChatOllama
- fallbacks of a runnable:
  https://reference.langchain.com/python/langchain-core/runnables/fallbacks/RunnableWithFallbacks
- fallbacks of an agent: https://docs.langchain.com/oss/langchain/middleware/built-in and
  https://reference.langchain.com/python/langchain/agents/middleware/model_fallback/ModelFallbackMiddleware

ChatOllama retries nothing by itself, so there is no `max_retries` to lower. Without `timeout` it would wait for ever.
"""

from __future__ import annotations

from contextlib import aclosing
from typing import Any

from langchain_ollama import ChatOllama

from .base import Form, Observation, Setup, Tier, Watch


def cloud_model(setup: Setup) -> ChatOllama:
    """The primary."""
    headers = {"Authorization": f"Bearer {setup.api_key}"}
    return ChatOllama(
        model=setup.cloud_model,
        base_url=setup.cloud_url,
        num_predict=setup.num_predict,
        client_kwargs={"headers": headers, "timeout": setup.seconds},
    )


def local_model(setup: Setup) -> ChatOllama:
    """The one that stands in."""
    return ChatOllama(
        model=setup.local_model,
        base_url=setup.local_url,
        num_predict=setup.num_predict,
        client_kwargs={"timeout": setup.local_seconds},
    )


class Bare:
    """ChatOllama alone: what the overhead of the others is counted from."""

    def __init__(self, setup: Setup) -> None:
        self._local = local_model(setup)
        self._first: Any = cloud_model(setup)

    async def ask(
        self, text: str, watch: Watch, *, form: Form = "stream", tier: Tier = "any", leave_after: int = 0,
        tools: bool = False,
    ) -> Observation:  # fmt: skip
        """See `System`; it has no tools."""
        model = self._local if tier == "local" else self._first
        if form == "whole":
            message = await model.ainvoke(text)
            return _done(watch, message)
        whole: Any = None
        chunks: Any = model.astream(text)
        async with aclosing(chunks):
            async for chunk in chunks:
                watch.take("", str(chunk.text))
                whole = chunk if whole is None else whole + chunk
                if leave_after and watch.pieces >= leave_after:
                    return watch.done()
        return _done(watch, whole)

    async def aclose(self) -> None:
        """See `System`."""


class WithFallbacks(Bare):
    """`cloud.with_fallbacks([local])`."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self._first = cloud_model(setup).with_fallbacks([self._local])


class Agent:
    """`create_agent` with ModelFallbackMiddleware."""

    def __init__(self, setup: Setup) -> None:
        from langchain.agents import create_agent
        from langchain.agents.middleware import ModelFallbackMiddleware

        local = local_model(setup)
        middleware = [ModelFallbackMiddleware(local)]
        self._first = create_agent(cloud_model(setup), tools=[], middleware=middleware)
        self._with_tools = create_agent(cloud_model(setup), tools=[run_python], middleware=middleware)
        self._local = create_agent(local, tools=[])

    async def ask(
        self, text: str, watch: Watch, *, form: Form = "stream", tier: Tier = "any", leave_after: int = 0,
        tools: bool = False,
    ) -> Observation:  # fmt: skip
        """See `System`."""
        agent: Any = self._local if tier == "local" else self._with_tools if tools else self._first
        given = {"messages": [("user", text)]}
        if form == "whole":
            return _done(watch, (await agent.ainvoke(given))["messages"][-1])
        state: dict[str, Any] = {}
        parts = agent.astream(given, stream_mode=["messages", "values"])
        async with aclosing(parts):
            async for mode, part in parts:
                if mode == "values":
                    state = part
                elif part[0].type in ("AIMessageChunk", "ai"):
                    watch.take(str(part[0].id), str(part[0].text))
                if leave_after and watch.pieces >= leave_after:
                    return watch.done()
        return _done(watch, state["messages"][-1])

    async def aclose(self) -> None:
        """See `System`."""


def run_python(code: str) -> str:
    """Run Python code and return what it prints."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {})
    return out.getvalue()


def _done(watch: Watch, message: Any) -> Observation:
    return watch.done(
        final=str(message.text),
        model=str(message.response_metadata.get("model", "")),
        tokens=(message.usage_metadata or {}).get("output_tokens", 0),
    )
