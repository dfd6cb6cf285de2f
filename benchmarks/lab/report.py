"""What a soak has seen, and what of it breaks the promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from super_agent.graph.models.bridge import NAME as BRIDGE

from .footprint import Footprint
from .traffic import Outcome

GOOD = ("answered", "refused", "cancelled")
STEADY = 5000
"""Requests after which caches are full, so that growth over the second half is a leak."""
OBJECTS_PER_REQUEST = 1.0
MEGABYTES_PER_THOUSAND = 1.0
SHOWN = 40


@dataclass
class Report:
    """How requests ended, what was wrong, and the process after each round."""

    requests: int
    ends: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    discards: int = 0
    violations: list[str] = field(default_factory=list)
    prints: list[Footprint] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0

    def add(self, outcome: Outcome, *, excused: bool) -> None:
        """Count one request; `excused`: nobody who was allowed to answer it was well."""
        good = outcome.end in GOOD or (excused and outcome.end == "no model")
        self.ends[outcome.end if good else "violation"] += 1
        self.failures.update(one["kind"] for one in outcome.attempts if one["outcome"] == "failed")
        self.discards += outcome.discards
        self.slowest = max(self.slowest, outcome.seconds)
        if not good:
            tried = ", ".join(f"{one['model']} {one['outcome']} {one['kind']}" for one in outcome.attempts)
            self.violations.append(f"{outcome.ask}: {outcome.end} [{tried}]")

    def compare(self, before: Footprint, after: Footprint, *, pool: str) -> None:
        """Check what the process holds when everything is closed; threads of `pool` are the soak's own."""
        threads = list(after.threads)
        for name in before.threads:
            threads.remove(name)
        extra = [name for name in threads if not name.startswith(pool)]
        if extra not in ([], [BRIDGE]):
            self.violations.append(f"left behind: threads {extra}")
        for name in ("connections", "children"):
            if more := max(0, getattr(after, name) - getattr(before, name)):
                self.violations.append(f"left behind: {more} {name}")
        if self.requests >= STEADY:
            self.violations += self._growth()

    def lines(self) -> Iterator[str]:
        """The summary."""
        yield f"{self.seconds:.1f} s, {self.requests / self.seconds:.0f} requests a second"
        yield f"ended: {_counts(self.ends)}; slowest {self.slowest:.1f} s"
        yield f"calls that reached: {_counts(self.reached)}; failed: {_counts(self.failures)}; discards {self.discards}"
        for place, one in enumerate(self.prints):
            yield (
                f"round {place + 1}: {one.rss:.0f} MiB, {one.objects} objects, {one.connections} connections, "
                f"{one.children - 1} child processes, {len(one.threads)} threads"
            )
        yield from (f"VIOLATION {line}" for line in self.violations[:SHOWN])
        yield f"{len(self.violations)} violations"

    def _growth(self) -> Iterator[str]:
        half, last = self.prints[len(self.prints) // 2 - 1], self.prints[-1]
        objects = (last.objects - half.objects) / (self.requests / 2)
        memory = (last.rss - half.rss) / (self.requests / 2000)
        if objects > OBJECTS_PER_REQUEST:
            yield f"growing: {objects:.1f} objects a request over the second half"
        if memory > MEGABYTES_PER_THOUSAND:
            yield f"growing: {memory:.2f} MiB in a thousand requests over the second half"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common()) or "none"
