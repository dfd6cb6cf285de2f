"""Synchronous callers share one loop, and only its thread stays."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from super_agent.graph.models.bridge import NAME, Bridge, run_sync

from ..lab import CODE, PLAN, emulated

SYNCHRONOUS = f"""
import sys
from super_agent.graph import build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

local, cloud, key, asks = sys.argv[1:]
manager = HybridModelManager(Settings.load(base_url=local, cloud_base_url=cloud, cloud_api_key=key))
print(manager.get_status()["cloud_available"])
if asks == "asks":
    print(build_graph(manager).invoke({{"messages": [("user", {CODE!r})]}})["messages"][-1].text)
"""


def test_what_runs_in_threads_leaves_none_behind() -> None:
    before = set(threading.enumerate())

    async def work() -> list[int]:
        return await asyncio.gather(*(asyncio.to_thread(pow, number, 2) for number in range(20)))

    assert run_sync(work()) == [number**2 for number in range(20)]
    assert ended([one for one in threading.enumerate() if one not in before and one.name != NAME])
    assert sum(one.name == NAME for one in threading.enumerate()) == 1


def test_an_error_in_such_a_thread_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        run_sync(asyncio.to_thread(lambda: 1 // 0))


@pytest.mark.parametrize(("asks", "said"), [("", "True\n"), ("asks", "100")])
def test_a_program_that_closes_nothing_leaves_nothing_open(asks: str, said: str) -> None:
    with emulated() as ollama:
        given = [ollama.local_url, ollama.cloud_url, ollama.api_key, asks]
        command = [sys.executable, "-W", "error", "-c", SYNCHRONOUS, *given]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout


def test_what_still_runs_in_the_end_is_cancelled_and_a_later_call_starts_anew() -> None:
    bridge, started, outcome = Bridge(), threading.Event(), []

    async def waits() -> None:
        started.set()
        await asyncio.Event().wait()

    def ask() -> None:
        try:
            bridge.run(waits())
        except asyncio.CancelledError:
            outcome.append("cancelled")

    caller = threading.Thread(target=ask)
    caller.start()
    assert started.wait(5)
    bridge.end()
    caller.join(5)
    assert outcome == ["cancelled"]
    assert bridge.run(asyncio.sleep(0, "anew")) == "anew"
    bridge.end()


def ended(threads: list[threading.Thread]) -> bool:
    """Whether all of them end soon."""
    last = time.monotonic() + 5
    for thread in threads:
        thread.join(max(0.0, last - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


FORKED = f"""
import os, sys
from super_agent.graph import build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

local, cloud, key, store = sys.argv[1:]
manager = HybridModelManager(Settings.load(base_url=local, cloud_base_url=cloud, cloud_api_key=key, store=store))
graph = build_graph(manager)
answers = lambda: print(graph.invoke({{"messages": [("user", {PLAN!r})]}})["messages"][-1].text, flush=True)
answers()
child = os.fork()
if child == 0:
    answers()
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("store", ["memory", "file"])
def test_a_forked_process_starts_anew(tmp_path: Path, store: str) -> None:
    """As the workers of a server that loads the application before it forks."""
    with emulated(scale=0.01) as ollama:
        path = str(tmp_path / "store") if store == "file" else store
        command = [sys.executable, "-c", FORKED, ollama.local_url, ollama.cloud_url, ollama.api_key, path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("Plano para") == 2


class Left(Exception):
    """What a signal's handler raises."""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers")
def test_whatever_ends_the_wait_ends_the_work() -> None:
    bridge, ended_by = Bridge(), Future[str]()

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended_by.set_result("cancelled")
            raise

    def leave(*_: object) -> None:
        raise Left

    before = signal.signal(signal.SIGALRM, leave)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(Left):
            bridge.run(waits())
    finally:
        signal.signal(signal.SIGALRM, before)
    assert ended_by.result(5) == "cancelled"
    bridge.end()
