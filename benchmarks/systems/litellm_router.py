"""LiteLLM's Router over two model groups with a fallback from one to the other.

Configured after these pages:
- the Ollama provider (`ollama_chat` is the recommended one): https://docs.litellm.ai/docs/providers/ollama
- fallbacks: https://docs.litellm.ai/docs/proxy/reliability (also for the SDK's Router)
- timeouts: `stream_timeout` limits the wait for the first chunk: https://docs.litellm.ai/docs/proxy/timeout
- cooldowns: `allowed_fails`, `cooldown_time`: https://docs.litellm.ai/docs/routing#cooldowns

`Default` sets the models and the fallbacks and leaves everything else as it comes. `Tuned` is told the limit of the
setup, retries nothing, since another model is configured, and cools a deployment down after one failure.
"""

from __future__ import annotations

import os
from contextlib import aclosing
from typing import Any

from .base import Form, Observation, Setup, Tier, Watch

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # its price list from the package, not from the network


class Default:
    """Router(model_list, fallbacks)."""

    def __init__(self, setup: Setup) -> None:
        import litellm

        litellm.suppress_debug_info = True
        self._router = litellm.Router(model_list=self._models(setup), **self._options(setup))

    async def ask(
        self, text: str, watch: Watch, *, form: Form = "stream", tier: Tier = "any", leave_after: int = 0,
        tools: bool = False,
    ) -> Observation:  # fmt: skip
        """See `System`; a router runs no tools."""
        group = "local" if tier == "local" else "cloud"
        messages: Any = [{"role": "user", "content": text}]
        if form == "whole":
            reply: Any = await self._router.acompletion(model=group, messages=messages)
            final = reply.choices[0].message.content or ""
            return watch.done(final=final, model=reply.model, tokens=reply.usage.completion_tokens)
        return await self._stream(group, messages, watch, leave_after)

    async def _stream(self, group: str, messages: Any, watch: Watch, leave_after: int) -> Observation:
        options = {"include_usage": True}
        chunks: Any = await self._router.acompletion(
            model=group, messages=messages, stream=True, stream_options=options
        )
        model, tokens = "", 0
        async with aclosing(chunks):
            async for chunk in chunks:
                model = chunk.model or model
                if usage := getattr(chunk, "usage", None):
                    tokens = usage.completion_tokens
                watch.take("", chunk.choices[0].delta.content if chunk.choices else "")
                if leave_after and watch.pieces >= leave_after:
                    return watch.done()
        return watch.done(final="".join(watch.parts.values()), model=model, tokens=tokens)

    async def aclose(self) -> None:
        """See `System`."""

    def _models(self, setup: Setup) -> list[dict[str, Any]]:
        return [
            {"model_name": "cloud", "litellm_params": self._cloud(setup)},
            {"model_name": "local", "litellm_params": self._local(setup)},
        ]

    def _options(self, setup: Setup) -> dict[str, Any]:
        return {"fallbacks": [{"cloud": ["local"]}]}

    def _cloud(self, setup: Setup) -> dict[str, Any]:
        return {
            "model": f"ollama_chat/{setup.cloud_model}",
            "api_base": setup.cloud_url,
            "api_key": setup.api_key,
            "max_tokens": setup.num_predict,
        }

    def _local(self, setup: Setup) -> dict[str, Any]:
        return {
            "model": f"ollama_chat/{setup.local_model}",
            "api_base": setup.local_url,
            "max_tokens": setup.num_predict,
        }


class Tuned(Default):
    """With the limits of the setup, no retries, and a cooldown after the first failure."""

    def _options(self, setup: Setup) -> dict[str, Any]:
        groups = [{"cloud": ["local"]}]
        return {
            "fallbacks": groups,
            "context_window_fallbacks": groups,
            "num_retries": 0,
            "allowed_fails": 0,
            "cooldown_time": 30 * setup.time_scale,
        }

    def _cloud(self, setup: Setup) -> dict[str, Any]:
        return super()._cloud(setup) | {"timeout": 600, "stream_timeout": setup.seconds}

    def _local(self, setup: Setup) -> dict[str, Any]:
        return super()._local(setup) | {"timeout": 600, "stream_timeout": setup.local_seconds}
