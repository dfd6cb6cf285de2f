"""What the router makes of the held-back requests and of their disturbed copies, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from super_agent.graph.routing import IntelligentRouter, Route
from super_agent.graph.routing.policy import Demand, prefers_cloud
from super_agent.graph.routing.text import FENCED, composed, fold

from .requests import Row, heldback, learned, paraphrases

LABELS = ("planning", "execution", "ui", "general", "compound")
LANGUAGES = ("pt", "en", "es")
THRESHOLDS = tuple(step / 100 for step in range(101))


class Judged(NamedTuple):
    """A held-back row and the route that its text got."""

    row: Row
    route: Route

    @property
    def label(self) -> str:
        """`compound` when the steps ask for different tasks."""
        tasks = set(tasks_of(self.route))
        return "compound" if len(tasks) > 1 else self.route.task

    @property
    def in_order(self) -> bool:
        """Whether the steps' tasks are those of the row, one by one."""
        return tasks_of(self.route) == tuple(self.row["steps"])

    @property
    def joined(self) -> bool:
        """As `in_order`, neighbouring parts of one task taken as the one step that the router makes of them."""
        return tasks_of(self.route) == tuple(task for task, _ in groupby(self.row["steps"]))

    @property
    def ordered(self) -> bool:
        """Whether what was found of the row's tasks stands in the row's order, and nothing else was found."""
        rest = iter(self.row["steps"])
        found = tasks_of(self.route)
        return self.in_order or all(task in rest for task in found)


def tasks_of(route: Route) -> tuple[str, ...]:
    """The tasks of its steps, in order."""
    return tuple(step.task for step in route.steps)


@cache
def judged() -> tuple[Judged, ...]:
    """Every held-back row that the router did not learn from."""
    router, rows = IntelligentRouter(), heldback()
    known = {row["id"] for row in learned(rows)}
    return tuple(Judged(row, router.route(row["text"])) for row in rows if row["id"] not in known)


def recalls(rows: Sequence[Judged]) -> dict[str, float]:
    """The share of each label's rows that got it."""
    parts = {label: [one for one in rows if one.row["label"] == label] for label in LABELS}
    return {label: sum(one.label == label for one in part) / len(part) for label, part in parts.items() if part}


def macro(rows: Sequence[Judged]) -> float:
    """The mean of `recalls`: each label counts the same."""
    found = recalls(rows)
    return sum(found.values()) / len(found)


def written_in(language: str) -> list[Judged]:
    """The rows in one language."""
    return [one for one in judged() if one.row["lang"] == language]


def told(cue: bool) -> list[Judged]:
    """The rows with, or without, a word that gives the task away."""
    return [one for one in judged() if one.row["cue"] is cue]


def in_order(rows: Sequence[Judged]) -> float:
    """The share of `rows`, all of them compound, whose steps have the right tasks in the right order."""
    return sum(one.in_order for one in rows) / len(rows)


def joined(rows: Sequence[Judged]) -> float:
    """As `in_order`, neighbouring parts of one task taken as one step."""
    return sum(one.joined for one in rows) / len(rows)


def ordered(rows: Sequence[Judged]) -> float:
    """The share of `rows`, all of them compound, whose steps found stand in the right order, missing ones aside."""
    return sum(one.ordered for one in rows) / len(rows)


def compound() -> list[Judged]:
    """The compound rows."""
    return [one for one in judged() if one.row["label"] == "compound"]


def recognised() -> list[Judged]:
    """The compound rows that were taken for compound."""
    return [one for one in compound() if one.label == "compound"]


def confusion() -> list[list[int]]:
    """How many rows of each label (row) got each label (column), both in the order of `LABELS`."""
    seen = Counter((one.row["label"], one.label) for one in judged())
    return [[seen[label, said] for said in LABELS] for label in LABELS]


class Variant(NamedTuple):
    """How a request was disturbed, and whether it kept its route."""

    kind: str
    kept: bool


@cache
def variants() -> tuple[Variant, ...]:
    """Every disturbed copy."""
    router = IntelligentRouter()
    found = []
    for row in paraphrases():
        tasks = tasks_of(router.route(row["text"]))
        for text in row["variants"]:
            found.append(Variant(disturbance(row["text"], text), tasks_of(router.route(text)) == tasks))
    return tuple(found)


def disturbance(text: str, variant: str) -> str:
    """What was done to `text`, as far as the two can tell; the first of several."""
    same: dict[str, Callable[[str], str]] = {
        "case": lambda one: composed(one).lower(),
        "accents dropped": fold,
        "punctuation": lambda one: "".join(filter(str.isalnum, fold(one))),
    }
    if FENCED.search(variant) and not FENCED.search(text):
        return "code pasted behind"
    for kind, alike in same.items():
        if alike(text) == alike(variant):
            return kind
    bare = same["punctuation"]
    return "politeness" if bare(text) in bare(variant) else "typos"


def kept(kind: str = "") -> float:
    """The share of the disturbed copies, or of those of one kind, that got the route of their original."""
    part = [one.kept for one in variants() if kind in ("", one.kind)]
    return sum(part) / len(part)


def cloud_share(rows: Sequence[Judged], threshold: float) -> float:
    """The share of `rows` with a step whose probability of needing the cloud reaches `threshold`."""
    return sum(any(step.cloud_probability >= threshold for step in one.route.steps) for one in rows) / len(rows)


def cloud_leads(rows: Sequence[Judged], threshold: float) -> float:
    """The share of `rows` with a step for which the policy asks the cloud first, in mode `auto`."""
    return sum(any(prefers_cloud(Demand(step, threshold=threshold)) for step in one.route.steps) for one in rows) / len(
        rows
    )


class Bar(NamedTuple):
    """A figure and the least, or the most, that it may be."""

    name: str
    value: float
    bound: float
    most: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its bound."""
        return self.value <= self.bound if self.most else self.value >= self.bound


def bars() -> tuple[Bar, ...]:
    """What the router must reach."""
    behind = macro(written_in("en")) - macro(written_in("pt"))
    return (
        Bar("macro recall", macro(judged()), 0.90),
        Bar("recall of compound", recalls(judged())["compound"], 0.85),
        Bar("every step right and in order, of all compound requests", in_order(compound()), 0.90),
        Bar("as before, neighbouring parts of one task taken as one step", joined(compound()), 0.90),
        Bar("steps found in the right order, of the compound requests recognised", ordered(recognised()), 0.90),
        Bar("Portuguese behind English, macro recall", behind, 0.03, most=True),
        Bar("route kept when disturbed", kept(), 0.95),
    )
