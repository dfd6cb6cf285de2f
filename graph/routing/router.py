"""The router: a request and its conversation in, a `Route` out. Pure computation, no network, no model."""

from __future__ import annotations

from collections.abc import Sequence

from .classifier import Reading, Verdict, verdict
from .followup import leans_back, previous_request, says_do_it
from .language import detect, spoken
from .steps import Part, Splitter, words_of
from .text import composed
from .types import Route, Step, Task

Turn = str | tuple[str, str]
"""One message of a conversation: its text (taken as the user's), or (role, text)."""

MEMORY = 0.6
"""How much the previous request weighs in reading a message that only makes sense after it."""
CHARACTERS_PER_TOKEN = 3.5


class IntelligentRouter:
    """Tells what kind of work a request is. One instance may serve many threads: it keeps no request."""

    def route(self, text: str, *, history: Sequence[Turn] = (), tokens: int | None = None) -> Route:
        """The tasks that `text` asks for, in order, with probabilities.

        `history` is the conversation before it, oldest first; `tokens` the size of both, else estimated.
        The route has no candidates and no privacy label yet: the policy and the detector add them.
        """
        text = composed(text)
        before = previous_request(history)
        request = Splitter(text)
        steps = tuple(_step(text, part) for part in _parts(request, text, before))
        first = steps[0]
        return Route(
            task=first.task,
            steps=steps,
            confidence=first.confidence,
            complexity=first.complexity,
            language=spoken(request.tokens, text, detect(before) if before else "en"),
            tokens=estimate(text, history) if tokens is None else tokens,
        )


def _parts(request: Splitter, text: str, before: str) -> list[Part]:
    if not before or not leans_back(text):
        return request.parts()
    read = _continued(text, before)
    return [Part(0, len(text), read.task, read)]


def _continued(text: str, before: str) -> Verdict:
    """Reads a message in the light of the request before it."""
    now, then = Reading(text).scores(), Reading(before).scores()
    if says_do_it(text):
        return verdict((now[0] - 4, now[1] + 6, *now[2:]))
    return verdict([new + MEMORY * old for new, old in zip(now, then, strict=True)])


def _step(text: str, part: Part) -> Step:
    read = part.verdict
    return Step(
        task=part.task,
        text=words_of(text, part),
        complexity="complex" if read.complex >= 0.5 else "simple",
        confidence=min(read.tasks[part.task], 1.0),
        cloud_probability=_needs_cloud(part.task, read),
    )


def _needs_cloud(task: Task, read: Verdict) -> float:
    """Complex work needs the cloud, an interface does not; plans are what the cloud is the brain for."""
    hard = min(read.complex * (1 - read.tasks["ui"]), 1.0)
    return 1 - (1 - hard) * (1 - read.tasks["planning"]) if task == "planning" else hard


def estimate(text: str, history: Sequence[Turn] = ()) -> int:
    """Tokens of a request and its history, estimated from their characters."""
    size = len(text) + sum(len(turn if isinstance(turn, str) else turn[1]) for turn in history)
    return int(size / CHARACTERS_PER_TOKEN) + 1
