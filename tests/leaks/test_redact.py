"""Privacy `redact`: the cloud sees placeholders, the answer has the values, and a secret never goes."""

import re
from collections.abc import Callable, Iterator
from random import Random

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel, Emulator, default_models
from super_agent.graph import ModelCallError, NoModelAvailableError
from super_agent.graph.models.guard import label_of

from ..lab import PLAN, Lab, emulated
from .identifiers import PERSONAL, SECRETS, make
from .search import Haystack, squeeze
from .test_door import DIRECT

PLACEHOLDER = re.compile(r"\[[A-Z_]+_\d+\]")


class Echo:
    """Says the placeholders that it sees, in pieces, in thinking, in a tool call: however a test wants it."""

    def __init__(self) -> None:
        self.say: Callable[[list[str]], Answer] = lambda seen: Answer(" ".join(seen))

    def __call__(self, conversation: Conversation) -> Answer:
        if conversation.result is not None:
            return Answer(conversation.result)
        texts = [str(message.get("content") or "") for message in conversation.messages]
        return self.say(PLACEHOLDER.findall("\n".join(texts)) or ["(nothing)"])


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def emulator(echo: Echo) -> Iterator[Emulator]:
    cloud = [
        EmulatedModel(name, echo, "cloud", capabilities=("completion", "tools", "thinking"), context_length=131_072,
                      num_ctx=131_072)
        for name in ("gpt-oss:120b", "deepseek-v4-flash", "qwen3.5:397b")
    ]  # fmt: skip
    local = [model for model in default_models() if model.where == "local"]
    with emulated(scale=0.005, models=[*local, *cloud]) as running:
        yield running


@pytest.fixture
async def lab(emulator: Emulator):
    made = Lab(emulator)
    yield made
    await made.manager.aclose()


def outside(emulator: Emulator) -> Haystack:
    return Haystack(one.body for one in emulator.requests if one.port == "cloud")


@pytest.mark.parametrize("kind", PERSONAL)
async def test_the_cloud_sees_a_placeholder_and_the_answer_has_the_value(lab: Lab, kind: str) -> None:
    private = make(Random(f"redact {kind}"), (kind,))
    outcome = await lab.arun(f"{PLAN} {private.told}", privacy="redact")
    assert outcome.kinds() == ["cloud"]
    assert private.value in outcome.answer
    assert outcome.shown[outcome.state["messages"][-1].id] == outcome.answer
    assert not outside(lab.emulator).holds(private.value)
    assert not PLACEHOLDER.search(outcome.answer)


@pytest.mark.parametrize("size", range(1, 9))
async def test_a_placeholder_cut_into_pieces_is_restored_in_the_stream(lab: Lab, echo: Echo, size: int) -> None:
    first, second = make(Random(size), ("cpf",)), make(Random(size + 100), ("email",))

    def in_pieces(seen: list[str]) -> Answer:
        text = f"Para {seen[0]} e {seen[1]}; [não sou] nem [CPF_99] [{seen[0]}] fim ["
        return Answer(tuple(text[at : at + size] for at in range(0, len(text), size)), thinking=("[", *seen[0][1:]))

    echo.say = in_pieces
    outcome = await lab.arun(f"{PLAN} para {first.value} e {second.value}", privacy="redact")
    expected = f"Para {first.value} e {second.value}; [não sou] nem [CPF_99] [{first.value}] fim ["
    assert (outcome.kinds(), outcome.answer) == (["cloud"], expected)
    assert outcome.shown[outcome.state["messages"][-1].id] == expected
    assert outcome.state["messages"][-1].additional_kwargs["reasoning_content"] == first.value
    assert not outside(lab.emulator).holds(first.value)


async def test_a_tool_is_called_with_the_values(lab: Lab, echo: Echo) -> None:
    """A restored argument runs on this machine; its result goes back redacted."""
    private = make(Random(5), ("cpf",))
    echo.say = lambda seen: Answer(calls=(Call("run_python", {"code": f"print('achei {seen[0]}')"}),))
    request = f"Execute um código Python complexo que procura o cliente. {private.told}"
    outcome = await lab.arun(request, privacy="redact", mode="cloud")
    messages = outcome.state["messages"]
    assert messages[1].tool_calls[0]["args"] == {"code": f"print('achei {private.value}')"}
    assert messages[2].text.strip() == f"achei {private.value}"
    assert outcome.answer.strip() == f"achei {private.value}"
    assert set(outcome.kinds()) == {"cloud"}
    assert not outside(lab.emulator).holds(private.value)


async def test_arguments_of_earlier_calls_are_redacted_whatever_their_names(lab: Lab) -> None:
    private = make(Random(6), ("email",))
    arguments = {"name": private.value, "id": private.value, "deep": [{"type": private.value}], "n": 3}
    call = {"name": "look_up", "args": arguments, "id": "call_1"}
    told = [
        HumanMessage(private.told),
        AIMessage("", tool_calls=[call]),
        ToolMessage(f"Achei {private.value}", tool_call_id="call_1"),
        HumanMessage("E agora?"),
    ]
    answer = await lab.manager.call(DIRECT, told, privacy="redact")
    assert private.value in answer.message.text
    assert not outside(lab.emulator).holds(private.value)


async def test_a_value_known_from_one_message_is_hidden_in_an_earlier_one(lab: Lab) -> None:
    """Alone the number tells nothing; a later message says what it is."""
    told = [HumanMessage("A sigla FT884213 existe?"), HumanMessage("Meu passaporte é FT884213")]
    assert not label_of(told[0].text)
    await lab.manager.call(DIRECT, told, privacy="redact")
    assert lab.cloud_chats() == 1
    assert not outside(lab.emulator).holds("FT884213")


@pytest.mark.parametrize("spelled", [squeeze, str.upper, lambda value: " ".join(squeeze(value))])
async def test_another_spelling_of_a_value_does_not_slip_through(lab: Lab, spelled: Callable[[str], str]) -> None:
    private = make(Random(7), ("email",))
    told = [HumanMessage(private.told), HumanMessage(f"Repita: {spelled(private.value)}")]
    try:
        await lab.manager.call(DIRECT, told, privacy="redact")
    except ModelCallError as error:
        assert error.kind == "privacy"
    assert not outside(lab.emulator).holds(private.value)


@pytest.mark.parametrize("kind", sorted(SECRETS))
async def test_a_secret_never_goes(lab: Lab, kind: str) -> None:
    private = make(Random(kind), (kind,))
    outcome = await lab.arun(f"{PLAN} {private.told}", privacy="redact")
    assert outcome.kinds() == ["local"]
    assert outcome.state["route"]["ruled_out"][0]["why"].startswith("a secret is never sent")
    assert not outside(lab.emulator).holds(private.value)
    assert not lab.cloud_chats()
    with pytest.raises(ModelCallError, match="private data"):
        await lab.manager.call(DIRECT, [HumanMessage(private.told)], privacy="redact")
    assert not lab.cloud_chats()


async def test_tools_that_tell_something_private_stay(lab: Lab) -> None:
    """Schemas are not rewritten, so that a call fits them: what is private in one keeps the request here."""
    private = make(Random(8), ("cpf",))
    tool = {"type": "function", "function": {"name": "f", "description": private.told, "parameters": {}}}
    with pytest.raises(ModelCallError, match="would stay after redaction"):
        await lab.manager.call(DIRECT, [HumanMessage("Oi")], tools=[tool], privacy="redact")
    assert not lab.cloud_chats()


async def test_the_label_rises_in_redact_and_forbids_the_next_turn_in_auto(lab: Lab) -> None:
    private = make(Random(9), ("cpf",))
    first = await lab.arun(f"{PLAN} {private.told}", privacy="redact")
    assert first.kinds() == ["cloud"]
    given = {"messages": [*first.state["messages"], HumanMessage(PLAN)]}
    second = await lab.graph.ainvoke(given)
    assert {one["tier"] for one in second["attempts"]} == {"local"}


async def test_nothing_local_and_a_secret_is_a_clear_error(emulator: Emulator) -> None:
    lab = Lab(emulator, base_url=emulator.refused_url)
    private = make(Random(10), ("password",))
    outcome = await lab.arun(f"{PLAN} {private.told}", privacy="redact")
    assert isinstance(outcome.error, NoModelAvailableError)
    assert "a secret is never sent" in str(outcome.error)
    assert private.value not in str(outcome.error)
    assert not lab.cloud_chats()
    await lab.manager.aclose()
