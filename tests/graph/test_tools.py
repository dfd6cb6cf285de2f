"""Tool calls of models as they are: native, as text, broken, refused, approved, interrupted."""

import asyncio
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel, Emulator, Fault, Weights
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


async def test_what_a_400_says_of_tools_is_remembered_and_nothing_else_is() -> None:
    """/api/show may promise what the model has not, and a 400 may be about something else."""
    for words, tools_offered in (
        ("registry.ollama.ai/library/emulated-coder:latest does not support tools", [True, False, False, False, False]),
        ('"emulated-coder" does not support thinking', [True, True, True]),
    ):
        with only("executor") as emulator:
            lab = Lab(emulator, cloud_enabled=False)
            emulator.set_fault("emulated-coder", Fault("400", times=1, error=words))
            first, second = await lab.arun(CODE), await lab.arun(CODE)
            await lab.manager.aclose()
            sent = [bool(one.json().get("tools")) for one in emulator.requests if one.path == "/api/chat"]
        assert first.kinds()[0] == "unsupported"
        assert tools_of(second) == ["100"]
        assert sent == tools_offered, words


BROKEN = '<tool_call>\n{"name": "run_python", "arguments": {"code": "print(12 + 30 + 58)}}\n</tool_call>'
NO_TOOL = '<tool_call>{"name": "run_javascript", "arguments": {"code": "1"}}</tool_call>'
NO_CODE = '<tool_call>{"name": "run_python", "arguments": {"kode": "1"}}</tool_call>'
NO_OBJECT = '<tool_call>{"name": "run_python", "arguments": "print(1)"}'


@pytest.mark.parametrize("capabilities", [("completion", "tools"), ("completion",)])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (BROKEN, "the arguments are not JSON"),
        (NO_TOOL, "there is no tool 'run_javascript'"),
        (NO_CODE, "'code' is missing"),
        (NO_OBJECT, "the arguments are not JSON"),
    ],
)
async def test_a_wrong_call_in_words_is_repaired_too(words: str, says: str, capabilities: tuple[str, ...]) -> None:
    def persona(conversation: Conversation) -> Answer:
        last = str(conversation.messages[-1]["content"])
        if "100" in last:
            return Answer("It printed 100")
        return Answer(f"```python\n{SUM}\n```") if "Error: " in last else Answer(words)

    def with_tools(conversation: Conversation) -> Answer:
        answer = persona(conversation)
        return Answer(calls=(Call("run_python", {"code": SUM}),)) if answer.content.startswith("```") else answer

    with only(with_tools if "tools" in capabilities else persona, capabilities=capabilities) as emulator:
        outcome = await ask(emulator)
    wrong, right = tools_of(outcome)
    assert wrong.startswith("Error: ")
    assert says in wrong
    assert right == "100"
    assert outcome.answer == "It printed 100"


@pytest.mark.parametrize("form", ["native", "words"])
async def test_a_call_is_repaired_once_and_then_another_model_is_asked(form: str) -> None:
    def hopeless(_: Conversation) -> Answer:
        return Answer("I will try.", calls=(Call("run_python", {"kode": SUM}),)) if form == "native" else Answer(BROKEN)

    def able(conversation: Conversation) -> Answer:
        done = "100" in answered(conversation)
        return Answer("It printed 100") if done else Answer(calls=(Call("run_python", {"code": SUM}),))

    models = [
        EmulatedModel("qwen3-coder:30b", hopeless, capabilities=("completion", "tools")),
        EmulatedModel("emulated-coder", able, capabilities=("completion", "tools")),
    ]
    with emulated(models=models, scale=0.01) as emulator:
        outcome = await ask(emulator, executor_model="qwen3-coder:30b")
    assert outcome.kinds() == ["local", "tool_parse", "local", "local"]
    assert [text[:6] for text in tools_of(outcome)] == ["Error:", "100"]
    told = [str(one.text) for one in outcome.state["messages"] if one.type == "ai"]
    assert [text for text in outcome.shown.values() if text] == [text for text in told if text]


async def test_without_another_model_the_failure_says_why() -> None:
    with only(lambda _: Answer(calls=(Call("run_javascript", {"code": SUM}),))) as emulator:
        outcome = await ask(emulator)
    assert outcome.kinds() == ["local", "tool_parse"]
    assert "although it was told why" in str(outcome.error)


async def test_a_wrong_call_after_a_right_one_is_repaired_as_well() -> None:
    calls = [{"kode": SUM}, {"code": SUM}, {"kode": SUM}, {"code": SUM}]

    def persona(conversation: Conversation) -> Answer:
        done = sum(one["role"] == "tool" for one in conversation.messages)
        return Answer(calls=(Call("run_python", calls[done]),)) if done < 4 else Answer("It printed 100")

    with only(persona) as emulator:
        outcome = await ask(emulator)
    assert [text[:6] for text in tools_of(outcome)] == ["Error:", "100", "Error:", "100"]
    assert outcome.answer == "It printed 100"


async def test_a_call_where_none_is_offered_is_a_failure() -> None:
    with only(lambda _: Answer(calls=(Call("run_python", {"code": SUM}),))) as emulator:
        outcome = await ask(emulator, max_tool_rounds=1)
    assert "it called a tool where it had none" in str(outcome.error)


@pytest.mark.parametrize(
    "words",
    [
        "```Python3\nprint(12 + 30 + 58)\n```",
        "```python title=sum.py\nprint(12 + 30 + 58)\n```",
        "   ```py\nprint(12 + 30 + 58)",
        "```\nprint(12 + 30 + 58)\n```",
        '```json\n{"name": "run_python", "arguments": {"code": "print(12 + 30 + 58)"}}\n```',
        '<tool_call>{"name": "run_python", "arguments": "{\\"code\\": \\"print(12 + 30 + 58)\\"}"}</tool_call>',
        "Now:\n```python\nprint(12 + 30 + 58)  # not ``` the end\n```\nThat is all.",
        "```python\nprint(12 + 30 + 58)\n``` That is all.",
        "<think>\n```python\nprint('never')\n```\n</think>\n```python\nprint(12 + 30 + 58)\n```",
        "Well. <think>```python\nprint('never')\n```</think>\n```python\nprint(12 + 30 + 58)\n```",
    ],
)
async def test_the_ways_to_write_a_call(words: str) -> None:
    def persona(conversation: Conversation) -> Answer:
        return Answer("done" if answered(conversation) else words)

    with only(persona, capabilities=("completion",)) as emulator:
        outcome = await ask(emulator)
    assert tools_of(outcome) == ["100"]


@pytest.mark.parametrize(
    "words",
    [
        "The tag <tool_call> opens a call.",
        "```pycon\n>>> 1\n1\n```",
        "```bash\nls\n```",
        "```\nnot python at all\n```",
        "Use print:\n```\nprint(1)\n```",
        '```json\n{"a": 1}\n```',
    ],
)
async def test_what_is_no_call(words: str) -> None:
    with only(lambda _: Answer(words), capabilities=("completion",)) as emulator:
        outcome = await ask(emulator)
    assert tools_of(outcome) == []
    assert outcome.answer == words


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


async def test_a_base_model_alone_is_warned_about_and_comes_after_the_cloud() -> None:
    base = EmulatedModel("some-base", "executor", capabilities=("completion",), weights=Weights(template=BASE_TEMPLATE))
    cloud = EmulatedModel("gpt-oss:120b", "planner", "cloud")
    with emulated(models=[base, cloud], scale=0.01) as emulator:
        lab = Lab(emulator)
        outcome = await lab.arun(CODE)
        private = await lab.arun("Execute um código Python que escreve o CPF 529.982.247-25")
        await lab.manager.aclose()
    chain = outcome.state["steps"][0]["candidates"]
    assert [(one["tier"], one["model"]) for one in chain] == [("cloud", "gpt-oss:120b"), ("local", "some-base:latest")]
    assert [one["tier"] for one in private.attempts] == ["local"] * len(private.attempts)
    (warning,) = [line for line in lab.manager.warnings if "some-base" in line]
    assert "no chat template and is tried last; better: `ollama pull qwen3:8b`" in warning


async def test_a_configured_base_model_is_warned_about_and_tried_last() -> None:
    models = [
        EmulatedModel("some-base", "executor", capabilities=("completion",), weights=Weights(template=BASE_TEMPLATE)),
        EmulatedModel("qwen3-coder:30b", "executor", capabilities=("completion", "tools")),
    ]
    with emulated(models=models, scale=0.01) as emulator:
        lab = Lab(emulator, cloud_enabled=False, executor_model="some-base")
        outcome = await lab.arun(CODE)
        await lab.manager.aclose()
    assert [one["model"] for one in outcome.state["steps"][0]["candidates"]] == ["qwen3-coder:30b", "some-base:latest"]
    (warning,) = [line for line in lab.manager.warnings if "some-base" in line]
    assert warning.endswith("has no chat template and is tried last; used first: qwen3-coder:30b")
