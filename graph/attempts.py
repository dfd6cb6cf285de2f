"""What is told and remembered of each call: events while it runs, one record in the state."""

from __future__ import annotations

from typing import Any, Literal

from langchain_core.messages import AIMessage, AnyMessage

from .events import emit
from .models.call import Answer
from .models.errors import ModelCallError
from .routing.types import Candidate
from .state import Attempt, State, StepState

PARTIAL = "partial"
"""Key in a message's response metadata: its model failed, and the next message goes on where it broke off."""


def announce(step: int, candidate: Candidate) -> None:
    """Say that a model is about to be asked."""
    emit({
        "type": "attempt_started", "step": step, "node": candidate.node, "tier": candidate.tier,
        "model": candidate.model, "why": candidate.why,
    })  # fmt: skip


def tell_failure(attempt: Attempt, error: ModelCallError, *, kept: bool) -> None:
    """Say why it did not answer, and have its partial text dropped unless it is kept."""
    emit({
        "type": "attempt_failed", "step": attempt["step"], "node": attempt["node"], "tier": attempt["tier"],
        "model": attempt["model"], "kind": error.kind, "error": str(error), "hint": attempt["hint"],
    })  # fmt: skip
    if not kept:
        drop(error)


def drop(error: ModelCallError) -> None:
    """Have the text of a failed call taken back, where there is any."""
    if error.shown:
        emit({"type": "discard", "message_id": error.message_id, "reason": error.kind})


def tell_fallback(step: int, failed: Candidate, state: StepState) -> None:
    """Say who is asked next."""
    following = Candidate.model_validate(state["candidates"][state["candidate"]])
    emit({
        "type": "fallback", "step": step, "from_model": failed.model, "to_node": following.node,
        "to_tier": following.tier, "to_model": following.model,
    })  # fmt: skip


def partial(
    candidate: Candidate, error: ModelCallError, on_partial: Literal["discard", "continue"]
) -> list[AnyMessage]:
    """The broken answer as a message that the next model continues, where the caller wants that."""
    if on_partial != "continue" or not error.partial:
        return []
    return [stamped(AIMessage(error.partial, id=error.message_id, response_metadata={PARTIAL: True}), candidate)]


def stamped(message: AIMessage, candidate: Candidate) -> AIMessage:
    """The message with the names of who gave it."""
    metadata = {**message.response_metadata, "tier": candidate.tier, "node": candidate.node}
    return message.model_copy(update={"response_metadata": metadata, "name": candidate.node})


def record(state: State, candidate: Candidate, result: Answer | ModelCallError) -> Attempt:
    """What the state remembers of one call."""
    attempt: Attempt = {
        "step": state["step"], "node": candidate.node, "tier": candidate.tier, "model": candidate.model,
        "outcome": "answered", "kind": "", "error": "", "hint": "", "first_token_ms": 0.0, "ms": 0.0,
        "prompt_tokens": 0, "answer_tokens": 0, "tries": 1,
    }  # fmt: skip
    if isinstance(result, ModelCallError):
        outcome: Any = "skipped" if result.skipped else "failed"
        return {
            **attempt, "outcome": outcome, "kind": result.kind, "error": str(result),
            "hint": result.hint(candidate.model), "ms": result.ms, "tries": result.tries,
        }  # fmt: skip
    return {
        **attempt, "first_token_ms": round(result.first_ms, 1), "ms": round(result.ms, 1), "tries": result.tries,
        "prompt_tokens": result.prompt_tokens, "answer_tokens": result.answer_tokens,
    }  # fmt: skip
