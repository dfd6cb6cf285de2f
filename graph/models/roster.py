"""Turns settings and what the endpoints offer into the models of each role, with one warning for each correction."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..routing.types import Role
from .catalog import Details, Installed
from .endpoint import Endpoint, is_private_host
from .names import is_cloud, same_model, through_daemon, with_tag, without_cloud
from .ranking import cloud_order, retirement, score
from .settings import CLOUD_URL, Settings

CLOUD_WINDOW = 131_072
MOST_CLOUD = 3
DEAD_HOSTS = frozenset({"https://api.ollama.cloud", "http://api.ollama.cloud", "https://api.ollama.com"})
BETTER = "qwen3:8b"
"""A small model that chats and calls tools."""
ROLES: tuple[Role, ...] = ("brain", "executor", "ui")
VARIABLE: dict[Role, str] = {
    "brain": "DEFAULT_MODEL",
    "executor": "EXECUTOR_MODEL",
    "ui": "EXECUTOR_UI_MODEL",
}


@dataclass(frozen=True)
class Place:
    """One model at one endpoint in a role's list. `cloud`: it stands in a local role, and is not local."""

    name: str
    details: Details
    cloud: bool = False
    missing: str = ""


@dataclass
class Roster:
    """Models of each list, best first, and what had to be corrected in the configuration."""

    brain: list[Place] = field(default_factory=list)
    executor: list[Place] = field(default_factory=list)
    ui: list[Place] = field(default_factory=list)
    cloud_brain: list[str] = field(default_factory=list)
    cloud_coder: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def endpoints(settings: Settings) -> tuple[Endpoint, Endpoint | None, list[str]]:
    """The local endpoint, the cloud endpoint (None: switched off), and warnings about their addresses."""
    warnings = []
    tier = "local" if is_private_host(settings.base_url) else "cloud"
    if tier == "cloud":
        warnings.append(f"OLLAMA_BASE_URL={settings.base_url!r} is a public host: it is treated as cloud")
    local = Endpoint("local", tier, settings.base_url)  # type: ignore[arg-type]
    if not settings.cloud_enabled:
        return local, None, warnings
    url = settings.cloud_base_url
    if url in DEAD_HOSTS:
        warnings.append(f"OLLAMA_CLOUD_BASE_URL={url!r}: this host does not exist; {CLOUD_URL} is used")
        url = CLOUD_URL
    if settings.cloud_api_key.get_secret_value():
        return local, Endpoint("cloud", "cloud", url, settings.cloud_api_key), warnings
    return local, Endpoint("cloud", "cloud", settings.base_url, via_daemon=True), warnings


def build(
    settings: Settings, cloud: Endpoint | None, installed: dict[Installed, Details], offered: tuple[str, ...]
) -> Roster:
    """The roster. `installed`: local models and their details; `offered`: names that the cloud lists (may be none)."""
    roster = Roster()
    for role in ROLES:
        getattr(roster, role).extend(_local(settings, role, installed, roster.warnings))
    roster.warnings += _without_chat(roster)
    if cloud:
        brain = settings.cloud_reasoning_model or settings.cloud_model
        roster.cloud_brain = _cloud("cloud_brain", brain, cloud, offered, roster.warnings)
        roster.cloud_coder = _cloud("cloud_coder", settings.cloud_model, cloud, offered, roster.warnings)
        roster.warnings[:] = list(dict.fromkeys(roster.warnings))
    return roster


def _local(settings: Settings, role: Role, installed: dict[Installed, Details], warnings: list[str]) -> list[Place]:
    wanted = {
        "brain": settings.default_model,
        "executor": settings.executor_model,
        "ui": settings.executor_ui_model,
    }[role]
    ranked = sorted(installed, key=lambda model: (-score(model, installed[model], role), model.name))
    fit = [model for model in ranked if not model.remote and score(model, installed[model], role) > -1000]
    places = [Place(with_tag(model.name), installed[model]) for model in fit]
    if not wanted:
        return places
    if is_cloud(wanted):
        warnings.append(f"{VARIABLE[role]}={wanted!r} is a cloud model in a local role: it is treated as cloud")
        return [Place(wanted, Details(window=CLOUD_WINDOW), cloud=True), *places]
    return _wanted_first(wanted, role, places, installed, warnings)


def _wanted_first(
    wanted: str, role: Role, places: list[Place], installed: dict[Installed, Details], warnings: list[str]
) -> list[Place]:
    chosen = next((place for place in places if same_model(place.name, wanted)), None)
    others = [place for place in places if place is not chosen]
    if not installed:
        return [Place(with_tag(wanted), Details())]
    better = others[0].name if others and others[0].details.chat else f"none installed: `ollama pull {BETTER}`"
    if chosen is None:
        warnings.append(f"{VARIABLE[role]}={wanted!r} is not installed; used instead: {better}")
        return places
    if not chosen.details.chat:
        warnings.append(f"{VARIABLE[role]}={wanted!r} has no chat template and is tried last; used first: {better}")
        return [*others, chosen]
    return [chosen, *others]


def _without_chat(roster: Roster) -> list[str]:
    """The warning of who has nothing but models that only continue a text, unless a setting has brought it already."""
    names = [place.name for place in roster.brain if not place.details.chat]
    if not names or len(names) < len(roster.brain) or any("no chat template" in line for line in roster.warnings):
        return []
    return [f"{names[0]!r} has no chat template and is tried last; better: `ollama pull {BETTER}`"]


def _cloud(kind: str, wanted: str, endpoint: Endpoint, offered: tuple[str, ...], warnings: list[str]) -> list[str]:
    order = [name for name in cloud_order(kind) if not offered or name in offered]
    order += [name for name in offered if name not in order and not retirement(name)]
    if wanted:
        first = _resolved(without_cloud(wanted), offered, order, warnings)
        order = [first, *(name for name in order if name != first)]
    adapt = through_daemon if endpoint.via_daemon else without_cloud
    return [adapt(name) for name in order[:MOST_CLOUD]]


def _resolved(name: str, offered: tuple[str, ...], order: list[str], warnings: list[str]) -> str:
    """A wanted cloud model, or what takes its place when it is retired. What the cloud offers wins over the list."""
    if name in offered:
        return name
    gone = retirement(name)
    if gone is None:
        if offered and order:
            warnings.append(f"cloud model {name!r} is not offered by the cloud; if it fails, {order[0]!r} is next")
        return name
    replacement = gone.replacement
    if not replacement or (offered and replacement not in offered):
        replacement = order[0] if order else name
    warnings.append(f"cloud model {name!r} was retired on {gone.date}; {replacement!r} is used")
    return replacement
