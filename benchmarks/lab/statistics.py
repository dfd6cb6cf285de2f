"""Medians and percentiles, and the Markdown that figures are shown in."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

DOCUMENT = Path(__file__).parents[2] / "docs" / "BENCHMARKS.md"


class Spread(NamedTuple):
    """Median and 95th percentile of samples, in the samples' unit."""

    p50: float
    p95: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> Spread:
        """Of at least one sample."""
        return cls(median(samples), quantiles(samples, n=20)[-1] if len(samples) > 1 else samples[0])


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def machine() -> str:
    """Where and when figures were taken."""
    load = os.getloadavg()[0]
    return f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load average {load:.1f} at the end"


def publish(name: str, text: str, document: Path = DOCUMENT) -> None:
    """Replace what stands between the markers `<!-- name -->` and `<!-- /name -->`.

    Raises:
        ValueError: the document has no such markers.
    """
    old = document.read_text()
    pattern = re.compile(f"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{document}: no markers <!-- {name} --> and <!-- /{name} -->")
    document.write_text(pattern.sub(lambda found: f"{found[1]}{text.strip()}\n{found[2]}", old))
