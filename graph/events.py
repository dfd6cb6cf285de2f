"""Events on the custom stream. A consumer that applies `discard` has exactly the text of the final state."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from langgraph.config import get_stream_writer

from .labels import Veil


class RouteEvent(TypedDict):
    """The request was classified; `route` is a `routing.types.Route` as JSON."""

    type: Literal["route"]
    route: dict[str, Any]


class StepEvent(TypedDict):
    """A step begins."""

    type: Literal["step"]
    step: int
    of: int
    task: str
    text: str


class AttemptStarted(TypedDict):
    """A model is about to be asked."""

    type: Literal["attempt_started"]
    step: int
    node: str
    tier: str
    model: str
    why: str


class AttemptFailed(TypedDict):
    """It did not answer. `kind` is one of `models.errors.KINDS`."""

    type: Literal["attempt_failed"]
    step: int
    node: str
    tier: str
    model: str
    kind: str
    error: str
    hint: str


class Discard(TypedDict):
    """Drop the partial message with this id: its model failed."""

    type: Literal["discard"]
    message_id: str
    reason: str


class Fallback(TypedDict):
    """The next model is asked."""

    type: Literal["fallback"]
    step: int
    from_model: str
    to_node: str
    to_tier: str
    to_model: str


class Trimmed(TypedDict):
    """Old messages were left out of a prompt so that it fits the model's window."""

    type: Literal["trimmed"]
    model: str
    messages: int
    window: int


class ToolEvent(TypedDict):
    """A tool ran, or was refused. `output` is bounded."""

    type: Literal["tool"]
    name: str
    arguments: dict[str, Any]
    output: str
    error: str
    ms: float


class ArtifactEvent(TypedDict):
    """A tool made a file."""

    type: Literal["artifact"]
    path: str
    media_type: str
    size: int


WORDS = frozenset({"text", "arguments", "output", "error", "path"})
"""Fields that hold what a person or a tool said."""

Event = (
    RouteEvent | StepEvent | AttemptStarted | AttemptFailed | Discard | Fallback | Trimmed | ToolEvent | ArtifactEvent
)  # fmt: skip


def emit(event: Event, hide: Veil = str) -> None:
    """Send an event to whoever streams this run; `hide` covers what is private in words of the user or of a tool."""
    get_stream_writer()(_veiled(event, hide))


def _veiled(value: Any, hide: Veil, *, words: bool = False) -> Any:
    if isinstance(value, str):
        return hide(value) if words else value
    if isinstance(value, dict):
        return {key: _veiled(item, hide, words=words or key in WORDS) for key, item in value.items()}
    return [_veiled(item, hide, words=words) for item in value] if isinstance(value, list) else value
