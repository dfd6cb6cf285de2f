"""`super-agent status`: both servers probed, the models of each role, what rests and what was used."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

from ..graph.models.manager import HybridModelManager
from . import nobody, phrases
from .errors import NOBODY, missing_extra
from .logs import corrections_elsewhere
from .messages import say
from .terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph.models.status import Status


def status(*, as_json: bool, reset: bool) -> int:
    """Print the status; 0 when something can answer, else 3. `reset` closes the breakers before."""
    with corrections_elsewhere():
        found, in_memory = asyncio.run(_ask(reset=reset))
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        terminal = Terminal(sys.stdout, sys.stdout)
        if reset:
            terminal.note(say("status.reset_memory" if in_memory else "status.reset"), "")
        _show(terminal, found)
    return 0 if found["cloud_available"] or found["local_available"] else NOBODY


async def _ask(*, reset: bool) -> tuple[Status, bool]:
    manager = HybridModelManager()
    try:
        if reset:
            await manager.breaker.reset()
        return await manager.status(), manager.settings.store == "memory"
    finally:
        await manager.aclose()


def _show(terminal: Terminal, found: Status) -> None:
    try:
        from rich import box
        from rich.console import Console
        from rich.table import Table
    except ImportError:
        raise missing_extra("status", "cli") from None
    table = Table(title=say("status.title"), box=box.SIMPLE_HEAD, show_header=False, title_justify="left")
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _rows(found):
        table.add_row(name, value)
    Console(highlight=False, markup=False, emoji=False).print(table)
    for line in nobody.missing(found):
        terminal.note(f"- {line}", "")


def _rows(found: Status) -> Iterator[tuple[str, str]]:
    yield say("cloud").capitalize(), _state(found["cloud_available"], found["cloud_url"], found["cloud_problem"])
    if found["cloud_available"]:
        yield f"  {say('status.access')}", phrases.access(found["cloud_access"])
        yield f"  {say('status.models')}", ", ".join(found["cloud_models"])
    yield say("local").capitalize(), _state(found["local_available"], found["local_url"], found["local_problem"])
    for role, key in (("brain", "status.brain"), ("executor", "status.executor"), ("ui", "ui")):
        if names := found["local_models"][role]:
            yield f"  {say(key)}", ", ".join(names[:3])
    fallback = say("yes" if found["fallback_enabled"] else "no")
    values = {"mode": found["mode"], "privacy": found["privacy"], "fallback": fallback}
    yield say("status.settings").capitalize(), say("status.mode", **values)
    yield say("status.breakers").capitalize(), _breakers(found)
    yield say("status.quota").capitalize(), say("status.used", **found["quota"])
    for warning in found["warnings"]:
        yield say("warning", text="").strip(" :").capitalize(), phrases.reason(warning)


def _state(available: bool, url: str, problem: str) -> str:
    word = say("status.available" if available else "status.unavailable")
    return f"{word}, {url}" if available else f"{word}: {phrases.reason(problem)}"


def _breakers(found: Status) -> str:
    lines = [f"{key}: {one['status']} ({one['reason']})" for key, one in found["breakers"].items()]
    return "\n".join(lines) or say("status.all_closed")
