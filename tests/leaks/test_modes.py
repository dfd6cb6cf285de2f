"""The modes, and the label of a thread, which rises and never falls."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from langchain_core.messages import HumanMessage, RemoveMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph.message import REMOVE_ALL_MESSAGES
from super_agent.emulator import Emulator, Fault, default_models
from super_agent.graph import Context, NoModelAvailableError, build_graph
from super_agent.graph.models.settings import Settings, SettingsError
from super_agent.graph.state import rise

from ..lab import CODE, PLAN, TALK, Lab, emulated
from .identifiers import MAKERS, make
from .models import LOCAL, PRINTED, coder
from .search import Haystack


class Thread:
    """One thread over a checkpointer, through graphs that are made anew."""

    def __init__(self, emulator: Emulator) -> None:
        self.saver = InMemorySaver()
        self._emulator = emulator

    async def say(self, text: Any, **context: Any) -> dict[str, Any]:
        lab = Lab(self._emulator)
        graph = build_graph(lab.manager, checkpointer=self.saver)
        given = {"messages": text if isinstance(text, list) else [("user", text)]}
        try:
            return await graph.ainvoke(given, {"configurable": {"thread_id": "um"}}, context=Context(**context))
        finally:
            await lab.manager.aclose()


@pytest.fixture
def thread(emulator: Emulator) -> Thread:
    return Thread(emulator)


@pytest.fixture
def lab(emulator: Emulator) -> Iterator[Lab]:
    made = Lab(emulator)
    yield made
    made.manager.close()


def outside(emulator: Emulator) -> Haystack:
    return Haystack(one.body for one in emulator.requests if one.port == "cloud" and one.path == "/api/chat")


def tiers(state: dict[str, Any]) -> set[str]:
    return {one["tier"] for one in state["attempts"]}


async def test_the_label_rises_with_the_request_and_stays(thread: Thread, emulator: Emulator) -> None:
    personal, secret = make(Random(1), ("cpf",)), make(Random(2), ("token",))
    levels = []
    for text in (TALK, f"{TALK} {personal.told}", PLAN, f"{TALK} {secret.told}", PLAN):
        state = await thread.say(text)
        levels.append(state["sensitivity"]["level"])
        if levels[-1] != "none":
            assert tiers(state) == {"local"}
    assert levels == ["none", "personal", "personal", "secret", "secret"]
    assert state["sensitivity"]["kinds"] == ["cpf", "token"]
    assert not outside(emulator).holds(personal.value)


async def test_it_stays_when_the_messages_are_gone(thread: Thread, emulator: Emulator) -> None:
    private = make(Random(3), ("cpf",))
    await thread.say(f"{TALK} {private.told}")
    state = await thread.say([RemoveMessage(REMOVE_ALL_MESSAGES), HumanMessage(PLAN)])
    assert len(state["messages"]) == 2
    assert state["sensitivity"]["level"] == "personal"
    assert tiers(state) == {"local"}


async def test_off_lets_one_request_pass_and_lowers_nothing(thread: Thread, emulator: Emulator) -> None:
    private = make(Random(4), ("cpf",))
    state = await thread.say(f"{PLAN} {private.told}", privacy="off")
    assert tiers(state) == {"cloud"}
    assert state["sensitivity"]["level"] == "personal"
    assert outside(emulator).holds(private.value)
    emulator.clear()
    state = await thread.say(PLAN)
    assert (tiers(state), state["sensitivity"]["level"]) == ({"local"}, "personal")
    assert not outside(emulator).holds(private.value)


async def test_off_comes_from_the_caller_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPER_AGENT_PRIVACY", "off")
    with pytest.raises(SettingsError, match=r"SUPER_AGENT_PRIVACY='off': 'auto', 'strict' or 'redact'"):
        Settings.load()


@pytest.mark.parametrize("kind", [None, "cpf", "token"])
async def test_strict_never_asks_the_cloud(lab: Lab, kind: str | None) -> None:
    private = make(Random(5), (kind or "cpf",))
    outcome = await lab.arun(f"{PLAN} {private.told if kind else ''}", privacy="strict")
    assert outcome.kinds() == ["local"]
    for model in LOCAL:
        lab.emulator.set_fault(model, Fault("S12"))
    outcome = await lab.arun(PLAN, privacy="strict", mode="cloud")
    assert isinstance(outcome.error, NoModelAvailableError)
    assert "privacy is strict" in str(outcome.error)
    assert not lab.cloud_chats()


@pytest.mark.parametrize("mode", ["auto", "cloud", "local", "offline"])
async def test_no_mode_sends_it(lab: Lab, mode: str) -> None:
    private = make(Random(6))
    outcome = await lab.arun(f"{PLAN} {private.told}", mode=mode)
    assert outcome.kinds() == ["local"]
    assert not lab.cloud_chats()


@pytest.mark.parametrize("kind", MAKERS)
async def test_with_nobody_local_it_fails_and_says_why(emulator: Emulator, kind: str) -> None:
    lab, private = Lab(emulator, base_url=emulator.refused_url), make(Random(kind), (kind,))
    outcome = await lab.arun(f"{PLAN} {private.told}")
    assert isinstance(outcome.error, NoModelAvailableError)
    assert "private data (" in str(outcome.error)
    assert "gpt-oss:120b (cloud): not asked" in str(outcome.error)
    assert private.value not in str(outcome.error)
    assert not lab.cloud_chats()
    await lab.manager.aclose()


async def test_what_a_tool_tells_raises_the_label_at_once(lab: Lab) -> None:
    private = make(Random(7), ("cpf",))
    PRINTED["text"] = private.told
    state = (await lab.arun(CODE)).state
    assert state["sensitivity"] == {"level": "personal", "kinds": ["cpf"]}
    assert not lab.cloud_chats()


async def test_a_cloud_model_with_hands_never_hears_what_they_found() -> None:
    """The cloud asks for the tool, the tool finds something private: a local model goes on."""
    private = make(Random(8), ("cpf",))
    PRINTED["text"] = private.told
    with emulated(scale=0.005, models=[replace(one, persona=coder) for one in default_models()]) as running:
        lab = Lab(running)
        outcome = await lab.arun(CODE, mode="cloud")
        assert outcome.kinds()[0] == "cloud"
        assert outcome.kinds()[-2:] == ["privacy", "local"]
        assert private.told in outcome.answer
        assert not outside(running).holds(private.value)
        await lab.manager.aclose()


@pytest.mark.parametrize("role", ["default_model", "executor_model", "executor_ui_model"])
@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "gpt-oss:120b:cloud", "deepseek-v4-flash:cloud"])
@pytest.mark.parametrize("key", [None, ""], ids=["direct", "daemon"])
async def test_a_cloud_model_in_a_local_role_is_cloud(
    emulator: Emulator,
    role: str,
    name: str,
    key: str | None,
) -> None:
    settings = {role: name} if key is None else {role: name, "cloud_api_key": key}
    lab, private = Lab(emulator, **settings), make(Random(f"{role}{name}"))
    for text in (PLAN, CODE, TALK, "Crie uma página HTML com um botão azul"):
        outcome = await lab.arun(f"{text}. {private.told}")
        assert set(outcome.kinds()) == {"local"}
    assert any("is a cloud model in a local role" in line for line in lab.manager.warnings)
    bodies = [one.body for one in emulator.requests if one.port == "cloud" or "cloud" in one.model]
    assert not Haystack(bodies).holds(private.value)
    await lab.manager.aclose()


def test_labels_join_and_never_fall() -> None:
    personal = {"level": "personal", "kinds": ["cpf"]}
    secret = {"level": "secret", "kinds": ["token"]}
    assert rise(secret, personal) == rise(personal, secret) == {"level": "secret", "kinds": ["cpf", "token"]}
    assert rise(personal, {}) == rise(personal, None) == rise(None, personal) == personal
    assert rise(personal, {"level": "none", "kinds": []}) == personal


@pytest.mark.parametrize("variable", ["OLLAMA_BASE_URL", "OLLAMA_CLOUD_BASE_URL"])
def test_an_address_with_a_password_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "https://ana:Gato2024@ollama.example")
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert "Gato2024" not in str(caught.value)
    assert "without user name and password" in str(caught.value)
