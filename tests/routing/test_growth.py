"""Time to route grows with the length of a text, not faster, whatever is repeated in it.

A ratio of two measurements of processor time, so that the machine does not matter: four times the text may take
eight times as long, where a square would take sixteen.
"""

import time

import pytest
from super_agent.graph.routing import IntelligentRouter

ROUTER = IntelligentRouter()
SHORT, LONG = 100_000, 400_000
MOST = 8.0
FLOOR = 0.003
"""Seconds under which a measurement is noise."""
REQUEST = "Planeje a migração do banco de dados e depois execute o script de backup. "
UNITS = [
    "a",
    "a ",
    "e ",
    "1",
    "1.",
    ", e ",
    "\n",
    "```",
    "~~~",
    "é",
    "\u0301",
    "e\u0301",
    "😀",
    "한국어 ",
    "İ",
    REQUEST,
]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        ROUTER.route(text)
        best = min(best, time.process_time() - start)
    return best


def grows_too_fast(unit: str) -> bool:
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (SHORT, LONG))
    return seconds(long) > max(FLOOR, seconds(short)) * MOST


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_repeated(unit: str) -> None:
    ROUTER.route(unit)
    assert not grows_too_fast(unit) or not grows_too_fast(unit)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_what_is_read_in_full_grows_no_faster(unit: str) -> None:
    """Below the length from which only the start and the end are read: a text of it, cut into every part it has."""
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (450, 1800))
    ROUTER.route(long)
    assert seconds(long) <= max(FLOOR, seconds(short)) * MOST or seconds(long) <= max(FLOOR, seconds(short)) * MOST
