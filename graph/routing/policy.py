"""The one place that decides where a step goes: facts in, ordered candidates out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .types import (
    IMAGE,
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

MOST_OF_A_TIER = 4
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
    `threshold`: the cloud comes first when the step's `cloud_probability` reaches it. `images`: some belong to it.
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
    images: bool = False


class Chain(NamedTuple):
    """Who is asked, in order, and who is not, with the reason. Each model of the fleet stands in one of the two."""

    candidates: tuple[Candidate, ...]
    ruled_out: tuple[RuledOut, ...]


def chain(demand: Demand, fleet: Fleet) -> Chain:
    """The candidates for one step.

    A cloud model leads when the step needs it; then the local models; then the cloud's other models. When the
    step needs no cloud, the cloud comes last. Who can take the whole conversation comes before who can only take
    its end. Rules take models out; with nothing left, a model whose only fault is an open breaker is asked as a
    last resort. Without fallback one candidate stays.
    """
    places = [_judged(demand, *ranked) for ranked in _ranked(demand, fleet)]
    allowed = [place for place in places if not place.objection]
    ready = [place for place in allowed if not place.model.resting]
    asked = list(_at_most(_once(_in_order(demand, ready or allowed))))
    asked = asked if demand.fallback_enabled else asked[:1]
    candidates = tuple(_candidate(place, last_resort=not ready) for place in asked)
    return Chain(candidates, tuple(_rejected(demand, places, asked)))


def prefers_cloud(demand: Demand) -> bool:
    """Whether the cloud leads: in mode `cloud`, or for a step that needs it.

    Planning and general steps go by their probability alone; code and interfaces must be complex as well,
    because a local model's hands are faster. Near the budget only complex planning goes to the cloud, in mode
    `cloud` too.
    """
    step = demand.step
    if demand.mode in ("local", "offline"):
        return False
    if demand.quota == "near" and (step.task, step.complexity) != ("planning", "complex"):
        return False
    if demand.mode == "cloud":
        return True
    hands = step.task in ("execution", "ui") and step.complexity == "simple"
    return step.cloud_probability >= demand.threshold and not hands


def room(window: int) -> int:
    """Tokens of a window that a prompt may take; the rest is the answer's."""
    return window - window // ANSWER_SHARE


class _Place(NamedTuple):
    """A model in the order of asking. `why` it stands there, what speaks against it; `trimmed`: only the end of
    the conversation fits its window."""

    node: NodeName
    model: ModelFacts
    why: str
    objection: str
    trimmed: bool

    @property
    def key(self) -> tuple[str, str]:
        return _key(self.model)


Ranked = tuple[NodeName, ModelFacts, str]


def _key(model: ModelFacts) -> tuple[str, str]:
    return model.endpoint, model.name


def _ranked(demand: Demand, fleet: Fleet) -> list[Ranked]:
    """Every model of the fleet, the lead not yet chosen: local roles, the cloud's lists, and base models at the end."""
    ranked = list(_local(demand.step.task, fleet))
    if demand.quota == "near":
        ranked.sort(key=lambda item: item[1].tier == "cloud")
    lists = (fleet.cloud_brain, fleet.cloud_coder)
    first, second = reversed(lists) if demand.step.task in ("execution", "ui") else lists
    cloud = {_key(model): model for model in (*first, *second)}
    ranked += [("cloud_planner", model, "fallback in the cloud") for model in cloud.values()]
    return sorted(ranked, key=lambda item: not item[1].chat)


def _local(task: Task, fleet: Fleet) -> Iterator[Ranked]:
    """The role's own models, the configured one first, then those of the other roles; base models at the end."""
    node = LOCAL_NODE[task]
    roles = {"local_brain": fleet.brain, "local_executor": fleet.executor, "local_ui": fleet.ui}
    own = roles.pop(node)
    everyone = {_key(model): model for models in (own, *roles.values()) for model in models}
    ranked = [(model, place > 0, place >= len(own)) for place, model in enumerate(everyone.values())]
    ranked.sort(key=lambda item: (not item[0].chat, *item[1:], not item[0].resident))
    for place, (model, _, foreign) in enumerate(ranked):
        why = "the local model of this role" if place == 0 else "next local model"
        yield node, model, "a local model of another role" if foreign else why


def _judged(demand: Demand, node: NodeName, model: ModelFacts, why: str) -> _Place:
    blind = "it does not look at images" if demand.images and not model.images else ""
    objection = model.unavailable or _not_allowed(demand, model) or blind or _too_long(demand, model)
    return _Place(node, model, why, objection, trimmed=not _fits(model, demand.tokens))


def _in_order(demand: Demand, places: list[_Place]) -> Iterator[_Place]:
    for trimmed in (False, True):
        group = [place for place in places if place.trimmed == trimmed]
        lead = next((place for place in group if place.node == "cloud_planner"), None)
        if lead and prefers_cloud(demand):
            why = f"{demand.step.task} that needs the cloud" if demand.mode == "auto" else f"mode {demand.mode}"
            yield lead._replace(why=why)
        yield from group


def _once(places: Iterable[_Place]) -> Iterator[_Place]:
    """Each model at its first place: one may have several roles."""
    seen: set[tuple[str, str]] = set()
    for place in places:
        if place.key not in seen:
            seen.add(place.key)
            yield place


def _at_most(places: Iterable[_Place]) -> Iterator[_Place]:
    """No more of one tier than anybody would wait for."""
    seen: Counter[str] = Counter()
    for place in places:
        seen[place.model.tier] += 1
        if seen[place.model.tier] <= MOST_OF_A_TIER:
            yield place


def _not_allowed(demand: Demand, model: ModelFacts) -> str:
    if model.private and model.tier == "local":
        return ""
    if demand.mode in ("local", "offline"):
        return f"mode {demand.mode}"
    return _private(demand) or ("the daily cloud budget is used up" if demand.quota == "spent" else "")


def _private(demand: Demand) -> str:
    kinds = ", ".join(demand.sensitivity.kinds)
    if demand.privacy == "strict":
        return "privacy is strict"
    if demand.privacy != "off" and demand.sensitivity.kinds == IMAGE.kinds:
        return "private data (image): an image cannot be scanned"
    if demand.sensitivity and demand.privacy == "auto":
        return f"private data ({kinds})"
    if demand.sensitivity.level == "secret" and demand.privacy == "redact":
        return f"a secret is never sent ({kinds})"
    if demand.privacy == "redact" and set(IMAGE.kinds) & set(demand.sensitivity.kinds):
        return f"an image cannot be redacted ({kinds})"
    return ""


def _too_long(demand: Demand, model: ModelFacts) -> str:
    if _fits(model, demand.least_tokens):
        return ""
    return f"{demand.least_tokens} tokens do not fit its window of {model.window}"


def _fits(model: ModelFacts, tokens: int) -> bool:
    return tokens <= room(model.window)


def _candidate(place: _Place, *, last_resort: bool) -> Candidate:
    model = place.model
    trimmed = f"old messages are left out to fit its window of {model.window}"
    return Candidate(
        node=place.node, tier=model.tier, model=model.name, endpoint=model.endpoint, window=model.window,
        why=trimmed if place.trimmed else place.why, tools=model.tools, chat=model.chat, last_resort=last_resort,
    )  # fmt: skip


def _rejected(demand: Demand, places: list[_Place], asked: list[_Place]) -> Iterator[RuledOut]:
    taken = {place.key for place in asked}
    for place in _once(places):
        if place.key not in taken:
            model = place.model
            beaten = f"{MOST_OF_A_TIER} {model.tier} models come before it"
            late = beaten if demand.fallback_enabled else "fallback is switched off"
            why = place.objection or model.resting or late
            yield RuledOut(node=place.node, tier=model.tier, model=model.name, why=why)
