"""What one run is allowed and set to: the caller's context over the environment's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from langgraph.runtime import get_runtime

from .context import Context
from .models.clocks import Clocks
from .models.settings import Approval, Settings
from .routing.policy import Chain, Demand, chain
from .routing.types import Candidate, Fleet, Mode, ModelFacts, PrivacyMode, Sensitivity, Step

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from .models.manager import Facts


@dataclass(frozen=True)
class Run:
    """Context and settings, joined: explicit > environment > default."""

    context: Context
    settings: Settings

    @property
    def mode(self) -> Mode:
        """Where requests may go."""
        return self.context.mode or self.settings.mode

    @property
    def privacy(self) -> PrivacyMode:
        """What happens to private data."""
        return self.context.privacy or self.settings.privacy

    @property
    def approval(self) -> Approval:
        """Which tool calls wait for a person."""
        return self.context.approval or self.settings.approval

    @property
    def fallback_enabled(self) -> bool:
        """Whether a second candidate is asked."""
        chosen = self.context.fallback_enabled
        return self.settings.fallback_enabled if chosen is None else chosen

    def clocks(self, candidate: Candidate) -> Clocks:
        """The clocks of a call."""
        tier: Literal["cloud", "local"] = "local" if candidate.endpoint == "local" else "cloud"
        clocks = self.settings.clocks(tier)
        seconds = self.context.cloud_timeout if tier == "cloud" else self.context.local_timeout
        return clocks if seconds is None else Clocks(clocks.connect, seconds, seconds, clocks.total)

    def chain(
        self, step: Step, facts: Facts, label: Sensitivity, tokens: int, least_tokens: int, *, images: bool = False
    ) -> Chain:  # fmt: skip
        """Who answers the step, by what this run is allowed; see `Demand` for the sizes."""
        demand = Demand(
            step, tokens, least_tokens, label, self.mode, self.privacy, facts.quota, self.settings.cloud_threshold,
            self.fallback_enabled, images,
        )  # fmt: skip
        return chain(demand, self.chosen(facts.fleet))

    def chosen(self, fleet: Fleet) -> Fleet:
        """The fleet with the models that the context names in front."""
        wanted = {
            "cloud_brain": self.context.cloud_model,
            "cloud_coder": self.context.cloud_model,
            "brain": self.context.default_model,
            "executor": self.context.executor_model,
            "ui": self.context.executor_ui_model,
        }
        update = {key: _in_front(getattr(fleet, key), name) for key, name in wanted.items() if name}
        return fleet.model_copy(update=update)


def current_run(settings: Settings) -> Run:
    """The run that this node belongs to. Without a context LangGraph gives None."""
    context = get_runtime(Context).context
    return Run(context or Context(), settings)


def checkpointer_of(config: RunnableConfig) -> object | None:
    """What keeps the run's thread, and lets it wait for a person; None when nothing does."""
    return (config.get("configurable") or {}).get("__pregel_checkpointer")


def _in_front(models: tuple[ModelFacts, ...], name: str) -> tuple[ModelFacts, ...]:
    from .models.names import same_model, without_cloud

    plain = without_cloud(name)
    found = [one for one in models if same_model(without_cloud(one.name), plain)]
    if not found and models and models[0].tier == "cloud":
        found = [models[0].model_copy(update={"name": name if name != plain else plain})]
    return (*found, *(one for one in models if one not in found))
