"""One call to one model: queue, breaker, client, clocks, retry. It ends in a whole answer or a `ModelCallError`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, SystemMessage
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.runnables import RunnableConfig
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, retry_never, wait_random

from ..routing.types import PrivacyMode, Sensitivity
from .admission import AdmissionQueue
from .breaker import ANSWERED, NOTHING, Admission, Breaker, End, Failed
from .classify import classify
from .clients import LoopClients
from .clocks import Clocks
from .endpoint import Endpoint
from .errors import RULES, Kind, ModelCallError, failure
from .guard import texts_within, values_in
from .request import writable
from .scope import CallScope, call_scope

RETRY_SECONDS = (0.05, 0.3)
ONE_SERVICE: frozenset[Kind] = frozenset(
    {"timeout_first_token", "timeout_idle", "overloaded", "server_error", "incomplete", "malformed"}
)
REPAIR = "Your last tool call could not be read ({problem}). Call the tool again with arguments that are valid JSON."


@dataclass(frozen=True)
class Request:
    """What is asked of a model. `options` are Ollama's (num_ctx, num_predict), sorted by name.

    `thinking`: the server parts the model's reasoning from its answer; `closing`: the tag that ends it in the text.
    `schema`: the JSON schema that the answer must satisfy, which Ollama enforces as a grammar.
    """

    model: str
    messages: Sequence[BaseMessage]
    clocks: Clocks
    tools: Sequence[dict[str, Any]] = ()
    options: tuple[tuple[str, int | float], ...] = ()
    thinking: bool = False
    closing: str = ""
    privacy: PrivacyMode = "auto"
    sensitivity: Sensitivity = field(default_factory=Sensitivity)
    force: bool = False
    schema: dict[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    """A whole answer. Times in milliseconds, counts in tokens; `first_ms` is the time to the first token."""

    message: AIMessage
    first_ms: float
    ms: float
    prompt_tokens: int
    answer_tokens: int
    tries: int = 1


class Door:
    """Everything between a node and one endpoint."""

    def __init__(self, endpoint: Endpoint, clients: LoopClients, queue: AdmissionQueue, breaker: Breaker) -> None:
        self.endpoint = endpoint
        self.clients = clients
        self.queue = queue
        self._breaker = breaker

    async def call(self, request: Request, config: RunnableConfig | None = None) -> Answer:
        """Ask once, retrying only what a retry can cure and only before anything was shown.

        The answer's message has the id of its streamed chunks; so has the `message_id` of an error.

        Raises:
            ModelCallError: the call failed, or its breaker is open (then `skipped` is true).
        """
        async with self.queue.slot():
            admissions = await self._admit(request)
            ends: tuple[End, End] = NOTHING, NOTHING
            try:
                answer = await self._with_retry(request, config, probe=any(one.probe for one in admissions))
                ends = ANSWERED, ANSWERED
            except ModelCallError as error:
                ends = self._ends(error)
                raise
            finally:
                await self._breaker.report(*zip(admissions, ends, strict=False))
            return answer

    async def _admit(self, request: Request) -> tuple[Admission, ...]:
        if request.force:
            return ()
        keys = (self.endpoint.breaker_key, self.endpoint.model_key(request.model))
        admissions = await self._breaker.admit_all(keys)
        if admissions[0].allowed:
            return admissions
        kind: Kind = admissions[0].reason if admissions[0].reason in RULES else "overloaded"
        error = failure(kind, f"not called: its breaker is open ({kind})")
        error.skipped = True
        raise error

    def _ends(self, error: ModelCallError) -> tuple[End, End]:
        """Move the breaker that the error blames; the other one learned that its part works, or nothing."""
        failed = Failed(RULES[error.kind].open_for, error.retry_after, reason=error.kind)
        blames = self._blamed(error)
        if blames == "endpoint":
            return failed, NOTHING
        return (ANSWERED, failed) if blames == "model" else (NOTHING, NOTHING)

    def _blamed(self, error: ModelCallError) -> str | None:
        """The cloud is one service: a model there that is silent or overloaded says the same of the others."""
        whole = self.endpoint.key == "cloud" and error.kind in ONE_SERVICE
        return "endpoint" if whole else error.blames

    async def _with_retry(self, request: Request, config: RunnableConfig | None, *, probe: bool) -> Answer:
        retry = retry_never if probe else retry_if_exception(self._curable)
        retrying = AsyncRetrying(retry=retry, wait=wait_random(*RETRY_SECONDS), stop=_tries_used, reraise=True)
        problem = ""
        async for attempt in retrying:
            with attempt:
                try:
                    return await self._once(request, config, attempt.retry_state.attempt_number, problem)
                except ModelCallError as error:
                    error.tries = attempt.retry_state.attempt_number
                    problem = str(error) if error.kind == "tool_parse" else ""
                    raise
        raise AssertionError("tenacity ends with a result or an error")

    def _curable(self, error: BaseException) -> bool:
        """Whether to ask again: nothing was shown, and a retry helps more than the next candidate would.

        An overloaded cloud has said that it wants less traffic; an overloaded local server has a queue that moves.
        """
        if not isinstance(error, ModelCallError) or error.shown:
            return False
        crowded = error.kind == "overloaded" and self.endpoint.key == "cloud"
        return RULES[error.kind].retries > 0 and not crowded

    async def _once(self, request: Request, config: RunnableConfig | None, tries: int, problem: str) -> Answer:
        run_id, started = uuid4(), asyncio.get_running_loop().time()
        scope = CallScope(request.clocks, request.privacy, request.sensitivity, request.thinking, request.closing)
        messages = [writable(message) for message in request.messages]
        if problem:
            messages.append(SystemMessage(REPAIR.format(problem=problem)))
        llm = await self.clients.chat_model(request.model, request.options)
        run: RunnableConfig = {**(config or {}), "run_id": run_id}
        bound: dict[str, Any] = {"tools": list(request.tools)} if request.tools else {}
        if request.schema:
            bound["format"] = request.schema
        chunks: list[AIMessageChunk] = []
        known, cause = None, None
        with call_scope(scope):
            try:
                async for chunk in llm.astream(messages, run, **bound):
                    chunks.append(chunk)
            except Exception as error:
                known, cause = classify(error), error
                if known is None:
                    raise
        if known is None:
            return _answer(chunks, scope, tries)
        known.shown, known.message_id = scope.completion.shown, f"lc_run--{run_id}"
        if scope.completion.continuable:
            known.partial = "".join(chunk.text for chunk in chunks)
        known.ms = (asyncio.get_running_loop().time() - (scope.started or started)) * 1000
        known.conceal(values_in(texts_within(scope.asked)), self.endpoint.api_key)
        raise known from _without_payload(known.__cause__ if cause is known else cause)


def _without_payload(cause: BaseException | None) -> BaseException | None:
    """The cause of a failure, if it tells of the connection; what a client or a parser raises quotes the payload."""
    return cause if isinstance(cause, (httpx.HTTPError, OSError)) else None


def _tries_used(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return not isinstance(error, ModelCallError) or state.attempt_number > RULES[error.kind].retries


def _answer(chunks: list[AIMessageChunk], scope: CallScope, tries: int) -> Answer:
    whole = add_ai_message_chunks(chunks[0], *chunks[1:])
    completion = scope.completion
    calls = [
        {**call, "args": raw["function"].get("arguments") or {}}
        for call, raw in zip(whole.tool_calls, completion.tool_calls, strict=False)
    ]
    message = AIMessage(
        content=whole.content,
        additional_kwargs=whole.additional_kwargs,
        response_metadata=whole.response_metadata,
        usage_metadata=whole.usage_metadata,
        tool_calls=calls,
        id=whole.id,
    )
    now = asyncio.get_running_loop().time()
    first = scope.first_line_at or now
    return Answer(
        message,
        first_ms=(first - scope.started) * 1000,
        ms=(now - scope.started) * 1000,
        prompt_tokens=completion.prompt_tokens or 0,
        answer_tokens=completion.answer_tokens or 0,
        tries=tries,
    )
