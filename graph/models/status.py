"""The status report: both servers probed for real, the models of each role, breakers, quota, warnings."""

from __future__ import annotations

import asyncio
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import httpx

from ..routing.types import ModelFacts
from .access import unreachable
from .endpoint import Endpoint

if TYPE_CHECKING:
    from .manager import HybridModelManager

PROBE_SECONDS = 2.0
TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING")


class Status(TypedDict):
    """What `get_status` returns. `*_available` come from a probe made now, not from memory."""

    cloud_available: bool
    local_available: bool
    fallback_enabled: bool
    cloud_enabled: bool
    cloud_url: str
    cloud_access: Literal["api key", "local daemon", "off"]
    cloud_problem: str
    cloud_models: list[str]
    local_url: str
    local_problem: str
    local_models: dict[str, list[str]]
    mode: str
    privacy: str
    breakers: dict[str, dict[str, Any]]
    quota: dict[str, Any]
    warnings: list[str]


async def status(manager: HybridModelManager) -> Status:
    """Ask both servers and gather everything that a user wants to see. Holds no key and no user name."""
    settings = manager.settings
    manager.catalog.forget()
    local_problem, cloud_problem = await asyncio.gather(_local(manager), _cloud(manager))
    fleet = (await manager.facts(settings.mode)).fleet
    states = await manager.breaker.states()
    return {
        "cloud_available": bool(manager.cloud) and not cloud_problem,
        "local_available": not local_problem,
        "fallback_enabled": settings.fallback_enabled,
        "cloud_enabled": settings.cloud_enabled,
        "cloud_url": manager.cloud.base_url if manager.cloud else "",
        "cloud_access": _access(manager.cloud),
        "cloud_problem": cloud_problem,
        "cloud_models": [model.name for model in fleet.cloud_brain],
        "local_url": manager.local.base_url,
        "local_problem": local_problem,
        "local_models": {"brain": _names(fleet.brain), "executor": _names(fleet.executor), "ui": _names(fleet.ui)},
        "mode": settings.mode,
        "privacy": settings.privacy,
        "breakers": {key: asdict(state) for key, state in states.items() if state.status != "closed"},
        "quota": await _quota(manager),
        "warnings": [*manager.warnings, *_tracing()],
    }


async def _quota(manager: HybridModelManager) -> dict[str, Any]:
    """Use of the cloud since midnight UTC, the budgets (None: none), and the share that Ollama tells of its limits."""
    used, settings = await manager.quota.today(), manager.settings
    return {
        "state": await manager.quota.state(cloud_share=manager.access.used),
        **used._asdict(),
        "daily_tokens": settings.cloud_daily_tokens,
        "daily_requests": settings.cloud_daily_requests,
        "cloud_share": manager.access.used,
    }


def _access(cloud: Endpoint | None) -> Literal["api key", "local daemon", "off"]:
    if cloud is None:
        return "off"
    return "local daemon" if cloud.via_daemon else "api key"


def _names(models: tuple[ModelFacts, ...]) -> list[str]:
    return [model.name for model in models]


async def _local(manager: HybridModelManager) -> str:
    if not manager.may_ask_local(manager.settings.mode):
        return "not asked in mode offline: OLLAMA_BASE_URL is a public host"
    problem = await _probe(manager, manager.local, "/api/tags")
    if problem:
        return f"{problem}; start Ollama (`ollama serve`) or set OLLAMA_BASE_URL"
    if not await manager.catalog.installed():
        return "no model is installed; `ollama pull qwen3:8b`"
    return ""


async def _cloud(manager: HybridModelManager) -> str:
    if manager.cloud is None:
        return "switched off (OLLAMA_CLOUD_ENABLED=false)"
    if manager.settings.mode in ("local", "offline"):
        return f"not asked in mode {manager.settings.mode}"
    path = "/api/version" if manager.cloud.via_daemon else "/api/tags"
    problem = await _probe(manager, manager.cloud, path)
    if not problem and not manager.cloud.via_daemon:
        problem = await _key(manager, manager.cloud)
    return problem or (await manager.cloud_access()).barred


async def _key(manager: HybridModelManager, cloud: Endpoint) -> str:
    """Whether the cloud knows the key: its list of models is open to everybody, the account is not."""
    problem = await _probe(manager, cloud, "/api/me", method="POST")
    return problem if "refuses the key" in problem else ""


async def _probe(manager: HybridModelManager, endpoint: Endpoint, path: str, *, method: str = "GET") -> str:
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            client = await manager.door(endpoint).clients.http()
            response = await client.request(method, path)
    except TimeoutError:
        return f"{endpoint.base_url} does not answer within {PROBE_SECONDS:g} s"
    except (httpx.HTTPError, OSError):
        return unreachable(endpoint)
    if response.status_code in (401, 403):
        return f"{endpoint.base_url} refuses the key; set OLLAMA_CLOUD_API_KEY to a valid one"
    return "" if response.status_code == 200 else f"{endpoint.base_url}{path} answers HTTP {response.status_code}"


def _tracing() -> list[str]:
    for name in TRACING:
        if os.environ.get(name, "").strip().lower() in ("true", "1"):
            return [f"{name} is on: inputs go to a tracing service; private requests are only safe through the API"]
    return []
