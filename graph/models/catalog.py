"""What an endpoint offers: installed models, their capabilities and windows, and what is loaded now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

import httpx

from .clients import LoopClients
from .names import same_model, with_tag
from .thinking import opened_by

T = TypeVar("T")

TAGS_SECONDS = 30.0
RESIDENT_SECONDS = 3.0
SHOW_SECONDS = 600.0
PROBE_SECONDS = 2.0
SILENT_SECONDS = 15.0
"""How long a server that let a question wait in vain is not asked again."""
UNKNOWN_WINDOW = 8192
UNREADABLE = (httpx.HTTPError, OSError, ValueError, KeyError, TypeError, AttributeError)
"""What asking and reading an answer of a shape that was not expected may raise."""
BARE_TEMPLATES = frozenset({"", "{{ .Prompt }}", "{{.Prompt}}"})


@dataclass(frozen=True)
class Installed:
    """One entry of `/api/tags`, with `parameters` in billions (0: not known) and `remote` for a cloud stub."""

    name: str
    parameters: float = 0.0
    remote: bool = False


@dataclass(frozen=True)
class Details:
    """What `/api/show` says of one model. `window` is the trained context; `chat`: it has a chat template.

    `closing`: the tag that ends the reasoning which its answers begin with, where the server does not part them.
    """

    capabilities: frozenset[str] = frozenset({"completion", "tools"})
    window: int = UNKNOWN_WINDOW
    chat: bool = True
    closing: str = ""


class Catalog:
    """Cached answers of one endpoint. A question that fails answers with the last good one, or with nothing."""

    def __init__(self, clients: LoopClients) -> None:
        self._clients = clients
        self._kept: dict[str, tuple[float, Any]] = {}
        self.reachable: bool | None = None

    async def installed(self) -> tuple[Installed, ...]:
        """Models of `/api/tags`; empty when the endpoint cannot be reached."""
        return await self._cached("tags", TAGS_SECONDS, self._tags, ())

    async def resident(self) -> dict[str, int]:
        """Loaded models and their allocated context in tokens (`/api/ps`)."""
        return await self._cached("ps", RESIDENT_SECONDS, self._ps, {})

    async def details(self, name: str) -> Details | None:
        """Capabilities and window of one model, or None when the endpoint does not know it."""
        return await self._cached(f"show {name}", SHOW_SECONDS, lambda: self._show(name), None)

    async def details_of(self, model: Installed) -> Details | None:
        """The details of an installed model. A stub's are not asked for: the daemon would ask the cloud."""
        return Details() if model.remote else await self.details(model.name)

    async def has(self, name: str) -> bool:
        """Whether `name` is among the installed models."""
        return any(same_model(name, model.name) for model in await self.installed())

    def note_loaded(self, name: str) -> None:
        """A call has just been answered by `name`, so it is in memory."""
        until, loaded = self._kept.get("ps", (0.0, {}))
        self._kept["ps"] = (until, {**loaded, with_tag(name): loaded.get(with_tag(name), 0)})

    def forget(self) -> None:
        """Ask again at the next question; what was known stays the answer if nobody answers then."""
        self._kept = {key: (0.0, value) for key, (_, value) in self._kept.items()}

    async def _cached(self, key: str, seconds: float, ask: Callable[[], Awaitable[T]], nothing: T) -> T:
        kept: tuple[float, T] | None = self._kept.get(key)
        until, value = kept or (0.0, nothing)
        if monotonic() < until:
            return value
        if kept:
            self._kept[key] = (monotonic() + PROBE_SECONDS, value)
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                value = await ask()
            self.reachable = True
        except UNREADABLE as error:
            self.reachable = isinstance(error, httpx.HTTPStatusError)
            seconds = min(seconds, SILENT_SECONDS if isinstance(error, TimeoutError) else RESIDENT_SECONDS)
        self._kept[key] = (monotonic() + seconds, value)
        return value

    async def _tags(self) -> tuple[Installed, ...]:
        body = await self._get("/api/tags")
        models = tuple(_installed(model) for model in body["models"] or [])
        self._clients.stubs.update(with_tag(model.name).lower() for model in models if model.remote)
        return models

    async def _ps(self) -> dict[str, int]:
        body = await self._get("/api/ps")
        return {with_tag(model["name"]): int(model.get("context_length") or 0) for model in body["models"] or []}

    async def _show(self, name: str) -> Details | None:
        client = await self._clients.http()
        response = await client.post("/api/show", json={"model": name})
        if response.status_code in (400, 404):
            return None
        response.raise_for_status()
        return read_details(response.json())

    async def _get(self, path: str) -> dict[str, Any]:
        client = await self._clients.http()
        response = await client.get(path)
        response.raise_for_status()
        body = response.json()
        if not isinstance(body, dict):
            raise ValueError(f"{path}: not an object")
        return body


def _installed(model: dict[str, Any]) -> Installed:
    size = str((model.get("details") or {}).get("parameter_size") or "")
    return Installed(str(model["name"]), _billions(size), bool(model.get("remote_host")))


def _billions(size: str) -> float:
    units = {"B": 1.0, "M": 1e-3, "K": 1e-6, "T": 1e3}
    try:
        return float(size[:-1]) * units[size[-1:].upper()]
    except (ValueError, KeyError):
        return 0.0


def read_details(body: dict[str, Any], unknown_window: int = UNKNOWN_WINDOW) -> Details:
    """What an answer of `/api/show` tells; `unknown_window` where it tells no context."""
    info = body.get("model_info") or {}
    window = info.get(f"{info.get('general.architecture')}.context_length")
    known, template = body.get("capabilities"), str(body.get("template", "-")).strip()
    capabilities = frozenset(known) if known is not None else Details.capabilities
    return Details(
        capabilities,
        int(window or 0) or unknown_window,
        template not in BARE_TEMPLATES,
        "" if "thinking" in capabilities else opened_by(template),
    )
