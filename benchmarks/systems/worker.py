"""One system in a process of its own, in the environment that has it. Asked over JSON lines."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
import sys
import warnings
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from typing import Any

from ..lab.pipe import answer_tasks
from .base import Setup, System, Watch

SYSTEMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "super-agent": ("ours", "Ours", ("langgraph", "langchain-ollama")),
    "litellm": ("litellm_router", "Default", ("litellm",)),
    "litellm-tuned": ("litellm_router", "Tuned", ("litellm",)),
    "with_fallbacks": ("langchain_parts", "WithFallbacks", ("langchain-core", "langchain-ollama")),
    "create_agent": ("langchain_parts", "Agent", ("langchain", "langchain-ollama")),
    "chatollama": ("langchain_parts", "Bare", ("langchain-ollama", "ollama")),
}
"""By name: module, class, and the packages whose versions are reported."""


class Worker:
    """Systems of one kind, each over a setup of its own, by name."""

    def __init__(self, kind: str) -> None:
        module, name, packages = SYSTEMS[kind]
        self._class: Any = getattr(import_module(f".{module}", __package__), name)
        self._open: dict[str, System] = {}
        self.hello = {
            "python": platform.python_version(),
            "versions": {package: version(package) for package in packages},
        }

    async def answer(self, asked: dict[str, Any]) -> Any:
        """Open a system, ask it, ask it many times at once, or close it."""
        name = asked["name"]
        if asked["do"] == "open":
            self._open[name] = self._class(Setup(**asked["setup"]))
        elif asked["do"] == "close":
            await self._open.pop(name).aclose()
        elif asked["do"] == "ask":
            return await self._ask(self._open[name], asked["text"], asked["limit"], asked["options"])
        elif asked["do"] == "many":
            return await self._many(self._open[name], asked)
        return None

    async def _many(self, system: System, asked: dict[str, Any]) -> list[dict[str, Any]]:
        slots = asyncio.Semaphore(asked["at_once"])

        async def one(text: str, options: dict[str, Any]) -> dict[str, Any]:
            async with slots:
                return await self._ask(system, text, asked["limit"], options)

        return await asyncio.gather(*(one(text, options) for text, options in asked["asks"]))

    async def _ask(self, system: System, text: str, limit: float, options: dict[str, Any]) -> dict[str, Any]:
        watch = Watch()
        try:
            async with asyncio.timeout(limit):
                seen = await system.ask(text, watch, **options)
        except TimeoutError as error:
            hung = watch.done().total >= limit
            seen = watch.done(error=f"hung: no end within {limit:g} s" if hung else f"TimeoutError: {error}")
        except Exception as error:
            seen = watch.done(error=f"{type(error).__name__}: {str(error)[:2000]}")
        return asdict(seen)


def main(kind: str) -> None:
    """Serve until standard input is closed."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for name in list(os.environ):
        if name.startswith(("OLLAMA_", "LANGSMITH_", "LANGCHAIN_", "SUPER_AGENT_")):
            del os.environ[name]
    worker = Worker(kind)
    asyncio.run(answer_tasks(worker.hello, worker.answer))


if __name__ == "__main__":
    main(sys.argv[1])
