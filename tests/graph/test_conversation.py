"""A conversation counts: what is asked after a plan is read, and answered, in the light of that plan."""

from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from super_agent.emulator import Emulator
from super_agent.graph import Context, build_graph

from ..lab import PLAN, TALK, Lab, emulated


@pytest.fixture
def emulator():
    with emulated(scale=0.01) as running:
        yield running


async def talk(emulator: Emulator, *requests: str, **context: Any) -> list[dict[str, Any]]:
    """The states after each request of one thread."""
    lab = Lab(emulator)
    graph = build_graph(lab.manager, checkpointer=InMemorySaver())
    thread: Any = {"configurable": {"thread_id": "one"}}
    states = []
    for text in requests:
        given: Any = {"messages": [("user", text)]}
        states.append(dict(await graph.ainvoke(given, thread, context=Context(approval="never", **context))))
    await lab.manager.aclose()
    return states


def prompts(emulator: Emulator) -> list[list[str]]:
    """The texts of each chat request to the local server."""
    bodies = [one.json() for one in emulator.requests if (one.port, one.path) == ("local", "/api/chat")]
    return [[message.get("content") or "" for message in body["messages"]] for body in bodies]


@pytest.mark.parametrize(
    "then",
    ["e agora execute isso", "Agora executa o plano, por favor", "pode fazer isso", "now run it", "ahora ejecútalo"],
)
async def test_execute_it_after_a_plan_is_an_execution_step_about_that_plan(emulator: Emulator, then: str) -> None:
    planned, done = await talk(emulator, PLAN, then)
    plan = planned["messages"][-1]
    assert plan.name == "cloud_planner"
    assert done["route"]["task"] == "execution"
    assert {(one["node"], one["tier"]) for one in done["attempts"]} == {("local_executor", "local")}
    assert all(plan.text in prompt for prompt in prompts(emulator))


async def test_a_new_subject_is_read_by_itself(emulator: Emulator) -> None:
    _, other = await talk(emulator, PLAN, TALK)
    assert (other["route"]["task"], other["attempts"][-1]["node"]) == ("general", "local_brain")


async def test_what_was_private_stays_local_in_the_next_request(emulator: Emulator) -> None:
    first, second = await talk(emulator, "Meu CPF é 529.982.247-25, confere?", PLAN)
    assert first["sensitivity"]["kinds"] == second["sensitivity"]["kinds"] == ["cpf"]
    assert {one["tier"] for one in second["attempts"]} == {"local"}
    assert not any(one.port == "cloud" and one.path == "/api/chat" for one in emulator.requests)
