"""Synchronous callers share one loop, and only its thread stays."""

import asyncio
import threading
import time

import pytest
from super_agent.graph.models.bridge import NAME, run_sync


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


def ended(threads: list[threading.Thread]) -> bool:
    """Whether all of them end soon."""
    last = time.monotonic() + 5
    for thread in threads:
        thread.join(max(0.0, last - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
