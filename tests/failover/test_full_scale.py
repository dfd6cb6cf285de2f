"""The catalogue at real time: the faults last as long as they do, the clocks are those of the catalogue."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from super_agent.emulator import Answer, EmulatedModel, Fault

from ..lab import FORMS, PLAN, Form, Lab, Outcome, emulated
from . import scenes
from .rows import CLOUD, ROWS
from .test_catalogue import answered_once, breaker_that_opened, check_answer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
LIMIT = 10
SHORT = Answer("Local: um dois três quatro cinco seis sete oito nove fim.")
BOUNDS = {"S06": ("first", 11.0), "S07": ("first", 11.0), "S08": ("whole", 2.6), "S09": ("whole", 11.3)}
"""Seconds to the first token of the local model, or to the whole answer, which is as long as the catalogue's."""


@contextmanager
def full_scale(**settings: object) -> Iterator[Lab]:
    """A lab over an emulator of its own."""
    with emulated(scale=1.0) as emulator:
        lab = Lab(emulator, **{"cloud_timeout": LIMIT, "local_timeout": LIMIT, "num_predict": 400, **settings})
        try:
            yield lab
        finally:
            lab.manager.close()


def played(name: str, form: Form) -> list[str]:
    """Play a row, and give the kinds of its calls."""
    row = ROWS[name]
    with full_scale() as lab:
        lab.emulator.set_fault(row.target, Fault(row.fault))
        outcome = lab.run(form, row.text)
        check_answer(outcome, form)
        return answered_once(outcome)


@pytest.mark.parametrize("form", FORMS)
def test_every_row_at_full_scale(form: Form) -> None:
    with ThreadPoolExecutor(12) as pool:
        kinds = dict(zip(ROWS, pool.map(lambda name: played(name, form), ROWS), strict=True))
    assert kinds == {name: list(row.kinds) for name, row in ROWS.items()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BOUNDS)
def test_a_row_ends_within_its_bound(name: str, form: Form) -> None:
    what, most = BOUNDS[name]
    models = [EmulatedModel("emulated-brain", lambda _: SHORT, num_ctx=8192), EmulatedModel(CLOUD, "planner", "cloud")]
    with emulated(models=models, scale=1.0) as emulator:
        lab = Lab(emulator, cloud_timeout=LIMIT, local_timeout=LIMIT)
        assert lab.run(form, PLAN).kinds() == ["cloud"]
        emulator.set_fault(CLOUD, Fault(name))
        began = time.monotonic()
        outcome = lab.run(form, PLAN)
        whole = time.monotonic() - began
        lab.manager.close()
    check_answer(outcome, form)
    assert outcome.kinds() == [ROWS[name].kinds[0], "local"]
    last = outcome.attempts[-1]
    assert (whole if what == "whole" else whole - (last["ms"] - last["first_token_ms"]) / 1000) <= most


def test_s15_in_all_forms() -> None:
    def scene(form: Form) -> None:
        with full_scale() as lab:
            scenes.outage(lab, form, scenes.Clock(real=True))

    with ThreadPoolExecutor(len(FORMS)) as pool:
        list(pool.map(scene, FORMS))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", ["refused_url", "unresolvable_url"])
def test_o01_and_o02_cost_fifty_milliseconds_at_most(address: str, form: Form) -> None:
    with full_scale() as lab:
        dead = Lab(lab.emulator, cloud_base_url=getattr(lab.emulator, address))
        without = Lab(lab.emulator, cloud_enabled=False, cloud_api_key="")
        outcome = dead.run(form, PLAN)
        check_answer(outcome, form)
        assert outcome.kinds() == ["unreachable", "local"]
        assert breaker_that_opened(dead) == "endpoint"
        assert scenes.added_by_a_dead_cloud(dead, without, form, rounds=7) <= 0.05
        for one in (dead, without):
            one.manager.close()


@pytest.mark.parametrize("form", FORMS)
def test_o08_and_o18(form: Form) -> None:
    with full_scale(cloud_api_key="") as lab:
        lab.emulator.set_fault(CLOUD, Fault("O08"))
        outcome = lab.run(form, PLAN)
        check_answer(outcome, form)
        assert outcome.kinds() == ["unreachable", "local"]
        assert all(key.startswith("cloud") for key in lab.manager.get_status()["breakers"])
    with full_scale() as lab:
        lab.emulator.set_fault("*", Fault("O18"))
        assert list_of_attempts(lab.run(form, PLAN))


def list_of_attempts(outcome: Outcome) -> bool:
    """Whether the error names every attempt with its hint."""
    told = str(outcome.error)
    return bool(outcome.attempts) and all(one["model"] in told and one["hint"] in told for one in outcome.attempts)


@pytest.mark.parametrize("form", FORMS)
def test_o19_o20_and_o22(form: Form) -> None:
    with full_scale() as lab:
        scenes.cancelled(lab, form)
    with full_scale(local_concurrency=50, local_timeout=60) as lab:
        scenes.half_open(lab, form, scenes.Clock(real=True))
    with full_scale(local_timeout=5, cloud_concurrency=20) as lab:
        scenes.crowd(lab, form)
