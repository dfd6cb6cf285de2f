"""Rows of the catalogue that are more than one request, as they are played in each of the four forms."""

import asyncio
import contextlib
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from super_agent.emulator import Emulator, Fault

from ..lab import PLAN, Form, Lab, Outcome
from .rows import CLOUD


@dataclass
class Clock:
    """The breakers' clock: the real one, or one that stands still until a test has waited."""

    real: bool
    now: float = field(default_factory=time.time)

    def __call__(self) -> float:
        return time.time() if self.real else self.now

    def wait(self, seconds: float) -> None:
        if self.real:
            time.sleep(max(0.0, seconds))
        else:
            self.now += seconds


def at_once(lab: Lab, form: Form, number: int) -> list[Outcome]:
    """So many requests for a plan in the same moment."""
    if form in ("invoke", "stream"):
        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(lambda _: lab.run(form, PLAN), range(number)))

    async def gathered() -> list[Outcome]:
        try:
            return await asyncio.gather(*(lab.arun(PLAN, form) for _ in range(number)))
        finally:
            await lab.manager.aclose()

    return asyncio.run(gathered())


def retry_after(lab: Lab, form: Form) -> None:
    """S01: left alone for the two seconds that it asks for, then used again."""
    lab.manager.breaker._clock = clock = Clock(real=False)
    lab.emulator.set_fault(CLOUD, Fault("S01"))
    assert lab.run(form, PLAN).kinds() == ["rate_limited", "local"]
    for seconds, tier in ((0.0, "local"), (1.9, "local"), (0.2, "cloud")):
        clock.wait(seconds)
        assert lab.run(form, PLAN).kinds() == [tier]


def outage(lab: Lab, form: Form, clock: Clock) -> None:
    """S15: sixty seconds of outage, twenty requests in seventy-five; back within thirty of its return."""
    lab.manager.breaker._clock = clock
    began = clock()
    lab.emulator.set_fault("cloud:*", Fault("S15", duration=60 if clock.real else 1e9))
    kinds = []
    for number in range(20):
        clock.wait(began + number * 3.75 - clock())
        if not clock.real and clock() - began >= 60:
            lab.emulator.clear_faults()
        kinds.append(lab.run(form, PLAN).kinds())
    assert sum(bool(one.fault) and one.path == "/api/chat" for one in lab.emulator.requests) <= 4
    assert not any("cloud" in one for one in kinds[:15])
    assert all(one[-1] in ("local", "cloud") for one in kinds)
    clock.wait(began + 90 - clock())
    assert lab.run(form, PLAN).kinds() == ["cloud"]


def half_open(lab: Lab, form: Form, clock: Clock) -> None:
    """O20: of fifty requests at once exactly one tries the cloud."""
    lab.manager.breaker._clock = clock
    lab.emulator.set_fault(CLOUD, Fault("O20"))
    assert lab.run(form, PLAN).kinds() == ["overloaded", "local"]
    clock.wait(5.1)
    lab.emulator.clear()
    outcomes = at_once(lab, form, 50)
    assert sum(bool(one.fault) for one in lab.emulator.requests) == 1
    assert sorted(tuple(one.kinds()) for one in outcomes) == [("local",)] * 49 + [("overloaded", "local")]
    assert all(one.error is None for one in outcomes)


def crowd(lab: Lab, form: Form) -> None:
    """O22: twenty fall back to one slot; they wait their turn, and no clock runs while they wait."""
    lab.emulator.set_fault(CLOUD, Fault("S04"))
    outcomes = at_once(lab, form, 20)
    assert [one.kinds()[-1] for one in outcomes] == ["local"] * 20
    assert not any("timeout" in kind for one in outcomes for kind in one.kinds())


def cancelled(lab: Lab, form: Form) -> None:
    """O19: the caller leaves in the middle. A synchronous stream waits for its node, all others end at once."""
    lab.emulator.set_fault(CLOUD, Fault("O19", tokens=100))
    if form == "stream":
        for _ in lab.graph.stream({"messages": [("user", PLAN)]}, stream_mode="messages"):
            break
    elif form == "invoke":
        with contextlib.suppress(KeyboardInterrupt), interrupted(lab.emulator):
            lab.graph.invoke({"messages": [("user", PLAN)]})
    else:
        asyncio.run(left(lab, form))
    (received,) = (one for one in lab.emulator.requests if one.path == "/api/chat")
    assert received.fault == "O19"
    assert received.wait_end(30) == ("answered" if form == "stream" else "client closed")
    assert form == "stream" or received.chunks < 60
    assert lab.manager.get_status()["breakers"] == {}


async def left(lab: Lab, form: Form) -> None:
    task = asyncio.create_task(lab.arun(PLAN, form))
    while not answering(lab.emulator):
        await asyncio.sleep(0.005)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    await lab.manager.aclose()


def answering(emulator: Emulator) -> bool:
    return any(one.path == "/api/chat" and one.chunks > 2 for one in emulator.requests)


@contextmanager
def interrupted(emulator: Emulator) -> Iterator[None]:
    """Ctrl-C as soon as an answer comes."""
    over = threading.Event()

    def press() -> None:
        while not over.wait(0.005):
            if answering(emulator):
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                return

    thread = threading.Thread(target=press)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def added_by_a_dead_cloud(lab: Lab, without: Lab, form: Form, rounds: int) -> float:
    """O01, O02: seconds that a first request takes longer than where there is no cloud; the median of pairs."""
    differences = []
    for _ in range(rounds):
        lab.run(form, PLAN)
        asyncio.run(lab.manager.breaker.reset())
        took = [seconds(one, form) for one in (lab, without)]
        differences.append(took[0] - took[1])
        asyncio.run(lab.manager.breaker.reset())
    return statistics.median(differences)


def seconds(lab: Lab, form: Form) -> float:
    began = time.monotonic()
    assert lab.run(form, PLAN).kinds()[-1] == "local"
    return time.monotonic() - began
