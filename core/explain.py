"""Where a request would go and why, without asking any model: the route, the private kinds, each step's chain."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..graph import Context
from ..graph.models.manager import Facts, HybridModelManager
from ..graph.models.ranking import warm
from ..graph.models.settings import Settings
from ..graph.routing import Candidate, Chain, Finding, IntelligentRouter, Route, RuledOut, Sensitivity
from ..graph.routing.privacy import SECRET_KINDS, detect
from ..graph.routing.types import Level
from ..graph.run import Run
from ..graph.windows import added


@dataclass(frozen=True)
class Explanation:
    """The decision about one text.

    `route` is what a run's `route` event shows; `chains` holds one chain for each step; `ms` is the time that
    routing, detection and policy took, in milliseconds.
    """

    route: Route
    findings: tuple[Finding, ...]
    chains: tuple[Chain, ...]
    ms: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values. `candidates` and `ruled_out` are those of all steps, each with its `step`."""
        route = self.route.model_dump(mode="json")
        return {
            "label": self.route.label,
            "steps": route["steps"],
            **{key: route[key] for key in ("confidence", "complexity", "language", "tokens")},
            "sensitive": bool(self.route.sensitivity),
            "findings": [one.model_dump(mode="json") for one in self.findings],
            "candidates": _numbered(found.candidates for found in self.chains),
            "ruled_out": _numbered(found.ruled_out for found in self.chains),
            "ms": round(self.ms, 3),
        }


class Explainer:
    """Explains many texts over facts that were asked once; after `open` it does no I/O."""

    def __init__(self, settings: Settings, facts: Facts, context: Context) -> None:
        self._run, self._facts = Run(context, settings), facts
        self._router = IntelligentRouter()

    @classmethod
    async def open(cls, manager: HybridModelManager, context: Context | None = None) -> Explainer:
        """Ask the servers what they have, and read what the first decision would have to read."""
        context = context or Context()
        facts = await manager.facts(Run(context, manager.settings).mode)
        warm()
        made = cls(manager.settings, facts, context)
        made.explain("warm up")
        return made

    def explain(self, text: str) -> Explanation:
        """The decision that a run would make about `text` as the first message of a thread."""
        started = time.perf_counter()
        route, findings = self._router.route(text), detect(text)
        label = _label(findings)
        several = len(route.steps) > 1
        sizes = [route.tokens + added(step.text if several else "") for step in route.steps]
        chains = tuple(
            self._run.chain(step, self._facts, label, size, size) for step, size in zip(route.steps, sizes, strict=True)
        )
        decided = {"candidates": chains[0].candidates, "ruled_out": chains[0].ruled_out}
        route = route.model_copy(update={"sensitivity": label, **decided})
        return Explanation(route, findings, chains, (time.perf_counter() - started) * 1000)


def _label(findings: Iterable[Finding]) -> Sensitivity:
    kinds = {one.kind for one in findings}
    level: Level = "secret" if kinds & SECRET_KINDS else "personal" if kinds else "none"
    return Sensitivity(level=level, kinds=tuple(sorted(kinds)))


def _numbered(of_steps: Iterable[tuple[Candidate, ...] | tuple[RuledOut, ...]]) -> list[dict[str, Any]]:
    shown = {"node", "tier", "model", "why"}
    return [
        {"step": step, **one.model_dump(mode="json", include=shown)}
        for step, found in enumerate(of_steps)
        for one in found
    ]
