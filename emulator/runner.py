"""A model run: the prompt is fitted into the context, the persona writes, and its tokens come at a set pace."""

from __future__ import annotations

import itertools
import secrets
import string
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .ask import Ask
from .checks import AskError
from .clock import Clock
from .conversation import Answer, Conversation
from .events import Call, Counts, Done, Event, Pause, Token
from .grammar import sample
from .models import EmulatedModel
from .tokens import json_tokens, message_tokens, prompt_tokens, words

_GUARD = 30  # equal tokens in a row after which the server stops without a last line
_BOUND = 10  # num_predict -1 still ends after this many times num_ctx
_ID_LETTERS = string.ascii_lowercase + string.digits


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is left of the messages after they were fitted into the context, and their tokens."""

    messages: tuple[dict[str, Any], ...]
    tokens: int


def fit(ask: Ask, model: EmulatedModel, num_ctx: int) -> Prompt:
    """The prompt within `num_ctx` tokens: the oldest messages go first, then the front of what is left.

    Raises:
        AskError: 400, when the request says `truncate: false` and it does not fit.
    """
    messages = list(ask.messages)
    if prompt_tokens(messages, model.chars_per_token) <= num_ctx:
        return Prompt(tuple(messages), prompt_tokens(messages, model.chars_per_token))
    if not ask.truncate:
        raise AskError(400, "the input length exceeds the context length", late=True)
    while prompt_tokens(messages, model.chars_per_token) > num_ctx and (index := _oldest(messages)) is not None:
        del messages[index]
    total = prompt_tokens(messages, model.chars_per_token)
    if total > num_ctx and messages:
        last = messages[-1]
        room = max(0, num_ctx - total + message_tokens(last, model.chars_per_token) - 2)
        kept = str(last.get("content") or "")[-int(room * model.chars_per_token) :] if room else ""
        messages[-1] = last | {"content": kept}
    return Prompt(tuple(messages), min(total, num_ctx))


def script(ask: Ask, model: EmulatedModel, prompt: Prompt, num_ctx: int) -> list[Event]:
    """All that `model` will emit for `prompt`, in order; without a `Done` when the repeat guard ends it."""
    conversation = Conversation(prompt.messages, ask.tools, ask.think, ask.raw)
    answer = model.answer(conversation)
    if ask.format is not None:
        answer = replace(answer, content=json_tokens(sample(ask.format)), calls=(), endless=False)
    if "thinking" not in model.capabilities or ask.think is False:
        answer = replace(answer, thinking="")
    events, reason = _limit(answer, _most(ask, prompt, num_ctx))
    events, stopped = _stop(events, ask.options.stop)
    events, guarded = _guard(events)
    return events if guarded else [*events, Done("stop" if stopped else reason, eos=not stopped and reason == "stop")]


async def play(
    events: Iterable[Event], clock: Clock, *, pace: float, first_token: float, tokens: int, load: float
) -> AsyncIterator[Event]:
    """`events` at the model's pace, without the pauses and silent tokens; `Done` gets its counts."""
    started = time.monotonic()
    due, step = started + first_token * clock.scale, pace * clock.scale
    count = 0
    for event in events:
        if isinstance(event, Pause):
            due += event.seconds * clock.scale
            continue
        due += step * (event.tokens - 1 if isinstance(event, Call) else 0)
        await clock.until(due)
        if isinstance(event, Done):
            ended = time.monotonic()
            spent = [round(seconds * 1e9) for seconds in (ended - started + load, load, first_token * clock.scale)]
            total, loading, prompting = spent
            counted = count + event.eos
            writing = max(1, total - loading - prompting) if counted > 1 else 0
            counts = Counts(tokens, counted, total, loading, prompting, writing)
            yield replace(event, counts=counts)
            continue
        if isinstance(event, Token | Call):
            count += event.tokens if isinstance(event, Call) else 1
            due += step
        if not (isinstance(event, Token) and event.silent):
            yield event


def _oldest(messages: list[dict[str, Any]]) -> int | None:
    """Index of the oldest message that may go: never a system message, never the last."""
    return next((i for i, message in enumerate(messages[:-1]) if message.get("role") != "system"), None)


def _most(ask: Ask, prompt: Prompt, num_ctx: int) -> int:
    bound = ask.options.num_predict if ask.options.num_predict > 0 else _BOUND * num_ctx
    return bound if ask.shift else max(1, min(bound, num_ctx - prompt.tokens + 1))


def _limit(answer: Answer, most: int) -> tuple[list[Event], Any]:
    events: list[Event] = list(itertools.islice(_events(answer), most + 1))
    return (events[:most], "length") if len(events) > most else (events, "stop")


def _events(answer: Answer) -> Iterator[Event]:
    if answer.thinking:
        yield Token("<think>", silent=True)
        yield from (Token(text, thinking=True) for text in _cut(answer.thinking))
        yield Token("</think>", silent=True)
    content = _cut(answer.content)
    yield from (Token(text) for text in (itertools.cycle(content) if answer.endless else content))
    yield from (replace(call, id=call.id or _call_id()) for call in answer.calls)


def _cut(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return words(text) if isinstance(text, str) else text


def _call_id() -> str:
    return "call_" + "".join(secrets.choice(_ID_LETTERS) for _ in range(8))


def _stop(events: list[Event], stops: tuple[str, ...]) -> tuple[list[Event], bool]:
    """Cut the content before the first stop sequence."""
    text = "".join(
        event.text for event in events if isinstance(event, Token) and not event.thinking and not event.silent
    )
    found = [place for stop in stops if stop and (place := text.find(stop)) >= 0]
    if not found:
        return events, False
    left = min(found)
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Token) and not event.thinking and not event.silent:
            if len(event.text) >= left:
                return [*kept, *([replace(event, text=event.text[:left])] if left else [])], True
            left -= len(event.text)
        kept.append(event)
    return kept, True


def _guard(events: list[Event]) -> tuple[list[Event], bool]:
    """Where one token is repeated more than the guard allows, the events up to there."""
    same, last = 0, ""
    for index, event in enumerate(events):
        text = event.text.strip() if isinstance(event, Token) else ""
        same = same + 1 if text and text == last else 0
        last = text
        if same > _GUARD:
            return events[:index], True
    return events, False
