"""Requests to route: the held-back ones, their disturbed copies, and texts of any length made of utterances."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

ROWS = Path(__file__).parents[2] / "tests" / "routing"
Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def heldback() -> list[Row]:
    """Rows of `id`, `text`, `label`, `lang`, `cue`, and `steps` when the label is compound."""
    return lines(ROWS / "heldback.jsonl")


def paraphrases() -> list[Row]:
    """Rows of `id`, `text`, `lang` and `variants`."""
    return lines(ROWS / "paraphrases.jsonl")


@cache
def utterances() -> tuple[Row, ...]:
    """What the router learned from: rows of `text`, `lang`, and `task` or `steps`."""
    folder = files("super_agent.graph.routing").joinpath("data")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".jsonl"))
    return tuple(json.loads(line) for name in names for line in folder.joinpath(name).read_text("utf-8").splitlines())


def bare(text: str) -> str:
    """Letters and digits of `text`, small: two texts that agree in them are one sentence."""
    return "".join(filter(str.isalnum, text.casefold()))


def learned(rows: list[Row]) -> list[Row]:
    """Those of `rows` whose text also stands among the utterances."""
    known = {bare(row["text"]) for row in utterances()}
    return [row for row in rows if bare(row["text"]) in known]


def balanced(each: int) -> dict[str, list[str]]:
    """Texts by task: `each` of every task and language, taken evenly from the utterances for one task."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in utterances():
        if "task" in row:
            groups[row["task"], row["lang"]].append(row["text"])
    found: dict[str, list[str]] = defaultdict(list)
    for (task, _), texts in sorted(groups.items()):
        found[task] += texts[:: max(1, len(texts) // each)][:each]
    return dict(found)


def composed_of_requests(characters: int, seed: int) -> Iterator[str]:
    """Without end: different texts of a length, one request after another in each."""
    chance = random.Random(seed)
    texts = [row["text"] for row in utterances()]
    while True:
        yield _joined(chance, texts, characters)


def with_material(characters: int, seed: int, material: str) -> Iterator[str]:
    """Without end: different texts of a length, each one request and what it is about."""
    chance = random.Random(seed)
    texts = [row["text"] for row in utterances()]
    long = material * (characters // len(material) + 2)
    while True:
        at = chance.randrange(len(material))
        yield f"{chance.choice(texts)}\n\n{long[at:]}"[:characters]


def _joined(chance: random.Random, texts: list[str], characters: int) -> str:
    parts: list[str] = []
    size = 0
    while size < characters:
        parts.append(chance.choice(texts))
        size += len(parts[-1]) + 1
    return "\n".join(parts)[:characters]
