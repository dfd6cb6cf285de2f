"""What is asked of the cloud about itself, and when: windows of its models, shares of its limits."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from super_agent.emulator import EmulatedModel, Emulator, account, listing
from super_agent.emulator.reply import Reply, body_reply, json_reply
from super_agent.graph.models import access
from super_agent.graph.models.roster import CLOUD_WINDOW

from ..lab import PLAN, Lab, emulated, local_models

DEADLINE, HANGS = 0.3, 1.0
"""Seconds: how long an answer is awaited, and how long a page that hangs takes."""
BRAIN, NEXT = "gpt-oss:120b", "deepseek-v4-flash"
LONG_PLAN = PLAN + ". Considere cada detalhe do contexto." * 400
"""About 4,200 tokens."""


def cloud(name: str, window: int) -> EmulatedModel:
    return EmulatedModel(name, "planner", "cloud", context_length=window, num_ctx=window)


def asked(emulator: Emulator, path: str, port: str = "cloud") -> int:
    return sum(one.port == port and one.path == path for one in emulator.requests)


@pytest.fixture
def emulator():
    with emulated(models=[*local_models(), cloud(BRAIN, 4096), cloud(NEXT, 65_536)], scale=0.01) as running:
        yield running


@pytest.mark.parametrize("key", ["emulator-key", ""], ids=["direct", "through the daemon"])
async def test_a_cloud_model_with_a_small_window_is_passed_over(emulator: Emulator, key: str) -> None:
    lab = Lab(emulator, cloud_api_key=key, local_num_ctx=2048)
    for _ in range(2):
        outcome = await lab.arun(LONG_PLAN)
        assert outcome.state["messages"][-1].response_metadata["model"].startswith(NEXT)
        out = {one["model"].removesuffix("-cloud"): one["why"] for one in outcome.state["route"]["ruled_out"]}
        assert out[BRAIN].endswith("tokens do not fit its window of 4096")
    await lab.manager.aclose()
    leads = 2 if not key else 1
    assert asked(emulator, "/api/show") == leads


@pytest.mark.parametrize("mode", ["local", "offline"])
async def test_nothing_is_asked_of_the_cloud_where_it_may_not_be_used(emulator: Emulator, mode: str) -> None:
    lab = Lab(emulator, mode=mode)
    await lab.arun(PLAN)
    status = await lab.manager.status()
    await lab.manager.aclose()
    assert [one for one in emulator.requests if one.port == "cloud"] == []
    assert not status["cloud_available"]


@pytest.mark.parametrize(("target", "questions"), [("cloud:*", (0, 1)), (NEXT, (1, 1))])
async def test_a_cloud_that_fails_is_asked_nothing_more(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, target: str, questions: tuple[int, int]
) -> None:
    monkeypatch.setattr(access, "CLOUD_LIST_SECONDS", 0.0)
    lab = Lab(emulator)
    emulator.set_fault(target, "S04")
    assert (await lab.arun(LONG_PLAN)).kinds()[0] == "overloaded"
    emulator.clear_faults()
    await lab.manager.facts()
    await lab.manager.aclose()
    assert (asked(emulator, "/api/show"), asked(emulator, "/api/tags")) == questions


async def test_a_cloud_that_does_not_tell_its_windows_has_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    show = listing.show

    async def silent(request: Request) -> Reply:
        await asyncio.sleep(HANGS if request.state.site.port == "cloud" else 0)
        return await show(request)

    monkeypatch.setattr(listing, "show", silent)
    monkeypatch.setattr(access, "SHOW_SECONDS", DEADLINE)
    with emulated(models=[*local_models(), cloud(BRAIN, 4096)]) as running:
        lab = Lab(running)
        fleet = (await lab.manager.facts()).fleet
        again = (await lab.manager.facts()).fleet
        await lab.manager.aclose()
    assert {model.window for model in (*fleet.cloud_brain, *again.cloud_coder)} == {CLOUD_WINDOW}
    assert asked(running, "/api/show") == 1


async def quota_with(monkeypatch: pytest.MonkeyPatch, page: Any) -> tuple[str, int]:
    monkeypatch.setattr(account, "usage", page)
    with emulated() as running:
        lab = Lab(running)
        facts = await lab.manager.facts()
        await lab.manager.aclose()
    return facts.quota, len(facts.fleet.cloud_brain)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ({"limits": {"session": {"usage": 0.85}, "weekly": {"usage": 0.1}}}, "near"),
        ({"limits": {"monthly": {"usage": 1.0, "models": {}}}}, "spent"),
        ({"limits": {"monthly": {"usage": None}}}, "free"),
        ({"limits": []}, "free"),
        (["nothing", "known"], "free"),
    ],
)
async def test_the_usage_page_is_read_leniently(monkeypatch: pytest.MonkeyPatch, body: Any, state: str) -> None:
    async def page(request: Request) -> Reply:
        return json_reply(body)

    assert await quota_with(monkeypatch, page) == (state, 3)


@pytest.mark.parametrize("kind", ["a page", "gone", "silence"])
async def test_without_a_usage_page_the_cloud_is_used_all_the_same(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    async def page(request: Request) -> Reply:
        if kind == "silence":
            await asyncio.sleep(HANGS)
            return json_reply({"limits": {"monthly": {"usage": 1.0}}})
        return body_reply(b"<html>", status=404 if kind == "gone" else 200, content_type="text/html")

    monkeypatch.setattr(access, "USAGE_SECONDS", DEADLINE)
    assert await quota_with(monkeypatch, page) == ("free", 3)


async def test_a_cloud_behind_a_daemon_that_is_not_there_is_not_tried(emulator: Emulator) -> None:
    lab = Lab(emulator, cloud_api_key="", base_url=emulator.refused_url, default_model="qwen3:8b")
    outcome = await lab.arun(PLAN)
    status = await lab.manager.status()
    await lab.manager.aclose()
    assert [one["tier"] for one in outcome.attempts] == ["local"]
    assert f"gpt-oss:120b-cloud (cloud): not asked: {emulator.refused_url} cannot be reached" in str(outcome.error)
    assert (status["cloud_available"], status["cloud_problem"]) == (False, f"{emulator.refused_url} cannot be reached")


async def test_a_daemon_that_is_back_brings_its_cloud_back(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "RESIDENT_SECONDS", 0.0)
    lab = Lab(emulator, cloud_api_key="")
    emulator.set_fault("emulated-brain", "O01")
    assert (await lab.manager.facts()).fleet.cloud_brain[0].unavailable
    emulator.clear_faults()
    assert not (await lab.manager.facts()).fleet.cloud_brain[0].unavailable
    assert (await lab.arun(PLAN)).kinds() == ["cloud"]
    await lab.manager.aclose()
