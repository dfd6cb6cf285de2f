"""Approval: a person decides which tool calls run. A node of its own, because a resumed node runs again from its top.

It reads nothing but the state, so that it asks the same when it runs again, whatever has changed in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import interrupt

from .decisions import standing
from .run import checkpointer_of
from .state import Decision, State

NO_CHECKPOINTER = (
    "not run: {reason}, so a person must approve it, and this run cannot wait for one"
    " (compile the graph with a checkpointer, or set SUPER_AGENT_APPROVAL=never)"
)


class ApprovalNode:
    """Puts a person's word into the decisions: what runs is exactly what was approved."""

    async def __call__(self, state: State, config: RunnableConfig) -> State:
        """Ask a person about the calls that need one."""
        message = state["messages"][-1]
        assert isinstance(message, AIMessage)  # noqa: S101
        decisions = standing(state.get("decisions") or [], message.tool_calls)
        waiting = [place for place, decision in enumerate(decisions) if decision["ask"]]
        if waiting and not checkpointer_of(config):
            for place in waiting:
                refusal = NO_CHECKPOINTER.format(reason=decisions[place]["ask"])
                decisions[place] = {**decisions[place], "refusal": refusal}
        elif waiting:
            answers = _answers(interrupt(_question([decisions[place] for place in waiting])))
            for number, place in enumerate(waiting):
                answer = answers[number] if number < len(answers) else None
                decisions[place] = _decided(decisions[place], answer if isinstance(answer, dict) else {})
        return {"decisions": decisions}


def _question(waiting: Sequence[Decision]) -> dict[str, Any]:
    """The request in the schema that Agent Chat UI and Studio render."""
    requests = [
        {
            "name": decision["name"],
            "args": decision["args"],
            "description": f"{decision['name']} wants to run: {decision['ask']}",
        }
        for decision in waiting
    ]
    reviews = [
        {"action_name": name, "allowed_decisions": ["approve", "edit", "reject"]}
        for name in dict.fromkeys(decision["name"] for decision in waiting)
    ]
    return {"action_requests": requests, "review_configs": reviews}


def _answers(reply: Any) -> list[Any]:
    answers = reply.get("decisions") if isinstance(reply, dict) else reply
    return answers if isinstance(answers, list) else []


def _decided(decision: Decision, answer: dict[str, Any]) -> Decision:
    if answer.get("type") == "approve":
        return decision
    edited = answer.get("edited_action")
    if answer.get("type") == "edit" and isinstance(edited, dict) and isinstance(edited.get("args"), dict):
        return {**decision, "name": str(edited.get("name", decision["name"])), "args": edited["args"]}
    return {**decision, "refusal": f"rejected by the user: {answer.get('message') or 'no reason given'}"}
