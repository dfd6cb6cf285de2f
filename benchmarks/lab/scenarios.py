"""How a row is played when it is more than one request, and the verdicts on it."""

from __future__ import annotations

import asyncio
import socket
import time
from statistics import median
from typing import TYPE_CHECKING, Any

from .emulated import Seen
from .models import CLOUD_ANSWER, LOCAL_ANSWER
from .stage import CLOUD_MODEL, LOCAL_MODEL, Stage
from .verdict import Expect, Facts, Verdict, judge, worst

if TYPE_CHECKING:
    from .rows import Case

AT_ONCE = 1.0
"""Seconds within which a first token comes "at once": ten times what the local model needs."""


async def once(stage: Stage, case: Case) -> Verdict:
    """Warm up, put the fault in the way, ask; where the row speaks of the breaker, ask again."""
    if not case.cold:
        await stage.warm()
    if case.fault:
        await stage.fault(case.fault, **case.changes)
    seen = await stage.ask(case.text, **case.options)
    calls, next_calls = await stage.calls(), None
    if case.expect.opens is not None:
        if not case.expect.opens:
            await stage.clear()
        await stage.ask()
        next_calls = await stage.calls()
    return judge(case.expect, Facts(seen, calls, next_calls), form=stage.form)


async def retry_after(stage: Stage, case: Case) -> Verdict:
    """S01: local at once, nothing for the cloud for two seconds, then the cloud again."""
    await stage.warm()
    await stage.fault("S01")
    began = stage.now()
    verdict = judge(case.expect, Facts(await stage.ask(), await stage.calls()), form=stage.form)
    meanwhile = 0
    while verdict.kind != "fail" and stage.now() < began + 1.8:
        await stage.ask()
        meanwhile += await stage.calls()
        await stage.sleep(0.2)
    await stage.sleep(max(0.0, began + 3.5 - stage.now()))
    after = await stage.ask()
    missed = [f"{meanwhile} more calls reached the cloud within 2 s"] * bool(meanwhile)
    missed += ["the cloud was not used again"] * (after["final"].strip() != CLOUD_ANSWER)
    return _lowered(verdict, missed)


async def names_who_answered(stage: Stage, case: Case) -> Verdict:
    """S16: the reply says which model answered, and how many tokens that were."""
    await stage.warm()
    await stage.fault("S16")
    seen = await stage.ask()
    verdict = judge(case.expect, Facts(seen, await stage.calls()), form=stage.form)
    tokens = len(LOCAL_ANSWER.split())
    missed = [f"names the model {seen['model']!r}"] * (LOCAL_MODEL not in seen["model"])
    missed += [f"counts {seen['tokens']} tokens"] * (seen["tokens"] not in (tokens, tokens + 1))
    return _lowered(verdict, missed)


async def outage(stage: Stage, case: Case) -> Verdict:
    """S15: the cloud is away for 60 s; a request each 3.75 s, 20 of them, and more until the cloud is used again."""
    await stage.warm()
    await stage.fault("S15")
    began, real = stage.now(), time.monotonic()
    asked: list[asyncio.Task[dict[str, Any]]] = []
    back = float("inf")
    while len(asked) < 20 or (stage.now() < began + 90 and back > 90):
        await stage.sleep(max(0.0, began + len(asked) * 3.75 - stage.now()))
        asked.append(asyncio.create_task(stage.ask()))
        if stage.now() > began + 60 and (await asked[-1])["final"].strip() == CLOUD_ANSWER:
            back = min(back, stage.now() - began)
    seen = await asyncio.gather(*asked)
    dead = [one for one in await stage.cloud_chats() if one.fault and one.at < real + 15 * 3.75 * stage.scale]
    verdicts = [judge(case.expect, Facts(one), form=stage.form) for one in seen[:20]]
    missed = [f"{len(dead)} calls of the first 15 requests reached the dead cloud"] * (len(dead) > 4)
    missed += ["the cloud was not used within 30 s of its return"] * (back > 90)
    verdict = _lowered(_of_many(verdicts), missed)
    verdict.figures = {"calls": len(dead), "back": None if back > 90 else back - 60}
    return verdict


async def nothing_there(stage: Stage, case: Case) -> Verdict:
    """O01, O02: how much later local's first token comes than without the cloud; the median of five."""
    verdicts, added = [], []
    for _ in range(5):
        await stage.ask(tier="local")
        alone = await stage.ask(tier="local")
        seen = await stage.ask()
        verdicts.append(judge(Expect(), Facts(seen), form=stage.form))
        key = "first" if stage.form == "stream" else "total"
        added.append((seen[key] or seen["total"]) - (alone[key] or 0.0))
        await stage.reopen()
    late, allowed = median(added), 0.05 + (_lookup_seconds(stage) if case.changes.get("lookup") else 0.0)
    missed = [f"{late * 1000:.0f} ms later than without the cloud"] * (late > allowed and stage.scale >= 1)
    verdict = _lowered(worst(verdicts), missed)
    verdict.figures = {"added": late}
    return verdict


async def cancelled(stage: Stage, case: Case) -> Verdict:
    """O19: the caller leaves after five pieces; the upstream connection closes and nothing else happens."""
    await stage.warm()
    await stage.fault("O19")
    seen = await stage.ask(leave_after=5)
    received = await _ended(stage)
    after, next_calls = await stage.ask(), await stage.calls()
    missed = [f"the connection ended {received.ended!r} after {received.chunks} pieces"] * (
        received.ended != "client closed" or received.chunks > 10
    )
    missed += ["a model was asked in its place"] * bool(await stage.plot.chats("local"))
    missed += ["the next request avoided the cloud"] * (not next_calls or bool(after["error"]))
    if seen["error"]:
        return Verdict("fail", [seen["error"][:160]])
    return Verdict("partial" if missed else "pass", missed, {"calls": received.chunks})


async def half_open(stage: Stage, case: Case) -> Verdict:
    """O20: the cloud is down and has been left alone for a while; how many of 50 requests at once try it."""
    await stage.warm()
    await stage.fault("O20")
    await stage.ask()
    await stage.sleep(31)
    await stage.calls()
    seen = await stage.ask_at_once(50)
    calls = await stage.calls()
    verdict = _of_many([judge(Expect(), Facts(one), form=stage.form) for one in seen])
    verdict = _lowered(verdict, [f"{calls} calls of 50 requests reached the cloud"] * (calls != 1))
    verdict.figures = {"calls": calls}
    return verdict


async def crowd(stage: Stage, case: Case) -> Verdict:
    """O22: twenty at once fall back to a local server that serves one at a time."""
    await stage.warm()
    await stage.fault("S04")
    seen = await stage.ask_at_once(20)
    verdict = _of_many([judge(Expect(), Facts(one), form=stage.form) for one in seen])
    verdict.figures = {"total": max(one["total"] for one in seen), "calls": await stage.calls()}
    return verdict


async def with_tools(stage: Stage, case: Case) -> Verdict:
    """O10, O11: the primary fails only when it is offered tools; the code must have run all the same."""
    await stage.fault(case.fault)
    seen = await stage.ask(case.text, tools=True)
    verdict = judge(case.expect, Facts(seen, await stage.calls()), form="whole")
    other = case.changes.get("same") and CLOUD_MODEL not in seen["model"]
    return _lowered(verdict, ["another model answered"] * bool(other))


async def _ended(stage: Stage) -> Seen:
    for _ in range(100):
        last = (await stage.plot.chats("cloud"))[-1]
        if last.ended:
            break
        await asyncio.sleep(0.02)
    await stage.cloud_chats()
    return last


def _of_many(verdicts: list[Verdict]) -> Verdict:
    """The worst, with how many were so."""
    found = worst(verdicts)
    count = sum(one.kind == found.kind for one in verdicts)
    return Verdict(found.kind, [f"{count} of {len(verdicts)}: {', '.join(found.why)}"] * (found.kind != "pass"))


def _lowered(verdict: Verdict, missed: list[str]) -> Verdict:
    """A pass becomes partial when something else was missed."""
    if not missed:
        return verdict
    kind = "partial" if verdict.kind == "pass" else verdict.kind
    return Verdict(kind, [*verdict.why, *missed], verdict.figures)


def _lookup_seconds(stage: Stage) -> float:
    """How long this machine needs to learn that the name does not resolve."""
    host = stage.plot.urls["unresolvable"].split("//")[1].split(":")[0]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        try:
            socket.getaddrinfo(host, 80)
        except OSError:
            took.append(time.perf_counter() - began)
    return median(took) if took else 0.0
