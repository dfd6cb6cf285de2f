"""Runs the tool calls that were approved, and hands their results back as tool messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.runnables import RunnableConfig

from .events import ToolEvent, emit
from .labels import Veil, label_messages, veil
from .services import Services
from .state import JSON, Artifact, Decision, State

if TYPE_CHECKING:
    from ..tools import Toolbox


class ToolsNode:
    """One tool message for each call of the last answer: its output, or why it did not run."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, state: State, config: RunnableConfig) -> State:
        """Run what `decisions` allow, in order."""
        message = state["messages"][-1]
        assert isinstance(message, AIMessage)  # noqa: S101
        results: list[ToolMessage] = []
        artifacts = list(state.get("artifacts") or [])
        for decision in state["decisions"]:
            result, made = await self._one(state, decision, config)
            results.append(result)
            artifacts = [
                *(one for one in artifacts if one["path"] not in {new["path"] for new in made}),
                *made,
            ]
        label = await label_messages(results)
        return {
            "messages": list(results),
            "artifacts": artifacts,
            "decisions": [],
            "sensitivity": label.model_dump(mode="json"),
        }

    async def _one(
        self, state: State, decision: Decision, config: RunnableConfig
    ) -> tuple[ToolMessage, list[Artifact]]:
        hide = veil(state["messages"])
        toolbox = await self._services.tools.get(state, config)
        if refusal := decision["refusal"] or await _no_longer_harmless(toolbox, decision):
            return _told(decision, f"Error: {refusal}", {"output": "", "error": refusal, "ms": 0.0}, hide), []
        result = await toolbox.run(decision["name"], decision["args"], call_id=decision["id"])
        made: list[Artifact] = [
            {"path": one.path, "media_type": one.media_type, "size": one.size} for one in result.artifacts
        ]
        for artifact in made:
            emit({"type": "artifact", **artifact}, hide)
        seen = {"output": result.output or result.value, "error": result.error, "ms": result.ms}
        return _told(decision, result.text, seen, hide), made


async def _no_longer_harmless(toolbox: Toolbox, decision: Decision) -> str:
    """Why a call that nobody approved does not run after all: the user may have made a file in the meantime."""
    risk = await toolbox.arisk(decision["name"], decision["args"]) if decision["harmless"] else None
    return f"not run: it {risk.reason}, which it did not when it was judged; call it again" if risk else ""


def _told(decision: Decision, text: str, seen: JSON, hide: Veil) -> ToolMessage:
    emit(cast(ToolEvent, {"type": "tool", "name": decision["name"], "arguments": decision["args"], **seen}), hide)
    status: Literal["error", "success"] = "error" if seen["error"] else "success"
    return ToolMessage(text, tool_call_id=decision["id"], name=decision["name"], status=status)
