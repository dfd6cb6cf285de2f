"""What breakers and quota counters are kept in: one interface, and its form in memory.

A store holds keys of endpoints and models, times, counters and kinds of errors; never a prompt, an answer,
an address, a user's name or the text of an error.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")


class Record(NamedTuple):
    """What is kept about one breaker. Times are seconds of the breaker's clock."""

    generation: int = 0
    """Goes up each time the breaker opens, closes or is reset; a result of an older one is stale."""
    failures: int = 0
    """Failures in a row while closed."""
    openings: int = 0
    """Openings in a row since it was last closed, without those timed by Retry-After."""
    since: float = 0.0
    """When it opened."""
    until: float = 0.0
    """When it may be probed; 0: closed; infinite: not before a reset."""
    reason: str = ""
    """Kind of the error that opened it."""
    lease: str = ""
    """Token of the probe under way."""
    lease_until: float = 0.0
    """When that probe no longer keeps others out."""


Records = dict[str, Record]
Change = Callable[[Records], T]


class Usage(NamedTuple):
    """What the cloud was asked for in one day."""

    tokens: int = 0
    requests: int = 0
    errors: int = 0

    def plus(self, other: Usage) -> Usage:
        """The sum of two counts."""
        return Usage(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class BreakerStore(Protocol):
    """Where breakers and quota counters live. Usable from several threads and event loops at once."""

    async def transact(self, keys: Sequence[str] | None, change: Change[T]) -> T:
        """Read, change and write records as one step that nothing can come between.

        `change` gets the records of `keys` (all known ones for None; an unknown key as `Record()`), assigns
        what is new, and returns the result. It may run more than once, so it must do nothing else. Cancelling the
        caller does not stop it.
        """
        ...

    async def add_usage(self, day: str, usage: Usage) -> None:
        """Add to the counters of a day (YYYY-MM-DD)."""
        ...

    async def usage(self, day: str) -> Usage:
        """The counters of a day; zeros if nothing was counted."""
        ...

    async def close(self) -> None:
        """Give back file and thread. What is reported later is kept in memory only."""
        ...


class MemoryStore:
    """Breakers and counters of this process, behind a lock that is held for microseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: Records = {}
        self._usage: dict[str, Usage] = {}

    async def transact(self, keys: Sequence[str] | None, change: Change[T]) -> T:
        """See BreakerStore."""
        return self.apply(keys, change)

    async def add_usage(self, day: str, usage: Usage) -> None:
        """See BreakerStore."""
        self.count(day, usage)

    async def usage(self, day: str) -> Usage:
        """See BreakerStore."""
        return self.counted(day)

    async def close(self) -> None:
        """Nothing to give back."""

    def apply(self, keys: Sequence[str] | None, change: Change[T]) -> T:
        """`transact` for a caller that has no event loop."""
        with self._lock:
            known = self._records
            records = dict(known) if keys is None else {key: known.get(key, Record()) for key in keys}
            result = change(records)
            known.update(records)
            return result

    def count(self, day: str, usage: Usage) -> None:
        """`add_usage` for a caller that has no event loop."""
        with self._lock:
            self._usage[day] = self._usage.get(day, Usage()).plus(usage)

    def counted(self, day: str) -> Usage:
        """`usage` for a caller that has no event loop."""
        with self._lock:
            return self._usage.get(day, Usage())

    def recall(self, day: str, usage: Usage) -> None:
        """Replace the counters of a day by what is known elsewhere."""
        with self._lock:
            self._usage[day] = usage
