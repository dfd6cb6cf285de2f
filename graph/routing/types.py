"""The words that routing, the graph and the models share. Plain data: no behaviour that needs I/O."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Task = Literal["planning", "execution", "ui", "general"]
Complexity = Literal["simple", "complex"]
Language = Literal["pt", "en", "es"]
Tier = Literal["cloud", "local"]
NodeName = Literal["cloud_planner", "local_brain", "local_executor", "local_ui"]
Role = Literal["brain", "executor", "ui"]
Mode = Literal["auto", "cloud", "local", "offline"]
PrivacyMode = Literal["auto", "strict", "redact", "off"]
Level = Literal["none", "personal", "secret"]
QuotaState = Literal["free", "near", "spent"]


class Frozen(BaseModel):
    """Base of every value here: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(Frozen):
    """One part of a request: what kind of work it is and the words that ask for it."""

    task: Task
    text: str
    complexity: Complexity = "simple"
    confidence: float = Field(1.0, ge=0, le=1, description="Probability of `task` given the text.")
    cloud_probability: float = Field(0.0, ge=0, le=1, description="Probability that the step needs the cloud.")


class Finding(Frozen):
    """A private thing found in a text: its kind and place, never the text itself."""

    kind: str
    start: int = Field(ge=0, description="First character, counted in the text that was scanned.")
    end: int = Field(ge=0, description="One past the last character.")
    confidence: float = Field(1.0, ge=0, le=1)


class Sensitivity(Frozen):
    """The privacy label of a thread. It only rises: join two labels with `|`."""

    level: Level = "none"
    kinds: tuple[str, ...] = ()

    def __or__(self, other: Sensitivity) -> Sensitivity:
        order: tuple[Level, ...] = ("none", "personal", "secret")
        level = max(self.level, other.level, key=order.index)
        return Sensitivity(level=level, kinds=tuple(sorted({*self.kinds, *other.kinds})))

    def __bool__(self) -> bool:
        return self.level != "none"


IMAGE = Sensitivity(level="personal", kinds=("image",))
"""The label of an image: nothing can be found, and so nothing redacted, in it."""


class ModelFacts(Frozen):
    """What is known about one model that could be called, at the moment of a decision."""

    name: str = Field(description="Name as it is sent to its endpoint.")
    tier: Tier
    endpoint: str = Field(description="Key of the endpoint that serves it: 'cloud' or 'local'.")
    window: int = Field(gt=0, description="Tokens of prompt and answer together.")
    resident: bool = Field(False, description="Loaded in memory now (/api/ps). Cloud models count as resident.")
    tools: bool = Field(True, description="Accepts native tool calls.")
    chat: bool = Field(True, description="Has a chat template; a base model has none and is tried last.")
    images: bool = Field(False, description="Is known to look at images; others ignore them without a word.")
    unavailable: str = Field("", description="Why it cannot be called; empty: it can.")
    resting: str = Field("", description="Why its breaker keeps it from being called now; empty: it is closed.")
    private: bool = Field(True, description="The endpoint is loopback or a configured private address.")


class Fleet(Frozen):
    """Every model that could answer, best first within its list."""

    cloud_brain: tuple[ModelFacts, ...] = ()
    cloud_coder: tuple[ModelFacts, ...] = ()
    brain: tuple[ModelFacts, ...] = ()
    executor: tuple[ModelFacts, ...] = ()
    ui: tuple[ModelFacts, ...] = ()


class Candidate(Frozen):
    """One place in a chain: the node and model that would answer, and why it stands there."""

    node: NodeName
    tier: Tier
    model: str
    endpoint: str
    why: str
    window: int = 0
    tools: bool = True
    chat: bool = True
    last_resort: bool = Field(False, description="Nothing else is left: called although its breaker is open.")


class RuledOut(Frozen):
    """A model that will not be asked, and the reason in a few words."""

    node: NodeName
    tier: Tier
    model: str
    why: str


class Route(Frozen):
    """The whole decision about one request. `task`, `confidence` and `complexity` are the first step's."""

    task: Task
    steps: tuple[Step, ...] = Field(min_length=1)
    confidence: float = Field(ge=0, le=1)
    complexity: Complexity
    language: Language = "en"
    tokens: int = Field(0, ge=0, description="Estimated tokens of the request and its history.")
    sensitivity: Sensitivity = Sensitivity()
    candidates: tuple[Candidate, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()

    @property
    def label(self) -> str:
        """The task of a single step, or 'compound'."""
        return self.task if len(self.steps) == 1 else "compound"
