"""The journal: a call id runs once, also when the process was killed in the middle."""

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

from super_agent.tools import Journal, Toolbox

from .conftest import TIGHT

APPEND = {"code": "open('log.txt', 'a').write('x')"}


async def test_a_finished_call_gives_its_result_again(workspace: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state" / "journal.db")
    async with Toolbox(workspace, "monty", TIGHT, journal=journal) as toolbox:
        first = await toolbox.run("run_python", APPEND, call_id="a")
        again = await toolbox.run("run_python", APPEND, call_id="a")
        assert first == again
        assert (workspace / "log.txt").read_text() == "x"
        assert (await toolbox.run("run_python", APPEND, call_id="b")).ok
        assert (workspace / "log.txt").read_text() == "xx"
        other = await toolbox.run("run_python", {"code": "1"}, call_id="a")
        assert other.error == "call id 'a' was used before for another call of run_python"
    await journal.aclose()
    assert stat.S_IMODE(os.stat(tmp_path / "state/journal.db").st_mode) == 0o600
    reopened = Journal(tmp_path / "state" / "journal.db")
    async with Toolbox(workspace, "monty", TIGHT, journal=reopened) as toolbox:
        assert await toolbox.run("run_python", APPEND, call_id="a") == first
    await reopened.aclose()


async def test_failures_are_results_and_wrong_calls_leave_no_trace(workspace: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    async with Toolbox(workspace, "monty", TIGHT, journal=journal) as toolbox:
        failed = await toolbox.run("run_python", {"code": "1 / 0"}, call_id="a")
        assert await toolbox.run("run_python", {"code": "1 / 0"}, call_id="a") == failed
        assert (await toolbox.run("run_python", {"cod": "1"}, call_id="b")).error
        assert (await toolbox.run("run_python", {"code": "1"}, call_id="b")).value == "1"
    await journal.aclose()


async def test_a_cancelled_call_is_not_repeated(workspace: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    slow = {"code": "while True: pass"}
    async with Toolbox(workspace, "monty", TIGHT, journal=journal) as toolbox:
        task = asyncio.create_task(toolbox.run("run_python", slow, call_id="a"))
        await asyncio.to_thread(wait_for_start, tmp_path / "journal.db")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        result = await toolbox.run("run_python", slow, call_id="a")
    await journal.aclose()
    assert result.interrupted
    assert "has no end. It was not repeated" in result.error


PROGRAM = """
import asyncio, sys
from pathlib import Path
from super_agent.tools import Journal, Toolbox
async def main(folder):
    toolbox = Toolbox(folder / "workspace", "monty", journal=Journal(folder / "journal.db"))
    print("ready", flush=True)
    await toolbox.run("run_python", {"code": "while True: pass"}, call_id="killed")
asyncio.run(main(Path(sys.argv[1])))
"""


def test_after_kill_9_the_start_is_known(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        wait_for_start(tmp_path / "journal.db")
        process.send_signal(signal.SIGKILL)

    async def again() -> tuple[bool, str]:
        journal = Journal(tmp_path / "journal.db")
        async with Toolbox(tmp_path / "workspace", "monty", TIGHT, journal=journal) as toolbox:
            result = await toolbox.run("run_python", {"code": "while True: pass"}, call_id="killed")
            repeated = await toolbox.run("run_python", {"code": "while True: pass"}, call_id="killed")
        await journal.aclose()
        assert repeated == result
        return result.interrupted, result.error

    interrupted, error = asyncio.run(again())
    assert interrupted
    assert error.startswith("interrupted: this call started at 20")


def wait_for_start(path: Path) -> None:
    """Return once the journal holds a start without an end."""
    deadline = time.monotonic() + 60
    while not _started(path):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _started(path: Path) -> bool:
    if not path.exists():
        return False
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("SELECT 1 FROM calls WHERE ended IS NULL").fetchall())
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()


async def test_two_workers_share_it(workspace: Path, tmp_path: Path) -> None:
    journals = [Journal(tmp_path / "journal.db") for _ in range(4)]
    boxes = [Toolbox(workspace, "monty", TIGHT, journal=journal) for journal in journals]
    calls = [box.run("write_file", {"path": "a", "content": "x"}, call_id=f"{n}") for box in boxes for n in range(5)]
    results = await asyncio.gather(*calls)
    for journal in journals:
        await journal.aclose()
    wrote = [result for result in results if not result.interrupted]
    assert not [result.error for result in wrote if not result.ok]
    assert len(wrote) >= 5
