"""Fleets for the tests of the policy, and what may be asked of whom, told anew from its description."""

from super_agent.graph.routing.policy import Demand
from super_agent.graph.routing.types import Fleet, ModelFacts

SMALL, LARGE = 8192, 131_072
HEALTH = {"closed": {}, "resting": {"resting": "breaker open"}, "unavailable": {"unavailable": "not signed in"}}


def local(name: str, **facts: object) -> ModelFacts:
    return ModelFacts.model_validate({"name": name, "tier": "local", "endpoint": "local", "window": SMALL, **facts})


def cloud(name: str, **facts: object) -> ModelFacts:
    known = {"name": name, "tier": "cloud", "endpoint": "cloud", "window": LARGE, "private": False, "resident": True}
    return ModelFacts.model_validate({**known, **facts})


def models(fleet: Fleet) -> dict[tuple[str, str], ModelFacts]:
    """Each model of the fleet once, by endpoint and name."""
    lists = (fleet.brain, fleet.executor, fleet.ui, fleet.cloud_brain, fleet.cloud_coder)
    return {(model.endpoint, model.name): model for found in lists for model in found}


def outside(model: ModelFacts) -> bool:
    return model.tier == "cloud" or not model.private


def forbidden_outside(demand: Demand) -> bool:
    """Whether this step may not leave the private network."""
    level = demand.sensitivity.level
    return (
        demand.mode in ("local", "offline")
        or demand.privacy == "strict"
        or (demand.privacy == "auto" and level != "none")
        or (demand.privacy == "redact" and level == "secret")
        or demand.quota == "spent"
    )


def fits(model: ModelFacts, tokens: int) -> bool:
    """An eighth of the window is left to the answer."""
    return tokens <= model.window * 7 / 8


def could_answer(demand: Demand, model: ModelFacts) -> bool:
    allowed = not (outside(model) and forbidden_outside(demand))
    allowed = allowed and (model.images or not demand.images)
    return allowed and not model.unavailable and fits(model, demand.least_tokens)


def needs_cloud(demand: Demand) -> bool:
    """Whether the cloud should come first, when it may be asked at all."""
    step = demand.step
    if demand.mode in ("local", "offline"):
        return False
    if demand.quota == "near" and not (step.task == "planning" and step.complexity == "complex"):
        return False
    hands = step.task in ("execution", "ui") and step.complexity == "simple"
    return demand.mode == "cloud" or (step.cloud_probability >= demand.threshold and not hands)
