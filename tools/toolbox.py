"""The tools of one request: their schemas, the check and the risk of a call, and the call itself."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from .arguments import CODE_TOOLS, FILE_TOOLS, parse, schema
from .choice import Sandboxes
from .files import FileTools
from .journal import Journal
from .types import Artifact, Limits, Sandbox, ToolError, ToolResult, ToolRisk
from .workspace import Workspace


class Toolbox:
    """Python in a sandbox and, when `workspace` is given, the files of that folder.

    One toolbox serves one request: code keeps its names between calls until `aclose`. `python` is the
    interpreter that bwrap and none run (this one by default), `image` what docker runs. With a `journal`, a
    call id runs once.
    """

    def __init__(
        self,
        workspace: Path | None = None,
        sandbox: Sandbox = "auto",
        limits: Limits | None = None,
        *,
        python: str = "",
        image: str = "",
        journal: Journal | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._workspace = Workspace(workspace, self._limits) if workspace else None
        self._files = FileTools(self._workspace, self._limits) if self._workspace else None
        self._sandboxes = Sandboxes(sandbox, self._limits, self._workspace, python, image)
        self._sandbox = sandbox
        self._journal = journal
        self._tools = CODE_TOOLS | (FILE_TOOLS if workspace else {})
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> Toolbox:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def schemas(self) -> list[dict[str, Any]]:
        """Return the tools' JSON schemas in OpenAI's form."""
        return [schema(name, model) for name, model in self._tools.items()]

    def check(self, name: str, arguments: Any) -> str:
        """Return "" when the call can be made, else one line: what is wrong and what is accepted.

        `arguments` is an object or its JSON text. Harmless differences are accepted: "3" for 3, code
        inside a Markdown fence or as a list of lines.
        """
        try:
            parse(self._tools, name, arguments)
        except ToolError as error:
            return str(error)
        return ""

    def risk(self, name: str, arguments: Any) -> ToolRisk:
        """Return whether the call needs consent. Looks at the disk: from an event loop use `arisk`."""
        try:
            given = parse(self._tools, name, arguments)
            if name == "run_python" and self._sandbox == "none":
                return ToolRisk(level="risky", reason="runs code outside a sandbox (CODE_SANDBOX=none)")
            if name in {"write_file", "edit_file"} and self._workspace and self._workspace.is_users(given["path"]):
                return ToolRisk(level="risky", reason=f"overwrites {given['path']!r}, a file that the user made")
        except ToolError:
            pass
        return ToolRisk()

    async def arisk(self, name: str, arguments: Any) -> ToolRisk:
        """Return `risk` without blocking the event loop."""
        return await asyncio.to_thread(self.risk, name, arguments)

    async def run(self, name: str, arguments: Any, *, call_id: str = "") -> ToolResult:
        """Make the call and return its result; a call that cannot be made is a result with an error.

        With a journal and a `call_id`, a finished call gives its recorded result again, and one that was
        interrupted says so; neither runs again. Cancelling kills the code and removes what it left.
        """
        started = time.perf_counter()
        try:
            given = parse(self._tools, name, arguments)
        except ToolError as error:
            return ToolResult(tool=name, error=str(error))
        journal = self._journal if call_id else None
        if journal and (known := await journal.start(call_id, name, given)):
            return known
        result = await self._call(name, given)
        result = result.model_copy(update={"ms": (time.perf_counter() - started) * 1000})
        if journal:
            await journal.finish(call_id, result)
        return result

    async def aclose(self) -> None:
        """End every process that the calls started, and close the journal's file.

        The toolbox can be used again, with no names defined.
        """
        async with self._lock:
            await self._sandboxes.aclose()
        if self._journal:
            await self._journal.aclose()
            if self._journal:
                await self._journal.aclose()

    async def _call(self, name: str, given: dict[str, Any]) -> ToolResult:
        try:
            async with self._lock:
                if name == "run_python":
                    return await self._run_python(given["code"], given["timeout"])
                return await asyncio.to_thread(self._file_tool, name, given)
        except ToolError as error:
            return ToolResult(tool=name, error=str(error))
        except OSError as error:
            return ToolResult(tool=name, error=f"the system refused: {error.strerror or error}")

    async def _run_python(self, code: str, timeout: float | None) -> ToolResult:
        seconds = min(timeout or self._limits.timeout, self._limits.timeout)
        sandbox, why, outcome = await self._sandboxes.run(code, seconds)
        return ToolResult(
            tool="run_python",
            output=outcome.output,
            value=outcome.value,
            error=outcome.error,
            artifacts=outcome.artifacts,
            notes=outcome.notes,
            sandbox=sandbox,
            why=why,
        )

    def _file_tool(self, name: str, given: dict[str, Any]) -> ToolResult:
        found = getattr(self._files, name)(**given)
        artifacts: tuple[Artifact, ...] = ()
        if isinstance(found, tuple):
            found, *made = found
            artifacts = tuple(made)
        return ToolResult(tool=name, output=found, artifacts=artifacts)


async def run_python(
    code: str,
    *,
    timeout: float | None = None,
    workspace: Path | None = None,
    sandbox: Sandbox = "auto",
    limits: Limits | None = None,
    python: str = "",
) -> ToolResult:
    """Run one piece of code in a sandbox of its own and return what it gave."""
    async with Toolbox(workspace, sandbox, limits, python=python) as toolbox:
        return await toolbox.run("run_python", {"code": code, "timeout": timeout})
