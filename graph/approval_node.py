"""Approval: which tool calls may run. A node of its own, because a resumed node runs again from its top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableConfig
from langgraph.types import interrupt

from .run import current_run
from .services import Services
from .state import State

if TYPE_CHECKING:
    from ..tools import ToolRisk

CHECKPOINTER = "__pregel_checkpointer"
NO_CHECKPOINTER = (
    "not run: {reason}, so a person must approve it, and this run cannot wait for one"
    " (compile the graph with a checkpointer, or set SUPER_AGENT_APPROVAL=never)"
)


class ApprovalNode:
    """Writes one decision for each tool call: what runs is exactly what was approved."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, state: State, config: RunnableConfig) -> State:
        """Check the calls, ask a person where the policy says so, and write `decisions`."""
        message = state["messages"][-1]
        assert isinstance(message, AIMessage)  # noqa: S101
        toolbox = await self._services.tools.get(state, config)
        policy = current_run((await self._services.ready()).settings).approval
        decisions = [_decision(dict(call)) for call in message.tool_calls]
        waiting = []
        for decision in decisions:
            decision["refusal"] = toolbox.check(decision["name"], decision["args"])
            if not decision["refusal"]:
                risk = await toolbox.arisk(decision["name"], decision["args"])
                if policy == "always" or (policy == "risky" and risk.level == "risky"):
                    waiting.append((decision, risk))
        if waiting and not (config.get("configurable") or {}).get(CHECKPOINTER):
            for decision, risk in waiting:
                decision["refusal"] = NO_CHECKPOINTER.format(reason=risk.reason or "the policy is 'always'")
        elif waiting:
            _apply(waiting, interrupt(_question(waiting)))
        return {"decisions": decisions}


def _decision(call: dict[str, Any]) -> dict[str, Any]:
    return {"id": call["id"], "name": call["name"], "args": call["args"], "refusal": ""}


def _question(waiting: list[tuple[dict[str, Any], ToolRisk]]) -> dict[str, Any]:
    """The request in the schema that Agent Chat UI and Studio render."""
    requests = [
        {
            "name": decision["name"],
            "args": decision["args"],
            "description": f"{decision['name']} wants to run: {risk.reason or 'every tool call waits for approval'}",
        }
        for decision, risk in waiting
    ]
    reviews = [
        {"action_name": name, "allowed_decisions": ["approve", "edit", "reject"]}
        for name in dict.fromkeys(decision["name"] for decision, _ in waiting)
    ]
    return {"action_requests": requests, "review_configs": reviews}


def _apply(waiting: list[tuple[dict[str, Any], ToolRisk]], reply: Any) -> None:
    answers = reply.get("decisions") if isinstance(reply, dict) else reply
    answers = answers if isinstance(answers, list) else []
    for place, (decision, _) in enumerate(waiting):
        answer = answers[place] if place < len(answers) and isinstance(answers[place], dict) else {}
        _decide(decision, answer)


def _decide(decision: dict[str, Any], answer: dict[str, Any]) -> None:
    kind = answer.get("type")
    edited = answer.get("edited_action") or {}
    if kind == "edit" and isinstance(edited.get("args"), dict):
        decision["name"], decision["args"] = edited.get("name", decision["name"]), edited["args"]
    elif kind != "approve":
        decision["refusal"] = f"rejected by the user: {answer.get('message') or 'no reason given'}"
