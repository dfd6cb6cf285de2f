"""What a call of `run_python` costs besides the code: medians in milliseconds, per sandbox.

    python benchmarks/tools.py [--rounds N]

"warm" is a call in a session that runs already (what every call of a request but the first one pays), "cold"
the first call of a new toolbox, "close" the end of it. The code is `1 + 1`, and with files one small file that is
read. The bars are 1 ms for monty, warm, and 60 ms for bwrap, cold. A plain start of the same Python is printed
beside them, measured in turn with the rest: on a busy machine all figures rise together.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from super_agent.tools import Journal, Sandbox, Toolbox, sandbox_status

SANDBOXES: tuple[Sandbox, ...] = ("monty", "bwrap", "docker", "none")
WARM = 20
EMPTY = {"code": "1 + 1"}
FILES = {"code": "open('a.txt').read()"}


async def session(sandbox: Sandbox, times: dict[str, list[float]]) -> None:
    """One toolbox: a cold call, warm ones, its end."""
    toolbox = Toolbox(sandbox=sandbox)
    times["cold"].append(await timed(toolbox, EMPTY))
    times["warm"] += [await timed(toolbox, EMPTY) for _ in range(WARM)]
    started = time.perf_counter()
    await toolbox.aclose()
    times["close"].append((time.perf_counter() - started) * 1000)


async def session_with_files(sandbox: Sandbox, times: dict[str, list[float]]) -> None:
    """The same with a workspace that the code reads, and with a journal."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder, "workspace")
        journal = Journal(Path(folder, "journal.db"))
        async with Toolbox(workspace, sandbox, journal=journal) as toolbox:
            await toolbox.run("write_file", {"path": "a.txt", "content": "text"})
            await timed(toolbox, FILES)
            times["files"] += [await timed(toolbox, FILES) for _ in range(WARM)]
            times["journal"] += [await timed(toolbox, EMPTY, f"{n}") for n in range(WARM)]
        await journal.aclose()


async def timed(toolbox: Toolbox, arguments: dict[str, str], call_id: str = "") -> float:
    """Milliseconds of one call, which must succeed."""
    started = time.perf_counter()
    result = await toolbox.run("run_python", arguments, call_id=call_id)
    spent = (time.perf_counter() - started) * 1000
    if not result.ok:
        raise RuntimeError(result.error)
    return spent


async def plain_start() -> float:
    """Milliseconds of an isolated start of this Python that does nothing."""
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-S", "-c", "pass")
    await process.wait()
    return (time.perf_counter() - started) * 1000


async def main(rounds: int) -> None:
    status = await sandbox_status()
    usable = [name for name in SANDBOXES if not status[name]]
    times: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in usable}
    starts: list[float] = []
    for _ in range(rounds):
        starts.append(await plain_start())
        for name in usable:
            await session(name, times[name])
            await session_with_files(name, times[name])
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds; medians, ms")
    print(f"{'':8}" + "".join(f"{kind:>10}" for kind in ("warm", "cold", "close", "files", "journal")))
    for name in usable:
        medians = (statistics.median(times[name][kind]) for kind in ("warm", "cold", "close", "files", "journal"))
        print(f"{name:8}" + "".join(f"{median:10.2f}" for median in medians))
    print(f"{'python':8}{'':10}{statistics.median(starts):10.2f}   a plain start of the same Python")
    for name in sorted(set(SANDBOXES) - set(usable)):
        print(f"{name}: not measured: {status[name]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The overhead of run_python.")
    parser.add_argument("--rounds", type=int, default=15)
    asyncio.run(main(parser.parse_args().rounds))
