"""Tool calls of models as they are: native, as text, broken, refused, approved, interrupted."""

import asyncio
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel, Emulator, Weights
from super_agent.emulator.models import BASE_TEMPLATE, CHAT_TEMPLATE
from super_agent.graph import Context, build_graph

from ..lab import CODE, Lab, emulated

SUM = "print(12 + 30 + 58)"


def only(persona: Any, *, name: str = "emulated-coder", capabilities: tuple[str, ...] = ("completion", "tools")):
    """The emulator with one local model of that behaviour."""
    return emulated(models=[EmulatedModel(name, persona, capabilities=capabilities)], scale=0.01)


def answered(conversation: Conversation) -> str:
    """The output of the last tool call, in any of the ways in which it comes back."""
    last = str(conversation.messages[-1]["content"])
    return last if conversation.messages[-1]["role"] == "tool" or "Output of the code" in last else ""


async def ask(emulator: Emulator, text: str = CODE, **context: Any):
    lab = Lab(emulator, cloud_enabled=False)
    outcome = await lab.arun(text, **context)
    await lab.manager.aclose()
    return outcome


def tools_of(outcome) -> list[str]:
    return [str(one.text) for one in outcome.state["messages"] if one.type == "tool"]


async def test_a_model_without_tools_completes_the_same_task_as_one_with_tools() -> None:
    results = []
    for capabilities in (("completion", "tools"), ("completion",)):
        with only("executor", capabilities=capabilities) as emulator:
            outcome = await ask(emulator)
            assert tools_of(outcome) == ["100"]
            results.append("100" in outcome.answer)
    assert results == [True, True]


async def test_a_base_model_is_driven_by_a_completion_prompt() -> None:
    base = EmulatedModel("some-base", "executor", capabilities=("completion",), weights=Weights(template=BASE_TEMPLATE))
    with emulated(models=[base], scale=0.01) as emulator:
        outcome = await ask(emulator)
        sent = next(one.json() for one in emulator.requests if one.path == "/api/chat")
    assert [one["role"] for one in sent["messages"]] == ["user"]
    assert sent["messages"][0]["content"].startswith("# Task:")
    assert tools_of(outcome) == ["100"]


async def test_a_tool_call_written_as_text_is_read() -> None:
    def persona(conversation: Conversation) -> Answer:
        if result := answered(conversation):
            return Answer(f"It printed {result}")
        return Answer('<tool_call>\n{"name": "run_python", "arguments": {"code": "print(12 + 30 + 58)"}}\n</tool_call>')

    with only(persona) as emulator:
        outcome = await ask(emulator)
    assert tools_of(outcome) == ["100"]
    assert outcome.answer == "It printed 100"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (Call("run_javascript", {"code": SUM}), "run_python"),
        (Call("run_python", {"kode": SUM}), "code"),
        (Call("run_python", {"code": {"not": "text"}}), "code"),
    ],
)
async def test_a_wrong_call_gets_told_what_is_wrong_and_is_repaired(call: Call, says: str) -> None:
    def persona(conversation: Conversation) -> Answer:
        result = answered(conversation)
        if "100" in result:
            return Answer("It printed 100")
        return Answer(calls=(Call("run_python", {"code": SUM}) if result else call,))

    with only(persona) as emulator:
        outcome = await ask(emulator)
    wrong, right = tools_of(outcome)
    assert wrong.startswith("Error: ")
    assert says in wrong
    assert right == "100"


async def test_code_that_looks_like_json_stays_text() -> None:
    def persona(conversation: Conversation) -> Answer:
        result = answered(conversation)
        return Answer(f"got {result}") if result else Answer(calls=(Call("run_python", {"code": "[1, 2, 3]"}),))

    with only(persona) as emulator:
        outcome = await ask(emulator)
    assert outcome.state["messages"][1].tool_calls[0]["args"] == {"code": "[1, 2, 3]"}
    assert "[1, 2, 3]" in tools_of(outcome)[0]


async def test_rounds_of_tool_calls_end() -> None:
    def persona(conversation: Conversation) -> Answer:
        return Answer(calls=(Call("run_python", {"code": SUM}),)) if conversation.tools else Answer("enough")

    with only(persona) as emulator:
        outcome = await ask(emulator, max_tool_rounds=2)
    assert len(tools_of(outcome)) == 2
    assert outcome.answer == "enough"


async def test_reasoning_in_the_content_is_kept_apart() -> None:
    with only(lambda _: Answer("<think>first\nthis</think>\n\nThe answer.")) as emulator:
        outcome = await ask(emulator, "Qual é a capital da França?")
    last = outcome.state["messages"][-1]
    assert last.text == "The answer."
    assert last.additional_kwargs["reasoning_content"] == "first\nthis"
    assert list(outcome.shown.values()) == ["The answer."]


async def test_reasoning_in_a_block_that_the_template_opened_is_kept_apart() -> None:
    def persona(conversation: Conversation) -> Answer:
        if answered(conversation):
            return Answer("seen</think>The code printed 100.")
        return Answer(f"a draft:\n```python\nprint(1)\n```\n</think>\n```python\n{SUM}\n```")

    weights = Weights(template=CHAT_TEMPLATE + "<think>\n")
    model = EmulatedModel("emulated-coder", persona, capabilities=("completion",), weights=weights)
    with emulated(models=[model], scale=0.01) as emulator:
        outcome = await ask(emulator)
    last = outcome.state["messages"][-1]
    assert tools_of(outcome) == ["100"]
    assert (last.text, last.additional_kwargs["reasoning_content"]) == ("The code printed 100.", "seen")
    assert outcome.shown[last.id] == last.text


async def test_a_draft_in_reasoning_of_which_no_template_tells_is_not_run() -> None:
    def persona(conversation: Conversation) -> Answer:
        result = answered(conversation)
        draft = f"```python\nprint(1)\n```\n</think>\n```python\n{SUM}\n```"
        return Answer(f"It printed {result}" if result else draft)

    with only(persona, capabilities=("completion",)) as emulator:
        outcome = await ask(emulator)
    assert tools_of(outcome) == ["100"]


async def test_a_call_that_needs_approval_is_refused_where_nobody_can_be_asked() -> None:
    with only("executor") as emulator:
        outcome = await ask(emulator, approval="always")
    assert "compile the graph with a checkpointer" in tools_of(outcome)[0]


@pytest.mark.parametrize(
    ("decision", "result"),
    [
        ({"type": "approve"}, "100"),
        ({"type": "edit", "edited_action": {"name": "run_python", "args": {"code": "print(7)"}}}, "7"),
        ({"type": "reject", "message": "not now"}, "Error: rejected by the user: not now"),
        ({"type": "nonsense"}, "Error: rejected by the user: no reason given"),
    ],
)
async def test_what_was_approved_is_what_runs(decision: dict[str, Any], result: str) -> None:
    with only("executor") as emulator:
        lab = Lab(emulator, cloud_enabled=False)
        graph = build_graph(lab.manager, checkpointer=InMemorySaver())
        config: Any = {"configurable": {"thread_id": "one"}}
        context = Context(approval="always")
        stopped = await graph.ainvoke({"messages": [("user", CODE)]}, config, context=context)
        (question,) = stopped["__interrupt__"]
        assert question.value["action_requests"][0]["args"] == {"code": "values = [12, 30, 58]\nprint(sum(values))"}
        done = await graph.ainvoke(Command(resume={"decisions": [decision]}), config, context=context)
        await lab.manager.aclose()
    assert [one.text for one in done["messages"] if one.type == "tool"] == [result]


async def test_the_calls_of_one_request_share_their_variables_and_requests_do_not() -> None:
    def persona(conversation: Conversation) -> Answer:
        results = [one["content"] for one in conversation.messages if one["role"] == "tool"]
        code = ("x = 41", "print(x + 1)")
        return Answer(calls=(Call("run_python", {"code": code[len(results)]}),)) if len(results) < 2 else Answer("done")

    with only(persona) as emulator:
        outcome = await ask(emulator)
        assert tools_of(outcome)[1] == "42"
        outcomes = await asyncio.gather(*(ask(emulator) for _ in range(3)))
    assert [tools_of(one)[1] for one in outcomes] == ["42"] * 3
