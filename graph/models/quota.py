"""What the cloud has used today, the budget that the user set, and what Ollama says of its own limits."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from ..routing.types import QuotaState
from .store import BreakerStore, Usage

NEAR = 0.8
"""Share of a budget from which it counts as nearly spent."""
_MOST_PLAUSIBLE_SHARE = 2.0


class Quota:
    """Counters of cloud use per calendar day in UTC, the one day that every worker agrees on.

    A budget of None is unlimited; 0 is spent from the start.
    """

    def __init__(
        self,
        store: BreakerStore,
        daily_tokens: int | None = None,
        daily_requests: int | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._daily_tokens = daily_tokens
        self._daily_requests = daily_requests
        self._clock = clock

    async def add(self, *, tokens: int = 0, requests: int = 0, errors: int = 0) -> None:
        """Count what a cloud call used."""
        await self._store.add_usage(self._day(), Usage(tokens, requests, errors))

    async def today(self) -> Usage:
        """What was used since midnight UTC."""
        return await self._store.usage(self._day())

    async def state(self, *, cloud_share: float | None = None) -> QuotaState:
        """How much of the tightest limit is left; `cloud_share` is what `parse_usage` read, if anything."""
        used = await self.today()
        share = max(
            _share(used.tokens, self._daily_tokens),
            _share(used.requests, self._daily_requests),
            cloud_share or 0.0,
        )
        if share >= 1:
            return "spent"
        return "near" if share >= NEAR else "free"

    def _day(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).date().isoformat()


def parse_usage(body: object) -> float | None:
    """Share of Ollama's own limit that is used (1.0: all of it; the highest, if there are several).

    `body` is the decoded answer of `GET https://ollama.com/api/usage`, which is undocumented and has had two
    shapes: `{"limits": {"session": {"usage": 0.2}, "weekly": {"usage": 0.1}}}` and
    `{"limits": {"monthly": {"usage": 0.007}}}`. None if there is no plausible share in it.
    """
    limits = body.get("limits") if isinstance(body, Mapping) else None
    if not isinstance(limits, Mapping):
        return None
    shares = [share for limit in limits.values() if (share := _plausible(limit)) is not None]
    return max(shares, default=None)


def _plausible(limit: object) -> float | None:
    usage = limit.get("usage") if isinstance(limit, Mapping) else None
    if isinstance(usage, bool) or not isinstance(usage, int | float):
        return None
    return float(usage) if 0 <= usage <= _MOST_PLAUSIBLE_SHARE else None


def _share(used: int, budget: int | None) -> float:
    if budget is None:
        return 0.0
    return used / budget if budget > 0 else math.inf
