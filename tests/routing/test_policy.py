"""The policy against its promises: every combination of what it decides by, and random fleets."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from super_agent.graph.routing.policy import Chain, Demand, chain
from super_agent.graph.routing.types import Fleet, ModelFacts, Sensitivity, Step

from .fleets import HEALTH, LARGE, SMALL, cloud, local, models
from .invariants import check, everyone_has_a_place

STEPS = [
    Step(task=task, text="x", complexity=complexity, cloud_probability=probability)
    for task, complexity, probability in product(
        ("planning", "execution", "ui", "general"), ("simple", "complex"), (0.2, 0.8)
    )
]
MODES = ("auto", "cloud", "local", "offline")
PRIVACY = ("auto", "strict", "redact", "off")
LABELS = (Sensitivity(), Sensitivity(level="personal", kinds=("cpf",)), Sensitivity(level="secret", kinds=("token",)))
QUOTA = ("free", "near", "spent")
SIZES = {
    "fits everywhere": (100, 50),
    "local trimmed": (20_000, 50),
    "all trimmed": (500_000, 50),
    "cloud only": (20_000, 20_000),
    "nowhere": (500_000, 500_000),
}


def fleet(shape: str, cloud_health: str, local_health: str) -> Fleet:
    near = [local(name, resident=name == "b", **HEALTH[local_health]) for name in "ab"]
    far = [cloud(name, **HEALTH[cloud_health]) for name in "cd"]
    if shape == "public local address":
        near = [one.model_copy(update={"tier": "cloud", "private": False}) for one in near]
    roles = [far[0], *near] if shape == "cloud model in a local role" else near
    roles, far = ([] if shape == "no local" else roles), ([] if shape == "no cloud" else far)
    hands = tuple(roles)
    return Fleet(cloud_brain=tuple(far), cloud_coder=tuple(far[::-1]), brain=hands, executor=hands, ui=hands)


SLOW = ("cloud model in a local role", "public local address")


def fleets(shape: str) -> Iterator[Fleet]:
    """One for every health of its cloud and its local models; a tier that is not there has none."""
    far = ["closed"] if shape == "no cloud" else HEALTH
    near = ["closed"] if shape == "no local" else HEALTH
    yield from (fleet(shape, *healths) for healths in product(far, near))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "shape", ["both", "no local", "no cloud", *(pytest.param(shape, marks=pytest.mark.slow) for shape in SLOW)]
)
def test_every_combination_keeps_every_promise(shape: str, size: str) -> None:
    for there in fleets(shape):
        known = models(there)
        for step, mode, privacy, label, quota in product(STEPS, MODES, PRIVACY, LABELS, QUOTA):
            demand = Demand(step, *SIZES[size], label, mode, privacy, quota)
            found = chain(demand, there)
            check(demand, known, found)
            alone = chain(demand._replace(fallback_enabled=False), there)
            assert [one.model for one in alone.candidates] == [one.model for one in found.candidates[:1]]
            everyone_has_a_place(known, alone)


TASKS = st.sampled_from(("planning", "execution", "ui", "general"))
DEMANDS = st.builds(
    Demand,
    st.builds(Step, task=TASKS, text=st.just("x"), complexity=st.sampled_from(("simple", "complex")),
              cloud_probability=st.floats(0, 1)),
    st.integers(0, 200_000), st.integers(0, 200_000), st.sampled_from(LABELS), st.sampled_from(MODES),
    st.sampled_from(PRIVACY), st.sampled_from(QUOTA), st.floats(0, 1), st.booleans(), st.booleans(),
)  # fmt: skip
FACTS = st.fixed_dictionaries({
    "window": st.sampled_from((512, SMALL, LARGE)), "resident": st.booleans(), "chat": st.booleans(),
    "private": st.booleans(), "images": st.booleans(),
    "unavailable": st.sampled_from(("", "", "not signed in")), "resting": st.sampled_from(("", "breaker open")),
})  # fmt: skip
NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=7)


@settings(max_examples=400, deadline=None)
@given(DEMANDS, st.dictionaries(st.sampled_from("abcdefgh"), FACTS), st.lists(NAMES, min_size=5, max_size=5))
def test_any_fleet_keeps_every_promise(demand: Demand, facts: dict[str, Any], lists: list[list[str]]) -> None:
    def made(names: list[str], make: Any) -> tuple[ModelFacts, ...]:
        return tuple(make(name, **facts.get(name, {})) for name in dict.fromkeys(names))

    def chatting(name: str, **facts: Any) -> ModelFacts:
        return cloud(name, **{**facts, "chat": True})

    near, far = [made(names, local) for names in lists[:3]], [made(names, chatting) for names in lists[3:]]
    there = Fleet(brain=near[0] + far[1][:1], executor=near[1], ui=near[2], cloud_brain=far[0], cloud_coder=far[1])
    check(demand, models(there), chain(demand, there))


def order(found: Chain) -> list[str]:
    return [one.model for one in found.candidates]


def test_the_configured_model_is_first_then_loaded_ones_and_base_models_last() -> None:
    brain = (local("wanted"), local("cold"), local("base", chat=False, resident=True), local("warm", resident=True))
    there = Fleet(brain=brain, executor=(*brain, local("coder", resident=True)), cloud_brain=(cloud("far"),))
    found = chain(Demand(Step(task="general", text="x")), there)
    assert order(found) == ["wanted", "warm", "cold", "coder", "far"]
    assert [(one.model, one.why) for one in found.ruled_out] == [("base", "4 local models come before it")]
    base_first = Fleet(brain=(brain[2], brain[1]))
    assert order(chain(Demand(Step(task="general", text="x")), base_first)) == ["cold", "base"]


def test_a_fifth_model_answers_when_the_first_four_rest() -> None:
    there = Fleet(brain=tuple(local(name, resting="" if name == "e" else "breaker open") for name in "abcde"))
    assert order(chain(Demand(Step(task="general", text="x")), there)) == ["e"]


def test_a_role_without_a_model_borrows_one() -> None:
    found = chain(Demand(Step(task="general", text="x")), Fleet(ui=(local("painter"),)))
    assert [(one.node, one.why) for one in found.candidates] == [("local_brain", "a local model of another role")]


def test_the_cloud_model_that_fits_leads_not_the_first_of_the_list() -> None:
    there = Fleet(cloud_brain=(cloud("narrow", window=4096), cloud("wide")), brain=(local("near", window=65_536),))
    step = Step(task="planning", text="x", complexity="complex", cloud_probability=0.9)
    assert order(chain(Demand(step, 30_000, 30_000), there)) == ["wide", "near"]


def test_what_takes_the_end_of_a_conversation_only_waits_behind_what_takes_all() -> None:
    there = Fleet(cloud_brain=(cloud("far"),), brain=(local("near"),))
    found = chain(Demand(Step(task="general", text="x"), 20_000, 100), there)
    assert [(one.model, one.why) for one in found.candidates] == [
        ("far", "fallback in the cloud"), ("near", "old messages are left out to fit its window of 8192"),
    ]  # fmt: skip
    too_long = chain(Demand(Step(task="general", text="x"), 20_000, 20_000), there)
    assert [one.why for one in too_long.ruled_out] == ["20000 tokens do not fit its window of 8192"]
