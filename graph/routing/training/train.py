"""Train the router: `python -m super_agent.graph.routing.training.train [FOLDER]` writes its two data files.

The same versions write the same bytes.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from . import cuts, tasks
from .rows import DATA, Request, disturbed, joined, requests

SEED = 7


def material() -> list[Request]:
    """All requests, pairs of them, and a disturbed copy of each."""
    chance = random.Random(SEED)  # noqa: S311
    plain = requests()
    plain += joined(plain, chance)
    return plain + [disturbed(request, chance) for request in plain]


def pack(data: dict[str, object]) -> bytes:
    """Compact JSON, compressed without a date."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(folder: Path = DATA) -> None:
    """Train on the shipped utterances and write the data files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    found = material()
    write: dict[str, Callable[[Sequence[Request]], dict[str, object]]] = {
        "classifier.json.gz": lambda all_: tasks.fit(tasks.stretches(all_)),
        "joints.json.gz": cuts.fit,
    }
    for name, fit in write.items():
        with threadpool_limits(1):  # sums in another order end in other last digits
            packed = pack(fit(found))
        (folder / name).write_bytes(packed)
        print(f"{name}: {len(packed)} bytes from {len(found)} requests")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
