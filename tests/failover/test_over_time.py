"""Rows of the catalogue that are about many requests, time, or a caller who goes away."""

import asyncio
import gc
import os
import threading

import pytest
from super_agent.emulator import EmulatedModel, Emulator, Fault
from super_agent.graph.models.bridge import NAME

from ..lab import CODE, FORMS, PLAN, TALK, Form, Lab, emulated, until
from . import scenes
from .rows import CLOUD, ROWS


@pytest.fixture
def emulator():
    with emulated(scale=0.04) as running:
        yield running


@pytest.fixture
def lab(emulator: Emulator):
    made = Lab(emulator, cloud_timeout=5, local_timeout=5)
    yield made
    made.manager.close()


@pytest.mark.parametrize("form", FORMS)
def test_s01_the_cloud_is_left_alone_as_long_as_it_asks_and_then_used_again(lab: Lab, form: Form) -> None:
    scenes.retry_after(lab, form)


@pytest.mark.parametrize("form", FORMS)
def test_s15_a_dead_cloud_is_called_rarely_and_found_again_soon(lab: Lab, form: Form) -> None:
    scenes.outage(lab, form, scenes.Clock(real=False))


@pytest.mark.parametrize("form", FORMS)
def test_o19_who_leaves_closes_the_connection_and_moves_no_breaker(form: Form) -> None:
    """At real time, so that a busy machine sees the connection close long before the answer's end."""
    with emulated(scale=1.0) as emulator:
        lab = Lab(emulator)
        scenes.cancelled(lab, form)
        lab.manager.close()


@pytest.mark.parametrize("form", FORMS)
def test_o20_exactly_one_of_fifty_probes_a_half_open_breaker(emulator: Emulator, form: Form) -> None:
    lab = Lab(emulator, local_concurrency=50, cloud_timeout=5, local_timeout=30)
    scenes.half_open(lab, form, scenes.Clock(real=False))
    lab.manager.close()


@pytest.mark.parametrize("form", FORMS)
def test_o22_twenty_that_fall_back_at_once_wait_their_turn(emulator: Emulator, form: Form) -> None:
    lab = Lab(emulator, local_timeout=1.5, cloud_concurrency=20)
    scenes.crowd(lab, form)
    lab.manager.close()


async def test_nothing_is_left_behind_by_any_row(emulator: Emulator) -> None:
    lab = Lab(emulator)
    await lab.arun(CODE)
    await lab.manager.aclose()
    gc.collect()
    sockets, tasks, threads = open_sockets(), asyncio.all_tasks(), set(threading.enumerate())
    for row in ROWS.values():
        emulator.clear_faults()
        lab = Lab(emulator, cloud_timeout=0.4, local_timeout=5, num_predict=400)
        emulator.set_fault(row.target, Fault(row.fault))
        assert (await lab.arun(row.text)).error is None
        await lab.manager.aclose()
        assert asyncio.all_tasks() <= tasks
    gc.collect()
    await until(lambda: open_sockets() <= sockets)
    assert {one.name.split("_")[0] for one in set(threading.enumerate()) - threads} <= {NAME, "asyncio"}


def open_sockets() -> int:
    links = (os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if fd_exists(fd))
    return sum(link.startswith("socket:") for link in links)


def fd_exists(fd: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{fd}")


async def test_local_fails_and_the_cloud_answers(emulator: Emulator) -> None:
    lab = Lab(emulator)
    for model in ("emulated-brain", "emulated-coder", "emulated-ui"):
        emulator.set_fault(model, Fault("S04"))
    outcome = await lab.arun(TALK)
    assert outcome.kinds()[-1] == "cloud"
    assert outcome.kinds()[0] == "overloaded"
    await lab.manager.aclose()


async def test_without_any_local_model_the_cloud_answers(emulator: Emulator) -> None:
    lab = Lab(emulator, base_url=emulator.refused_url)
    assert (await lab.arun(TALK)).kinds() == ["cloud"]
    await lab.manager.aclose()


async def test_without_any_cloud_local_answers() -> None:
    with emulated(models=[EmulatedModel("qwen3:8b", "brain")]) as emulator:
        lab = Lab(emulator, cloud_api_key="", cloud_enabled=False)
        assert (await lab.arun(PLAN)).kinds() == ["local"]
        assert not lab.cloud_chats()
        await lab.manager.aclose()


async def test_fallback_switched_off_asks_one_model(emulator: Emulator) -> None:
    lab = Lab(emulator, fallback_enabled=False)
    emulator.set_fault(CLOUD, Fault("S04"))
    outcome = await lab.arun(PLAN)
    assert outcome.kinds() == ["overloaded"]
    assert "fallback is switched off" in str(outcome.error)
    await lab.manager.aclose()


async def test_a_breaker_that_opens_meanwhile_keeps_nobody_from_the_only_model() -> None:
    """The second request is in the queue when the first one's failure opens the breaker of the model for both."""
    brain = EmulatedModel("emulated-brain", "executor")
    with emulated(models=[brain]) as running:
        lab = Lab(running, cloud_enabled=False, local_timeout=0.8)
        running.set_fault("emulated-brain", Fault("S09", times=1))
        first = asyncio.create_task(lab.arun(TALK))
        while not lab.local_chats():
            await asyncio.sleep(0.01)
        second = await lab.arun(TALK)
        await lab.manager.aclose()
    assert (await first).kinds() == ["timeout_idle"]
    assert second.kinds() == ["local"]
    assert [one["outcome"] for one in second.attempts] in (["skipped", "answered"], ["answered"])
