"""The router's second opinion: off by default, local and private only, and never worse than no opinion."""

import asyncio
import json
from typing import Any

import pytest
from starlette.requests import Request
from super_agent.emulator import EmulatedModel, Emulator, listing, runner
from super_agent.emulator.reply import Reply, body_reply, json_reply
from super_agent.graph import refine
from super_agent.graph.models import endpoint, roster
from super_agent.graph.routing import IntelligentRouter
from super_agent.graph.routing.anchors import anchors

from ..lab import Lab, Outcome, emulated, local_models

SURE_IS = 0.9999
"""So near to 1 that the router is never sure; the nearest anchor of a text that is one is still surer."""
VAGUE = "azul"
EMBEDDER = EmulatedModel("bge-m3", capabilities=("embedding",))


def emulator_with(*models: EmulatedModel) -> Any:
    names = {model.name for model in models}
    return emulated(models=[*models, *(one for one in local_models() if one.name not in names)], scale=0.01)


async def ask(emulator: Emulator, *texts: Any, **settings: Any) -> Outcome:
    """What came of the last of several requests."""
    given = {"router_refine": "model", "router_refine_below": SURE_IS, "cloud_enabled": False, **settings}
    lab = Lab(emulator, **given)
    for text in texts:
        outcome = await lab.arun(text)
    await lab.manager.aclose()
    return outcome


def embedded(emulator: Emulator) -> list[int]:
    """How many texts each request for embeddings had."""
    return [len(one.json()["input"]) for one in emulator.requests if one.path == "/api/embed"]


def chats(emulator: Emulator) -> list[dict[str, Any]]:
    return [one.json() for one in emulator.requests if one.path == "/api/chat"]


def unlike_the_router() -> tuple[str, str]:
    """A text, and a task that the router would not give it."""
    task = IntelligentRouter().route(VAGUE).task
    return VAGUE, "ui" if task != "ui" else "planning"


@pytest.fixture
def anchored(monkeypatch: pytest.MonkeyPatch) -> str:
    """The vague text is an utterance of this task."""
    text, task = unlike_the_router()
    monkeypatch.setattr(refine, "anchors", lambda: (*((one, f"{one} {n}") for one in refine.TASKS for n in range(9)),
                                                    (task, text)))  # fmt: skip
    return task


async def test_it_is_off_by_default() -> None:
    with emulator_with(EMBEDDER) as emulator:
        lab = Lab(emulator, cloud_enabled=False)
        await lab.arun(VAGUE)
        await lab.manager.aclose()
    assert (embedded(emulator), len(chats(emulator))) == ([], 1)


async def test_what_the_router_is_sure_of_is_not_asked() -> None:
    with emulator_with(EMBEDDER) as emulator:
        await ask(emulator, "Qual é a capital da França?", router_refine_below=0.5)
    assert (embedded(emulator), len(chats(emulator))) == ([], 1)


async def test_the_nearest_anchor_decides_and_anchors_are_embedded_once(anchored: str) -> None:
    with emulator_with(EMBEDDER) as emulator:
        outcome = await ask(emulator, "outra coisa", VAGUE, router_refine="embeddings")
    route = outcome.state["route"]
    assert (route["task"], route["steps"][0]["task"]) == (anchored, anchored)
    assert SURE_IS <= route["confidence"] <= 1
    assert embedded(emulator) == [16, 16, 5, 1, 1]


async def test_the_shipped_anchors_stand_for_every_task_and_language() -> None:
    found = await asyncio.to_thread(anchors)
    assert 36 <= len(found) <= 60
    assert {task for task, _ in found} == set(refine.TASKS)
    with emulator_with(EMBEDDER) as emulator:
        task, text = found[7]
        outcome = await ask(emulator, text, router_refine="embeddings")
    assert outcome.state["route"]["steps"][0]["task"] == task


async def test_an_embedding_model_that_runs_elsewhere_is_not_used() -> None:
    stub = EmulatedModel("nomic-embed-text", remote_model="gpt-oss:120b")
    with emulator_with(stub) as emulator:
        outcome = await ask(emulator, VAGUE, router_refine="embeddings")
    assert outcome.error is None
    assert embedded(emulator) == []


WRONG = [
    json_reply({"embeddings": [["not", "numbers"]]}),
    json_reply({"embeddings": [[0.1, 0.2]]}),
    json_reply({"embeddings": [[]] * 16}),
    json_reply(["no", "object"]),
    json_reply({"error": "out of memory"}, status=500),
    body_reply(b"<html>", content_type="text/html"),
    None,
]


@pytest.mark.usefixtures("anchored")
@pytest.mark.parametrize("reply", WRONG, ids=["text", "too few", "empty", "list", "error", "page", "late"])
async def test_embeddings_that_fail_leave_the_routers_answer(monkeypatch: pytest.MonkeyPatch, reply: Reply | None):
    right = listing.embed

    async def embed(request: Request) -> Reply:
        if reply is None:
            await asyncio.sleep(0.6)
        return reply or await right(request)

    monkeypatch.setattr(listing, "embed", embed)
    monkeypatch.setattr(refine, "EMBEDDING_SECONDS", 0.3)
    with emulator_with(EMBEDDER) as emulator:
        outcome = await ask(emulator, VAGUE, router_refine="embeddings")
    assert len(embedded(emulator)) == 1
    assert outcome.state["route"]["task"] == IntelligentRouter().route(VAGUE).task
    assert outcome.answer


def says(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every emulated model answers `text` where it is asked for JSON."""
    monkeypatch.setattr(runner, "sample", lambda form: text)


async def test_a_local_model_is_asked_last_and_its_answer_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text, task = unlike_the_router()
    says(json.dumps({"task": task}), monkeypatch)
    with emulator_with() as emulator:
        outcome = await ask(emulator, text)
    assert outcome.state["route"]["task"] == task
    assert chats(emulator)[0]["format"] == refine.SCHEMA
    assert "format" not in chats(emulator)[1]
    assert list(outcome.shown.values()) == [outcome.answer]
    assert len(outcome.attempts) == 1


@pytest.mark.parametrize("answer", ["no JSON", '{"task": "singing"}', '{"work": "ui"}', '["ui"]', "null", ""])
async def test_a_model_that_talks_nonsense_changes_nothing(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    says(answer, monkeypatch)
    with emulator_with() as emulator:
        outcome = await ask(emulator, VAGUE)
    assert outcome.state["route"]["task"] == IntelligentRouter().route(VAGUE).task
    assert outcome.answer


async def test_a_model_that_is_late_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refine, "MODEL_SECONDS", 0.3)
    with emulator_with() as emulator:
        emulator.set_fault("emulated-brain", "S06")
        lab = Lab(emulator, router_refine="model", router_refine_below=SURE_IS, cloud_enabled=False)
        asking = asyncio.ensure_future(lab.arun(VAGUE))
        while not chats(emulator):
            await asyncio.sleep(0.02)
        emulator.clear_faults()
        outcome = await asking
        await lab.manager.aclose()
    assert outcome.kinds() == ["local"]
    assert outcome.state["route"]["task"] == IntelligentRouter().route(VAGUE).task
    assert len(chats(emulator)) == 2


async def test_what_leans_on_the_conversation_is_not_read_without_it() -> None:
    with emulator_with(EMBEDDER) as emulator:
        await ask(emulator, [("user", "Faça um plano"), ("assistant", "1. Comece."), ("user", "e agora execute isso")])
    assert embedded(emulator) == []
    assert all("format" not in body for body in chats(emulator))


async def test_a_public_server_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (endpoint, roster):
        monkeypatch.setattr(place, "is_private_host", lambda url: False)
    with emulator_with(EMBEDDER) as emulator:
        outcome = await ask(emulator, VAGUE)
    assert outcome.kinds() == ["cloud"]
    assert (embedded(emulator), len(chats(emulator))) == ([], 1)
