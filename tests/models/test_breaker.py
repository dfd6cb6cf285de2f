"""The circuit breaker: its states, its one probe, its open times, and results that come too late."""

import asyncio
import math
import sys
import threading
import time

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from super_agent.graph.models.breaker import Admission, Breaker, BreakerPolicy
from super_agent.graph.models.store import MemoryStore

EXACT = BreakerPolicy(jitter=0.0)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(MemoryStore(), clock=clock, policy=EXACT)


async def opened(breaker: Breaker, key: str = "cloud", open_for: float = 5.0) -> None:
    await breaker.failed(await breaker.admit(key), open_for=open_for, reason="unreachable")


async def test_opens_probes_and_closes(breaker: Breaker, clock: Clock):
    await opened(breaker)
    refused = await breaker.admit("cloud")
    assert (refused.allowed, refused.until, refused.reason) == (False, clock.now + 5, "unreachable")
    assert (await breaker.state("cloud")).status == "open"
    clock.now += 5
    assert (await breaker.state("cloud")).status == "half_open"
    probe = await breaker.admit("cloud")
    assert probe.probe
    assert not (await breaker.admit("cloud")).allowed
    await breaker.succeeded(probe)
    assert (await breaker.state("cloud")).status == "closed"
    assert [(await breaker.admit("cloud")).probe for _ in range(3)] == [False] * 3


async def test_open_time_doubles_to_the_cap_and_starts_anew_after_a_success(breaker: Breaker, clock: Clock):
    waits = []
    for _ in range(5):
        await opened(breaker)
        state = await breaker.state("cloud")
        waits.append(state.until - clock.now)
        clock.now = state.until
    assert waits == [5, 10, 20, 30, 30]
    await breaker.succeeded(await breaker.admit("cloud"))
    await opened(breaker)
    assert (await breaker.state("cloud")).until - clock.now == 5


async def test_jitter_only_shortens(clock: Clock):
    waits = set()
    for _ in range(50):
        breaker = Breaker(MemoryStore(), clock=clock)
        await opened(breaker)
        waits.add((await breaker.state("cloud")).until - clock.now)
    assert len(waits) > 40
    assert all(4 <= wait <= 5 for wait in waits)


async def test_a_time_longer_than_the_cap_is_kept_and_does_not_grow(breaker: Breaker, clock: Clock):
    for _ in range(3):
        await opened(breaker, open_for=300)
        assert (await breaker.state("cloud")).until == clock.now + 300
        clock.now += 300


async def test_retry_after_is_the_exact_open_time_and_does_not_grow(clock: Clock):
    breaker = Breaker(MemoryStore(), clock=clock)
    for _ in range(3):
        await breaker.failed(await breaker.admit("cloud"), open_for=5, retry_after=2, threshold=3)
        clock.now += 1.999
        assert not (await breaker.admit("cloud")).allowed
        clock.now += 0.002
    probe = await breaker.admit("cloud")
    await breaker.failed(probe, open_for=5)
    assert (await breaker.state("cloud")).until <= clock.now + 5


async def test_nobody_is_left_alone_for_more_than_a_day(breaker: Breaker, clock: Clock):
    await breaker.failed(await breaker.admit("cloud"), open_for=5, retry_after=1e9)
    clock.now += 86_401
    assert (await breaker.admit("cloud")).allowed


@pytest.mark.parametrize("retry_after", [0, -3, math.inf, math.nan])
async def test_a_useless_retry_after_is_as_none(breaker: Breaker, clock: Clock, retry_after: float):
    await breaker.failed(await breaker.admit("cloud"), open_for=5, retry_after=retry_after)
    assert (await breaker.state("cloud")).until == clock.now + 5


async def test_infinite_stays_open_until_reset(breaker: Breaker, clock: Clock):
    await breaker.failed(await breaker.admit("cloud"), open_for=math.inf, retry_after=1, reason="unauthorized")
    clock.now += 1e9
    assert (await breaker.admit("cloud")).until == math.inf
    await breaker.reset("cloud")
    assert (await breaker.admit("cloud")).allowed


async def test_threshold_counts_failures_in_a_row(breaker: Breaker):
    for outcome in ("fail", "fail", "ok", "fail", "fail"):
        admission = await breaker.admit("cloud/m")
        if outcome == "ok":
            await breaker.succeeded(admission)
        else:
            await breaker.failed(admission, open_for=5, threshold=3)
        assert (await breaker.state("cloud/m")).status == "closed"
    await breaker.failed(await breaker.admit("cloud/m"), open_for=5, threshold=3)
    assert (await breaker.state("cloud/m")).status == "open"


async def test_a_probe_that_fails_opens_whatever_the_threshold(breaker: Breaker, clock: Clock):
    await opened(breaker)
    clock.now += 5
    await breaker.failed(await breaker.admit("cloud"), open_for=5, threshold=3)
    assert (await breaker.state("cloud")).until == clock.now + 10


@pytest.mark.parametrize("end", ["released", "uncounted"])
async def test_a_probe_given_back_is_the_next_callers(breaker: Breaker, clock: Clock, end: str):
    await opened(breaker)
    clock.now += 5
    probe = await breaker.admit("cloud")
    if end == "released":
        await breaker.released(probe)
    else:
        await breaker.failed(probe, open_for=None)
    assert (await breaker.state("cloud")).status == "half_open"
    assert (await breaker.admit("cloud")).probe


async def test_releasing_or_uncounted_failures_move_nothing_while_closed(breaker: Breaker):
    await breaker.released(await breaker.admit("cloud"))
    await breaker.failed(await breaker.admit("cloud"), open_for=None)
    assert await breaker.states() == {"cloud": await breaker.state("never seen")}


async def test_a_late_failure_does_not_reopen_a_freshly_closed_breaker(breaker: Breaker, clock: Clock):
    old = await breaker.admit("cloud")
    await opened(breaker)
    clock.now += 5
    await breaker.succeeded(await breaker.admit("cloud"))
    await breaker.failed(old, open_for=5)
    assert (await breaker.state("cloud")).status == "closed"


async def test_a_late_success_of_a_call_begun_before_does_not_close(breaker: Breaker, clock: Clock):
    old = await breaker.admit("cloud")
    await opened(breaker)
    await breaker.succeeded(old)
    assert (await breaker.state("cloud")).status == "open"
    clock.now += 5
    await breaker.succeeded(old)
    assert (await breaker.state("cloud")).status == "half_open"


async def test_calls_that_fail_together_open_once(breaker: Breaker, clock: Clock):
    admissions = [await breaker.admit("cloud") for _ in range(20)]
    for admission in admissions:
        await breaker.failed(admission, open_for=5)
    assert (await breaker.state("cloud")).until == clock.now + 5


async def test_a_result_after_a_reset_is_ignored(breaker: Breaker):
    old = await breaker.admit("cloud")
    await breaker.reset()
    await breaker.failed(old, open_for=5)
    assert (await breaker.state("cloud")).status == "closed"


async def test_a_silent_probe_loses_its_lease_and_its_failure_no_longer_counts(breaker: Breaker, clock: Clock):
    await opened(breaker)
    clock.now += 5
    silent = await breaker.admit("cloud")
    clock.now += EXACT.lease - 1
    assert not (await breaker.admit("cloud")).allowed
    clock.now += 1
    second = await breaker.admit("cloud")
    assert second.probe
    await breaker.failed(silent, open_for=5)
    assert (await breaker.state("cloud")).status == "half_open"
    await breaker.succeeded(silent)
    assert (await breaker.state("cloud")).status == "closed"


async def test_a_clock_set_back_does_not_leave_it_open_for_hours(breaker: Breaker, clock: Clock):
    await opened(breaker)
    clock.now -= 3_600
    assert (await breaker.admit("cloud")).probe


async def test_a_clock_set_back_does_not_keep_a_lease_for_hours(breaker: Breaker, clock: Clock):
    await opened(breaker)
    clock.now += 5
    await breaker.admit("cloud")
    clock.now -= 3_600
    assert (await breaker.admit("cloud")).probe


@pytest.mark.parametrize("open_for", [0, -1, math.nan])
async def test_a_meaningless_open_time_is_refused(breaker: Breaker, open_for: float):
    with pytest.raises(ValueError, match="open_for"):
        await breaker.failed(await breaker.admit("cloud"), open_for=open_for)


async def test_admit_all_takes_both_or_none(breaker: Breaker, clock: Clock):
    keys = ("cloud", "cloud/m")
    assert [a.key for a in await breaker.admit_all(keys)] == list(keys)
    await opened(breaker, "cloud", 5)
    await opened(breaker, "cloud/m", 20)
    clock.now += 5
    refusals = await breaker.admit_all(keys)
    assert [(a.key, a.allowed) for a in refusals] == [("cloud/m", False)]
    assert (await breaker.admit("cloud")).probe, "the endpoint's probe was not kept by the refused call"
    clock.now += 100
    both = await breaker.admit_all(keys)
    assert [(a.key, a.probe) for a in both] == [("cloud", True), ("cloud/m", True)]
    assert {a.key for a in await breaker.admit_all(keys)} == set(keys), "both leases are taken"


async def test_a_caller_cancelled_while_it_takes_the_probe_leaves_it_to_the_next(clock: Clock):
    class Slow(MemoryStore):
        taken = asyncio.Event()

        async def transact(self, keys, change):
            result = self.apply(keys, change)
            if isinstance(result, tuple) and result[0].probe and not self.taken.is_set():
                self.taken.set()
                await asyncio.Event().wait()
            return result

    store = Slow()
    breaker = Breaker(store, clock=clock, policy=EXACT)
    await opened(breaker)
    clock.now += 5
    task = asyncio.create_task(breaker.admit("cloud"))
    await store.taken.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await breaker.admit("cloud")).probe


@pytest.mark.parametrize("spacing", [75 / 20, 75 / 19, 3.0, 1.0])
async def test_an_outage_of_sixty_seconds_costs_four_calls_and_ends_within_thirty(spacing: float):
    """S15, with the real jitter, two hundred times."""
    for _ in range(200):
        clock = Clock()
        breaker = Breaker(MemoryStore(), clock=clock)
        back, reached_dead = clock.now + 60, []
        while True:
            admission = await breaker.admit("cloud")
            if admission.allowed and clock.now >= back:
                break
            reached_dead.append(admission.allowed)
            if admission.allowed:
                await breaker.failed(admission, open_for=5)
            clock.now += spacing
        assert sum(reached_dead[:15]) <= 4
        assert clock.now <= back + 30 + spacing


def test_fifty_threads_get_one_probe():
    def slow() -> float:
        end = time.perf_counter() + 0.002
        while time.perf_counter() < end:
            pass
        return time.time()

    usual = sys.getswitchinterval()
    breaker = Breaker(MemoryStore(), clock=slow, policy=EXACT)
    asyncio.run(opened(breaker, open_for=1e-6))
    gate, admissions = threading.Barrier(50), []

    def caller() -> None:
        with asyncio.Runner() as runner:
            runner.get_loop()
            gate.wait()
            admissions.append(runner.run(breaker.admit("cloud")))

    threads = [threading.Thread(target=caller) for _ in range(50)]
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    assert sum(admission.probe for admission in admissions) == 1
    assert sum(admission.allowed for admission in admissions) == 1


async def test_admit_costs_less_than_fifty_microseconds():
    breaker, best = Breaker(MemoryStore()), math.inf
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(500):
            await breaker.admit_all(("cloud", "cloud/gpt-oss:120b"))
        best = min(best, (time.perf_counter() - start) / 500)
    assert best < 50e-6


class BreakerMachine(RuleBasedStateMachine):
    """Any order of calls, results, waits and resets, beside a model written from the rules alone."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.breaker = Breaker(MemoryStore(), clock=self.clock, policy=EXACT)
        self.status, self.until, self.growth, self.failures = "closed", 0.0, 0, 0
        self.calls: list[Admission] = []
        self.valid: set[int] = set()
        self.holder: tuple[Admission, float] | None = None

    def teardown(self) -> None:
        self.runner.close()

    def moved(self, status: str) -> None:
        self.status, self.failures, self.holder = status, 0, None
        self.valid.clear()

    def index(self, data: st.DataObject) -> int:
        return data.draw(st.integers(0, len(self.calls) - 1))

    @rule()
    def admit(self) -> None:
        admission = self.runner.run(self.breaker.admit("cloud"))
        now = self.clock.now
        half_open = self.status == "open" and now >= self.until
        free = self.holder is None or now >= self.holder[1]
        assert admission.allowed == (self.status == "closed" or (half_open and free))
        assert admission.probe == (half_open and free)
        if admission.allowed:
            self.calls.append(admission)
            self.valid.add(len(self.calls) - 1)
        if admission.probe:
            self.holder = (admission, now + EXACT.lease)

    @rule(seconds=st.sampled_from([0.5, 2.0, 5.0, 10.0, 30.0, 60.0]))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def succeed(self, data: st.DataObject) -> None:
        number = self.index(data)
        self.runner.run(self.breaker.succeeded(self.calls[number]))
        if number in self.valid:
            self.failures = 0
            if self.status == "open":
                self.moved("closed")
                self.growth = 0

    @precondition(lambda self: self.calls)
    @rule(
        data=st.data(),
        open_for=st.sampled_from([None, 5.0, 300.0, math.inf]),
        retry_after=st.sampled_from([None, 2.0, 90.0]),
        threshold=st.sampled_from([1, 3]),
    )
    def fail(self, data: st.DataObject, open_for: float | None, retry_after: float | None, threshold: int) -> None:
        number = self.index(data)
        call = self.calls[number]
        self.runner.run(self.breaker.failed(call, open_for=open_for, retry_after=retry_after, threshold=threshold))
        held = self.holder is not None and self.holder[0] is call
        if open_for is None:
            self.holder = None if held else self.holder
        elif number in self.valid and (held or not call.probe):
            self.failures += 1
            if retry_after or held or self.failures >= threshold:
                self.moved("open")
                self.open_until(open_for, retry_after)

    def open_until(self, open_for: float, retry_after: float | None) -> None:
        timed = retry_after is not None and open_for != math.inf
        grown = min(open_for * 2**self.growth, max(open_for, 30.0))
        self.until = self.clock.now + (retry_after if timed else grown)
        self.growth += not timed

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        call = self.calls[self.index(data)]
        self.runner.run(self.breaker.released(call))
        if self.holder is not None and self.holder[0] is call:
            self.holder = None

    @rule()
    def reset(self) -> None:
        self.runner.run(self.breaker.reset())
        self.moved("closed")
        self.growth = 0

    @invariant()
    def the_state_is_as_told(self) -> None:
        state = self.runner.run(self.breaker.state("cloud"))
        if self.status == "open" and self.clock.now >= self.until:
            assert state.status == "half_open"
        else:
            assert state.status == self.status
            assert state.until == (self.until if self.status == "open" else 0)


TestBreakerStates = BreakerMachine.TestCase
TestBreakerStates.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
