"""Requests whose way the architecture document promises."""

import pytest
from super_agent.graph.routing import Demand, Fleet, IntelligentRouter, ModelFacts, chain

FLEET = Fleet(
    cloud_brain=(ModelFacts(name="big", tier="cloud", endpoint="cloud", window=131_072, private=False),),
    cloud_coder=(ModelFacts(name="big", tier="cloud", endpoint="cloud", window=131_072, private=False),),
    brain=(ModelFacts(name="brain", tier="local", endpoint="local", window=8192),),
    executor=(ModelFacts(name="coder", tier="local", endpoint="local", window=8192),),
    ui=(ModelFacts(name="ui", tier="local", endpoint="local", window=8192),),
)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("Planeje uma tarefa complexa", ["cloud_planner"]),
        ("Planeje um fluxo completo de edição de vídeo no After Effects", ["cloud_planner"]),
        ("Make a detailed plan, step by step, to open a bakery", ["cloud_planner"]),
        ("Execute um código Python que soma números", ["local_executor"]),
        ("Execute código Python", ["local_executor"]),
        (
            "Planeje uma tarefa complexa e depois execute o código necessário",
            ["cloud_planner", "local_executor"],
        ),
    ],
)
def test_each_step_goes_where_the_document_says(text: str, nodes: list[str]) -> None:
    steps = IntelligentRouter().route(text).steps
    assert [chain(Demand(step), FLEET).candidates[0].node for step in steps] == nodes
