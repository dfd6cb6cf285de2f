"""The stores behind breakers and quota counters: shared, atomic, and never in the way."""

import asyncio
import logging
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from super_agent.graph.models.breaker import Breaker, BreakerPolicy
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings
from super_agent.graph.models.store import BreakerStore, MemoryStore, Usage
from super_agent.graph.models.store_sqlite import SqliteStore

EXACT = BreakerPolicy(jitter=0.0)


def patient(path: Path) -> SqliteStore:
    """A store that waits out a crowded machine."""
    return SqliteStore(path, busy_timeout=30)


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[BreakerStore]:
    made = MemoryStore() if request.param == "memory" else patient(tmp_path / "state.db")
    yield made
    await made.close()


async def half_open(store: BreakerStore, key: str = "cloud") -> None:
    breaker = Breaker(store, policy=EXACT)
    await breaker.failed(await breaker.admit(key), open_for=1e-6, reason="unreachable")


async def test_a_transaction_sees_and_writes_only_its_keys(store: BreakerStore):
    await half_open(store, "cloud")
    await half_open(store, "local")

    def grow(records):
        for key, record in records.items():
            records[key] = record._replace(failures=record.failures + 1)
        return sorted(records)

    assert await store.transact(("cloud", "new"), grow) == ["cloud", "new"]
    failures = await store.transact(None, lambda records: {k: r.failures for k, r in records.items()})
    assert failures == {"cloud": 1, "local": 0, "new": 1}


async def test_a_change_that_fails_writes_nothing_and_is_raised(store: BreakerStore):
    def broken(records):
        records["cloud"] = records["cloud"]._replace(failures=9)
        raise KeyError("a programming error")

    with pytest.raises(KeyError):
        await store.transact(("cloud",), broken)
    assert await store.transact(("cloud",), lambda records: records["cloud"].failures) == 0


async def test_usage_adds_up_per_day(store: BreakerStore):
    await asyncio.gather(*(store.add_usage("2026-11-03", Usage(10, 1, 0)) for _ in range(20)))
    await store.add_usage("2026-11-04", Usage(1, 1, 1))
    assert await store.usage("2026-11-03") == Usage(200, 20, 0)
    assert await store.usage("2026-11-04") == Usage(1, 1, 1)
    assert await store.usage("2026-11-05") == Usage()


def slow() -> float:
    """A clock that lets other threads go first, without a call that a loop must not make."""
    end = time.perf_counter() + 0.001
    while time.perf_counter() < end:
        pass
    return time.time()


@pytest.fixture
def eager_switching() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("eager_switching")
async def test_twenty_threads_each_with_a_loop_get_one_probe(store: BreakerStore):
    await half_open(store)
    breaker, gate, admissions = Breaker(store, clock=slow), threading.Barrier(20), []

    def caller() -> None:
        with asyncio.Runner() as runner:
            runner.get_loop()
            gate.wait()
            admissions.append(runner.run(breaker.admit("cloud")))

    threads = [threading.Thread(target=caller) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        await asyncio.to_thread(thread.join)
    assert [admission.probe for admission in admissions].count(True) == 1


async def test_a_second_process_does_not_pay_for_the_dead_cloud(tmp_path: Path):
    first, second = patient(tmp_path / "s.db"), patient(tmp_path / "s.db")
    breaker = Breaker(first)
    await breaker.failed(await breaker.admit("cloud"), open_for=math.inf, reason="unauthorized")
    await first.add_usage("2026-11-03", Usage(5, 1, 0))
    refused = await Breaker(second).admit("cloud")
    assert (refused.allowed, refused.until, refused.reason) == (False, math.inf, "unauthorized")
    assert await second.usage("2026-11-03") == Usage(5, 1, 0)
    await first.close()
    await second.close()


CALLERS = """
import asyncio, multiprocessing, sys, time
from super_agent.graph.models.breaker import Breaker
from super_agent.graph.models.store import Usage
from super_agent.graph.models.store_sqlite import SqliteStore

def slow():
    time.sleep(0.005)
    return time.time()

async def call(path):
    store = SqliteStore(path, busy_timeout=30)
    breaker = Breaker(store, clock=slow)
    admissions = await asyncio.gather(*(breaker.admit("cloud") for _ in range(10)))
    await asyncio.gather(*(store.add_usage("2026-11-03", Usage(1, 1, 0)) for _ in range(10)))
    await store.close()
    return sum(admission.allowed for admission in admissions), store.degraded

def process(path, gate, results):
    gate.wait()
    results.put(asyncio.run(call(path)))

# Started by forking, so that the package is imported once; nothing is open yet.
fork = multiprocessing.get_context("fork")
gate, results = fork.Barrier(5), fork.SimpleQueue()
processes = [fork.Process(target=process, args=(sys.argv[1], gate, results)) for _ in range(5)]
for started in processes:
    started.start()
allowed, degraded = zip(*(results.get() for _ in processes))
for ended in processes:
    ended.join()
print(sum(allowed), any(degraded), {ended.exitcode for ended in processes})
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that start quickly")
async def test_fifty_callers_in_five_processes_get_one_probe(tmp_path: Path):
    path = tmp_path / "state.db"
    store = patient(path)
    await half_open(store)
    command = (sys.executable, "-c", CALLERS, str(path))
    callers = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    output, _ = await callers.communicate()
    assert output.decode() == "1 False {0}\n"
    assert await store.usage("2026-11-03") == Usage(50, 50, 0)
    await store.close()


async def test_many_stores_may_make_the_file_at_the_same_moment(tmp_path: Path):
    for attempt in range(5):
        stores = [patient(tmp_path / f"{attempt}.db") for _ in range(12)]
        await asyncio.gather(*(store.add_usage("2026-11-03", Usage(1, 1, 0)) for store in stores))
        assert await stores[0].usage("2026-11-03") == Usage(12, 12, 0)
        assert not any(store.degraded for store in stores)
        await asyncio.gather(*(store.close() for store in stores))


async def works_in_memory(store: SqliteStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        breaker = Breaker(store)
        await breaker.failed(await breaker.admit("cloud"), open_for=5)
        assert not (await breaker.admit("cloud")).allowed
        await store.add_usage("2026-11-03", Usage(7, 1, 0))
        assert await store.usage("2026-11-03") == Usage(7, 1, 0)
    assert store.degraded
    assert len(caplog.records) == 1
    assert "in memory" in caplog.text
    await store.close()


async def test_a_corrupt_file_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "state.db"
    path.write_bytes(b"not a database at all " * 200)
    content = path.read_bytes()
    await works_in_memory(SqliteStore(path), caplog)
    assert path.read_bytes() == content


async def test_a_file_of_another_make_degrades(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "state.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE breaker_1 (key TEXT PRIMARY KEY, colour TEXT)")
    db.close()
    await works_in_memory(SqliteStore(path), caplog)


async def test_a_row_with_odd_values_degrades(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "state.db"
    store = patient(path)
    await half_open(store)
    await store.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE breaker_1 SET until = 'tomorrow'")
    db.close()
    await works_in_memory(SqliteStore(path), caplog)


async def test_a_file_that_stays_locked(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "state.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    await works_in_memory(SqliteStore(path, busy_timeout=0.05), caplog)
    holder.close()


async def test_a_file_locked_for_a_moment_is_waited_for(tmp_path: Path):
    path = tmp_path / "state.db"
    store = patient(path)
    await half_open(store)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    adding = asyncio.create_task(store.add_usage("2026-11-03", Usage(1, 1, 0)))
    await asyncio.sleep(0.05)
    assert not adding.done()
    holder.execute("COMMIT")
    holder.close()
    await adding
    assert not store.degraded
    await store.close()


async def test_what_was_known_before_the_file_failed_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "state.db"
    store = SqliteStore(path, busy_timeout=0.05)
    breaker = Breaker(store)
    await breaker.failed(await breaker.admit("cloud"), open_for=300)
    await store.add_usage("2026-11-03", Usage(7, 1, 0))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        await store.add_usage("2026-11-03", Usage(3, 1, 0))
    assert store.degraded
    assert not (await breaker.admit("cloud")).allowed
    assert await store.usage("2026-11-03") == Usage(10, 2, 0)
    holder.close()
    await store.close()


async def test_a_place_that_is_no_file(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    await works_in_memory(SqliteStore(tmp_path), caplog)


async def test_a_folder_that_cannot_be_made(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    (tmp_path / "file").write_text("")
    await works_in_memory(SqliteStore(tmp_path / "file" / "state.db"), caplog)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="POSIX permissions")
async def test_a_file_without_write_permission(caplog: pytest.LogCaptureFixture):
    folder = Path(tempfile.mkdtemp(prefix="store-"))
    store = patient(folder / "state.db")
    await half_open(store)
    await store.close()
    os.chmod(folder / "state.db", 0o444)
    os.chmod(folder, 0o555)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)
        await works_in_memory(SqliteStore(folder / "state.db"), caplog)
    finally:
        os.seteuid(user)
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)


async def test_the_loop_runs_on_while_the_file_is_locked(tmp_path: Path):
    path = tmp_path / "state.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    store = SqliteStore(path, busy_timeout=0.3)
    adding = asyncio.create_task(store.add_usage("2026-11-03", Usage(1, 1, 0)))
    turns, longest = 0, 0.0
    while not adding.done():
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        turns, longest = turns + 1, max(longest, time.perf_counter() - start)
    assert turns > 20
    assert longest < 0.25
    holder.close()
    await store.close()


async def test_closing_leaves_no_thread_and_no_lock_and_may_be_repeated(tmp_path: Path):
    before = set(threading.enumerate())
    store = SqliteStore(tmp_path / "state.db")
    await half_open(store)
    assert set(threading.enumerate()) != before
    await store.close()
    await store.close()
    assert set(threading.enumerate()) == before
    assert os.listdir(tmp_path) == ["state.db"], "no journal is left behind"
    assert (await Breaker(store).admit("cloud")).probe, "a late report finds what was known"


async def test_a_cancelled_caller_leaves_the_store_whole(tmp_path: Path):
    path = tmp_path / "state.db"
    store = patient(path)
    await half_open(store)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    breaker = Breaker(store)
    probing = asyncio.create_task(breaker.admit("cloud"))
    await asyncio.sleep(0.05)
    probing.cancel()
    await asyncio.sleep(0)
    holder.execute("COMMIT")
    holder.close()
    with pytest.raises(asyncio.CancelledError):
        await probing
    assert (await breaker.admit("cloud")).probe, "the cancelled caller's probe was given back"
    await store.close()


async def test_the_file_holds_nothing_but_keys_times_counters_and_kinds(tmp_path: Path):
    path = tmp_path / "state.db"
    store = patient(path)
    await half_open(store, "cloud/gpt-oss:120b")
    await store.add_usage("2026-11-03", Usage(1, 1, 1))
    await store.close()
    db = sqlite3.connect(path)
    columns = {row[1] for table in ("breaker_1", "usage_1") for row in db.execute(f"PRAGMA table_info({table})")}
    db.close()
    counters = {"generation", "failures", "openings", "tokens", "requests", "errors"}
    assert columns == counters | {"key", "day", "since", "until", "reason", "lease", "lease_until"}


FULL = """
import asyncio, resource, signal, sys
from super_agent.graph.models.breaker import Breaker
from super_agent.graph.models.store_sqlite import SqliteStore

async def main():
    store = SqliteStore(sys.argv[1])
    breaker = Breaker(store)
    await breaker.failed(await breaker.admit("cloud"), open_for=60)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    for number in range(50):
        await breaker.failed(await breaker.admit(f"cloud/{number}"), open_for=60)
    print(store.degraded, (await breaker.state("cloud")).status, (await breaker.state("cloud/49")).status)
    await store.close()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on the size of files")
def test_a_full_disk_degrades_with_one_warning_and_keeps_what_was_known(tmp_path: Path):
    command = [sys.executable, "-c", FULL, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "True open open\n"
    assert done.stderr.count("cannot be used") == 1


async def test_a_path_in_the_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    manager = HybridModelManager(Settings.load(store="~/kept/store", cloud_enabled=False))
    await manager.breaker.states()
    await manager.aclose()
    assert (tmp_path / "kept" / "store").is_file()
