"""The page about failures says of each kind what the rules say, and of the clocks what the settings say."""

import math
import re
from pathlib import Path

import pytest
from super_agent.graph.models.clocks import COLD_LOAD_SECONDS
from super_agent.graph.models.errors import RULES
from super_agent.graph.models.manager import QUEUE_SECONDS
from super_agent.graph.models.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "FAILOVER.md").read_text("utf-8")
TRIES = {0: "no", 1: "once"}
TIMES = {5.0: "5 s", 10.0: "10 s", 300.0: "5 min", math.inf: "until reset"}


def rows(first: str) -> dict[str, list[str]]:
    """Cells of the table whose head begins with `first`, by the first cell."""
    table = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert table
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_the_kinds_are_told_as_they_are() -> None:
    told = {kind: row[1:] for kind, row in rows("kind").items()}
    known = {
        kind: [TRIES[rule.retries], rule.blames or "nobody", TIMES[rule.open_for] if rule.blames else ""]
        for kind, rule in RULES.items()
    }
    assert told == known


@pytest.mark.parametrize(("column", "tier"), [(0, "cloud"), (1, "local")])
def test_the_clocks_are_told_as_they_are(column: int, tier) -> None:
    clocks = Settings.load().clocks(tier)
    told = [float(row[column]) for row in rows("seconds").values()]
    assert told == [clocks.connect, clocks.first_token, clocks.idle, clocks.total]


def test_so_are_the_other_times() -> None:
    assert COLD_LOAD_SECONDS == 180
    assert "180 more for a local model" in PAGE
    assert QUEUE_SECONDS == 1800
    assert "half an hour at most" in PAGE
