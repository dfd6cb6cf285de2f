"""The models that an emulator claims to have. None has weights: a persona writes what it answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .conversation import Answer, Conversation
from .names import tagged
from .personas import persona_for, speak

Persona = Callable[[Conversation], Answer]
Port = Literal["cloud", "local"]

CHAT_TEMPLATE = "{{- range .Messages }}<|{{ .Role }}|>{{ .Content }}<|end|>{{ end }}<|assistant|>"
BASE_TEMPLATE = "{{ .Prompt }}"
"""A base model has no chat template: it continues the text that it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The file that a model pretends to be made of: what /api/tags, /api/show and /api/ps say about it."""

    parameter_size: str = "0"
    parameter_count: int = 0
    family: str = "emulated"
    quantization: str = "none"
    size: int = 2_000_000
    template: str = CHAT_TEMPLATE


@dataclass(frozen=True, slots=True)
class EmulatedModel:
    """One model name, where it is served, and how it behaves.

    Args:
        name: As /api/tags shows it; `:latest` is implied.
        persona: "brain", "planner", "executor", "ui", or a function from a conversation to an answer. Empty: guessed
            from the name and the port. A system prompt that gives another role is obeyed, but not by a function.
        where: The port that serves it. A cloud model is reached directly, or through the daemon with a suffix.
        capabilities: As /api/show lists them. Tools or thinking asked of a model without them is a 400.
        context_length: Tokens that the model was trained for: the upper bound of `num_ctx`.
        num_ctx: Tokens allocated when a request does not say. Ollama's own default on a small machine is 4096.
        resident: Loaded when the emulator starts.
        load_time: Seconds to load it when it is not resident, or when `num_ctx` changes.
        load_error: When not empty, loading fails with this text and status 500.
        pace, first_token: Seconds between tokens and before the first; None: the emulator's.
        chars_per_token: Of the prompt, for its count.
        shares: Models with the same value share one file, so one runner; empty: the name.
        remote_model: Makes it a stub of an older daemon: a name whose requests go to the cloud under this one.
    """

    name: str
    persona: str | Persona = ""
    where: Port = "local"
    capabilities: tuple[str, ...] = ("completion", "tools")
    context_length: int = 32_768
    num_ctx: int = 4096
    resident: bool = True
    load_time: float = 0.25
    load_error: str = ""
    pace: float | None = None
    first_token: float | None = None
    chars_per_token: float = 4.0
    shares: str = ""
    remote_model: str = ""
    weights: Weights = Weights()

    @property
    def key(self) -> str:
        """The name with its tag, for comparing."""
        return tagged(self.name)

    @property
    def digest(self) -> str:
        """64 hex digits that are always the same for the same name."""
        return hashlib.sha256(self.key.encode()).hexdigest()

    def answer(self, conversation: Conversation) -> Answer:
        """What this model says next."""
        if callable(self.persona):
            return self.persona(conversation)
        return speak(conversation, persona_for(self.persona, self.name, self.where))

    def details(self) -> dict[str, Any]:
        """The `details` object of /api/tags, /api/ps and /api/show."""
        if self.remote_model:
            return dict.fromkeys(("parent_model", "format", "family"), "") | {
                "families": None,
                "parameter_size": "",
                "quantization_level": "",
            }
        return {
            "parent_model": "",
            "format": "gguf",
            "family": self.weights.family,
            "families": [self.weights.family],
            "parameter_size": self.weights.parameter_size,
            "quantization_level": self.weights.quantization,
        }


def default_models() -> tuple[EmulatedModel, ...]:
    """Three local models, one for each role, whose names say what they are, and three names of the real cloud."""
    size = 1_000_000_000
    thinker = ("completion", "tools", "thinking")
    return (
        EmulatedModel("emulated-brain", "brain", weights=Weights(parameter_size="8B", size=5 * size)),
        EmulatedModel("emulated-coder", "executor", weights=Weights(parameter_size="7B", size=4 * size)),
        EmulatedModel(
            "emulated-ui",
            "ui",
            capabilities=("completion", "thinking"),
            weights=Weights(parameter_size="14B", size=8 * size),
        ),
        *(
            EmulatedModel(
                name,
                "planner",
                "cloud",
                capabilities=thinker,
                context_length=131_072,
                num_ctx=131_072,
                weights=Weights(parameter_size=name.rsplit(":", 1)[-1].upper() if ":" in name else "", size=0),
            )
            for name in ("gpt-oss:120b", "deepseek-v4-flash", "qwen3.5:397b")
        ),
    )


def find(models: Sequence[EmulatedModel], name: str) -> EmulatedModel | None:
    """The model called `name`, with or without its implied tag."""
    return next((model for model in models if model.key == tagged(name)), None)
