"""The conditional edges: each reads the state and names the next node; the decisions stand in the state."""

from __future__ import annotations

from langchain_core.messages import AIMessage
from langgraph.graph import END

from .routing.policy import LOCAL_NODE
from .routing.types import NodeName
from .state import State

MODEL_NODES: tuple[NodeName, ...] = ("cloud_planner", "local_brain", "local_executor", "local_ui")


def asked_now(state: State) -> str:
    """The node of the candidate whose turn it is."""
    step = state["steps"][state["step"]]
    return str(step["candidates"][step["candidate"]]["node"])


def after_model(state: State) -> str:
    """To approval with a tool call; to the next candidate after a failure; to the next step, or the end."""
    if state["step"] >= len(state["steps"]):
        return END
    if state["steps"][state["step"]]["status"] == "pending":
        return "router"
    last = state["messages"][-1]
    if isinstance(last, AIMessage) and last.tool_calls:
        return "approval"
    return asked_now(state)


def labels_after(node: str) -> dict[str, str]:
    """Where a model node's edge may lead, with the label that the picture shows (label -> node).

    A local node falls back to itself (the next model of its role) or to the cloud; the cloud to itself or to
    any local node.
    """
    local = sorted(set(LOCAL_NODE.values()))
    fallbacks = ["cloud_planner", *(local if node == "cloud_planner" else [node])]
    return {"done": END, "next step": "router"} | {f"fallback: {name}": name for name in fallbacks}
