"""Context size, through the graph: who is ruled out, what is trimmed, and what is said before anybody is asked."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage
from super_agent.emulator import EmulatedModel, default_models
from super_agent.graph import NoModelAvailableError
from super_agent.graph.windows import conversation, fitted, least

from ..lab import PLAN, TALK, Lab, emulated

CLOUD = [model for model in default_models() if model.where == "cloud"]
WORD = "quadros "
LONG = "Traduza para o inglês: " + WORD * 1000
"""About 2,300 tokens, estimated."""
ABOVE = "Traduza para o inglês: " + WORD * 4000


def brain(name: str, window: int, **facts: Any) -> EmulatedModel:
    return EmulatedModel(name, "brain", context_length=window, **facts)


def talk(turns: int, last: str = TALK) -> list[tuple[str, str]]:
    """A conversation of about 230 tokens a message."""
    texts = [f"Mensagem {turn}: {WORD * 100}" for turn in range(turns)]
    return [("user" if turn % 2 == 0 else "assistant", text) for turn, text in enumerate(texts)] + [("user", last)]


def sent(lab: Lab, model: str) -> list[dict[str, Any]]:
    bodies = [one.json() for one in lab.emulator.requests if one.path == "/api/chat"]
    return [body for body in bodies if body["model"].startswith(model)]


async def run(models: list[EmulatedModel], asked: Any, *, fault: tuple[str, str] | None = None, **settings: Any):
    """The outcome and the lab, its server gone."""
    with emulated(models=models, scale=0.01) as emulator:
        lab = Lab(emulator, **settings)
        if fault:
            emulator.set_fault(*fault)
        outcome = await lab.arun(asked)
        await lab.manager.aclose()
    return outcome, lab


async def test_a_window_that_is_too_small_rules_a_model_out() -> None:
    models = [brain("narrow", 1024), brain("wide", 32_768)]
    outcome, lab = await run(models, LONG, cloud_enabled=False, default_model="narrow")
    assert outcome.state["messages"][-1].response_metadata["model"] == "wide:latest"
    (out,) = outcome.state["route"]["ruled_out"]
    assert out["model"] == "narrow:latest"
    assert "tokens do not fit its window of 1024" in out["why"]
    assert sent(lab, "narrow") == []


async def test_a_long_conversation_is_trimmed_to_the_window_that_is_left() -> None:
    asked = "E qual é, então, a capital da França? Responda em uma frase."
    outcome, lab = await run([brain("narrow", 2048)], talk(20, asked), cloud_enabled=False)
    (trimmed,) = [event for event in outcome.events if event["type"] == "trimmed"]
    (body,) = sent(lab, "narrow")
    contents = [message["content"] for message in body["messages"]]
    assert [body["messages"][0]["role"], contents[-1]] == ["system", asked]
    assert len(contents) == 1 + 21 - trimmed["messages"]
    assert contents[1].startswith(f"Mensagem {trimmed['messages']}:")
    assert trimmed["window"] == body["options"]["num_ctx"] == 2048
    assert len(outcome.state["messages"]) == 22
    assert outcome.kinds() == ["local"]


async def test_what_fits_no_window_is_said_before_any_call() -> None:
    models = [brain("narrow", 1024), brain("wide", 4096)]
    outcome, lab = await run(models, ABOVE, cloud_enabled=False)
    assert isinstance(outcome.error, NoModelAvailableError)
    told = str(outcome.error)
    for window in (1024, 4096):
        assert f"tokens do not fit its window of {window}" in told
    assert (sent(lab, ""), outcome.attempts) == ([], [])


async def test_the_cloud_takes_what_no_local_window_holds_and_a_trimmed_local_prompt_what_it_drops() -> None:
    models = [*CLOUD, brain("narrow", 2048)]
    whole, _ = await run(models, talk(20))
    assert whole.kinds() == ["cloud"]
    assert [event["type"] for event in whole.events if event["type"] == "trimmed"] == []
    outcome, lab = await run(models, talk(20), fault=("cloud:*", "S04"))
    assert outcome.kinds()[-1] == "local"
    kinds = [event["type"] for event in outcome.events]
    assert kinds.index("fallback") < kinds.index("trimmed")
    assert len(sent(lab, "narrow")) == 1


async def test_a_private_conversation_is_trimmed_and_not_sent_to_the_larger_window() -> None:
    conversation_ = [("user", "Meu CPF é 529.982.247-25."), ("assistant", "Certo."), *talk(20, PLAN)]
    outcome, lab = await run([*CLOUD, brain("narrow", 2048)], conversation_)
    assert outcome.kinds() == ["local"]
    assert lab.cloud_chats() == 0
    assert any(event["type"] == "trimmed" for event in outcome.events)


async def test_a_server_that_counts_more_tokens_than_estimated_hands_over_to_a_larger_window() -> None:
    models = [brain("dense", 2048, chars_per_token=1.5), brain("wide", 32_768)]
    outcome, _ = await run(models, "Traduza: " + WORD * 600, cloud_enabled=False, default_model="dense")
    assert outcome.kinds() == ["context_overflow", "local"]


def call(number: int) -> list[AnyMessage]:
    arguments = {"name": "run_python", "args": {"code": "1" * 350}, "id": f"call_{number}"}
    return [AIMessage("", tool_calls=[arguments]), ToolMessage("1" * 350, tool_call_id=f"call_{number}")]


def test_the_plan_goes_before_the_request_and_the_running_tools_stay() -> None:
    asked, plan = HumanMessage("x" * 350), AIMessage("y" * 700)
    running = call(1)
    messages = [HumanMessage("old" * 100), asked, plan, *running]
    assert fitted(messages, 10_000) == messages
    assert fitted(messages, 510) == messages[1:]
    assert fitted(messages, 400) == [asked, *running]
    assert fitted(messages, 1) == [asked, *running]


TURNS = st.sampled_from(["human", "ai", "tools", "system"])


def turn(number: int, kind: str) -> list[AnyMessage]:
    text = f"{number} " + WORD * (number % 7)
    plain: dict[str, AnyMessage] = {"human": HumanMessage(text), "ai": AIMessage(text), "system": SystemMessage(text)}
    return call(number) if kind == "tools" else [plain[kind]]


@given(st.lists(TURNS, max_size=14), st.integers(0, 1200))
def test_what_is_left_fits_in_order_and_no_result_lacks_its_call(turns: list[str], room: int) -> None:
    before = [message for number, kind in enumerate(turns) for message in turn(number, kind)]
    messages = [*before, HumanMessage("the request")]
    kept = fitted(messages, room)
    assert conversation(kept) <= max(room, least(messages))
    assert kept[-1] is messages[-1]
    assert [message for message in messages if any(message is one for one in kept)] == kept
    assert [one for one in kept if one.type == "system"] == [one for one in messages if one.type == "system"]
    called = {one["id"] for message in kept if isinstance(message, AIMessage) for one in message.tool_calls}
    assert {message.tool_call_id for message in kept if isinstance(message, ToolMessage)} <= called
