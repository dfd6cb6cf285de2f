"""The words that every tool shares: limits, results, risks. Plain data."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Sandbox = Literal["auto", "monty", "bwrap", "docker", "none"]


class Frozen(BaseModel):
    """Base of every value here: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Frozen):
    """What one toolbox may use. Memory, processes and CPU time bound the whole process tree."""

    timeout: float = Field(30.0, gt=0, le=3600, description="Wall-clock seconds of one run_python call.")
    cpu: float = Field(60.0, gt=0, description="CPU seconds of one run_python call, all processes together.")
    memory: int = Field(512 * 2**20, ge=2**25, description="Bytes of memory, all processes together.")
    processes: int = Field(64, ge=4, description="Processes and threads alive at once.")
    disk: int = Field(64 * 2**20, ge=2**16, description="Bytes of files that tools may hold in the workspace.")
    output: int = Field(32_768, ge=256, description="Characters of output kept; the rest is cut with a marker.")
    flood: int = Field(8 * 2**20, ge=2**16, description="Bytes of output after which the code is stopped.")
    file: int = Field(8 * 2**20, ge=1024, description="Bytes of one file that a workspace tool reads or writes.")
    entries: int = Field(500, ge=10, description="Files or matches that one listing or search shows.")


class Artifact(Frozen):
    """A file that a tool call made or changed, named relative to the workspace."""

    path: str
    media_type: str
    size: int = Field(ge=0, description="Bytes.")


class ToolRisk(Frozen):
    """Whether a call needs the user's consent under the policy `risky`, and why."""

    level: Literal["none", "risky"] = "none"
    reason: str = ""

    def __bool__(self) -> bool:
        return self.level != "none"


class ToolResult(Frozen):
    """What one call gave. `text` is the form that a model reads."""

    tool: str
    output: str = Field("", description="What the code printed, or what the tool found; bounded.")
    value: str = Field("", description="repr() of the last expression of the code; empty when it is None.")
    error: str = Field("", description="Empty when the call succeeded.")
    artifacts: tuple[Artifact, ...] = ()
    notes: tuple[str, ...] = Field((), description="What the caller should know besides: state lost, files left out.")
    ms: float = Field(0.0, ge=0, description="Milliseconds the call took.")
    sandbox: str = Field("", description="The sandbox that ran the code; empty for workspace tools.")
    why: str = Field("", description="Why that sandbox was taken.")
    interrupted: bool = Field(False, description="The journal holds a start of this call without an end.")

    @property
    def ok(self) -> bool:
        """True when the call did what it was asked."""
        return not self.error

    @property
    def text(self) -> str:
        """Output, value, error, files and notes as one text for a model."""
        parts = [self.output.rstrip("\n"), self.value and f"=> {self.value}", self.error and f"Error: {self.error}"]
        if self.artifacts:
            parts.append("Files: " + ", ".join(f"{a.path} ({a.size} bytes)" for a in self.artifacts))
        parts += [f"[{note}]" for note in self.notes]
        return "\n".join(part for part in parts if part) or "(no output)"


class ToolError(Exception):
    """A tool call that could not be done; the message is one line that a model can act on."""
