"""Circuit breakers: whether an endpoint or a model may be called now, learned from how calls ended.

    closed --failed--> open until a time --time passes--> half open --probe succeeded--> closed
                        ^                                     |
                        +------------- probe failed ----------+

The scheme is that of M. Nygard, "Release It!" (2007), with three additions: the probe of a half-open
breaker is a lease that one caller takes in one step of the store and that expires; a server's Retry-After is
the exact open time; and each opening or closing starts a generation, so that a call that began before it
cannot undo it.
"""

from __future__ import annotations

import asyncio
import math
import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .store import BreakerStore, Record, Records

_JITTER = random.SystemRandom()
_LONGEST_WAIT = 86_400.0
"""Seconds after which a Retry-After is no longer believed."""
_CLOCK_STEP = 1.0
"""Seconds that the clock may step back before times stored ahead of it are distrusted."""


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """How breakers open. Times in seconds.

    A breaker that fails its n-th probe in a row stays open `open_for * growth**n`, at most `cap` (or
    `open_for`, if that is more), shortened at random by up to the share `jitter`. A probe that says nothing
    for `lease` seconds no longer keeps others out: longer than a first token takes, short beside an outage.
    """

    growth: float = 2.0
    cap: float = 30.0
    jitter: float = 0.2
    lease: float = 60.0


@dataclass(frozen=True, slots=True)
class Admission:
    """The breaker's answer, and the receipt with which the end of the call is reported."""

    key: str
    allowed: bool
    probe: bool = False
    generation: int = -1
    lease: str = ""
    until: float = 0.0
    """When to ask again, if refused (infinite: after a reset)."""
    reason: str = ""
    """Why it is refused: the kind of the error that opened the breaker."""


@dataclass(frozen=True, slots=True)
class BreakerState:
    """What `status` shows of one breaker. `until` is 0 unless it is open."""

    status: Literal["closed", "open", "half_open"] = "closed"
    until: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A call failed: open for `open_for` seconds, jittered and growing; infinite opens until a reset.

    `retry_after`, if it is a positive number of seconds, is the exact open time (a day at most) and opens at once;
    otherwise a closed breaker opens at `threshold` failures in a row. `reason` is the kind of the error, never its
    text. Raises ValueError for an `open_for` that is not positive.
    """

    open_for: float
    retry_after: float | None = None
    threshold: int = 1
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.open_for > 0:
            raise ValueError(f"open_for is {self.open_for!r}: give seconds above 0, or infinity")


ANSWERED: Literal["answered"] = "answered"
NOTHING: Literal["nothing"] = "nothing"
End = Failed | Literal["answered", "nothing"]
"""How a call ended, as far as one breaker is concerned."""


class Breaker:
    """All breakers of a process, or of a machine: the store decides. Keys are 'cloud' or 'cloud/<model>'.

    Usable from any thread and event loop. `clock` gives seconds and must be shared by all users of a store.
    """

    def __init__(
        self,
        store: BreakerStore,
        *,
        clock: Callable[[], float] = time.time,
        policy: BreakerPolicy | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy or BreakerPolicy()

    async def admit(self, key: str) -> Admission:
        """Ask to call `key`. A half-open breaker allows exactly one caller: the probe."""
        return (await self.admit_all((key,)))[0]

    async def admit_all(self, keys: Sequence[str]) -> tuple[Admission, ...]:
        """Ask to call an endpoint and its model at once: all are admitted, or nothing is taken.

        An admission for each key in order, or the refusals alone: the first element tells which.
        """
        lease = secrets.token_hex(8)
        try:
            return await self._store.transact(keys, lambda records: self._admit(records, lease))
        except asyncio.CancelledError:
            await self._give_back(keys, lease)
            raise

    async def report(self, *ends: tuple[Admission, End]) -> None:
        """How a call ended for each of its admissions, in one step: a caller cancelled meanwhile leaves no half.

        Answered: a probe closes the breaker, growth and the count of failures start anew. Nothing learned (cancelled,
        or the call says nothing about health): a probe is given back, nothing else moves.
        """
        told = {admission.key: (admission, end) for admission, end in ends if admission.probe or end is not NOTHING}

        def change(records: Records) -> None:
            for key, (admission, end) in told.items():
                records[key] = self._ended(records[key], admission, end)

        if told:
            await self._store.transact(tuple(told), change)

    async def succeeded(self, admission: Admission) -> None:
        """Report that the call was answered."""
        await self.report((admission, ANSWERED))

    async def failed(
        self, admission: Admission, *, open_for: float | None, retry_after: float | None = None, threshold: int = 1,
        reason: str = "",
    ) -> None:  # fmt: skip
        """Report that the call failed, see `Failed`; with None for `open_for` it does not count."""
        end = NOTHING if open_for is None else Failed(open_for, retry_after, threshold, reason)
        await self.report((admission, end))

    async def released(self, admission: Admission) -> None:
        """Report that nothing was learned."""
        await self.report((admission, NOTHING))

    async def state(self, key: str) -> BreakerState:
        """State of one breaker; a key never seen is closed."""
        return await self._store.transact((key,), lambda records: self._state(records[key]))

    async def states(self) -> dict[str, BreakerState]:
        """State of every breaker that the store knows."""
        return await self._store.transact(
            None, lambda records: {key: self._state(record) for key, record in records.items()}
        )

    async def reset(self, key: str | None = None) -> None:
        """Close one breaker, or all. What calls under way still report is ignored."""

        def change(records: Records) -> None:
            for name, record in records.items():
                records[name] = Record(record.generation + 1)

        await self._store.transact(None if key is None else (key,), change)

    async def _give_back(self, keys: Sequence[str], lease: str) -> None:
        def change(records: Records) -> None:
            for key, record in records.items():
                if record.lease == lease:
                    records[key] = record._replace(lease="", lease_until=0.0)

        await self._store.transact(keys, change)

    def _admit(self, records: Records, lease: str) -> tuple[Admission, ...]:
        now = self._clock()
        answers = tuple(self._answer(key, record, lease, now) for key, record in records.items())
        refusals = tuple(answer for answer in answers if not answer.allowed)
        if refusals:
            return refusals
        for answer in answers:
            if answer.probe:
                leased = records[answer.key]._replace(lease=lease, lease_until=now + self._policy.lease)
                records[answer.key] = leased
        return answers

    def _answer(self, key: str, record: Record, lease: str, now: float) -> Admission:
        if not record.until:
            return Admission(key, True, generation=record.generation)
        if _is_open(record, now):
            return Admission(key, False, until=record.until, reason=record.reason)
        if self._is_leased(record, now):
            return Admission(key, False, until=record.lease_until, reason=record.reason)
        return Admission(key, True, probe=True, generation=record.generation, lease=lease)

    def _is_leased(self, record: Record, now: float) -> bool:
        return bool(record.lease) and now < record.lease_until <= now + self._policy.lease + _CLOCK_STEP

    def _ended(self, record: Record, admission: Admission, end: End) -> Record:
        mine = record.generation == admission.generation
        if end == ANSWERED:
            return Record(record.generation + admission.probe) if mine else record
        if record.lease != admission.lease:
            return record
        if isinstance(end, Failed):
            return self._failed(record, admission.probe, end) if mine else record
        return record._replace(lease="", lease_until=0.0)

    def _failed(self, record: Record, probe: bool, end: Failed) -> Record:
        failures, wait = record.failures + 1, _wait(end.retry_after)
        if not (probe or wait or failures >= end.threshold):
            return record._replace(failures=failures)
        now = self._clock()
        timed = wait is not None and end.open_for != math.inf
        duration = wait if wait is not None and timed else self._duration(end.open_for, record.openings)
        return Record(record.generation + 1, 0, record.openings + (not timed), now, now + duration, end.reason)

    def _duration(self, open_for: float, openings: int) -> float:
        grown = open_for * self._policy.growth ** min(openings, 32)
        longest = max(open_for, self._policy.cap)
        return min(grown, longest) * _JITTER.uniform(1 - self._policy.jitter, 1)

    def _state(self, record: Record) -> BreakerState:
        if not record.until:
            return BreakerState()
        if _is_open(record, self._clock()):
            return BreakerState("open", record.until, record.reason)
        return BreakerState("half_open", 0.0, record.reason)


def _is_open(record: Record, now: float) -> bool:
    return record.until == math.inf or record.since - _CLOCK_STEP <= now < record.until


def _wait(retry_after: float | None) -> float | None:
    usable = retry_after is not None and 0 < retry_after < math.inf
    return min(retry_after, _LONGEST_WAIT) if usable and retry_after else None
