"""Whether the cloud may be used, what it offers and what its models can, how much of its limits is used."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from time import monotonic

import httpx

from .catalog import RESIDENT_SECONDS, UNREADABLE, Details, read_details
from .clients import LoopClients
from .endpoint import Endpoint
from .names import without_cloud
from .quota import parse_usage
from .roster import CLOUD_WINDOW

CLOUD_LIST_SECONDS = 600.0
CLOUD_RETRY_SECONDS = 30.0
ASK_SECONDS = 2.0
SHOW_SECONDS = 2.0
USAGE_SECONDS = 1.0


class CloudAccess:
    """What is known of the cloud; asked rarely. `barred` says why it cannot be used, empty when it can.

    `unreachable` says that the daemon through which it is reached was not there just now, empty when it was.
    """

    def __init__(self, endpoint: Endpoint | None, clients: dict[str, LoopClients]) -> None:
        self._endpoint = endpoint
        self._clients = clients
        self._until = 0.0
        self._measured: dict[str, float] = {}
        self.answers = False
        self.shown: dict[str, Details] = {}
        self.offered: tuple[str, ...] = ()
        self.used: float | None = None
        self.barred = self.unreachable = ""

    async def refresh(self, *, now: bool = False) -> None:
        """Ask again when the last answer is old. A cloud that does not answer is asked by the next call itself."""
        if self._endpoint is None or (monotonic() < self._until and not now):
            return
        self._until, self.answers, self.unreachable = monotonic() + CLOUD_RETRY_SECONDS, False, ""
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await (self._ask_daemon() if self._endpoint.via_daemon else self._ask_cloud())
            self._until, self.answers = monotonic() + self._good_for(), True
        except httpx.ConnectError:
            if self._endpoint.via_daemon:
                self._until, self.unreachable = monotonic() + RESIDENT_SECONDS, unreachable(self._endpoint)
        except UNREADABLE:
            return

    def _good_for(self) -> float:
        """A sign-in may follow soon, and a daemon that cannot reach the cloud also says that nobody is signed in."""
        return CLOUD_RETRY_SECONDS if self.barred else CLOUD_LIST_SECONDS

    async def measure(self, models: Iterable[str]) -> None:
        """Learn what `/api/show` says of `models`, each asked rarely, and only while the cloud answers."""
        new = [model for model in models if monotonic() >= self._measured.get(model, 0.0)]
        if not new or not self.answers or self.barred:
            return
        self._measured.update(dict.fromkeys(new, monotonic() + CLOUD_LIST_SECONDS))
        try:
            async with asyncio.timeout(SHOW_SECONDS):
                await asyncio.gather(*map(self._show, new))
        except TimeoutError:
            return

    async def _ask_daemon(self) -> None:
        client = await self._clients["local"].http()
        status = await client.get("/api/status")
        if status.status_code == 200 and (status.json().get("cloud") or {}).get("disabled"):
            self.barred = "the cloud is switched off in Ollama (OLLAMA_NO_CLOUD)"
            return
        me = await client.post("/api/me")
        self.barred = "not signed in: set OLLAMA_CLOUD_API_KEY or run `ollama signin`" if me.status_code == 401 else ""

    async def _ask_cloud(self) -> None:
        client = await self._clients["cloud"].http()
        tags, self.used = await asyncio.gather(client.get("/api/tags"), _usage(client))
        tags.raise_for_status()
        self.offered = tuple(
            without_cloud(str(model["name"]).removesuffix(":latest")) for model in tags.json()["models"] or []
        )

    async def _show(self, model: str) -> None:
        try:
            client = await self._clients["cloud"].http()
            answer = await client.post("/api/show", json={"model": model})
            if answer.status_code == 200:
                self.shown[model] = read_details(answer.json(), CLOUD_WINDOW)
        except UNREADABLE:
            return


def unreachable(endpoint: Endpoint) -> str:
    """Why nothing can be asked there."""
    return f"{endpoint.base_url} cannot be reached"


async def _usage(client: httpx.AsyncClient) -> float | None:
    """The share of its own limits that the cloud tells, if it does; nothing depends on this page."""
    try:
        async with asyncio.timeout(USAGE_SECONDS):
            answer = await client.get("/api/usage")
        return parse_usage(answer.json()) if answer.status_code == 200 else None
    except UNREADABLE:
        return None
