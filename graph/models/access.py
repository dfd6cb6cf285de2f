"""Whether the cloud may be used, what it offers and how much of its limits is used."""

from __future__ import annotations

import asyncio
from time import monotonic

import httpx

from .clients import LoopClients
from .endpoint import Endpoint
from .names import without_cloud
from .quota import parse_usage

CLOUD_LIST_SECONDS = 600.0
CLOUD_RETRY_SECONDS = 30.0
ASK_SECONDS = 2.0


class CloudAccess:
    """What is known of the cloud; asked rarely. `barred` says why it cannot be used, empty when it can."""

    def __init__(self, endpoint: Endpoint | None, clients: dict[str, LoopClients]) -> None:
        self._endpoint = endpoint
        self._clients = clients
        self._until = 0.0
        self.offered: tuple[str, ...] = ()
        self.used: float | None = None
        self.barred = ""

    async def refresh(self, *, now: bool = False) -> None:
        """Ask again when the last answer is old. A cloud that does not answer is asked by the next call itself."""
        if self._endpoint is None or (monotonic() < self._until and not now):
            return
        self._until = monotonic() + CLOUD_RETRY_SECONDS
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await (self._ask_daemon() if self._endpoint.via_daemon else self._ask_cloud())
            self._until = monotonic() + CLOUD_LIST_SECONDS
        except (httpx.HTTPError, OSError, ValueError, KeyError, TypeError):
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
        tags = await client.get("/api/tags")
        tags.raise_for_status()
        self.offered = tuple(
            without_cloud(str(model["name"]).removesuffix(":latest")) for model in tags.json()["models"] or []
        )
        usage = await client.get("/api/usage")
        if usage.status_code == 200:
            self.used = parse_usage(usage.json())
