"""Private prompts on every path past every fault of the catalogue: not one byte of them at any exit."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from super_agent.core import exits
from super_agent.emulator import default_models

from ..lab import emulated
from .identifiers import make
from .paths import FAULTS, PAIRS, PATHS, TURNS, Hands, Sender, Sent
from .tracer import traced

ABREAST = 4
PATIENT = {"cloud_timeout": 20.0, "local_timeout": 20.0}
SEEDS = st.integers(0, 2**62)
Task = tuple[str, str, int, int]
"""A fault, a path, the seed of what is private, and the turn."""


@pytest.fixture
def senders(clean_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sender]]:
    """Senders that work side by side while tracing is on."""
    with ExitStack() as stack:
        service = stack.enter_context(traced())
        yield [_sender(stack, service, tmp_path_factory.mktemp("threads")) for _ in range(ABREAST)]


def _sender(stack: ExitStack, service, folder: Path) -> Sender:
    hands = Hands()
    models = [replace(one, persona=hands) if one.name == "emulated-coder" else one for one in default_models()]
    return Sender(stack.enter_context(emulated(scale=0.005, models=models)), hands, service, folder)


def send_all(senders: Sequence[Sender], tasks: Sequence[Task], **context: Any) -> list[Sent]:
    """Every task once, each sender at its own share."""

    async def share(sender: Sender, tasks: Sequence[Task]) -> list[Sent]:
        return [
            await sender.send(fault, path, make(Random(seed)), turn, **context) for fault, path, seed, turn in tasks
        ]

    async def everything() -> list[list[Sent]]:
        shares = [tasks[place :: len(senders)] for place in range(len(senders))]
        return await asyncio.gather(*map(share, senders, shares))

    return [sent for part in asyncio.run(everything()) for sent in part]


def leaks(sent: Sequence[Sent]) -> list[Sent]:
    return [one for one in sent if one.seen]


def test_every_fault_and_every_path_once(senders: list[Sender]) -> None:
    """Each fault on one path, and each path past every seventh fault; the slow test takes all pairs."""
    tasks = [
        (fault, PATHS[place % len(PATHS)], place, place // len(PATHS) % TURNS) for place, fault in enumerate(FAULTS)
    ]
    sent = send_all(senders, tasks)
    assert {one.fault for one in sent} == set(FAULTS)
    assert {one.path for one in sent} == set(PATHS)
    assert leaks(sent) == []


@pytest.mark.parametrize("turn", [0, 2], ids=["direct", "daemon"])
def test_the_watch_sees_what_is_let_out(senders: list[Sender], turn: int) -> None:
    """With privacy off the value leaves, and is seen at the cloud's port and behind the daemon."""
    sent = send_all(senders, [("O22", "plan", seed, turn) for seed in range(4)], privacy="off", **PATIENT)
    assert all("cloud" in one.seen for one in sent)
    assert all(("daemon" in one.seen) is (turn == 2) for one in sent)


def test_the_watch_sees_what_a_tracer_is_told(senders: list[Sender], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exits, "mask", lambda payload: payload)
    sent = send_all(senders, [("O22", "tool result", seed, 0) for seed in range(4)])
    assert {one.seen for one in sent} == {("tracer",)}


ALL: list[Sent] = []


@pytest.mark.slow
@pytest.mark.timeout(1800)
@given(seeds=st.lists(SEEDS, min_size=len(PAIRS), max_size=len(PAIRS)))
@settings(
    max_examples=TURNS, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_all_pairs(senders: list[Sender], seeds: list[int]) -> None:
    turn = len(ALL) // len(PAIRS)
    sent = send_all(senders, [(fault, path, seed, turn) for (fault, path), seed in zip(PAIRS, seeds, strict=True)])
    ALL.extend(sent)
    assert leaks(sent) == []


@pytest.mark.slow
def test_that_was_every_pair_three_times_and_a_thousand_prompts() -> None:
    tried = Counter((one.fault, one.path) for one in ALL)
    assert min(tried[pair] for pair in PAIRS) >= 3
    assert len(ALL) >= 1000
    assert {one.tier for one in ALL} == {"local", "cloud", ""}
