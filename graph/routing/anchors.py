"""A few dozen utterances that stand for each task, taken evenly from the data that the router was trained on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest
from typing import Any, get_args

from .types import Task

OF_EACH = 4
"""Anchors for each task and language."""


@cache
def anchors() -> tuple[tuple[Task, str], ...]:
    """Task and text of each, the tasks and languages in turn. Reads the data files at first use."""
    groups: dict[tuple[Task, str], list[str]] = {}
    for row in _utterances():
        groups.setdefault((row["task"], row["lang"]), []).append(row["text"])
    spread = {key: texts[:: max(1, len(texts) // OF_EACH)][:OF_EACH] for key, texts in sorted(groups.items())}
    turns = zip_longest(*([(task, text) for text in texts] for (task, _), texts in spread.items()))
    return tuple(one for one in chain.from_iterable(turns) if one)


def _utterances() -> Iterator[dict[str, Any]]:
    folder = files(__package__).joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".jsonl"):
            rows = map(json.loads, file.read_text("utf-8").splitlines())
            yield from (row for row in rows if row.get("task") in get_args(Task))
