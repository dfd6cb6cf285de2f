"""Which model is best for which role, from the data files of ranks and retirements."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any, NamedTuple

from ..routing.types import Role
from .catalog import Details, Installed

SIZE_WEIGHT = 6.0
TOOLS_BONUS = 12.0
BASE_MODEL_PENALTY = 500.0


class Retirement(NamedTuple):
    """A model that the cloud withdrew, when, and what took its place."""

    date: str
    replacement: str | None


def retirement(name: str) -> Retirement | None:
    """The retirement of a cloud model (name without suffix), if it is known."""
    for row in _data("retirements")["retired"]:
        if fnmatch(name.lower(), row["name"]):
            return Retirement(row["date"], row["replacement"])
    return None


def cloud_order(kind: str) -> list[str]:
    """Names of cloud models in order of preference; `kind` is `cloud_brain` or `cloud_coder`."""
    return list(_data("ranking")[kind])


def score(model: Installed, details: Details, role: Role) -> float:
    """How well a model suits a role: family, size (6 points a doubling) and tools. 0 or less: unfit."""
    quality = _quality(model.name, role)
    if quality == 0 or "completion" not in details.capabilities:
        return -1000.0
    size = SIZE_WEIGHT * log2(max(model.parameters, 0.1))
    tools = TOOLS_BONUS if "tools" in details.capabilities and role != "ui" else 0.0
    return max(1.0, quality + size + tools + 40) - (0 if details.chat else BASE_MODEL_PENALTY)


def warm() -> None:
    """Read the data files now."""
    for name in ("ranking", "retirements"):
        _data(name)


def _quality(name: str, role: Role) -> float:
    short = name.rsplit("/", 1)[-1].lower()
    data = _data("ranking")
    for row in data["families"]:
        if any(fnmatch(short, pattern) for pattern in row["match"]):
            return float(row[role])
    return float(data["unranked"][role])


@cache
def _data(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath("data", f"{name}.json").read_text("utf-8")
    return dict(json.loads(text))
