"""Nothing can answer: what is missing, and how to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import phrases
from .messages import say
from .terminal import Terminal

if TYPE_CHECKING:
    from ..graph import NoModelAvailableError
    from ..graph.models.manager import HybridModelManager
    from ..graph.models.status import Status
    from ..graph.routing.types import Mode


async def nothing_answers(manager: HybridModelManager, mode: Mode | None) -> bool:
    """Whether neither Ollama nor a way to the cloud without it is there."""
    await manager.facts(mode or manager.settings.mode)
    through_ollama = manager.cloud is None or manager.cloud.via_daemon
    return through_ollama and manager.catalog.reachable is False


def tell(terminal: Terminal, error: NoModelAvailableError | None, status: Status) -> None:
    """Say that nobody can answer, what was tried (`error`), and what would help."""
    terminal.note(say("nobody"), "red")
    if error:
        for line in _tried(error):
            terminal.note(line, indent=2)
    for line in missing(status):
        terminal.note(f"- {line}", "")


def missing(status: Status) -> list[str]:
    """What is missing, each with the way to get it; nothing when both servers are there."""
    lines = []
    no_model = status["local_problem"].startswith("no model")
    if status["local_problem"]:
        lines.append(say("missing.models" if no_model else "missing.local", url=status["local_url"]))
    if not status["cloud_available"]:
        lines.append(_cloud(status, local_down=bool(status["local_problem"]) and not no_model))
    return [*lines, say("missing.demo")] if len(lines) == 2 else lines


def _cloud(status: Status, *, local_down: bool) -> str:
    if not status["cloud_enabled"]:
        return say("missing.cloud_off")
    no_access = status["cloud_access"] == "local daemon" and (local_down or "signin" in status["cloud_problem"])
    return (
        say("missing.cloud") if no_access else say("missing.cloud_problem", why=phrases.reason(status["cloud_problem"]))
    )


def _tried(error: NoModelAvailableError) -> list[str]:
    lines = []
    for one in error.attempts:
        if one["outcome"] != "answered":
            what, *_ = phrases.failure(one["kind"], one["error"], one["hint"])
            lines.append(say("failed", model=one["model"], what=what))
    return lines + [say("nobody.not_asked", model=one.model, why=phrases.reason(one.why)) for one in error.ruled_out]
