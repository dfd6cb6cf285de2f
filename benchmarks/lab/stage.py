"""Where one row is played for one system: a system of its own in the worker, an emulator of its own in the farm."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from .emulated import Seen
from .farm import Plot
from .models import CLOUD_ANSWER
from .pipe import AsyncChild

CLOUD_MODEL, LOCAL_MODEL = "gpt-oss:120b", "emulated-brain"
PLAN = "Elabore um plano detalhado, passo a passo, para migrar o sistema da empresa para a nuvem em seis meses"
LIMIT = 200.0
"""Seconds after which a request hangs."""


class BrokenError(RuntimeError):
    """The system does not answer even when nothing is wrong."""


@dataclass
class Stage:
    """All times are in the catalogue's seconds; `scale` turns them into the clock's."""

    system: str
    worker: AsyncChild
    plot: Plot
    name: str
    form: str
    scale: float
    setup: dict[str, Any] = field(default_factory=dict)

    async def open(self) -> None:
        """Build the system over the stage's emulator; `setup` replaces parts of the usual configuration."""
        urls = self.plot.urls
        given = {
            "cloud_url": urls["cloud"], "local_url": urls["local"], "api_key": urls["key"],
            "seconds": 10.0, "local_seconds": 10.0, "time_scale": self.scale, **self.setup,
        }  # fmt: skip
        for key in ("cloud_url", "local_url"):
            given[key] = urls.get(given[key], given[key])
        for key in ("seconds", "local_seconds"):
            given[key] *= self.scale
        await self.worker.ask(do="open", name=self.name, setup=given)

    async def close(self) -> None:
        """Close the system."""
        await self.worker.ask(do="close", name=self.name)

    async def reopen(self) -> None:
        """The same system, knowing nothing."""
        await self.close()
        await self.open()

    async def ask(self, text: str = PLAN, **options: Any) -> dict[str, Any]:
        """One request; what its caller observed."""
        options = {"form": self.form, **options}
        question = {"do": "ask", "name": self.name, "text": text, "limit": LIMIT * self.scale, "options": options}
        return self._unscaled(await self.worker.ask(**question))

    async def ask_at_once(self, count: int) -> list[dict[str, Any]]:
        """So many requests at the same time."""
        asks = [(PLAN, {"form": self.form})] * count
        question = {"do": "many", "name": self.name, "asks": asks, "at_once": count, "limit": LIMIT * self.scale}
        return [self._unscaled(one) for one in await self.worker.ask(**question)]

    async def warm(self) -> None:
        """One request without any fault, so that connections stand and imports are done.

        Raises:
            BrokenError: it was not answered by the primary.
        """
        seen = await self.ask()
        if seen["final"].strip() != CLOUD_ANSWER:
            raise BrokenError(f"not answered without a fault: {seen['error'] or seen['final'][:80]!r}")
        await self.cloud_chats()

    async def fault(self, name: str, target: str = CLOUD_MODEL, **changes: Any) -> None:
        """Put a fault in the way."""
        await self.plot.set_fault(target, name, **changes)

    async def clear(self) -> None:
        """Take every fault away."""
        await self.plot.clear_faults()

    async def cloud_chats(self) -> list[Seen]:
        """Chat requests that reached the cloud since the last call."""
        return await self.plot.chats("local" if self.setup.get("via_daemon") else "cloud", forget=True)

    async def calls(self) -> int:
        """How many of them for the primary."""
        return sum(one.model.startswith(CLOUD_MODEL) for one in await self.cloud_chats())

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds * self.scale)

    def now(self) -> float:
        """A clock in the catalogue's seconds."""
        return asyncio.get_running_loop().time() / self.scale

    def _unscaled(self, seen: dict[str, Any]) -> dict[str, Any]:
        first = None if seen["first"] is None else seen["first"] / self.scale
        return {**seen, "first": first, "total": seen["total"] / self.scale}
