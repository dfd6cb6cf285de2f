"""HybridModelManager: the cloud and the local server behind one object; what they offer, how they fare, calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from ..routing.types import Candidate, Fleet, Mode, PrivacyMode, QuotaState, Sensitivity
from . import guard
from .access import CloudAccess
from .admission import AdmissionQueue
from .breaker import Breaker, BreakerState
from .bridge import run_sync
from .call import Answer, Door, Request
from .catalog import Catalog, Installed
from .clients import LoopClients
from .clocks import Clocks
from .endpoint import Endpoint
from .errors import ModelCallError
from .fleet import Moment
from .quota import Quota
from .roster import Roster, build, endpoints
from .settings import Settings
from .status import Status, status
from .store import BreakerStore, MemoryStore

log = logging.getLogger(__name__)

QUEUE_SECONDS = 1800.0
MOST_SHOWN = 40
NEVER_ARRIVED = frozenset({"unreachable", "timeout_connect"})
"""Kinds of failures that use up nothing of a budget."""
NO_TOOLS = "does not support tools"
"""What a server says of tools; it also refuses thinking, images or chat in such words."""
CLEAN = Sensitivity()
CLOSED = BreakerState()


class Facts(NamedTuple):
    """What a decision needs to know about the models now."""

    fleet: Fleet
    quota: QuotaState


class HybridModelManager:
    """Use it from any thread and event loop. `aclose` ends what it opened on the running loop."""

    def __init__(self, settings: Settings | None = None, *, store: BreakerStore | None = None) -> None:
        self.settings = settings or Settings.load()
        self.local, self.cloud, self._address_warnings = endpoints(self.settings)
        self._store = store or _store(self.settings)
        self.breaker = Breaker(self._store)
        self.quota = Quota(self._store, self.settings.cloud_daily_tokens, self.settings.cloud_daily_requests)
        self._doors = {end.key: self._door(end) for end in (self.local, self.cloud) if end}
        self.catalog = Catalog(self._doors["local"].clients)
        self.access = CloudAccess(self.cloud, {key: door.clients for key, door in self._doors.items()})
        self._roster: tuple[object, Roster] = (None, Roster())
        self._without_tools: set[str] = set()
        self._warned: set[str] = set()

    async def facts(self, mode: Mode = "auto") -> Facts:
        """The fleet as it is now. Modes `local` and `offline` do not ask the cloud, `offline` no public host."""
        states = await self.breaker.states()
        cloud = self.cloud if mode in ("auto", "cloud") else None
        asks = cloud is not None and states.get(cloud.breaker_key, CLOSED).status == "closed"
        if asks:
            await self.access.refresh()
        installed = await self.catalog.installed() if self.may_ask_local(mode) else ()
        roster = await self._current_roster(cloud, installed)
        if asks:
            await self.access.measure({*roster.cloud_brain[:1], *roster.cloud_coder[:1]})
        resident = await self.catalog.resident() if installed else {}
        quota = await self.quota.state(cloud_share=self.access.used) if cloud else "free"
        moment = Moment(
            self.local,
            cloud,
            self.access.barred or (self.access.unreachable if asks else ""),
            states,
            resident.keys(),
            self._without_tools,
            self.settings.local_num_ctx,
            self.access.shown,
        )
        return Facts(moment.fleet(roster), quota)

    async def call(
        self, candidate: Candidate, messages: Iterable[BaseMessage], *, tools: Iterable[dict[str, Any]] = (),
        privacy: PrivacyMode = "auto", sensitivity: Sensitivity = CLEAN, clocks: Clocks | None = None,
        schema: dict[str, Any] | None = None, config: RunnableConfig | None = None,
    ) -> Answer:  # fmt: skip
        """Ask the candidate's model; with a `schema`, for JSON that satisfies it.

        Raises:
            ModelCallError: the call failed; nobody else has been asked.
        """
        await guard.ready()
        door = self._doors[candidate.endpoint]
        request = Request(
            candidate.model, list(messages), await self._clocks(candidate, clocks), tuple(tools),
            self._options(candidate), *await self._thinks(candidate), privacy, sensitivity, candidate.last_resort,
            schema,
        )  # fmt: skip
        try:
            answer = await door.call(request, config)
        except ModelCallError as error:
            await self._learn(candidate, error, bool(request.tools))
            raise
        if candidate.endpoint == "local":
            self.catalog.note_loaded(candidate.model)
        if candidate.tier == "cloud":
            tokens = answer.prompt_tokens + answer.answer_tokens
            await self.quota.add(tokens=tokens, requests=answer.tries, errors=answer.tries - 1)
        return answer

    def lacks_tools(self, model: str) -> bool:
        """Whether a server has said that this model takes no tools."""
        return model in self._without_tools

    def may_ask_local(self, mode: Mode) -> bool:
        """Whether the server in the local role may be contacted: in mode `offline` only at a private address."""
        return mode != "offline" or self.local.private

    @property
    def warnings(self) -> list[str]:
        """One line for each correction of the configuration."""
        return [*self._address_warnings, *self._roster[1].warnings]

    async def status(self) -> Status:
        """What `get_status` returns; asks both servers now."""
        return await status(self)

    def door(self, endpoint: Endpoint) -> Door:
        """The door to one of the two endpoints."""
        return self._doors[endpoint.key]

    def get_status(self) -> Status:
        """Probe both servers, at most a few seconds, and say how everything stands. Works inside a running loop."""
        return run_sync(self.status())

    async def cloud_access(self) -> CloudAccess:
        """What the cloud says of itself, asked now."""
        await self.access.refresh(now=True)
        return self.access

    async def aclose(self) -> None:
        """Close every connection and the store."""
        for door in self._doors.values():
            await door.clients.aclose()
        await self._store.close()

    def close(self) -> None:
        """As `aclose`, for synchronous code."""
        run_sync(self.aclose())

    def _door(self, endpoint: Endpoint) -> Door:
        cloud = endpoint.key == "cloud"
        slots = self.settings.cloud_concurrency if cloud else self.settings.local_concurrency
        queue = AdmissionQueue(slots, longest_wait=QUEUE_SECONDS)
        return Door(endpoint, LoopClients(endpoint), queue, self.breaker)

    async def _current_roster(self, cloud: Endpoint | None, installed: tuple[Installed, ...]) -> Roster:
        installed = installed[:MOST_SHOWN]
        offered = self.access.offered if cloud else ()
        key = (installed, offered, cloud)
        if self._roster[0] != key:
            shown = await asyncio.gather(*(self.catalog.details_of(model) for model in installed))
            details = {model: found for model, found in zip(installed, shown, strict=True) if found}
            self._roster = (key, build(self.settings, cloud, details, offered))
            self._warn()
        return self._roster[1]

    def _warn(self) -> None:
        for line in self.warnings:
            if line not in self._warned:
                self._warned.add(line)
                log.warning(line)

    async def _clocks(self, candidate: Candidate, clocks: Clocks | None) -> Clocks:
        clocks = clocks or self.settings.clocks("local" if candidate.endpoint == "local" else "cloud")
        if candidate.endpoint == "local":
            await self.catalog.installed()
        if candidate.endpoint != "local" or candidate.model in await self.catalog.resident():
            return clocks
        return clocks.cold()

    async def _thinks(self, candidate: Candidate) -> tuple[bool, str]:
        """Whether the server parts the model's reasoning from its answer, and the tag that ends it in the text."""
        details = await self.catalog.details(candidate.model) if candidate.endpoint == "local" else None
        return ("thinking" in details.capabilities, details.closing) if details else (False, "")

    def _options(self, candidate: Candidate) -> tuple[tuple[str, int | float], ...]:
        if candidate.endpoint != "local":
            return (("num_predict", self.settings.num_predict),)
        predict = min(self.settings.num_predict, candidate.window)
        return (("num_ctx", candidate.window), ("num_predict", predict))

    async def _learn(self, candidate: Candidate, error: ModelCallError, tools: bool) -> None:
        if error.kind == "unsupported" and tools and NO_TOOLS in str(error):
            self._without_tools.add(candidate.model)
        if error.kind == "model_missing":
            self.catalog.forget()
        if candidate.tier == "cloud" and not error.skipped and error.kind != "privacy":
            arrived = error.kind not in NEVER_ARRIVED
            await self.quota.add(requests=error.tries if arrived else 0, errors=error.tries)


def _store(settings: Settings) -> BreakerStore:
    if settings.store == "memory":
        return MemoryStore()
    from .store_sqlite import SqliteStore

    return SqliteStore(Path(settings.store).expanduser())
