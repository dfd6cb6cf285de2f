"""Where a fault is set: a model's name, one port's, a whole port, or everything."""

from __future__ import annotations

from collections.abc import Sequence

from .models import EmulatedModel, Port, find
from .names import is_cloud, without_cloud

PORTS: tuple[Port, ...] = ("cloud", "local")
WHOLE = ("cloud:*", "local:*", "*")


def check_target(target: str, models: Sequence[EmulatedModel]) -> None:
    """ValueError when `target` names nothing that is served."""
    name = _split(target)[1]
    bare = without_cloud(name) if is_cloud(name) else name
    if target in WHOLE or find(models, name) or find(models, bare):
        return
    names = ", ".join(model.name for model in models)
    raise ValueError(f"target {target!r} of a fault is no model here: use one of {names}, {', '.join(WHOLE)}")


def ports_of(target: str, models: Sequence[EmulatedModel]) -> list[Port]:
    """The ports that `target` is played on."""
    if target == "*":
        return list(PORTS)
    port, name = _split(target)
    if port is not None:
        return [port]
    model = find(models, without_cloud(name) if is_cloud(name) else name)
    return [model.where if model else "local"]


def _split(target: str) -> tuple[Port | None, str]:
    for port in PORTS:
        if target.startswith(f"{port}:"):
            return port, target.removeprefix(f"{port}:")
    return None, target
