"""What a request comes back with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from ..graph.attempts import PARTIAL
from ..graph.state import Artifact, Attempt, State, StepState


@dataclass(frozen=True)
class Usage:
    """Tokens of every answered call of the request."""

    prompt_tokens: int
    answer_tokens: int

    @property
    def total_tokens(self) -> int:
        """Both together."""
        return self.prompt_tokens + self.answer_tokens


@dataclass(frozen=True)
class Response:
    """An answer. It prints as its text.

    `tier`, `model` and `node` are those of the last answered call; `steps` the parts of the request; `pending` the
    tool calls that wait for approval (`HybridCommander.resume`), empty when the answer is whole.
    """

    text: str
    tier: str
    model: str
    node: str
    task: str
    thread_id: str
    route: dict[str, Any]
    steps: list[StepState]
    attempts: list[Attempt]
    artifacts: list[Artifact]
    usage: Usage
    sensitivity: dict[str, Any]
    pending: list[dict[str, Any]]

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        usage = {"prompt_tokens": self.usage.prompt_tokens, "answer_tokens": self.usage.answer_tokens}
        return {**vars(self), "usage": usage}


def response_of(state: State, thread_id: str, pending: list[dict[str, Any]]) -> Response:
    """The response that a run's final state holds."""
    attempts = list(state.get("attempts") or [])
    answered = [one for one in attempts if one["outcome"] == "answered"]
    last: dict[str, Any] = dict(answered[-1]) if answered else {}
    route = state.get("route") or {}
    return Response(
        text=answer_text(state.get("messages") or []),
        tier=last.get("tier", ""),
        model=last.get("model", ""),
        node=last.get("node", ""),
        task=route.get("task", ""),
        thread_id=thread_id,
        route=route,
        steps=list(state.get("steps") or []),
        attempts=attempts,
        artifacts=list(state.get("artifacts") or []),
        usage=Usage(
            sum(one["prompt_tokens"] for one in answered),
            sum(one["answer_tokens"] for one in answered),
        ),
        sensitivity=state.get("sensitivity") or {},
        pending=pending,
    )


def answer_text(messages: Sequence[AnyMessage]) -> str:
    """The answers after the user's last message, step after step; words around a tool call are not answers."""
    asked = max((place for place, one in enumerate(messages) if isinstance(one, HumanMessage)), default=-1)
    answers = [one for one in messages[asked + 1 :] if isinstance(one, AIMessage) and not one.tool_calls]
    ends = ["" if one.response_metadata.get(PARTIAL) else "\n\n" for one in answers]
    return "".join(f"{one.text}{end}" for one, end in zip(answers, ends, strict=True)).strip()
