"""What one call tells the transport below the official client, and what the transport tells back.

`langchain-ollama` passes no per-request extensions down, so the scope travels in a context variable of the task
that makes the call.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from ..routing.types import PrivacyMode, Sensitivity
from .clocks import Clocks
from .contract import Completion


@dataclass
class CallScope:
    """One call: its clocks and privacy going down; its timing and completion coming up.

    `sensitivity` is the label of the thread, which forbids the cloud even when this payload looks clean;
    `thinking` asks the server to part reasoning from the answer; `closing` ends the reasoning that the text of the
    answer begins with; `asked` is the body of the request.
    Times are `loop.time()` seconds.
    """

    clocks: Clocks
    privacy: PrivacyMode = "auto"
    sensitivity: Sensitivity = field(default_factory=Sensitivity)
    thinking: bool = False
    closing: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    started: float = 0.0
    first_line_at: float | None = None
    completion: Completion = field(default_factory=Completion)


_scope: ContextVar[CallScope | None] = ContextVar("super_agent_call", default=None)


def current_scope() -> CallScope | None:
    """The scope of the call that this task makes, if any."""
    return _scope.get()


@contextmanager
def call_scope(scope: CallScope) -> Iterator[CallScope]:
    """Make `scope` the current one."""
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)
