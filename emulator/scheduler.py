"""The daemon's memory: which models are loaded, who loads one, and who waits for a slot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from .clock import Clock
from .models import EmulatedModel

KEEP_ALIVE = 300.0
_FOREVER = timedelta(days=365 * 290)


class QueueFullError(Exception):
    """More requests wait for a load than the daemon accepts (OLLAMA_MAX_QUEUE)."""


class LoadError(Exception):
    """The model's file cannot be loaded; the text is the runner's."""


@dataclass(eq=False, slots=True)
class Loaded:
    """A model in memory with the context it was given."""

    model: EmulatedModel
    num_ctx: int
    slots: asyncio.Semaphore
    users: int = 0
    keep_alive: float = KEEP_ALIVE
    idle_since: float = field(default_factory=time.monotonic)

    @property
    def expires_at(self) -> datetime:
        """When it would be unloaded if nothing used it from now on."""
        stay = _FOREVER if self.keep_alive < 0 else timedelta(seconds=self.keep_alive)
        return datetime.now(UTC) + stay


class Scheduler:
    """Loads models one at a time, lends out their slots, and forgets them when their time is over.

    A keep_alive is what a client said, in real seconds: the clock's scale leaves it alone.

    Args:
        num_parallel: Requests that one model serves at once; others wait in silence.
        max_queue: Requests that may wait for a load; one more is refused.
        max_loaded: Models in memory at once.
    """

    def __init__(self, clock: Clock, *, num_parallel: int, max_queue: int, max_loaded: int) -> None:
        self._clock = clock
        self._num_parallel = num_parallel
        self._max_queue = max_queue
        self._max_loaded = max_loaded
        self._loaded: dict[str, Loaded] = {}
        self._pending = 0
        self._loading = asyncio.Lock()
        self._changed = asyncio.Condition()

    def preload(self, models: Sequence[EmulatedModel]) -> None:
        """Put the models that are resident from the start into memory."""
        for model in models:
            if model.resident and not model.load_error and not model.remote_model:
                self._insert(model, min(model.num_ctx, model.context_length))

    def loaded(self) -> list[Loaded]:
        """What is in memory now, the most recently used last."""
        self._expire()
        return list(self._loaded.values())

    def forget(self, model: EmulatedModel) -> None:
        """Unload `model` at once: the next request loads it again."""
        self._loaded.pop(_file(model), None)

    @asynccontextmanager
    async def lend(
        self, model: EmulatedModel, num_ctx: int, *, keep_alive: float | None, load_time: float | None = None
    ) -> AsyncIterator[float]:
        """A slot of `model`, loaded with `num_ctx`; yields the seconds that loading took.

        Raises:
            QueueFullError: Too many requests wait for a load.
            LoadError: The model has a `load_error`.
        """
        started = time.monotonic()
        loaded = await self._get(model, num_ctx, model.load_time if load_time is None else load_time)
        load_duration = time.monotonic() - started
        if keep_alive is not None:
            loaded.keep_alive = keep_alive
        try:
            async with loaded.slots:
                yield load_duration
        finally:
            await self._give_back(loaded)

    async def _get(self, model: EmulatedModel, num_ctx: int, load_time: float) -> Loaded:
        self._expire()
        loaded = self._loaded.get(_file(model))
        if loaded is None or loaded.num_ctx != num_ctx:
            loaded = await self._load(model, num_ctx, load_time)
        loaded.users += 1
        return loaded

    async def _load(self, model: EmulatedModel, num_ctx: int, load_time: float) -> Loaded:
        if self._pending > self._max_queue:
            raise QueueFullError
        self._pending += 1
        try:
            async with self._loading:
                loaded = self._loaded.get(_file(model))
                if loaded is not None and loaded.num_ctx == num_ctx:
                    return loaded
                await self._make_room(model)
                await self._clock.sleep(load_time)
                if model.load_error:
                    raise LoadError(model.load_error)
                return self._insert(model, num_ctx)
        finally:
            self._pending -= 1

    async def _make_room(self, model: EmulatedModel) -> None:
        victims = [_file(model)] if _file(model) in self._loaded else []
        if not victims and len(self._loaded) >= self._max_loaded:
            victims = [min(self._loaded, key=lambda name: self._loaded[name].idle_since)]
        for name in victims:
            await self._idle(self._loaded[name])
            self._loaded.pop(name, None)

    async def _idle(self, loaded: Loaded) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: loaded.users == 0)

    def _insert(self, model: EmulatedModel, num_ctx: int) -> Loaded:
        loaded = Loaded(model, num_ctx, asyncio.Semaphore(self._num_parallel))
        self._loaded[_file(model)] = loaded
        return loaded

    async def _give_back(self, loaded: Loaded) -> None:
        loaded.users -= 1
        loaded.idle_since = time.monotonic()
        if loaded.keep_alive == 0 and loaded.users == 0:
            self.forget(loaded.model)
        async with self._changed:
            self._changed.notify_all()

    def _expire(self) -> None:
        for name, loaded in list(self._loaded.items()):
            idle = time.monotonic() - loaded.idle_since
            if loaded.users == 0 and 0 <= loaded.keep_alive < idle:
                del self._loaded[name]


def _file(model: EmulatedModel) -> str:
    return model.shares or model.key
