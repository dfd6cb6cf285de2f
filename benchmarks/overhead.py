"""What a system costs over a bare ChatOllama: time to the first token, per call, for one fallback, many at once.

    python -m benchmarks.overhead --python /path/to/environment/bin/python

The environment has the peers: `pip install litellm langchain langchain-ollama`. Each system runs in a process of its
own against one emulator in another; samples are interleaved, so that what disturbs the machine disturbs all alike.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .lab.emulated import EmulatorProcess
from .lab.footprint import resident
from .lab.pipe import AsyncChild
from .lab.statistics import Spread, machine, publish, table

TEXT = "Elabore um plano detalhado, passo a passo, para migrar o sistema da empresa para a nuvem em seis meses"
SYSTEMS = ("chatollama", "super-agent", "litellm-tuned", "with_fallbacks", "create_agent")
BARE = "chatollama"
CLOUD = "gpt-oss:120b"
NO_BREAKER = "S12"
"""A fault that is answered at once and that nobody takes for an outage: 400, the prompt is too long."""
LIMIT = 60.0
AT_ONCE = 20


class Measure:
    """The workers and the emulator that they ask."""

    def __init__(self, emulator: EmulatorProcess, workers: dict[str, AsyncChild], given: argparse.Namespace) -> None:
        self._emulator, self._workers, self._given = emulator, workers, given
        self._chance = random.Random(given.seed)

    async def run(self) -> dict[str, Any]:
        """Every figure by system."""
        found: dict[str, Any] = {"versions": {name: one.hello["versions"] for name, one in self._workers.items()}}
        await self._samples(10, {})
        found["cloud"] = await self._samples(self._given.samples, {})
        found["local"] = await self._samples(self._given.samples, {"tier": "local"})
        self._emulator.set_fault(CLOUD, NO_BREAKER)
        hopping = [name for name in self._workers if name != BARE]
        found["hop"] = await self._samples(self._given.samples, {}, hopping)
        self._emulator.clear_faults()
        found["streams"] = {name: await self._streams(name) for name in self._workers if self._given.streams}
        found["memory"] = {name: await self._memory(name) for name in self._workers if self._given.requests}
        return found

    async def _samples(self, count: int, options: dict[str, Any], names: Sequence[str] = ()) -> dict[str, Any]:
        seen: dict[str, list[dict[str, Any]]] = {name: [] for name in names or self._workers}
        for _ in range(count):
            for name in self._chance.sample(list(seen), len(seen)):
                seen[name].append(await self._ask(name, options))
        self._emulator.requests(forget=True)
        return {name: _times(name, those) for name, those in seen.items()}

    async def _ask(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        question = {"do": "ask", "name": "it", "text": TEXT, "limit": LIMIT, "options": options}
        answer: dict[str, Any] = await self._workers[name].ask(**question)
        return answer

    async def _many(self, name: str, count: int, at_once: int) -> list[dict[str, Any]]:
        asks = [(TEXT, {"tier": "local"} if number % 2 else {}) for number in range(count)]
        question = {"do": "many", "name": "it", "asks": asks, "at_once": at_once, "limit": 300}
        answers: list[dict[str, Any]] = await self._workers[name].ask(**question)
        self._emulator.requests(forget=True)
        return answers

    async def _streams(self, name: str) -> dict[str, Any]:
        began = asyncio.get_running_loop().time()
        answers = await self._many(name, self._given.streams, self._given.streams)
        seconds = asyncio.get_running_loop().time() - began
        return {**_times(name, answers), "seconds": seconds, "errors": sum(bool(one["error"]) for one in answers)}

    async def _memory(self, name: str) -> dict[str, float]:
        """Resident memory in MiB, before and after; in parts, so that no message grows large."""
        before, part = resident(self._workers[name].pid), min(500, self._given.requests)
        for _ in range(self._given.requests // part):
            await self._many(name, part, AT_ONCE)
        return {"before": before, "after": resident(self._workers[name].pid)}


def _times(name: str, answers: list[dict[str, Any]]) -> dict[str, Any]:
    whole = [one for one in answers if not one["error"] and one["first"] is not None]
    if not whole:
        raise RuntimeError(f"{name}: no request was answered; the first error: {answers[0]['error'][:300]}")
    first, total = (Spread.of([one[key] * 1000 for one in whole]) for key in ("first", "total"))
    return {"samples": len(whole), "first": first._asdict(), "total": total._asdict()}


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Start everything, measure, and end it."""
    workers: dict[str, AsyncChild] = {}
    with EmulatorProcess(models="bench", scale=given.scale, parallel=given.streams or 1) as emulator:
        setup = {
            "cloud_url": emulator.cloud_url, "local_url": emulator.local_url, "api_key": emulator.api_key,
            "seconds": 120, "local_seconds": 120, "concurrency": 100, "local_concurrency": 100,
        }  # fmt: skip
        try:
            for name in given.systems.split(","):
                python = sys.executable if name == "super-agent" else given.python
                workers[name] = await AsyncChild.start("benchmarks.systems.worker", name, python=python)
                await workers[name].ask(do="open", name="it", setup=setup)
            return await Measure(emulator, workers, given).run()
        finally:
            for worker in workers.values():
                await worker.close()


def summary(found: dict[str, Any]) -> str:
    """The figures as Markdown. Overhead is the difference of medians to the bare ChatOllama's."""
    bare, rows = {where: found[where][BARE] for where in ("cloud", "local")}, []
    for name, cloud in found["cloud"].items():
        local = found["local"][name]
        hop = found["hop"].get(name)
        rows.append([
            f"{name} ({', '.join(f'{package} {number}' for package, number in found['versions'][name].items())})",
            *(_over(one[key], bare[where][key]) for where, one in (("cloud", cloud), ("local", local))
              for key in ("first", "total")),
            f"{hop['first']['p50'] - local['first']['p50']:+.1f}" if hop else "",
        ])  # fmt: skip
    head = ["system", "first token, cloud", "per call, cloud", "first token, local", "per call, local", "one fallback"]
    return "\n\n".join([table(head, rows), _crowd(found)])


def _over(one: dict[str, float], bare: dict[str, float]) -> str:
    return f"{one['p50']:.1f} ({one['p50'] - bare['p50']:+.1f}, ×{one['p50'] / bare['p50']:.2f})"


def _crowd(found: dict[str, Any]) -> str:
    rows = []
    for name, one in found["streams"].items():
        memory = found["memory"].get(name)
        kept = [f"{memory[when]:.0f}" for when in ("before", "after")] if memory else ["", ""]
        rows.append([
            name, f"{one['seconds']:.1f}", f"{one['first']['p50']:.0f}", f"{one['first']['p95']:.0f}",
            f"{one['total']['p95']:.0f}", one["errors"], *kept,
        ])  # fmt: skip
    head = ["system", "all streams, s", "first token p50", "first token p95", "whole p95", "errors"]
    return table([*head, "MiB before", "MiB after"], rows)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; with `--json` and `--publish` also write."""
    given = _parser().parse_args(arguments)
    found = asyncio.run(measure(given))
    requests = f"{given.requests} requests, {AT_ONCE} at once" if given.requests else "not measured"
    text = (
        f"{machine()}; {given.samples} interleaved samples; medians in milliseconds, in brackets the difference and "
        f"the ratio to a bare ChatOllama; {given.streams} streams at once; memory after {requests}.\n\n{summary(found)}"
    )
    print(text)
    if given.json:
        Path(given.json).write_text(json.dumps(found, indent=1))
    if given.publish:
        publish("overhead", text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.overhead", description=str(__doc__).splitlines()[0])
    parser.add_argument("--python", default=sys.executable, help="interpreter of the environment that has the peers")
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--streams", type=int, default=200, help="at once; 0: not measured")
    parser.add_argument("--requests", type=int, default=10_000, help="for the memory; 0: not measured")
    parser.add_argument("--scale", type=float, default=0.02, help="multiplies the emulator's durations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", default="", help="write the figures to this file")
    parser.add_argument("--publish", action="store_true", help="write the table into docs/BENCHMARKS.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
