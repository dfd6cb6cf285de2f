"""The one place that decides where a step goes: facts in, ordered candidates out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .types import (
    Candidate,
    Fleet,
    Mode,
    ModelFacts,
    NodeName,
    PrivacyMode,
    QuotaState,
    RuledOut,
    Sensitivity,
    Step,
    Task,
)

MOST_LOCAL = 4
ANSWER_SHARE = 8
LOCAL_NODE: dict[Task, NodeName] = {
    "planning": "local_brain",
    "general": "local_brain",
    "execution": "local_executor",
    "ui": "local_ui",
}


class Demand(NamedTuple):
    """What a step asks of a model, and what the caller allows.

    `tokens`: the step with its whole history; `least_tokens`: with the history trimmed away.
    `threshold`: the cloud comes first when the step's `cloud_probability` reaches it.
    """

    step: Step
    tokens: int = 0
    least_tokens: int = 0
    sensitivity: Sensitivity = Sensitivity()
    mode: Mode = "auto"
    privacy: PrivacyMode = "auto"
    quota: QuotaState = "free"
    threshold: float = 0.5
    fallback_enabled: bool = True


class Chain(NamedTuple):
    """Who is asked, in order, and who is not, with the reason."""

    candidates: tuple[Candidate, ...]
    ruled_out: tuple[RuledOut, ...]


def chain(demand: Demand, fleet: Fleet) -> Chain:
    """The candidates for one step.

    A cloud model leads when the step needs it; then the local models; then the cloud's other models. When the
    step needs no cloud, the cloud comes last. Rules take models out; with nothing left, a model whose only
    fault is an open breaker is asked as a last resort. Without fallback one candidate stays.
    """
    ranked = list(_ranked(demand, fleet))
    judged = [(item, _objection(demand, item[1], demand.tokens)) for item in ranked]
    if all(why for _, why in judged):
        judged = [(item, _objection(demand, item[1], demand.least_tokens)) for item in ranked]
    candidates = [_candidate(*item) for item, why in judged if not why and not item[1].resting]
    if not candidates:
        candidates = [_candidate(*item, last_resort=True) for item, why in judged if not why]
    if not demand.fallback_enabled:
        candidates = candidates[:1]
    return Chain(tuple(candidates), tuple(_rejected(judged, candidates)))


def prefers_cloud(demand: Demand) -> bool:
    """Whether the cloud leads: always in mode `cloud`; else a step that needs it, within the quota.

    Planning and general steps go by their probability alone; code and interfaces must be complex as well,
    because a local model's hands are faster. Near the budget only complex planning goes to the cloud.
    """
    step = demand.step
    if demand.mode != "auto":
        return demand.mode == "cloud"
    needs = step.cloud_probability >= demand.threshold
    if step.task in ("execution", "ui"):
        needs = needs and step.complexity == "complex"
    if demand.quota == "near":
        return needs and step.task == "planning" and step.complexity == "complex"
    return needs


Ranked = tuple[NodeName, ModelFacts, str]


def _ranked(demand: Demand, fleet: Fleet) -> Iterator[Ranked]:
    coder = demand.step.task in ("execution", "ui")
    cloud = [*(fleet.cloud_coder if coder else fleet.cloud_brain)]
    cloud.sort(key=lambda model: bool(model.unavailable or model.resting))
    lead = cloud[:1] if prefers_cloud(demand) else []
    why = f"{demand.step.task} that needs the cloud" if demand.mode == "auto" else "mode cloud"
    yield from (("cloud_planner", model, why) for model in lead)
    yield from _local(demand.step.task, fleet)
    yield from (("cloud_planner", model, "fallback in the cloud") for model in cloud[len(lead) :])


def _local(task: Task, fleet: Fleet) -> Iterator[Ranked]:
    node = LOCAL_NODE[task]
    role = {"local_brain": fleet.brain, "local_executor": fleet.executor, "local_ui": fleet.ui}[node]
    first, rest = role[:1], sorted(role[1:], key=lambda model: (not model.chat, not model.resident))
    for place, model in enumerate([*first, *rest][:MOST_LOCAL]):
        yield node, model, "the local model of this role" if place == 0 else "next local model"


def _objection(demand: Demand, model: ModelFacts, tokens: int) -> str:
    if model.unavailable:
        return model.unavailable
    return _not_allowed(demand, model) or _too_long(model, tokens)


def _not_allowed(demand: Demand, model: ModelFacts) -> str:
    if demand.mode == "local" and model.tier == "cloud":
        return "mode local"
    if demand.mode == "offline" and not model.private:
        return "mode offline"
    if model.private:
        return ""
    return _private(demand) or ("the daily cloud budget is used up" if demand.quota == "spent" else "")


def _private(demand: Demand) -> str:
    kinds = ", ".join(demand.sensitivity.kinds)
    if demand.privacy == "strict":
        return "privacy is strict"
    if demand.sensitivity and demand.privacy == "auto":
        return f"private data ({kinds})"
    if demand.sensitivity.level == "secret" and demand.privacy == "redact":
        return f"a secret is never sent ({kinds})"
    return ""


def _too_long(model: ModelFacts, tokens: int) -> str:
    room = model.window - model.window // ANSWER_SHARE
    return f"{tokens} tokens do not fit its window of {model.window}" if tokens > room else ""


def _candidate(node: NodeName, model: ModelFacts, why: str, *, last_resort: bool = False) -> Candidate:
    return Candidate(
        node=node, tier=model.tier, model=model.name, endpoint=model.endpoint, why=why, window=model.window,
        tools=model.tools, chat=model.chat, last_resort=last_resort,
    )  # fmt: skip


def _rejected(judged: list[tuple[Ranked, str]], candidates: list[Candidate]) -> Iterator[RuledOut]:
    taken = {(one.node, one.model, one.endpoint) for one in candidates}
    for (node, model, _), why in judged:
        if (node, model.name, model.endpoint) not in taken:
            reason = why or model.resting or "fallback is switched off"
            yield RuledOut(node=node, tier=model.tier, model=model.name, why=reason)
