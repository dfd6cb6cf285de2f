"""A model node: asks the candidate whose turn it is; on failure hands over to the next one in the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from langchain_core.messages import AIMessage, AnyMessage
from langchain_core.runnables import RunnableConfig

from .attempts import announce, drop, partial, record, stamped, tell_failure, tell_fallback
from .decisions import judge
from .errors import NoModelAvailableError
from .events import emit
from .labels import label_messages
from .models.call import Answer
from .models.errors import ModelCallError, failure
from .prompts import prompt
from .routing.policy import room
from .routing.types import Candidate, NodeName, RuledOut, Sensitivity
from .run import Run, current_run
from .services import Services
from .state import Attempt, State, StepState
from .text_tools import called_in_words
from .windows import added, fitted

TOOL_TASKS = frozenset({"execution"})


class ModelNode:
    """One of the four model nodes. It never decides who is next: the chain does."""

    def __init__(self, name: NodeName, services: Services) -> None:
        self._name = name
        self._services = services

    async def __call__(self, state: State, config: RunnableConfig) -> State:
        """Ask once and write the answer, or the failure and the next place in the chain.

        Raises:
            NoModelAvailableError: the chain has ended.
        """
        run = current_run((await self._services.ready()).settings)
        step = state["steps"][state["step"]]
        candidate = Candidate.model_validate(step["candidates"][step["candidate"]])
        tools = await self._schemas(state, run, config)
        announce(state["step"], candidate)
        try:
            answer = await self._ask(state, run, candidate, tools)
        except ModelCallError as error:
            if error.refusal:
                return _refused(state, candidate, error)
            return await self._failed(state, run, candidate, error)
        return await self._answered(state, run, candidate, answer, tools, config)

    async def _ask(self, state: State, run: Run, candidate: Candidate, tools: Sequence[dict[str, Any]]) -> Answer:
        route = state["route"] or {}
        told = prompt(
            _fitted(state, candidate, tools),
            candidate,
            state["steps"],
            state["step"],
            route.get("language", "en"),
            tools=bool(tools),
        )
        label = Sensitivity.model_validate(state.get("sensitivity") or {})
        if candidate.tier == "cloud":
            label = label | await label_messages(state["messages"])
        return await self._services.manager.call(
            candidate, told, tools=tools if candidate.tools else (), privacy=run.privacy,
            sensitivity=label, clocks=run.clocks(candidate),
        )  # fmt: skip

    async def _schemas(self, state: State, run: Run, config: RunnableConfig) -> list[dict[str, Any]]:
        step = state["steps"][state["step"]]
        if step["task"] not in TOOL_TASKS or step["rounds"] >= run.context.max_tool_rounds:
            return []
        toolbox = await self._services.tools.get(state, config)
        return toolbox.schemas()

    async def _answered(
        self, state: State, run: Run, candidate: Candidate, answer: Answer, tools: Sequence[dict[str, Any]],
        config: RunnableConfig,
    ) -> State:  # fmt: skip
        message, step = stamped(answer.message, candidate), state["steps"][state["step"]]
        if tools and not message.tool_calls:
            message = called_in_words(message, candidate, answered_before=bool(step["rounds"]))
        update: State = {
            "messages": [message],
            "attempts": [*state["attempts"], record(state, candidate, answer)],
        }
        if not message.tool_calls:
            return {**update, **await self._done(state, message, config)}
        toolbox = await self._services.tools.get(state, config)
        decisions = await judge(toolbox, message.tool_calls, run.approval)
        wrong = any(decision["wrong"] for decision in decisions)
        if not tools or (wrong and step.get("repairing")):
            return await self._failed(state, run, candidate, _useless(answer, offered=bool(tools)))
        change = {"rounds": step["rounds"] + 1, "repairing": wrong}
        return {**update, "decisions": decisions, "steps": _with_step(state, change)}

    async def _done(self, state: State, message: AIMessage, config: RunnableConfig) -> State:
        if state["step"] + 1 == len(state["steps"]):
            await self._services.tools.close(state)
        steps = _with_step(state, {"status": "done", "message_id": message.id or ""})
        return {"steps": steps, "step": state["step"] + 1}

    async def _failed(self, state: State, run: Run, candidate: Candidate, error: ModelCallError) -> State:
        step, attempt = state["steps"][state["step"]], record(state, candidate, error)
        attempts, kept = [*state["attempts"], attempt], partial(candidate, error, run.context.on_partial)
        tell_failure(attempt, error, kept=bool(kept))
        change: dict[str, Any] = {"candidate": step["candidate"] + 1, "repairing": False}
        if error.kind == "unsupported" and candidate.tools and self._services.manager.lacks_tools(candidate.model):
            change = {"candidates": _without_tools(step["candidates"], candidate.model)}
        elif change["candidate"] == len(step["candidates"]):
            if not (more := _last_resorts(step["candidates"], attempts, state["step"])):
                await self._services.tools.close(state)
                raise NoModelAvailableError(attempts, [RuledOut.model_validate(one) for one in step["ruled_out"]])
            change["candidates"] = [*step["candidates"], *more]
        steps = _with_step(state, change)
        tell_fallback(state["step"], candidate, steps[state["step"]])
        return {"attempts": attempts, "steps": steps, "messages": kept}


def _refused(state: State, candidate: Candidate, error: ModelCallError) -> State:
    """A model's own safety policy is an answer: it goes to the caller and is never routed around."""
    drop(error)
    message = stamped(AIMessage(str(error), id=str(uuid4())), candidate)
    attempt: Attempt = {**record(state, candidate, error), "outcome": "answered"}
    steps = _with_step(state, {"status": "done", "message_id": message.id or ""})
    return {
        "messages": [message],
        "attempts": [*state["attempts"], attempt],
        "steps": steps,
        "step": state["step"] + 1,
    }


def _useless(answer: Answer, *, offered: bool) -> ModelCallError:
    """The failure of a model whose tool call cannot be made, although it was told what was wrong with the last one."""
    again = "its tool call could not be made, and the next one neither, although it was told why"
    error = failure("tool_parse", again if offered else "it called a tool where it had none")
    error.shown, error.message_id, error.ms = bool(answer.message.text), answer.message.id or "", answer.ms
    return error


def _with_step(state: State, change: dict[str, Any]) -> list[StepState]:
    steps = list(state["steps"])
    steps[state["step"]] = cast(StepState, {**steps[state["step"]], **change})
    return steps


def _without_tools(candidates: list[dict[str, Any]], model: str) -> list[dict[str, Any]]:
    return [{**one, "tools": False} if one["model"] == model else one for one in candidates]


def _last_resorts(
    candidates: list[dict[str, Any]], attempts: Sequence[Attempt], step: int
) -> list[dict[str, Any]]:  # fmt: skip
    """Whom other requests' failures kept from being called since the chain was made: with nobody else left they are
    asked, once. Whom this step's own failures kept out would fail as well."""
    if any(one["last_resort"] for one in candidates):
        return []
    mine = [one for one in attempts if one["step"] == step]
    met = {(one["tier"], one["kind"]) for one in mine if one["outcome"] == "failed"}
    skipped = [one for one in mine if one["outcome"] == "skipped" and (one["tier"], one["kind"]) not in met]
    names = {(one["tier"], one["model"]) for one in skipped}
    return [{**one, "last_resort": True} for one in candidates if (one["tier"], one["model"]) in names]


def _fitted(state: State, candidate: Candidate, tools: Sequence[dict[str, Any]]) -> list[AnyMessage]:
    """The conversation, without its oldest messages when it is longer than the candidate's window."""
    part = state["steps"][state["step"]]["text"] if len(state["steps"]) > 1 else ""
    messages = state["messages"]
    kept = fitted(messages, room(candidate.window) - added(part, tools))
    if cut := len(messages) - len(kept):
        emit({"type": "trimmed", "model": candidate.model, "messages": cut, "window": candidate.window})
    return kept
