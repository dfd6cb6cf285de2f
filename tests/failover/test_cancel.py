"""A caller who leaves, at any moment: the connection closes, no breaker moves, no place and no task is kept."""

import asyncio
import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.emulator import Emulator, Fault
from super_agent.graph.models import manager
from super_agent.graph.models.store import Change, MemoryStore

from ..lab import PLAN, TALK, Lab, emulated, until

T = TypeVar("T")
CLOUD = "gpt-oss:120b"


@pytest.fixture(scope="module")
def running():
    with emulated(scale=0.02) as emulator:
        yield emulator


@pytest.fixture
def emulator(running: Emulator) -> Emulator:
    running.clear_faults()
    running.clear()
    return running


async def half_open(lab: Lab) -> None:
    """The breakers of the cloud and its model, their open time over: the next call is the probe of both."""
    for key in (lab.manager.cloud.breaker_key, lab.manager.cloud.model_key(CLOUD)):
        await lab.manager.breaker.reset(key)
        await lab.manager.breaker.failed(await lab.manager.breaker.admit(key), open_for=1e-9)


async def ended(lab: Lab) -> None:
    """Until every chat request that reached a server is over."""
    chats = [one for one in lab.emulator.requests if one.path == "/api/chat"]
    for one in chats:
        await one.await_end()


class SlowStore(MemoryStore):
    """Takes its time for each step, which a cancelled caller does not stop."""

    async def transact(self, keys: Sequence[str] | None, change: Change[T]) -> T:
        async def step() -> T:
            await asyncio.sleep(0.005)
            return self.apply(keys, change)

        return await asyncio.shield(asyncio.create_task(step()))


MOMENTS = (*range(0, 40, 3), *range(40, 200, 20))
"""Turns of the event loop after which the caller leaves; from the fortieth on they take a millisecond."""


@pytest.mark.parametrize("store", ["memory", "file", "slow"])
@pytest.mark.parametrize("fault", [None, "S06", "S09", "S03"])
async def test_at_any_moment(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: str, fault: str | None
) -> None:
    """S03 lets it happen in the pause before the retry, S06 before the headers, S09 inside the answer."""
    if store == "slow":
        monkeypatch.setattr(manager, "_store", lambda settings: SlowStore())
    path = str(tmp_path / "store") if store == "file" else "memory"
    lab = Lab(emulator, store=path, cloud_concurrency=1, cloud_timeout=20)
    assert (await lab.arun(PLAN)).kinds() == ["cloud"]
    before = asyncio.all_tasks()
    for turns in MOMENTS:
        if fault != "S03":
            await half_open(lab)
        if fault:
            emulator.set_fault(CLOUD, Fault(fault, times=1))
        task = asyncio.create_task(lab.arun(PLAN))
        for _ in range(turns):
            await asyncio.sleep(0 if turns < 40 else 0.001)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await ended(lab)
        await until(lambda: asyncio.all_tasks() <= before)
        emulator.clear_faults()
        await nothing_has_moved(lab, turns)
    await lab.manager.breaker.reset()
    assert (await lab.arun(PLAN)).kinds() == ["cloud"]
    await lab.manager.aclose()


async def nothing_has_moved(lab: Lab, turns: int) -> None:
    """No breaker is open, and whoever comes next is let in."""
    for key, state in (await lab.manager.breaker.states()).items():
        assert state.status != "open"
        admission = await lab.manager.breaker.admit(key)
        assert admission.allowed, f"after {turns} turns the probe of {key} is still taken"
        await lab.manager.breaker.released(admission)


async def test_within_wait_for(emulator: Emulator) -> None:
    lab = Lab(emulator, cloud_timeout=30)
    emulator.set_fault(CLOUD, Fault("S06"))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lab.arun(PLAN, "ainvoke"), 0.3)
    await ended(lab)
    assert lab.local_chats() == 0
    assert all(one.status == "closed" for one in (await lab.manager.breaker.states()).values())
    await lab.manager.aclose()


async def test_in_the_queue(emulator: Emulator) -> None:
    lab = Lab(emulator, cloud_concurrency=1, cloud_timeout=30)
    emulator.set_fault(CLOUD, Fault("S06", times=1))
    first = asyncio.create_task(lab.arun(PLAN))
    queue = lab.manager.door(lab.manager.cloud).queue
    await until(lambda: lab.cloud_chats() == 1)
    second = asyncio.create_task(lab.arun(PLAN))
    await until(lambda: queue.waiting == 1)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert queue.waiting == 0
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert (await lab.arun(PLAN)).kinds() == ["cloud"]
    await lab.manager.aclose()


async def test_by_leaving_the_stream_of_a_commander() -> None:
    with emulated(scale=1.0) as emulator:
        lab = Lab(emulator)
        emulator.set_fault(CLOUD, Fault("O19"))
        await leave(lab)


async def leave(lab: Lab) -> None:
    async with HybridCommander(lab.manager) as commander:
        events = commander.stream_message(PLAN)
        async for event in events:
            if event["type"] == "token":
                break
        await events.aclose()
        received = next(one for one in lab.emulator.requests if one.path == "/api/chat")
        assert await received.await_end() == "client closed"
        assert received.chunks < 60
        assert lab.local_chats() == 0


def test_by_leaving_a_synchronous_stream(emulator: Emulator) -> None:
    """LangGraph waits for the running node, which its clocks bound; nobody else is asked."""
    lab = Lab(emulator, cloud_timeout=5)
    emulator.set_fault(CLOUD, Fault("O19", tokens=60))
    for _ in lab.graph.stream({"messages": [("user", PLAN)]}, stream_mode="messages"):
        break
    chats = [one for one in emulator.requests if one.path == "/api/chat"]
    assert [one.fault for one in chats] == ["O19"]
    states = lab.manager.get_status()["breakers"]
    lab.manager.close()
    assert states == {}


async def test_while_the_manager_closes(emulator: Emulator) -> None:
    """Requests under way end with an answer of somebody, or with an error: they do not hang."""
    lab = Lab(emulator, cloud_timeout=5, local_timeout=5)
    emulator.set_fault(CLOUD, Fault("S09", times=1))
    task = asyncio.create_task(lab.arun(PLAN))
    await until(lambda: lab.cloud_chats() == 1)
    await lab.manager.aclose()
    async with asyncio.timeout(10):
        outcome = await task
    assert outcome.kinds()[-1] == "local"
    await lab.manager.aclose()


async def test_closing_from_a_running_loop_does_not_wait_for_itself(emulator: Emulator) -> None:
    lab, before = Lab(emulator), asyncio.all_tasks()
    assert (await lab.arun(TALK)).error is None
    lab.manager.close()
    await until(lambda: asyncio.all_tasks() <= before)
    closing = threading.Thread(target=lab.manager.close)
    closing.start()
    await asyncio.to_thread(closing.join, 5)
    assert not closing.is_alive()


def test_one_commander_in_many_event_loops(emulator: Emulator) -> None:
    lab = Lab(emulator)
    commander = HybridCommander(lab.manager)

    async def ask() -> str:
        return (await commander.process_message(PLAN)).tier

    assert [asyncio.run(ask()) for _ in range(3)] == ["cloud"] * 3
    asyncio.run(commander.aclose())


async def test_many_commanders_in_one_loop(emulator: Emulator) -> None:
    async with contextlib.AsyncExitStack() as stack:
        labs = [Lab(emulator) for _ in range(5)]
        commanders = [await stack.enter_async_context(HybridCommander(lab.manager)) for lab in labs]
        responses = await asyncio.gather(*(one.process_message(PLAN) for one in commanders))
    assert [one.tier for one in responses] == ["cloud"] * 5
