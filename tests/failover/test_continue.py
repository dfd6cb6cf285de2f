"""`on_partial="continue"`: the next model goes on where the text broke off."""

import pytest
from super_agent.core.response import answer_text
from super_agent.emulator import Answer, Conversation, EmulatedModel, Fault

from ..lab import FORMS, PLAN, Form, Lab, emulated
from .rows import LONG_PLAN

CLOUD = "gpt-oss:120b"


def going_on(conversation: Conversation) -> Answer:
    last = conversation.messages[-1]
    return Answer(" and the rest.") if last["role"] == "assistant" else Answer("from the start")


@pytest.mark.parametrize("form", FORMS)
def test_the_next_model_continues_the_partial_answer(form: Form) -> None:
    models = [EmulatedModel("qwen3:8b", going_on), EmulatedModel(CLOUD, "planner", "cloud")]
    with emulated(models=models) as emulator:
        lab = Lab(emulator)
        emulator.set_fault(CLOUD, Fault("S08"))
        outcome = lab.run(form, PLAN, on_partial="continue")
        lab.manager.close()
    assert outcome.kinds() == ["incomplete", "local"]
    half, rest = (str(one.text) for one in outcome.state["messages"][1:])
    assert rest == " and the rest."
    assert len(half.split()) > 20
    assert answer_text(outcome.state["messages"]) == half + rest
    if form in ("stream", "astream"):
        assert "".join(outcome.shown.values()) == half + rest
        assert not any(event["type"] == "discard" for event in outcome.events)


@pytest.mark.parametrize("fault", ["S10-lost", "O16", "O21"])
async def test_what_is_no_good_beginning_is_not_continued(fault: str) -> None:
    """A text that lacks a piece, repeats itself, or answers another prompt than the caller's."""
    with emulated(scale=0.01) as emulator:
        lab = Lab(emulator, num_predict=400)
        emulator.set_fault(CLOUD, Fault(fault))
        outcome = await lab.arun(LONG_PLAN if fault == "O16" else PLAN, on_partial="continue")
        await lab.manager.aclose()
    assert outcome.kinds()[-1] == "local"
    assert len(outcome.state["messages"]) == 2
    assert [event["type"] for event in outcome.events].count("discard") == 1
    assert "".join(outcome.shown.values()) == outcome.answer


async def test_words_cut_inside_a_line_are_continued() -> None:
    with emulated(scale=0.01) as emulator:
        lab = Lab(emulator)
        emulator.set_fault(CLOUD, Fault("half_line"))
        outcome = await lab.arun(PLAN, on_partial="continue")
        await lab.manager.aclose()
    assert outcome.kinds() == ["incomplete", "local"]
    assert len(outcome.state["messages"]) == 3
