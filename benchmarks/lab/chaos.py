"""Faults that come and go while requests run."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from super_agent.graph.models.breaker import Breaker

from .emulated import EmulatorProcess
from .models import CLOUDS, LOCALS, TOKENS

STREAMED = ("S08", "S09", "S10", "S10-lost", "S14", "O03", "O14")
"""They strike inside an answer, after a random number of its tokens."""
WHOLE = ("S11", "O13", "O21")
BEFORE = (
    "S01", "S02", "S03", "S04", "S05", "S06", "S07", "S12", "S13", "S13-400", "O04", "O04-signin", "O05",
    "O05-disabled", "O06", "O07", "O09", "O10", "O11", "O12", "O12-load", "O15", "O15-502",
)  # fmt: skip
EVERY = (*STREAMED, *WHOLE, *BEFORE)
ACCOUNT = ("S01", "S02", "O04", "O04-signin", "O05", "O05-disabled", "O07", "S13-400")
"""What only a service with accounts and a policy answers."""
LOCAL = tuple(name for name in EVERY if name not in ACCOUNT)
SERVER = ("S05", "O15", "O15-502")
"""They say that a server is down or is none of Ollama's: on one local model they take the well one along."""
PAUSE = (0.005, 0.03)
CLEARED, PORT_DOWN = 0.25, 0.02


@dataclass(frozen=True)
class Trouble:
    """Where faults may be put, and which on local models; `ports` may go down as a whole."""

    targets: Sequence[str]
    local: Sequence[str]
    ports: Sequence[str]


CLOUD_AND_LOCAL = Trouble(
    (*(f"cloud:{name}" for name in CLOUDS), "cloud:*", *LOCALS),
    local=tuple(name for name in LOCAL if name not in SERVER),
    ports=(CLOUDS[0],),
)
"""The cloud in every kind of trouble and the local models too, but for one that stays well."""
ALL_LOCAL = Trouble(("local:*", *LOCALS), local=LOCAL, ports=(LOCALS[0],))
"""The whole local server in trouble while the cloud is well."""


class Chaos:
    """Sets and clears faults at random. With the faults the breakers' memory of them goes."""

    def __init__(
        self, emulator: EmulatorProcess, breaker: Breaker, trouble: Trouble, chance: random.Random, pool: Executor
    ) -> None:
        self._emulator = emulator
        self._breaker = breaker
        self._trouble = trouble
        self._chance = chance
        self._pool = pool

    async def run(self, over: asyncio.Event) -> None:
        """Go on until it is `over`. It ends by itself: a thread that was cancelled would set its fault afterwards."""
        loop = asyncio.get_running_loop()
        while not over.is_set():
            clears = self._chance.random() < CLEARED
            await loop.run_in_executor(self._pool, self._emulator.clear_faults if clears else self._set)
            if clears:
                await self._breaker.reset()
            await asyncio.sleep(self._chance.uniform(*PAUSE))

    def _set(self) -> None:
        if self._chance.random() < PORT_DOWN:
            self._emulator.set_fault(self._chance.choice(self._trouble.ports), "O01")
            return
        target = self._chance.choice(self._trouble.targets)
        name = self._chance.choice(EVERY if target.startswith("cloud") else self._trouble.local)
        self._emulator.set_fault(target, name, **self._changes(name))

    def _changes(self, name: str) -> dict[str, Any]:
        times = self._chance.choice((1, 2, 5, 20))
        if name in STREAMED:
            return {"times": times, "tokens": TOKENS, "after": self._chance.randint(1, TOKENS - 1)}
        return {"times": times, "tokens": TOKENS} if name == "S11" else {"times": times}
