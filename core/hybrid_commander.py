"""HybridCommander: one object that answers requests, streams them, keeps threads and says how everything stands."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from ..graph import Context, build_graph
from ..graph.labels import label_messages
from ..graph.models.guard import label_all, ready
from ..graph.models.manager import HybridModelManager
from ..graph.models.settings import Settings, SettingsError
from ..graph.routing import Sensitivity
from ..graph.run import Run
from .exits import guarded, keep_statements_out_of_logs
from .response import Response, response_of
from .stream import Done, StreamEvent, events_of

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from ..graph.models.status import Status


class HybridCommander:
    """Answers requests with the right model, and with the next one when it fails.

    Use it with `async with`, or call `aclose` in the end. A request without a `thread_id` is a conversation of
    its own and is forgotten when it is answered.
    """

    def __init__(
        self, manager: HybridModelManager | None = None, *, checkpointer: BaseCheckpointSaver[Any] | None = None
    ) -> None:
        self.manager = manager or HybridModelManager()
        self._checkpointer = checkpointer or InMemorySaver()
        keep_statements_out_of_logs()
        self.graph = build_graph(self.manager, checkpointer=self._checkpointer)

    async def process_message(self, message: str, *, thread_id: str | None = None, **context: Any) -> Response:
        """Answer one message. `context` takes the fields of `Context`: mode, privacy, approval, clocks, models.

        Raises:
            NoModelAvailableError: every candidate failed, or none was allowed.
            SettingsError: a field of `context` has a value that cannot be used.
        """
        async with aclosing(self.stream_message(message, thread_id=thread_id, **context)) as events:
            return await _last(events)

    async def stream_message(
        self, message: str, *, thread_id: str | None = None, **context: Any
    ) -> AsyncGenerator[StreamEvent]:
        """Typed events while the request is answered; the last is `done` with the response.

        A consumer that drops the text of discarded messages has the text of the response.
        """
        given = {"messages": [{"role": "user", "content": message}]}
        async with aclosing(self._run(given, thread_id, context, [message])) as events:
            async for event in events:
                yield event

    async def resume(self, thread_id: str, decisions: list[dict[str, Any]], **context: Any) -> Response:
        """Go on with a request whose tool calls waited for approval, one decision for each in `pending`.

        A decision is `{"type": "approve"}`, `{"type": "reject", "message": ...}` or
        `{"type": "edit", "edited_action": {"name": ..., "args": ...}}`.
        """
        async with aclosing(self.stream_resume(thread_id, decisions, **context)) as events:
            return await _last(events)

    async def stream_resume(
        self, thread_id: str, decisions: list[dict[str, Any]], **context: Any
    ) -> AsyncGenerator[StreamEvent]:
        """As `resume`, streamed."""
        command: Command[Any] = Command(resume={"decisions": decisions})
        told = [json.dumps(decisions, ensure_ascii=False)]
        async with aclosing(self._run(command, thread_id, context, told)) as events:
            async for event in events:
                yield event

    def get_status(self) -> Status:
        """Probe both servers now and say how everything stands; at most a few seconds, also in a running loop."""
        return self.manager.get_status()

    async def aclose(self) -> None:
        """Close what was opened on this event loop."""
        await self.manager.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _run(
        self, given: Any, thread_id: str | None, context: dict[str, Any], texts: list[str]
    ) -> AsyncGenerator[StreamEvent]:
        thread = thread_id or f"once-{uuid4()}"
        config: RunnableConfig = {"configurable": {"thread_id": thread}}
        chosen, final = _context(context), dict[str, Any]()
        private = await self._is_private([*texts, thread], chosen)
        private = private or (thread_id is not None and await self._was_private(config, texts))
        try:
            parts = self.graph.astream(given, config, context=chosen, stream_mode=["custom", "messages", "values"])
            async with aclosing(guarded(events_of(parts, final), private=private)) as events:
                async for event in events:
                    yield event
        except BaseException:
            await self._forget(thread, thread_id)
            raise
        response = response_of(final, thread, _pending(final))  # type: ignore[arg-type]
        if not response.pending:
            await self._forget(thread, thread_id)
        done: Done = {"type": "done", "response": response}
        yield done

    async def _is_private(self, texts: list[str], context: Context) -> bool:
        """Whether a tracer must not hear of a run, by its mode and by what is said now."""
        await ready()
        run = Run(context, self.manager.settings)
        return run.mode == "offline" or run.privacy == "strict" or bool(label_all(texts))

    async def _was_private(self, config: RunnableConfig, texts: list[str]) -> bool:
        """Whether anything in the thread before is private, labelled or not, or becomes so with `texts` behind it."""
        before = (await self.graph.aget_state(config)).values
        label = Sensitivity.model_validate(before.get("sensitivity") or {})
        return bool(label | await label_messages([*(before.get("messages") or []), *map(HumanMessage, texts)]))

    async def _forget(self, thread: str, thread_id: str | None) -> None:
        if thread_id is None:
            await self._checkpointer.adelete_thread(thread)


def create_hybrid_commander(
    cloud_model: str | None = None,
    cloud_api_key: str | None = None,
    cloud_enabled: bool | None = None,
    fallback_enabled: bool | None = None,
    *,
    checkpointer: BaseCheckpointSaver[Any] | None = None,
    **settings: Any,
) -> HybridCommander:
    """A commander with explicit settings over those of the environment; `settings` are fields of `Settings`.

    An empty `cloud_api_key` leaves the environment's key in force.

    Raises:
        SettingsError: a value cannot be used.
    """
    chosen = Settings.load(
        cloud_model=cloud_model,
        cloud_api_key=cloud_api_key or None,
        cloud_enabled=cloud_enabled,
        fallback_enabled=fallback_enabled,
        **settings,
    )
    return HybridCommander(HybridModelManager(chosen), checkpointer=checkpointer)


def _context(values: dict[str, Any]) -> Context:
    unknown = set(values) - set(Context.model_fields)
    if unknown:
        accepted = ", ".join(Context.model_fields)
        raise SettingsError(f"{sorted(unknown)[0]}: no setting of a run; accepted: {accepted}")
    try:
        return Context.model_validate(values)
    except ValueError as error:
        raise SettingsError(str(error).splitlines()[0]) from error


def _pending(final: dict[str, Any]) -> list[dict[str, Any]]:
    return [request for one in final.get("__interrupt__", ()) for request in one.value["action_requests"]]


async def _last(events: AsyncGenerator[StreamEvent]) -> Response:
    async for event in events:
        if event["type"] == "done":
            return event["response"]
    raise AssertionError("a stream ends with a response or an error")
