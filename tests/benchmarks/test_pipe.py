"""What stands between a benchmark and its child processes: nothing that happens to a child makes it wait for ever."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from .conftest import ROOT

CHILD = """
import asyncio, sys
sys.path.insert(0, {root!r})
from benchmarks.lab.pipe import answer_tasks

async def answer(asked):
    if asked["do"] == "cancelled":
        raise asyncio.CancelledError
    if asked["do"] == "wait":
        await asyncio.Event().wait()
    return asked["do"]

asyncio.run(answer_tasks({{}}, answer))
"""


@pytest.fixture
async def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from benchmarks.lab import pipe

    (tmp_path / "waiting.py").write_text(CHILD.format(root=str(ROOT)))
    monkeypatch.setattr(pipe, "ROOT", tmp_path)
    started = await pipe.AsyncChild.start("waiting")
    yield started
    await started.close()


async def test_a_question_that_was_given_up_does_not_stop_the_others(child) -> None:
    given_up = asyncio.create_task(child.ask(do="echo"))
    await asyncio.sleep(0)
    given_up.cancel()
    assert await child.ask(do="echo") == "echo"
    assert await child.ask(do="echo") == "echo"


async def test_a_cancelled_answer_is_a_failure(child) -> None:
    from benchmarks.lab.pipe import ChildError

    with pytest.raises(ChildError, match="CancelledError"):
        await child.ask(do="cancelled")


async def test_a_child_that_died_answers_nobody(child) -> None:
    from benchmarks.lab.pipe import ChildError

    waiting = asyncio.create_task(child.ask(do="wait"))
    assert await child.ask(do="echo") == "echo"
    os.kill(child.pid, signal.SIGKILL)
    for question in (waiting, child.ask(do="echo")):
        with pytest.raises(ChildError, match="ended"):
            await question


async def test_a_child_ends_although_it_owes_an_answer(child) -> None:
    from benchmarks.lab.pipe import ChildError

    waiting = asyncio.create_task(child.ask(do="wait"))
    assert await child.ask(do="echo") == "echo"
    await child.close()
    with pytest.raises(ChildError, match="CancelledError"):
        await waiting
