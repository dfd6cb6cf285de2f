"""What may run: one decision for each tool call, made where the call is, so that a later run finds it unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .state import Decision
from .text_tools import arguments_of

if TYPE_CHECKING:
    from langchain_core.messages import ToolCall

    from ..tools import Toolbox
    from .models.settings import Approval


async def judge(toolbox: Toolbox, calls: Sequence[ToolCall], policy: Approval) -> list[Decision]:
    """Check the calls, and find out which of them need a person under the policy."""
    return [await _judged(toolbox, call, policy) for call in calls]


def standing(decisions: Sequence[Decision], calls: Sequence[ToolCall]) -> list[Decision]:
    """The decisions about `calls`. A call that was put in by hand, in Studio for example, waits for a person."""
    known = {decision["id"]: decision for decision in decisions}
    found = [known.get(str(call["id"])) for call in calls]
    return [
        one if one and (one["name"], one["args"]) == (call["name"], call["args"]) else _by_hand(call)
        for one, call in zip(found, calls, strict=True)
    ]


async def _judged(toolbox: Toolbox, call: ToolCall, policy: Approval) -> Decision:
    wrong = toolbox.check(call["name"], arguments_of(call))
    ask = ""
    if not wrong and policy != "never":
        risk = await toolbox.arisk(call["name"], call["args"])
        ask = risk.reason if risk else "every tool call waits for approval" if policy == "always" else ""
    decision = _decision(call, ask)
    return {**decision, "refusal": wrong, "wrong": bool(wrong), "harmless": policy == "risky" and not ask}


def _by_hand(call: ToolCall) -> Decision:
    return _decision(call, "the call was changed by hand")


def _decision(call: ToolCall, ask: str) -> Decision:
    return {
        "id": str(call["id"]), "name": call["name"], "args": call["args"], "refusal": "", "wrong": False, "ask": ask,
        "harmless": False,
    }  # fmt: skip
