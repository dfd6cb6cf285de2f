"""A second opinion on a step that the router is unsure of. Off by default; only the local server is asked.

First a local embedding model: how near is the text to utterances of each task? Then, in mode `model`, a local chat
model that must answer with one of the tasks. What fails, is late or makes no sense changes nothing.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from math import exp
from operator import mul
from typing import TypeVar, get_args

from langchain_core.messages import HumanMessage, SystemMessage
from langgraph.constants import TAG_NOSTREAM

from .models.catalog import UNREADABLE
from .models.embeddings import Vector, embed, embedding_model
from .models.errors import ModelCallError
from .models.manager import HybridModelManager
from .routing.anchors import anchors
from .routing.types import Candidate, Mode, Route, Step, Task

T = TypeVar("T")

EMBEDDING_SECONDS, MODEL_SECONDS = 1.0, 5.0
CHARACTERS = 2000
AT_ONCE = 16
WARMTH = 0.05
"""Difference of two cosines that makes one task e times as probable as another."""
TASKS: tuple[Task, ...] = get_args(Task)
SCHEMA = {"type": "object", "properties": {"task": {"enum": list(TASKS)}}, "required": ["task"]}
QUESTION = (
    "Which kind of work does the request ask for? planning: a plan, a strategy, deep analysis or hard reasoning. "
    "execution: write, fix or run code, commands, files, computation. ui: a page, a screen, an interface. general: "
    'a question, talk, a short text, a translation. Do not do the work: answer {"task": ...} alone.'
)


class SecondOpinion:
    """Vectors of the anchors are asked for once, a few at a time, and kept for each embedding model."""

    def __init__(self) -> None:
        self._known: dict[str, list[Vector]] = {}

    async def on(self, route: Route, manager: HybridModelManager, mode: Mode) -> Route:
        """The route with the tasks of its unsure steps read again; as it is when nobody private can be asked."""
        if not manager.local.private:
            return route
        steps = tuple([await self._step(step, manager, mode) for step in route.steps])
        return route.model_copy(update={"steps": steps, "task": steps[0].task, "confidence": steps[0].confidence})

    async def _step(self, step: Step, manager: HybridModelManager, mode: Mode) -> Step:
        below, text = manager.settings.router_refine_below, step.text[:CHARACTERS]
        if step.confidence >= below:
            return step
        near = await _within(EMBEDDING_SECONDS, self._nearest(text, manager))
        if near and near[1] >= below:
            return step.model_copy(update={"task": near[0], "confidence": near[1]})
        if manager.settings.router_refine == "model":
            task = await _within(MODEL_SECONDS, _told(text, manager, mode))
            return step.model_copy(update={"task": task, "confidence": below}) if task else step
        return step

    async def _nearest(self, text: str, manager: HybridModelManager) -> tuple[Task, float] | None:
        """The task of the nearest anchors and its probability."""
        local = await manager.breaker.state(manager.local.breaker_key)
        model = await embedding_model(manager.catalog) if local.status == "closed" else None
        if model is None:
            return None
        known = await self._anchors(model, manager)
        (there,) = await embed([text], model, manager.door(manager.local).clients)
        nearness = dict.fromkeys(TASKS, -1.0)
        for (task, _), vector in zip(anchors(), known, strict=True):
            nearness[task] = max(nearness[task], sum(map(mul, there, vector)))
        weights = {task: exp((cosine - 1) / WARMTH) for task, cosine in nearness.items()}
        best = max(TASKS, key=weights.__getitem__)
        return best, min(weights[best] / sum(weights.values()), 1.0)

    async def _anchors(self, model: str, manager: HybridModelManager) -> list[Vector]:
        texts = [text for _, text in await asyncio.to_thread(anchors)]
        known = self._known.setdefault(model, [])
        while len(known) < len(texts):
            place = len(known)
            known[place:] = await embed(texts[place : place + AT_ONCE], model, manager.door(manager.local).clients)
        return known


async def _told(text: str, manager: HybridModelManager, mode: Mode) -> Task | None:
    """The task that a local chat model names."""
    brains = (await manager.facts(mode)).fleet.brain
    usable = [one for one in brains if one.endpoint == "local" and one.private and one.chat and not one.resting]
    if not usable:
        return None
    model = max(usable, key=lambda one: one.resident)
    who = Candidate(node="local_brain", tier="local", model=model.name, endpoint="local", why="", window=model.window)
    asked = [SystemMessage(QUESTION), HumanMessage(text)]
    answer = await manager.call(who, asked, schema=SCHEMA, config={"tags": [TAG_NOSTREAM]})
    task = json.loads(answer.message.text)["task"]
    return task if task in TASKS else None


async def _within(seconds: float, asking: Awaitable[T]) -> T | None:
    try:
        async with asyncio.timeout(seconds):
            return await asking
    except (ModelCallError, ArithmeticError, *UNREADABLE):
        return None
