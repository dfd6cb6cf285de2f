"""A soak: thousands of requests, many at once, in every form, while faults of the catalogue come and go.

    python -m benchmarks.soak --requests 10000 --concurrency 50 --seed 1 --scale 0.02

It fails (exit 1) when a request is lost, hangs, or is answered with anything but its own whole answer; when a
stream after its discards is not the state; when a private request reaches the cloud; when a task, thread,
connection or process is left behind; when memory grows; or when it does not end within `--limit`. A request is lost
when it ends without an answer although a model that may answer it is well: there always is one. Time is scaled: the
emulator's durations and the breakers' clock. Linux only: what the process holds is read from /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import logging
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from super_agent.core.hybrid_commander import HybridCommander
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from .lab.chaos import ALL_LOCAL, CLOUD_AND_LOCAL, Chaos
from .lab.emulated import EmulatorProcess
from .lab.footprint import census, footprint
from .lab.report import Report
from .lab.statistics import machine, publish
from .lab.traffic import CPF, Ask, Caller, asks

ROUNDS = 10
LOCAL_TROUBLE_EACH = 4
SYNC_THREADS = 8
POOL = "soak"
PATIENT = {"cloud_timeout": 20.0, "local_timeout": 20.0}


class Soak:
    """One run over one emulator, manager and commander."""

    def __init__(self, emulator: EmulatorProcess, given: argparse.Namespace, pool: ThreadPoolExecutor) -> None:
        self._emulator, self._given, self._pool = emulator, given, pool
        self._chance = random.Random(given.seed)
        self._manager = HybridModelManager(_settings(emulator))
        self._manager.breaker._clock = lambda: time.time() / given.scale
        self._commander = HybridCommander(self._manager)
        self._caller = Caller(self._commander, pool)
        self.report = Report(given.requests)

    async def run(self) -> Report:
        """Every round; what is left on the loop in the end goes into the report."""
        started = time.monotonic()
        for place, numbers in enumerate(_rounds(self._given.requests)):
            await self._round(numbers, local_trouble=place % LOCAL_TROUBLE_EACH == LOCAL_TROUBLE_EACH - 1)
            self.report.prints.append(footprint())
        self.report.seconds = time.monotonic() - started
        await self._commander.aclose()
        if tasks := len(asyncio.all_tasks()) - 1:
            self.report.violations.append(f"left behind: {tasks} tasks")
        return self.report

    async def _round(self, numbers: range, *, local_trouble: bool) -> None:
        trouble = ALL_LOCAL if local_trouble else CLOUD_AND_LOCAL
        chaos = Chaos(self._emulator, self._manager.breaker, trouble, self._chance, self._pool)
        waiting, over = asks(numbers, self._chance), asyncio.Event()
        task = asyncio.create_task(chaos.run(over))
        context = dict(PATIENT) if local_trouble else {}
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._given.concurrency):
                    group.create_task(self._worker(waiting, context, local_trouble))
        finally:
            over.set()
            await task
        self._emulator.clear_faults()
        self._private()
        await self._manager.breaker.reset()

    async def _worker(self, waiting: Iterator[Ask], context: dict[str, Any], local_trouble: bool) -> None:
        for ask in waiting:
            outcome = await self._caller.run(ask, context)
            self.report.add(outcome, excused=local_trouble and ask.kind == "private")

    def _private(self) -> None:
        for seen in self._emulator.requests(forget=True):
            self.report.reached[seen.port] += seen.path == "/api/chat"
            if seen.port == "cloud" and CPF in seen.body:
                self.report.violations.append(f"private data reached the cloud: {seen.path} of {seen.model}")


def _settings(emulator: EmulatorProcess) -> Settings:
    return Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.local_url,
        cloud_timeout=1, local_timeout=3, cloud_concurrency=20, local_concurrency=20, num_predict=200,
        cloud_model="gpt-oss:120b", approval="never",
    )  # fmt: skip


def _rounds(requests: int) -> list[range]:
    size = max(1, requests // ROUNDS)
    return [range(start, min(start + size, requests)) for start in range(0, requests, size)]


def soak(given: argparse.Namespace) -> Report:
    """Run the soak in an event loop of its own and check what it leaves in the process."""
    with (
        EmulatorProcess(models="soak", scale=given.scale, parallel=20) as emulator,
        ThreadPoolExecutor(SYNC_THREADS, thread_name_prefix=POOL) as pool,
    ):
        before = footprint()
        report = asyncio.run(Soak(emulator, given, pool).run())
        report.compare(before, footprint(), pool=POOL)
    return report


def main(arguments: list[str] | None = None) -> int:
    """Run a soak and print what came of it; 1 for a violation."""
    given = _parser().parse_args(arguments)
    faulthandler.dump_traceback_later(given.limit, exit=True)
    logging.getLogger("langchain_ollama").setLevel(logging.ERROR)
    report = soak(given)
    faulthandler.cancel_dump_traceback_later()
    head = f"{given.requests} requests, {given.concurrency} at once, seed {given.seed}, scale {given.scale}"
    text = "\n".join([head, *report.lines()])
    print(text)
    if given.publish:
        publish("soak", f"{machine()}:\n\n```\n{text}\n```")
    if given.census:
        print(*(f"{count:8d} {name}" for name, count in census()), sep="\n")
    return bool(report.violations)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.soak", description=str(__doc__).splitlines()[0])
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=0.02, help="multiplies every duration")
    parser.add_argument("--limit", type=float, default=7200, help="seconds until it shows where it hangs, and ends")
    parser.add_argument("--publish", action="store_true", help="write the summary into docs/BENCHMARKS.md")
    parser.add_argument("--census", action="store_true", help="count the objects that are left, by type")
    return parser


if __name__ == "__main__":
    sys.exit(main())
