"""The bars on the held-back set: rows that nobody who wrote a detector has read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from super_agent.graph.routing.privacy import detect

ROWS = [json.loads(line) for line in (Path(__file__).parent / "heldback.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def flagged() -> dict[str, bool]:
    return {row["id"]: bool(detect(row["text"])) for row in ROWS}


def share(flagged: dict[str, bool], wanted: Callable[[dict[str, Any]], bool]) -> float:
    rows = [row["id"] for row in ROWS if wanted(row)]
    assert len(rows) >= 20
    return sum(flagged[row] for row in rows) / len(rows)


def test_the_set_is_large_and_half_clean() -> None:
    assert len(ROWS) >= 600
    assert {row["lang"] for row in ROWS} == {"pt", "en", "es"}
    assert 0.4 < sum(row["sensitive"] for row in ROWS) / len(ROWS) < 0.6


def test_recall_of_identifiers_and_secrets(flagged: dict[str, bool]) -> None:
    assert share(flagged, lambda row: row["kind"].startswith(("pii:", "secret:"))) >= 0.97


def test_recall_of_health_and_finance(flagged: dict[str, bool]) -> None:
    assert share(flagged, lambda row: row["kind"] in {"health", "finance"}) >= 0.85


def test_false_positives(flagged: dict[str, bool]) -> None:
    assert share(flagged, lambda row: not row["sensitive"]) <= 0.02
