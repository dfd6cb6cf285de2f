"""`super-agent route`: where a request would go and why; nothing is asked of any model."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

from ..core.explain import Explainer, Explanation
from ..graph import Context
from ..graph.models.manager import HybridModelManager
from . import phrases
from .batch import read_rows
from .messages import say
from .terminal import Terminal

if TYPE_CHECKING:
    from ..graph.routing import Chain


def route(text: str, *, as_json: bool, context: dict[str, Any]) -> int:
    """Explain one text."""
    found = asyncio.run(_explainer(context)).explain(text)
    if as_json:
        print(json.dumps(found.to_dict(), ensure_ascii=False))
    else:
        _show(Terminal(sys.stdout, sys.stdout), found)
    return 0


def route_file(path: str, *, context: dict[str, Any]) -> int:
    """Explain every line of a file, as a JSON line each; the servers are asked once.

    Raises:
        CommandError: a line is no object with `id` and `text`; the message names its number.
    """
    explainer = asyncio.run(_explainer(context))
    for row in read_rows(path):
        found = explainer.explain(row.text).to_dict()
        print(json.dumps({"id": row.id, **found}, ensure_ascii=False))
    return 0


async def _explainer(context: dict[str, Any]) -> Explainer:
    manager = HybridModelManager()
    try:
        return await Explainer.open(manager, Context.model_validate(context))
    finally:
        await manager.aclose()


def _show(terminal: Terminal, found: Explanation) -> None:
    route, steps = found.route, found.route.steps
    for step, chain in zip(steps, found.chains, strict=True):
        if len(steps) > 1:
            number = {"number": steps.index(step) + 1, "count": len(steps), "task": say(step.task)}
            terminal.note(say("part", **number, text=" ".join(step.text.split())), "cyan")
        sure = {"task": say(step.task), "complexity": say(step.complexity), "confidence": step.confidence}
        _row(terminal, "route.task", say("route.sure", **sure))
        _chain(terminal, chain)
    _row(terminal, "route.size", say("route.tokens", count=route.tokens))
    kinds = ", ".join(route.sensitivity.kinds)
    _row(terminal, "route.private", f"{say('yes')} ({kinds})" if kinds else say("no"))


def _chain(terminal: Terminal, chain: Chain) -> None:
    _row(terminal, "route.order", "" if chain.candidates else say("route.nobody"))
    for place, one in enumerate(chain.candidates, 1):
        terminal.note(f"{place}. {phrases.who(one.tier, one.model, one.why)}", "", indent=4)
    if chain.ruled_out:
        _row(terminal, "route.ruled_out", "")
    for out in chain.ruled_out:
        terminal.note(phrases.who(out.tier, out.model, out.why), "", indent=4)


def _row(terminal: Terminal, name: str, value: str) -> None:
    terminal.note(f"{say(name)}: {value}".rstrip(), "bold" if not value else "")
