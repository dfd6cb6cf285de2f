"""The picture is true: every node connected, fallback edges labelled, and the edges that runs take are those drawn."""

import re
from itertools import pairwise

import pytest
from super_agent.emulator import EmulatedModel, Emulator, Fault
from super_agent.graph import Context, graph

from ..lab import CODE, PAGE, PLAN, TALK, Lab, emulated

LOCALS = {"local_brain": TALK, "local_executor": CODE, "local_ui": PAGE}
ROLE_MODEL = {"local_brain": "emulated-brain", "local_executor": "emulated-coder", "local_ui": "emulated-ui"}
ALL_LOCAL = tuple(ROLE_MODEL.values())
CLOUD = ("gpt-oss:120b", "qwen3.5:397b", "deepseek-v4-flash")


def test_every_node_is_connected_and_fallback_edges_are_labelled() -> None:
    drawn = graph.get_graph()
    ends = {edge.source for edge in drawn.edges} | {edge.target for edge in drawn.edges}
    assert set(drawn.nodes) == ends
    labels = {(edge.source, edge.target): edge.data for edge in drawn.edges}
    for node in LOCALS:
        assert labels[node, "cloud_planner"] == "fallback: cloud_planner"
        assert labels["cloud_planner", node] == f"fallback: {node}"
        assert labels[node, node] == f"fallback: {node}"
    assert "fallback" in graph.get_graph().draw_mermaid()


async def test_the_edges_that_runs_take_are_the_edges_drawn() -> None:
    with emulated(scale=0.01) as emulator:
        taken: set[tuple[str, str]] = set()
        for scenario in scenarios(emulator):
            emulator.clear_faults()
            lab = Lab(emulator)
            taken |= await scenario(lab)
            await lab.manager.aclose()
    drawn = {(edge.source, edge.target) for edge in graph.get_graph().edges}
    assert taken - drawn == set()
    assert drawn - taken == set()


def scenarios(emulator: Emulator):
    for text in (PLAN, *LOCALS.values()):
        yield plain(text)
    for node, text in LOCALS.items():
        yield failing(text, [ROLE_MODEL[node]])
        yield failing(text, ALL_LOCAL)
        yield failing(text, CLOUD, mode="cloud")
        yield failing(f"{text}. Depois {PLAN.lower()}", [])
        yield failing(f"Primeiro {text.lower()}. Em seguida, {OTHER[node].lower()}", [])
    yield failing(PLAN, [*CLOUD[:1], *ALL_LOCAL])
    yield failing(PLAN, [*ALL_LOCAL, "gpt-oss:120b", "deepseek-v4-flash"])
    yield failing(CODE, [], mode="cloud")
    yield failing(f"{PLAN} e depois {CODE.lower()}", [])


OTHER = {"local_brain": CODE, "local_executor": PAGE, "local_ui": CODE}


def plain(text: str):
    return failing(text, [])


def failing(text: str, models, **context):
    async def scenario(lab: Lab) -> set[tuple[str, str]]:
        for model in models:
            lab.emulator.set_fault(model, Fault("S12"))
        nodes = ["__start__"]
        given = {"messages": [("user", text)]}
        async for update in lab.graph.astream(given, context=Context(**context), stream_mode="updates"):
            nodes += list(update)
        return set(pairwise([*nodes, "__end__"]))

    return scenario


def test_the_readme_shows_the_picture() -> None:
    words = re.findall(r"\w+", graph.get_graph().draw_mermaid())
    assert {"router", "cloud_planner", "local_brain", "local_executor", "local_ui", "approval", "tools"} <= set(words)


@pytest.mark.parametrize("text", ["", "   "])
async def test_an_empty_request_says_what_is_needed(text: str) -> None:
    with emulated(models=[EmulatedModel("emulated-brain")]) as emulator:
        lab = Lab(emulator)
        with pytest.raises(ValueError, match="the last message must be the user's"):
            await lab.arun(text)
        await lab.manager.aclose()
