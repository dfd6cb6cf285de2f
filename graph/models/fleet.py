"""Puts the facts of the moment (breakers, what is loaded) onto a roster: the fleet that the policy decides over."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Set
from dataclasses import dataclass

from ..routing.types import Fleet, ModelFacts
from .breaker import BreakerState
from .catalog import Details
from .endpoint import Endpoint
from .names import without_cloud
from .roster import CLOUD_WINDOW, Place, Roster

UNKNOWN = Details(window=CLOUD_WINDOW)


@dataclass(frozen=True)
class Moment:
    """What holds now. `cloud` is None when nothing outside may be asked; `barred` says why the cloud cannot be used.

    `shown` is what is known of cloud models.
    """

    local: Endpoint
    cloud: Endpoint | None
    barred: str
    states: dict[str, BreakerState]
    resident: Set[str]
    without_tools: Set[str]
    num_ctx: int
    shown: Mapping[str, Details]

    def fleet(self, roster: Roster) -> Fleet:
        """Every model of the roster with what is known about it."""
        brains, coders = (roster.cloud_brain, roster.cloud_coder) if self.cloud else ([], [])
        return Fleet(
            cloud_brain=tuple(self._cloud(name) for name in brains),
            cloud_coder=tuple(self._cloud(name) for name in coders),
            brain=tuple(self._local(place) for place in roster.brain),
            executor=tuple(self._local(place) for place in roster.executor),
            ui=tuple(self._local(place) for place in roster.ui),
        )

    def _cloud(self, name: str) -> ModelFacts:
        details = self.shown.get(name, UNKNOWN)
        return ModelFacts(
            name=name,
            tier="cloud",
            endpoint="cloud",
            window=details.window,
            resident=True,
            private=False,
            tools="tools" in details.capabilities and name not in self.without_tools,
            images="vision" in details.capabilities,
            unavailable=self.barred if self.cloud else "the cloud is not asked in this mode",
            resting=self._rests(self.cloud, name) if self.cloud else "",
        )

    def _local(self, place: Place) -> ModelFacts:
        if place.cloud:
            direct = self.cloud is not None and not self.cloud.via_daemon
            return self._cloud(without_cloud(place.name) if direct else place.name)
        return ModelFacts(
            name=place.name,
            tier=self.local.tier,
            endpoint="local",
            private=self.local.private,
            tools="tools" in place.details.capabilities and place.name not in self.without_tools,
            window=min(place.details.window, self.num_ctx),
            chat=place.details.chat,
            images="vision" in place.details.capabilities,
            resident=place.name in self.resident,
            resting=self._rests(self.local, place.name),
        )

    def _rests(self, endpoint: Endpoint, model: str) -> str:
        whole, one = self.states.get(endpoint.breaker_key), self.states.get(endpoint.model_key(model))
        return resting(whole) or resting(one)


def resting(state: BreakerState | None) -> str:
    """Why a breaker keeps callers out, and for how long; empty when it does not."""
    if state is None or state.status != "open":
        return ""
    left = state.until - time.time()
    when = "until it is reset" if math.isinf(left) else f"for {max(left, 0):.0f} s more"
    return f"breaker open {when} ({state.reason or 'failed'})"
