"""The hybrid agent as a LangGraph state machine: `graph` is ready to use, `build_graph` makes one of your own."""

from .context import Context
from .errors import ModelCallError, NoModelAvailableError
from .graph import build_graph, graph
from .state import State

__all__ = ["Context", "ModelCallError", "NoModelAvailableError", "State", "build_graph", "graph"]
