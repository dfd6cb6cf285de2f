"""What a thread remembers. Plain JSON values, so that every checkpointer and Studio can keep and show them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from langchain_core.messages import AnyMessage
from langgraph.graph.message import add_messages
from typing_extensions import TypedDict

from .routing.types import Sensitivity

JSON = dict[str, Any]
StepStatus = Literal["pending", "running", "done"]


class StepState(TypedDict):
    """One step of the request: a `routing.types.Step`, how far it is, and who answers it.

    `candidates` is the step's chain, `candidate` the place in it that is asked now; `message_id` names the
    message that ended the step, `rounds` counts its rounds of tool calls. `repairing`: the model has just been told
    what was wrong with its call.
    """

    task: str
    text: str
    complexity: str
    confidence: float
    cloud_probability: float
    status: StepStatus
    candidates: list[JSON]
    ruled_out: list[JSON]
    candidate: int
    message_id: str
    rounds: int
    repairing: bool


class Attempt(TypedDict):
    """One call of a model. Times in milliseconds, counts in tokens; `kind` is empty for an answer.

    `outcome` is `answered`, `failed`, or `skipped` (its breaker was open, nothing was sent).
    """

    step: int
    node: str
    tier: str
    model: str
    outcome: Literal["answered", "failed", "skipped"]
    kind: str
    error: str
    hint: str
    first_token_ms: float
    ms: float
    prompt_tokens: int
    answer_tokens: int
    tries: int


class Artifact(TypedDict):
    """A file that a tool made: path inside the workspace, media type, size in bytes."""

    path: str
    media_type: str
    size: int


class Decision(TypedDict):
    """A tool call and what becomes of it.

    `refusal` says why it does not run, `wrong` that this is because no such call can be made; `ask` says why a
    person must approve it. A `harmless` one runs only as long as it is.
    """

    id: str
    name: str
    args: JSON
    refusal: str
    wrong: bool
    ask: str
    harmless: bool


def rise(old: JSON | None, new: JSON | None) -> JSON:
    """Join two privacy labels: the label of a thread never falls."""
    one, two = (Sensitivity.model_validate(value or {}) for value in (old, new))
    return (one | two).model_dump(mode="json")


class Input(TypedDict):
    """What a caller gives."""

    messages: Annotated[list[AnyMessage], add_messages]


class State(TypedDict, total=False):
    """The whole state. `step` is the index of the current step, `len(steps)` when all are done.

    `session` names the tool session of the request; `decisions` are what becomes of its tool calls.
    """

    messages: Annotated[list[AnyMessage], add_messages]
    route: JSON | None
    steps: list[StepState]
    step: int
    attempts: list[Attempt]
    artifacts: list[Artifact]
    sensitivity: Annotated[JSON, rise]
    decisions: list[Decision]
    session: str
