"""What the executor may call: Python in a sandbox, and the files of one workspace."""

from .choice import status as sandbox_status
from .journal import Journal
from .toolbox import Toolbox, run_python
from .types import Artifact, Limits, Sandbox, ToolResult, ToolRisk

__all__ = [
    "Artifact",
    "Journal",
    "Limits",
    "Sandbox",
    "ToolResult",
    "ToolRisk",
    "Toolbox",
    "run_python",
    "sandbox_status",
]
