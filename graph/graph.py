"""The state machine: `build_graph` returns it compiled, `graph` is the one that Studio and apps import."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from .approval_node import ApprovalNode
from .context import Context
from .edges import MODEL_NODES, after_model, asked_now, labels_after
from .model_node import ModelNode
from .models.bridge import run_sync
from .routing_node import RouterNode
from .services import Services
from .state import Input, State
from .tools_node import ToolsNode

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from .models.manager import HybridModelManager

Graph = CompiledStateGraph[State, Context, Input, State]
NodeFunction = Callable[[State, RunnableConfig], Coroutine[Any, Any, State]]


def build_graph(
    manager: HybridModelManager | None = None, *, checkpointer: BaseCheckpointSaver[Any] | None = None
) -> Graph:
    """Compile the graph. No I/O happens before its first run.

    `manager` defaults to the process's, made from the environment at first use; a `checkpointer` keeps threads
    and lets a run wait for a person's approval.
    """
    return state_graph(Services(manager)).compile(checkpointer=checkpointer, name="hybrid")


def state_graph(services: Services) -> StateGraph[State, Context, Input, State]:
    """The uncompiled graph over `services`."""
    builder = StateGraph(State, context_schema=Context, input_schema=Input, output_schema=State)
    builder.add_node("router", _both_ways(RouterNode(services)))
    for name in MODEL_NODES:
        builder.add_node(name, _both_ways(ModelNode(name, services)))
    builder.add_node("approval", _both_ways(ApprovalNode()))
    builder.add_node("tools", _both_ways(ToolsNode(services)))
    _connect(builder)
    return builder


def _connect(builder: StateGraph[State, Context, Input, State]) -> None:
    builder.add_edge(START, "router")
    builder.add_conditional_edges("router", _Edge(asked_now), list(MODEL_NODES))
    for name in MODEL_NODES:
        labels = labels_after(name)
        if name in WITH_TOOLS:
            labels["tool calls"] = "approval"
        by_node = {node: label for label, node in labels.items()}
        builder.add_conditional_edges(name, _Edge(_labelled(by_node)), labels)  # type: ignore[arg-type]
    builder.add_edge("approval", "tools")
    builder.add_conditional_edges("tools", _Edge(asked_now), list(WITH_TOOLS))


WITH_TOOLS = ("cloud_planner", "local_executor")


def _labelled(by_node: dict[str, str]) -> Callable[[State], str]:
    def edge(state: State) -> str:
        return by_node[after_model(state)]

    return edge


class _Edge(Runnable[State, str]):
    """An edge for `invoke` and `ainvoke`: in the latter LangGraph would hand a plain function to a thread."""

    def __init__(self, decide: Callable[[State], str]) -> None:
        self.name = None
        self._decide = decide

    def invoke(self, input: State, config: RunnableConfig | None = None, **kwargs: Any) -> str:
        """The next node, or the label of the way to it."""
        return self._decide(input)

    async def ainvoke(self, input: State, config: RunnableConfig | None = None, **kwargs: Any) -> str:
        """As `invoke`."""
        return self._decide(input)


def _both_ways(node: NodeFunction) -> RunnableLambda[State, State]:
    """A node for `invoke` and `ainvoke`: the synchronous form runs the asynchronous one on the bridge."""

    def on_the_bridge(state: State, config: RunnableConfig) -> State:
        return run_sync(node(state, config))

    async def here(state: State, config: RunnableConfig) -> State:
        return await node(state, config)

    return RunnableLambda(on_the_bridge, here)


graph = build_graph()
