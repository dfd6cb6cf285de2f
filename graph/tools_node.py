"""Runs the tool calls that were approved, and hands their results back as tool messages."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.runnables import RunnableConfig

from .events import emit
from .model_node import thread_of
from .services import Services
from .state import Artifact, State


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
            result, made = await self._one(decision, config)
            results.append(result)
            artifacts = [
                *(one for one in artifacts if one["path"] not in {new["path"] for new in made}),
                *made,
            ]
        return {"messages": list(results), "artifacts": artifacts, "decisions": []}

    async def _one(self, decision: dict[str, Any], config: RunnableConfig) -> tuple[ToolMessage, list[Artifact]]:
        name, arguments, call_id = decision["name"], decision["args"], decision["id"]
        if decision["refusal"]:
            return _told(name, arguments, call_id, "", decision["refusal"], 0.0), []
        toolbox = await self._services.tools.get(thread_of(config))
        result = await toolbox.run(name, arguments, call_id=call_id)
        made: list[Artifact] = [
            {"path": one.path, "media_type": one.media_type, "size": one.size} for one in result.artifacts
        ]
        for artifact in made:
            emit({"type": "artifact", **artifact})
        return _told(name, arguments, call_id, result.output, result.error, result.ms), made


def _told(name: str, arguments: dict[str, Any], call_id: str, output: str, error: str, ms: float) -> ToolMessage:
    emit({"type": "tool", "name": name, "arguments": arguments, "output": output, "error": error, "ms": ms})
    text = "\n".join(part for part in (output, f"Error: {error}" if error else "") if part) or "(no output)"
    return ToolMessage(text, tool_call_id=call_id, name=name, status="error" if error else "success")
