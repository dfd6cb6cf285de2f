"""One request from end to end, in the four forms that LangGraph offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from super_agent.emulator import Emulator

from ..lab import CODE, FORMS, PAGE, PLAN, TALK, Form, Lab, emulated


@pytest.fixture(scope="module")
def emulator():
    with emulated() as running:
        yield running


@pytest.fixture
def lab(emulator: Emulator) -> Iterator[Lab]:
    emulator.clear_faults()
    emulator.clear()
    made = Lab(emulator)
    yield made
    made.manager.close()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("text", "node", "tier"),
    [
        (PLAN, "cloud_planner", "cloud"),
        (CODE, "local_executor", "local"),
        (PAGE, "local_ui", "local"),
        (TALK, "local_brain", "local"),
    ],
)
def test_each_task_has_its_node(lab: Lab, form: Form, text: str, node: str, tier: str) -> None:
    outcome = lab.run(form, text)
    assert {one["node"] for one in outcome.attempts} == {node}
    assert {one["tier"] for one in outcome.attempts} == {tier}
    assert outcome.answer


@pytest.mark.parametrize("form", ["stream", "astream"])
def test_the_streamed_text_is_the_text_of_the_state(lab: Lab, form: Form) -> None:
    outcome = lab.run(form, PLAN)
    last = outcome.state["messages"][-1]
    assert outcome.shown[last.id] == last.text
    assert len(outcome.shown[last.id].split()) > 20


@pytest.mark.parametrize("text", [CODE, "Escreva a soma de 3 e 9 no arquivo soma.txt"])
def test_tools_that_the_template_leaves_out_are_no_sign_of_a_cut_prompt(
    emulator: Emulator, tmp_path: Path, text: str
) -> None:
    lab = Lab(emulator, workspace=str(tmp_path), cloud_enabled=False)
    outcome = lab.run("invoke", text)
    lab.manager.close()
    assert {one["outcome"] for one in outcome.attempts} == {"answered"}
    assert len(str(emulator.requests[-1].json()["tools"])) > 2000
