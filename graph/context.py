"""What a caller may set for one run. Everything is optional: explicit > environment > default."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .routing.types import Mode, PrivacyMode


class Context(BaseModel):
    """Settings of one run, shown as a form in Studio. No secret belongs here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Mode | None = Field(
        None,
        title="Mode",
        description="auto: the router decides; cloud: the cloud first; local: local models only; "
        "offline: nothing leaves the private network.",
    )
    privacy: PrivacyMode | None = Field(
        None,
        title="Privacy",
        description="auto: private requests stay local; strict: never the cloud; "
        "redact: the cloud sees placeholders; off: no check for this run.",
    )
    fallback_enabled: bool | None = Field(None, title="Fallback", description="Ask the next model when one fails.")
    cloud_model: str | None = Field(None, title="Cloud model", description="Instead of OLLAMA_CLOUD_MODEL.")
    default_model: str | None = Field(None, title="Local brain", description="Instead of DEFAULT_MODEL.")
    executor_model: str | None = Field(None, title="Local executor", description="Instead of EXECUTOR_MODEL.")
    executor_ui_model: str | None = Field(None, title="Local UI model", description="Instead of EXECUTOR_UI_MODEL.")
    cloud_timeout: float | None = Field(
        None,
        gt=0,
        le=86_400,
        title="Cloud clock",
        description="Seconds to the first token and between lines.",
    )
    local_timeout: float | None = Field(
        None,
        gt=0,
        le=86_400,
        title="Local clock",
        description="Seconds to the first token and between lines.",
    )
    approval: Literal["never", "risky", "always"] | None = Field(
        None, title="Approval", description="Which tool calls wait for a person."
    )
    on_partial: Literal["discard", "continue"] = Field(
        "discard",
        title="After a broken answer",
        description="discard: the next model starts anew; continue: it goes on where the text broke off, where it can.",
    )
    max_tool_rounds: int = Field(6, ge=0, le=50, title="Tool rounds", description="Rounds of tool calls in one step.")
    max_steps: int = Field(
        6, ge=1, le=20, title="Steps", description="Parts of one request; later parts join the last."
    )
