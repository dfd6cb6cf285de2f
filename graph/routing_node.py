"""The router node: what is asked, in which steps, and who may answer the step that comes now."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from langchain_core.messages import AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from .errors import NoModelAvailableError
from .events import emit
from .labels import has_image, label_messages, veil
from .refine import SecondOpinion
from .routing.followup import leans_back
from .routing.policy import Chain
from .routing.types import Route, Sensitivity, Step
from .run import Run, current_run
from .services import Services
from .state import State, StepState
from .windows import added, conversation, least


class RouterNode:
    """Classifies a new request; on the way back from a finished step it dispatches the next one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._opinion = SecondOpinion()

    async def __call__(self, state: State, _: RunnableConfig) -> State:
        """Write route, steps and the current step's chain.

        Raises:
            NoModelAvailableError: nobody may or can answer.
            ValueError: the last message is not the user's.
        """
        run = current_run((await self._services.ready()).settings)
        if _continues(state):
            return await self._dispatch(state, run, Route.model_validate(state["route"]), {})
        route = await self._read(state["messages"], run)
        steps = [_step_state(step) for step in _at_most(route.steps, run.context.max_steps)]
        fresh: State = {
            "steps": steps,
            "step": 0,
            "attempts": [],
            "artifacts": [],
            "decisions": [],
            "session": uuid4().hex,
        }
        return await self._dispatch(state, run, route, fresh)

    async def _read(self, messages: Sequence[AnyMessage], run: Run) -> Route:
        """What the last message asks for; read again where the router is unsure and that is switched on."""
        text, history = _request(messages), _history(messages)
        route = self._services.router.route(text, history=history)
        if run.settings.router_refine == "off" or (history and leans_back(text)):
            return route
        return await self._opinion.on(route, self._services.manager, run.mode)

    async def _dispatch(self, state: State, run: Run, route: Route, fresh: State) -> State:
        steps, index = list(fresh.get("steps") or state["steps"]), fresh.get("step", state.get("step", 0))
        before = Sensitivity.model_validate(state.get("sensitivity") or {})
        label = before | await label_messages(state["messages"])
        step = Step.model_validate({key: steps[index][key] for key in Step.model_fields})  # type: ignore[literal-required]
        part = added(step.text if len(steps) > 1 else "")
        found = await self._chain(run, step, part, state["messages"], label)
        decided = {"candidates": found.candidates, "ruled_out": found.ruled_out}
        route = route.model_copy(update={"sensitivity": label, "tokens": conversation(state["messages"]), **decided})
        hide = veil(state["messages"])
        if index == 0:
            emit({"type": "route", "route": route.model_dump(mode="json")}, hide)
        if not found.candidates:
            raise NoModelAvailableError(fresh.get("attempts", state.get("attempts", [])), found.ruled_out)
        steps[index] = _running(steps[index], found)
        emit({"type": "step", "step": index, "of": len(steps), "task": step.task, "text": step.text}, hide)
        return {
            **fresh, "steps": steps, "step": index, "route": route.model_dump(mode="json"),
            "sensitivity": label.model_dump(mode="json"),
        }  # fmt: skip

    async def _chain(
        self, run: Run, step: Step, part: int, messages: Sequence[AnyMessage], label: Sensitivity
    ) -> Chain:  # fmt: skip
        facts = await self._services.manager.facts(run.mode)
        sizes = conversation(messages) + part, least(messages) + part
        return run.chain(step, facts, label, *sizes, images=_is_about_images(messages))


def _continues(state: State) -> bool:
    last = state["messages"][-1] if state.get("messages") else None
    unfinished = state.get("step", 0) < len(state.get("steps") or [])
    return bool(state.get("route")) and unfinished and not isinstance(last, HumanMessage)


def _request(messages: Sequence[AnyMessage]) -> str:
    last = messages[-1] if messages else None
    if not isinstance(last, HumanMessage) or not last.text.strip():
        raise ValueError("the last message must be the user's and must have text")
    return last.text


def _is_about_images(messages: Sequence[AnyMessage]) -> bool:
    """Whether the last request brings an image, or leans on what was said when there was one."""
    requests = [message for message in messages if isinstance(message, HumanMessage)]
    meant = requests if leans_back(requests[-1].text) else requests[-1:]
    return any(map(has_image, meant))


def _history(messages: Sequence[AnyMessage]) -> list[tuple[str, str]]:
    roles = {"human": "user", "ai": "assistant"}
    earlier = [message for message in messages[:-1] if message.type in roles and message.text]
    return [(roles[message.type], message.text) for message in earlier[-6:]]


def _at_most(steps: tuple[Step, ...], limit: int) -> list[Step]:
    """The first `limit` steps; what comes after is joined to the last."""
    kept, rest = list(steps[:limit]), steps[limit:]
    if rest:
        text = "\n".join([kept[-1].text, *(step.text for step in rest)])
        kept[-1] = kept[-1].model_copy(update={"text": text})
    return kept


def _step_state(step: Step) -> StepState:
    return {
        "task": step.task, "text": step.text, "complexity": step.complexity, "confidence": step.confidence,
        "cloud_probability": step.cloud_probability, "status": "pending", "candidates": [], "ruled_out": [],
        "candidate": 0, "message_id": "", "rounds": 0,
    }  # fmt: skip


def _running(step: StepState, found: Chain) -> StepState:
    return {
        **step,
        "status": "running",
        "candidates": [one.model_dump(mode="json") for one in found.candidates],
        "ruled_out": [one.model_dump(mode="json") for one in found.ruled_out],
    }
