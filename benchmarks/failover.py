"""The failover catalogue at full scale, side by side: this graph, LiteLLM's Router, and what LangChain offers.

    python -m benchmarks.failover --python /path/to/environment/bin/python --json failover.json --publish

The environment has the peers: `pip install litellm langchain langchain-ollama`. How each is configured, and after
which pages of its documentation, stands in `benchmarks/systems`. Each system runs in a process of its own and each
row against an emulator of its own; one judge reads what could be observed from outside (`benchmarks/lab/verdict.py`).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .lab.farm import Farm
from .lab.pipe import AsyncChild, ChildError
from .lab.rows import OWN, PUBLIC, ROWS, Case, When
from .lab.stage import BrokenError, Stage
from .lab.statistics import machine, publish, table
from .lab.verdict import Verdict, worst

SYSTEMS = ("super-agent", "litellm", "litellm-tuned", "with_fallbacks", "create_agent")
FORMS = ("stream", "whole")
BUSY_AT_ONCE = 2
STAGGER: dict[When, float] = {"busy": 0.5, "crowd": 15.0, "timed": 0.5}
"""Seconds between the starts of a phase's rows; within them the systems take turns."""
Job = tuple[str, str, int, Case]
"""Form, row, number of the case, case."""
Found = dict[str, dict[str, Verdict]]
"""Verdicts by form and row."""


class Contest:
    """One system: a worker, a farm, and the rows that were asked for."""

    def __init__(self, system: str, worker: AsyncChild, farm: Farm, given: argparse.Namespace, turn: float) -> None:
        self.system, self.worker = system, worker
        self._turn = turn
        self._farm, self._given = farm, given
        self._slots = asyncio.Semaphore(BUSY_AT_ONCE)
        self._jobs = _jobs(system, given)
        self._verdicts: dict[tuple[str, str, int], Verdict] = {}

    async def play(self, when: When) -> None:
        """The rows of one phase; those that mostly wait begin first."""
        jobs = sorted((job for job in self._jobs if job[3].when == when), key=lambda job: not job[3].idle)
        if when == "quiet":
            for job in jobs:
                await self._one(job)
        else:
            await asyncio.gather(*(self._later(job, place * STAGGER[when]) for place, job in enumerate(jobs)))

    async def _later(self, job: Job, seconds: float) -> None:
        """Not all in the same moment: the contests take turns."""
        await asyncio.sleep((seconds + self._turn * STAGGER[job[3].when]) * self._given.scale)
        await self._one(job)

    def found(self) -> Found:
        """Verdicts of whole rows."""
        rows: dict[tuple[str, str], list[Verdict]] = {}
        for (form, row, _), verdict in sorted(self._verdicts.items()):
            rows.setdefault((form, row), []).append(verdict)
        found: Found = {form: {} for form in self._given.forms}
        for (form, row), verdicts in rows.items():
            found[form][row] = worst(verdicts)
        return found

    async def _one(self, job: Job) -> None:
        form, row, number, case = job
        if case.idle or case.when != "busy":
            self._verdicts[form, row, number] = await self._play(job)
        else:
            async with self._slots:
                self._verdicts[form, row, number] = await self._play(job)
        verdict = self._verdicts[form, row, number]
        print(f"{self.system:15} {row} {form:6} {verdict.kind:8} {'; '.join(verdict.why)[:150]}", file=sys.stderr)

    async def _play(self, job: Job) -> Verdict:
        form, row, number, case = job
        scale = self._given.scale
        case = case if scale >= 1 else case.untimed()
        plot = await self._farm.open(models="bench", scale=scale, parallel=case.parallel)
        stage = Stage(self.system, self.worker, plot, f"{row}-{number}-{form}", form, scale, case.setup)
        try:
            await stage.open()
            return await case.play(stage, case)
        except (BrokenError, ChildError) as error:
            return Verdict("fail", [str(error)[:300]])
        finally:
            await stage.close()
            await plot.close()


def _jobs(system: str, given: argparse.Namespace) -> list[Job]:
    return [
        (form, name, number, case)
        for form in given.forms
        for name in given.rows
        if system not in ROWS[name].not_for and not (form == "whole" and ROWS[name].streams_only)
        for number, case in enumerate(ROWS[name].cases)
    ]


async def contest(given: argparse.Namespace) -> dict[str, Any]:
    """Play everything. Returns a JSON object: versions, and verdicts by system, form and row."""
    contests: list[Contest] = []
    farms: list[Farm] = []
    try:
        for system in given.systems:
            python = sys.executable if system == "super-agent" else given.python
            farms.append(await Farm.start())
            worker = await AsyncChild.start("benchmarks.systems.worker", system, python=python)
            contests.append(Contest(system, worker, farms[-1], given, len(contests) / len(given.systems)))
        for when in ("busy", "crowd", "timed"):
            await asyncio.gather(*(one.play(when) for one in contests))
        for one in contests:
            await one.play("quiet")
        return {one.system: {**one.worker.hello, "found": _plain(one.found())} for one in contests}
    finally:
        await _every([one.worker.close for one in contests] + [farm.close for farm in farms])


def _plain(found: Found) -> dict[str, Any]:
    return {form: {row: asdict(verdict) for row, verdict in rows.items()} for form, rows in found.items()}


async def _every(closers: Sequence[Callable[[], Awaitable[None]]]) -> None:
    for close in closers:
        await close()


def summary(found: dict[str, Any], form: str) -> str:
    """One form's table in Markdown."""
    head = ["", "fault", *(f"{name}<br>{_versions(one)}" for name, one in found.items())]
    rows = [
        [name, ROWS[name].about, *(_cell(name, system, one["found"][form].get(name)) for system, one in found.items())]
        for name in ROWS
        if any(name in one["found"][form] for one in found.values())
    ]
    totals = [["", "**passed, public rows**", *(_total(one, form, PUBLIC) for one in found.values())]]
    totals.append(["", "**passed, Ollama's own**", *(_total(one, form, OWN) for one in found.values())])
    return table(head, [*rows, *totals])


def _versions(one: dict[str, Any]) -> str:
    return ", ".join(f"{package} {number}" for package, number in one["versions"].items())


def _cell(name: str, system: str, verdict: dict[str, Any] | None) -> str:
    if verdict is None:
        return "n/a"
    return f"{verdict['kind']}{_figure(name, verdict['figures'])}"


def _figure(name: str, figures: dict[str, Any]) -> str:
    """What the row is about, in a few characters."""
    if name in ("S06", "S07") and figures.get("first") is not None:
        return f" {figures['first']:.1f} s"
    if name in ("S08", "S09", "S14", "O03", "O14", "O22") and figures.get("total") is not None:
        return f" {figures['total']:.1f} s"
    if name == "S15":
        back = figures.get("back")
        return f" {figures.get('calls')} of 15" + (f", back {back:.0f} s" if back is not None else "")
    if name in ("O01", "O02") and "added" in figures:
        return f" {figures['added'] * 1000:+.0f} ms"
    return f" {figures['calls']} of 50" if name == "O20" and "calls" in figures else ""


def _total(one: dict[str, Any], form: str, names: Sequence[str]) -> str:
    verdicts = [one["found"][form][name] for name in names if name in one["found"][form]]
    return f"{sum(verdict['kind'] == 'pass' for verdict in verdicts)} of {len(verdicts)}" if verdicts else ""


def reasons(found: dict[str, Any], form: str) -> str:
    """Why a row is not a pass, one line each."""
    lines = [
        f"- {name}, {system}: {verdict['kind']}: {'; '.join(verdict['why'])}"
        for system, one in found.items()
        for name, verdict in one["found"][form].items()
        if verdict["kind"] != "pass"
    ]
    return "\n".join(lines) or "Every row was a pass."


def main(arguments: list[str] | None = None) -> int:
    """Play, print, and write where it is asked for; 1 when a row of this project's system is no pass."""
    given = _parser().parse_args(arguments)
    began = time.monotonic()
    found = asyncio.run(contest(given))
    minutes = (time.monotonic() - began) / 60
    text = "\n\n".join(
        [
            f"{machine()}; {minutes:.0f} minutes at scale {given.scale:g}.",
            *(f"### Asked as a {form}\n\n{summary(found, form)}" for form in given.forms),
        ]
    ).replace("as a whole", "for the whole answer")
    print(text)
    for form in given.forms:
        print(f"\nNot a pass ({form}):\n{reasons(found, form)}")
    if given.json:
        Path(given.json).write_text(json.dumps({"about": machine(), "systems": found}, indent=1, ensure_ascii=False))
    if given.publish:
        publish("failover", text)
    ours = found.get("super-agent", {}).get("found", {})
    return int(any(verdict["kind"] != "pass" for rows in ours.values() for verdict in rows.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.failover", description=str(__doc__).splitlines()[0])
    listed = {"type": lambda text: text.split(",")}
    parser.add_argument("--python", default=sys.executable, help="interpreter of the environment that has the peers")
    parser.add_argument("--systems", default=list(SYSTEMS), help="separated by commas", **listed)  # type: ignore[arg-type]
    parser.add_argument("--rows", default=list(ROWS), help="separated by commas", **listed)  # type: ignore[arg-type]
    parser.add_argument("--forms", default=list(FORMS), help="stream, whole", **listed)  # type: ignore[arg-type]
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies durations; below 1 no time is judged")
    parser.add_argument("--json", default="", help="write the verdicts to this file")
    parser.add_argument("--publish", action="store_true", help="write the tables into docs/BENCHMARKS.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
