"""With LANGSMITH_TRACING=true nothing private reaches the tracing service, and what is clean still does."""

import asyncio
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.context import tracing_v2_enabled
from langgraph.checkpoint.memory import InMemorySaver
from langsmith import tracing_context
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.emulator import Emulator, Fault
from super_agent.graph import NoModelAvailableError
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from ..lab import CODE, PLAN, TALK
from .identifiers import make
from .models import PRINTED
from .scripted import Scripted
from .search import Haystack
from .tracer import flush, traced

CLEAN = "Qual é a capital da Zambézia?"


@pytest.fixture
def service() -> Iterator[Scripted]:
    with traced() as running:
        yield running


@pytest.fixture
def saver() -> InMemorySaver:
    return InMemorySaver()


@pytest.fixture
async def commander(emulator: Emulator, service: Scripted, saver: InMemorySaver):
    settings = Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.local_url
    )
    async with HybridCommander(HybridModelManager(settings), checkpointer=saver) as made:
        yield made


async def sent(service: Scripted) -> Haystack:
    await asyncio.to_thread(flush)
    return Haystack(service.bodies())


async def test_a_clean_run_is_traced(commander: HybridCommander, service: Scripted) -> None:
    """What makes the other tests worth something: inputs and answers arrive."""
    response = await commander.process_message(CLEAN)
    seen = await sent(service)
    assert seen.holds("Zambézia")
    assert seen.holds(response.text)
    assert seen.holds("local_brain")


async def test_a_private_run_is_not_traced(commander: HybridCommander, service: Scripted) -> None:
    private = make(Random(1))
    await commander.process_message(f"{PLAN} {private.told}")
    seen = await sent(service)
    assert not seen.holds(private.value)
    assert not seen.holds("router")


async def test_nor_is_a_clean_turn_after_a_private_one(commander: HybridCommander, service: Scripted) -> None:
    private = make(Random(2))
    await commander.process_message(f"{TALK} {private.told}", thread_id="um")
    await commander.process_message(CLEAN, thread_id="um")
    seen = await sent(service)
    assert not seen.holds(private.value)
    assert not seen.holds("Zambézia")


async def test_nor_is_one_after_a_private_turn_that_failed(
    commander: HybridCommander,
    emulator: Emulator,
    service: Scripted,
) -> None:
    """The router wrote no label, because nobody was there; the message stands in the thread all the same."""
    private = make(Random(3))
    async with _nobody(commander, emulator) as lonely:
        with pytest.raises(NoModelAvailableError):
            await lonely.process_message(f"{PLAN} {private.told}", thread_id="um")
    await commander.process_message(CLEAN, thread_id="um")
    assert not (await sent(service)).holds(private.value)


def _nobody(commander: HybridCommander, emulator: Emulator) -> HybridCommander:
    """The same threads, without any local server."""
    settings = Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.refused_url
    )
    return HybridCommander(HybridModelManager(settings), checkpointer=commander._checkpointer)


async def test_what_a_tool_tells_in_a_clean_run_is_not_traced(commander: HybridCommander, service: Scripted) -> None:
    private = make(Random(4), ("cpf",))
    PRINTED["text"] = private.told
    response = await commander.process_message(f"{CODE}. Depois {PLAN.lower()}")
    assert any(private.value in str(step) for step in response.attempts) is False
    assert response.sensitivity["level"] == "personal"
    seen = await sent(service)
    assert seen.holds("approval")
    assert seen.holds("not traced")
    assert not seen.holds(private.value)


async def test_an_error_is_traced_without_what_it_quotes(
    commander: HybridCommander,
    emulator: Emulator,
    service: Scripted,
) -> None:
    private = make(Random(5), ("email",))
    PRINTED["text"] = private.told
    for model in ("gpt-oss:120b", "deepseek-v4-flash", "qwen3.5:397b", "emulated-brain", "emulated-ui"):
        emulator.set_fault(model, "503")
    with pytest.raises(NoModelAvailableError):
        await commander.process_message(f"{CODE}. Depois {PLAN.lower()}", fallback_enabled=False)
    assert not (await sent(service)).holds(private.value)


@pytest.mark.parametrize("decision", ["reject", "edit", "approve"])
async def test_what_is_said_at_an_approval_is_not_traced(
    commander: HybridCommander, service: Scripted, decision: str
) -> None:
    private = make(Random(6), ("email",))
    PRINTED["text"] = private.told if decision == "approve" else "nada"
    waiting = await commander.process_message(CODE, thread_id="um", approval="always")
    assert waiting.pending
    said: dict[str, Any] = {
        "reject": {"type": "reject", "message": private.told},
        "edit": {"type": "edit", "edited_action": {"name": "run_python", "args": {"code": f"print({private.told!r})"}}},
        "approve": {"type": "approve"},
    }[decision]
    await commander.resume("um", [said])
    seen = await sent(service)
    assert seen.holds("local_executor")
    assert not seen.holds(private.value)


async def test_a_private_thread_id_is_not_traced(commander: HybridCommander, service: Scripted) -> None:
    private = make(Random(7), ("email",))
    await commander.process_message(CLEAN, thread_id=private.value)
    assert not (await sent(service)).holds(private.value)


@pytest.mark.parametrize("context", [{"mode": "offline"}, {"privacy": "strict"}], ids=str)
async def test_offline_and_strict_runs_are_not_traced(
    commander: HybridCommander, service: Scripted, context: dict[str, Any]
) -> None:
    await commander.process_message(CLEAN, **context)
    assert not (await sent(service)).holds("Zambézia")


@pytest.mark.parametrize("private", [True, False])
async def test_a_consumer_may_take_each_event_in_a_task_of_its_own(
    commander: HybridCommander, service: Scripted, private: bool
) -> None:
    """`asyncio.wait_for` does so in Python 3.11, and so do web servers; each task has a context of its own."""
    secret = make(Random(8), ("cpf",))
    stream = commander.stream_message(f"{CLEAN} {secret.told if private else ''}")
    count = 0
    while True:
        try:
            await asyncio.create_task(_next(stream))
            count += 1
        except StopAsyncIteration:
            break
    assert count > 3
    seen = await sent(service)
    assert not seen.holds(secret.value)
    assert seen.holds("Zambézia") is not private


async def _next(stream: Any) -> Any:
    return await anext(stream)


@pytest.mark.parametrize("around", ["context", "v2", "runnable"])
async def test_a_tracer_around_the_call_hears_nothing_private(
    commander: HybridCommander, service: Scripted, around: str
) -> None:
    """Handlers of an outer run are not inherited; what the caller itself hands to its own traced run is its own."""
    private = make(Random(9), ("cpf",))
    PRINTED["text"] = private.told

    async def ask(_: object = None) -> str:
        await commander.process_message(f"{TALK} {private.told}")
        await commander.process_message(f"{CODE}. Depois {PLAN.lower()}")
        return "pronto"

    if around == "context":
        with tracing_context(enabled=True, project_name="other"):
            await ask()
    elif around == "v2":
        with tracing_v2_enabled():
            await ask()
    else:
        await RunnableLambda(ask).ainvoke(None)
    assert not (await sent(service)).holds(private.value)


async def test_the_consumers_own_tracing_stays_on(commander: HybridCommander, service: Scripted) -> None:
    private = make(Random(10))
    async for _ in commander.stream_message(f"{TALK} {private.told}"):
        await RunnableLambda(lambda word: word).ainvoke("minha própria corrida Xarope")
    seen = await sent(service)
    assert seen.holds("Xarope")
    assert not seen.holds(private.value)


async def test_a_closed_stream_ends_its_run(commander: HybridCommander, emulator: Emulator) -> None:
    emulator.set_fault("emulated-brain", Fault("S09", after=5, seconds=8000))
    stream = commander.stream_message(TALK)
    async for event in stream:
        if event["type"] == "token":
            break
    await stream.aclose()
    received = [one for one in emulator.requests if one.path == "/api/chat"]
    assert await received[-1].await_end() == "client closed"


async def test_a_cancelled_stream_ends_its_run(commander: HybridCommander, emulator: Emulator) -> None:
    emulator.set_fault("emulated-brain", Fault("S09", after=5, seconds=8000))
    asking = asyncio.create_task(commander.process_message(TALK))
    while not any(one.path == "/api/chat" and one.chunks for one in emulator.requests):
        await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    received = [one for one in emulator.requests if one.path == "/api/chat"]
    assert await received[-1].await_end() == "client closed"
