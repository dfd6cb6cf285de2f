"""What the cloud was used for, as counted over real calls, and what a budget changes about the next ones."""

from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage
from super_agent.emulator import Fault
from super_agent.graph import ModelCallError
from super_agent.graph.routing.types import Candidate

from ..lab import CODE, PLAN, TALK, Lab, emulated


@pytest.fixture(scope="module")
def emulator():
    with emulated(scale=0.01) as running:
        yield running


@pytest.fixture
async def labs(emulator):
    """Makes labs over the one emulator, and closes them."""
    emulator.clear_faults()
    emulator.clear()
    made: list[Lab] = []

    def make(**settings: object) -> Lab:
        made.append(Lab(emulator, **settings))
        return made[-1]

    yield make
    for one in made:
        await one.manager.aclose()


async def used(lab: Lab) -> tuple[int, int, int]:
    """Tokens, requests and errors, as `status` shows them."""
    quota = (await lab.manager.status())["quota"]
    return quota["tokens"], quota["requests"], quota["errors"]


async def state(lab: Lab) -> str:
    return str((await lab.manager.status())["quota"]["state"])


async def test_what_an_answer_used_is_counted_and_a_local_answer_uses_nothing(labs) -> None:
    lab = labs()
    outcome = await lab.arun(PLAN)
    (attempt,) = outcome.attempts
    assert await used(lab) == (attempt["prompt_tokens"] + attempt["answer_tokens"], 1, 0)
    await lab.arun(TALK)
    assert (await used(lab))[1:] == (1, 0)


@pytest.mark.parametrize(("fault", "requests", "errors"), [("S03", 2, 1), ("S04", 1, 1), ("S08", 1, 1), ("S05", 0, 1)])
async def test_every_request_that_arrived_counts(labs, fault: str, requests: int, errors: int) -> None:
    lab = labs()
    lab.emulator.set_fault("gpt-oss:120b", Fault(fault))
    outcome = await lab.arun(PLAN)
    assert outcome.error is None
    assert (await used(lab))[1:] == (requests, errors)


async def test_what_is_not_sent_does_not_count(labs) -> None:
    lab = labs()
    assert (await lab.arun(f"{PLAN}. Meu CPF é 529.982.247-25")).kinds() == ["local"]
    past_the_router = Candidate(node="cloud_planner", tier="cloud", model="gpt-oss:120b", endpoint="cloud", why="")
    with pytest.raises(ModelCallError, match="private data"):
        await lab.manager.call(past_the_router, [HumanMessage("Meu CPF é 529.982.247-25")])
    assert await used(lab) == (0, 0, 0)


@pytest.mark.parametrize(("budget", "share"), [("cloud_daily_requests", 1), ("cloud_daily_tokens", 100_000)])
async def test_near_a_budget_only_complex_planning_goes_to_the_cloud_and_at_it_nothing(
    labs, budget: str, share: int
) -> None:
    lab = labs(**{budget: 20 * share})
    what = budget.removeprefix("cloud_daily_")
    assert (await lab.arun(TALK, mode="cloud")).kinds() == ["cloud"]
    await lab.manager.quota.add(**{what: 16 * share})
    assert (await state(lab), (await lab.arun(PLAN)).kinds()) == ("near", ["cloud"])
    for text in (TALK, CODE):
        assert set((await lab.arun(text, mode="cloud")).kinds()) == {"local"}
    await lab.manager.quota.add(**{what: 4 * share})
    spent = await lab.arun(PLAN)
    assert (await state(lab), spent.kinds()) == ("spent", ["local"])
    out = {one["why"] for one in spent.state["route"]["ruled_out"] if one["tier"] == "cloud"}
    assert out == {"the daily cloud budget is used up"}


async def test_processes_share_the_counters_of_a_file(labs, tmp_path: Path) -> None:
    first, second = (labs(store=str(tmp_path / "state"), cloud_daily_requests=1) for _ in range(2))
    assert (await first.arun(PLAN)).kinds() == ["cloud"]
    assert (await second.arun(PLAN)).kinds() == ["local"]
    assert await used(first) == await used(second)


async def test_a_spent_budget_with_no_local_model_is_said(labs) -> None:
    lab = labs(cloud_daily_requests=0, base_url=labs().emulator.refused_url)
    outcome = await lab.arun(PLAN)
    assert "the daily cloud budget is used up" in str(outcome.error)
    assert lab.cloud_chats() == 0
