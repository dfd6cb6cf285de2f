"""Whoever calls a cloud client directly, past the graph, is stopped at the transport: kind `privacy`, nothing sent."""

from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from super_agent.emulator import EmulatedModel, Emulator, default_models
from super_agent.graph import ModelCallError
from super_agent.graph.models import guard
from super_agent.graph.models.clocks import Clocks
from super_agent.graph.models.endpoint import Endpoint, is_private_host
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.names import is_cloud
from super_agent.graph.models.scope import CallScope, call_scope
from super_agent.graph.models.settings import Settings
from super_agent.graph.routing.types import Candidate, PrivacyMode, Sensitivity

from ..lab import emulated
from .identifiers import MAKERS, Private, make
from .search import Haystack

BRAIN = "gpt-oss:120b"
STUB = "borrowed:7b"
DIRECT = Candidate(node="cloud_planner", tier="cloud", model=BRAIN, endpoint="cloud", why="")
BEHIND = [
    Candidate(node="local_brain", tier="local", model=name, endpoint="local", why="", window=8192)
    for name in (f"{BRAIN}-cloud", f"{BRAIN}:cloud", f"{BRAIN}:Cloud", f" {BRAIN}-cloud ", STUB)
]
CLOCKS = Clocks(5, 5, 5, 10)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    stub = EmulatedModel(STUB, "brain", remote_model=BRAIN)
    with emulated(scale=0.01, models=[*default_models(), stub]) as running:
        yield running


@pytest.fixture
async def manager(emulator: Emulator):
    settings = Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.local_url
    )
    made = HybridModelManager(settings)
    yield made
    await made.aclose()


def bodies(emulator: Emulator, port: str = "cloud") -> list[bytes]:
    return [one.body for one in emulator.requests if one.port == port]


def payloads(private: Private) -> dict[str, dict[str, Any]]:
    """Every place of a request that can hold a text."""
    call = {"name": "look_up", "args": {"who": private.told, "name": private.told}, "id": "call_1"}
    question = HumanMessage("E agora?")
    tool = {
        "type": "function",
        "function": {
            "name": "look_up",
            "description": private.told,
            "parameters": {"type": "object", "properties": {"x": {"type": "string", "enum": [private.told]}}},
        },
    }
    return {
        "request": {"messages": [HumanMessage(private.told)]},
        "system": {"messages": [SystemMessage(private.told), question]},
        "answer": {"messages": [HumanMessage("Oi"), AIMessage(private.told), question]},
        "thinking": {"messages": [AIMessage("Sim.", additional_kwargs={"reasoning_content": private.told}), question]},
        "arguments": {
            "messages": [AIMessage("", tool_calls=[call]), ToolMessage("ok", tool_call_id="call_1"), question]
        },
        "result": {"messages": [ToolMessage(private.told, tool_call_id="call_1"), question]},
        "parts": {"messages": [HumanMessage([{"type": "text", "text": private.told}])]},
        "tools": {"messages": [question], "tools": [tool]},
    }


PLACES = tuple(payloads(make(Random(0))))


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("place", PLACES)
async def test_the_manager_refuses_a_cloud_candidate(
    manager: HybridModelManager, emulator: Emulator, place: str, kind: str
) -> None:
    private = make(Random(f"{place} {kind}"), (kind,))
    with pytest.raises(ModelCallError) as caught:
        await manager.call(DIRECT, **payloads(private)[place], clocks=CLOCKS)
    assert caught.value.kind == "privacy"
    assert private.value not in str(caught.value)
    assert not bodies(emulator)


@pytest.mark.parametrize("candidate", BEHIND, ids=lambda one: one.model)
@pytest.mark.parametrize("mode", ["auto", "strict"])
async def test_a_cloud_name_behind_the_daemon_is_cloud(
    manager: HybridModelManager, emulator: Emulator, candidate: Candidate, mode: PrivacyMode
) -> None:
    private = make(Random(candidate.model))
    with pytest.raises(ModelCallError) as caught:
        await manager.call(candidate, [HumanMessage(private.told)], privacy=mode, clocks=CLOCKS)
    assert caught.value.kind == "privacy"
    assert not Haystack([*bodies(emulator), *bodies(emulator, "local")]).holds(private.value)


async def test_a_clean_request_reaches_the_cloud_by_both_ways(manager: HybridModelManager, emulator: Emulator) -> None:
    """What makes the tests above worth something."""
    for candidate in (DIRECT, BEHIND[0], BEHIND[-1]):
        await manager.call(candidate, [HumanMessage("Que horas são em Lisboa?")], clocks=CLOCKS)
    assert sum(b"Lisboa" in body for body in bodies(emulator)) == 3


@pytest.mark.parametrize("candidate", [DIRECT, BEHIND[0], BEHIND[-1]], ids=lambda one: one.model)
@pytest.mark.parametrize("mode", ["auto", "redact", "off"])
async def test_an_image_passes_by_the_callers_word_alone(
    manager: HybridModelManager, emulator: Emulator, candidate: Candidate, mode: PrivacyMode
) -> None:
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
    asked = [HumanMessage([{"type": "text", "text": "O que é isto?"}, image])]
    if mode == "off":
        await manager.call(candidate, asked, privacy=mode, clocks=CLOCKS)
    else:
        with pytest.raises(ModelCallError, match=r"private data \(image\)"):
            await manager.call(candidate, asked, privacy=mode, clocks=CLOCKS)
    assert any(b"iVBORw0KGgo=" in body for body in [*bodies(emulator), *bodies(emulator, "local")]) is (mode == "off")


@pytest.mark.parametrize("level", ["personal", "secret"])
async def test_the_label_of_the_thread_forbids_a_payload_that_looks_clean(
    manager: HybridModelManager, emulator: Emulator, level: Any
) -> None:
    label = Sensitivity(level=level, kinds=("cpf",))
    with pytest.raises(ModelCallError, match="private data"):
        await manager.call(DIRECT, [HumanMessage("E agora?")], sensitivity=label, clocks=CLOCKS)
    assert not bodies(emulator)


async def test_the_chat_model_of_the_loops_clients_refuses_without_a_scope(
    manager: HybridModelManager, emulator: Emulator
) -> None:
    private = make(Random(1))
    model = await manager.door(manager.cloud).clients.chat_model(BRAIN, ())  # type: ignore[arg-type]
    with pytest.raises(ModelCallError) as caught:
        await model.ainvoke(private.told)
    assert caught.value.kind == "privacy"
    with pytest.raises(RuntimeError, match="synchronous client is switched off"):
        model.invoke(private.told)
    assert not bodies(emulator)


async def test_the_chat_model_refuses_within_a_scope(manager: HybridModelManager, emulator: Emulator) -> None:
    private = make(Random(2))
    model = await manager.door(manager.cloud).clients.chat_model(BRAIN, ())  # type: ignore[arg-type]
    with call_scope(CallScope(CLOCKS)), pytest.raises(ModelCallError) as caught:
        await model.ainvoke(private.told)
    assert caught.value.kind == "privacy"
    assert not bodies(emulator)


PATHS = ["/api/generate", "/api/chat/", "/api/embed", "/api/embeddings", "/v1/chat/completions", "/api/create", "/x"]


@pytest.mark.parametrize("path", PATHS)
async def test_no_other_path_takes_a_body_to_the_cloud(
    manager: HybridModelManager, emulator: Emulator, path: str
) -> None:
    private = make(Random(path))
    client = await manager.door(manager.cloud).clients.http()  # type: ignore[arg-type]
    for send in (
        client.post(path, json={"model": BRAIN, "prompt": private.told}),
        client.put(path, content=private.told.encode()),
        client.get(path, params={"q": private.told}),
    ):
        with pytest.raises(ModelCallError) as caught:
            await send
        assert caught.value.kind == "privacy"
    assert not emulator.requests


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/x"])
async def test_nor_does_the_daemon_take_one_there(manager: HybridModelManager, emulator: Emulator, path: str) -> None:
    await manager.catalog.installed()
    emulator.clear()
    private = make(Random(path))
    await guard.ready()
    client = await manager.door(manager.local).clients.http()
    for name in (f"{BRAIN}-cloud", STUB):
        for key in ("model", "name"):
            with pytest.raises(ModelCallError) as caught:
                await client.post(path, json={key: name, "prompt": private.told, "input": private.told})
            assert caught.value.kind == "privacy"
    assert not emulator.requests


async def test_what_the_package_asks_of_the_cloud_passes(manager: HybridModelManager, emulator: Emulator) -> None:
    client = await manager.door(manager.cloud).clients.http()  # type: ignore[arg-type]
    assert (await client.get("/api/tags")).status_code == 200
    assert (await client.post("/api/show", json={"model": BRAIN})).status_code == 200
    local = await manager.door(manager.local).clients.http()
    assert (await local.post("/api/show", json={"model": f"{BRAIN}-cloud"})).status_code == 200
    assert (await local.post("/api/generate", json={"model": "emulated-brain", "prompt": "Oi"})).status_code == 200


async def test_private_words_in_the_name_of_a_model_stay(manager: HybridModelManager, emulator: Emulator) -> None:
    private = make(Random(3), ("email",))
    client = await manager.door(manager.cloud).clients.http()  # type: ignore[arg-type]
    with pytest.raises(ModelCallError, match="private data"):
        await client.post("/api/show", json={"model": private.value})
    with pytest.raises(ModelCallError, match="private data"):
        await manager.call(DIRECT.model_copy(update={"model": private.value}), [HumanMessage("Oi")], clocks=CLOCKS)
    assert not Haystack(bodies(emulator)).holds(private.value)


@pytest.mark.parametrize(
    ("url", "private"),
    [
        ("http://127.0.0.1:11434", True),
        ("http://[::1]:11434", True),
        ("http://localhost:11434", True),
        ("http://192.168.0.7:11434", True),
        ("http://10.1.2.3", True),
        ("http://ollama:11434", True),
        ("http://127.1:11434", True),
        ("http://[::ffff:192.168.0.7]", True),
        ("http://8.8.8.8", False),
        ("http://134744072:11434", False),
        ("http://0x08080808", False),
        ("http://010.8.8.8", False),
        ("http://8.8.2056", False),
        ("http://[::ffff:8.8.8.8]", False),
        ("http://[2001:4860:4860::8888]", False),
        ("https://ollama.com", False),
        ("https://ollama.com.", False),
        ("http://127.0.0.1.nip.io", False),
        ("http://localhost.evil.com", False),
        ("http://100.64.0.1", False),
        ("http:///api", False),
    ],
)
def test_which_addresses_are_private(url: str, private: bool) -> None:
    assert is_private_host(url) is private
    assert Endpoint("local", "local", url).private is private
    assert not Endpoint("cloud", "cloud", url).private


@pytest.mark.parametrize("name", ["a:cloud", "a:1b-cloud", "a:1b:cloud", "a:1b-CLOUD", " a:cloud\n", "b/a:cloud"])
def test_which_names_are_cloud(name: str) -> None:
    assert is_cloud(name)


async def test_a_public_host_in_the_local_role_is_cloud_and_is_not_contacted() -> None:
    await guard.ready()
    manager = HybridModelManager(Settings.load(base_url="http://192.0.43.8:11434", cloud_enabled=False))
    private = make(Random(4))
    candidate = Candidate(node="local_brain", tier="cloud", model="qwen3:8b", endpoint="local", why="", window=8192)
    with pytest.raises(ModelCallError) as caught:
        await manager.door(manager.local).call(_request(candidate, private))
    assert caught.value.kind == "privacy"
    assert any("public host" in line for line in manager.warnings)
    await manager.aclose()


def _request(candidate: Candidate, private: Private):
    from super_agent.graph.models.call import Request

    return Request(candidate.model, [HumanMessage(private.told)], CLOCKS)


async def test_a_redirect_is_not_followed(emulator: Emulator, manager: HybridModelManager) -> None:
    client = await manager.door(manager.local).clients.http()
    assert not client.follow_redirects
    model = await manager.door(manager.local).clients.chat_model("emulated-brain", ())
    inner: httpx.AsyncClient = model._async_client._client
    assert not inner.follow_redirects
