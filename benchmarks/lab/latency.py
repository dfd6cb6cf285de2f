"""How long a function of a text takes, over sizes of text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .statistics import Spread


class Size(NamedTuple):
    """Characters of a text, how many samples are taken, and the bars for the 95th percentile in milliseconds."""

    characters: int
    samples: int
    detection: float | None = None
    route: float | None = None


SMALL = Size(200, 400)
MEDIUM = Size(2_000, 400, detection=2.0, route=1.0)
LARGE = Size(500_000, 60, detection=150.0, route=50.0)


class Took(NamedTuple):
    """Milliseconds by the clock, and of processor time, which other processes on the machine do not add to."""

    clock: Spread
    processor: Spread


def filled(unit: str, characters: int) -> str:
    """`unit` again and again up to a length."""
    return (unit * (characters // len(unit) + 1))[:characters]


def milliseconds(act: Callable[[str], object], texts: Iterable[str]) -> Took:
    """The time of one call for each of `texts`."""
    clock, processor = zip(*(_one(act, text) for text in texts), strict=True)
    return Took(Spread.of(clock), Spread.of(processor))


def _one(act: Callable[[str], object], text: str) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.thread_time()
    act(text)
    return (time.perf_counter() - clock) * 1000, (time.thread_time() - processor) * 1000
