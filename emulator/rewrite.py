"""Faults inside an answer: changes to the list of events that a model is about to emit."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from .events import Cut, Done, Event, Failure, Pause, Raw, Token
from .language import Language
from .play import Play
from .texts import FILLER, REFUSAL
from .tokens import words

_JUNK = b'{"model":"emulated","created_at":"20\n'


def rewrite(events: list[Event], play: Play, language: Language) -> list[Event]:
    """`events` with the fault in them."""
    if play.tokens is not None:
        events = _sized(events, play.tokens, language)
    change = _CHANGES.get(play.kind)
    return change(events, play, language) if change else events


def _sized(events: list[Event], tokens: int, language: Language) -> list[Event]:
    """The answer brought to exactly `tokens` visible tokens by cutting it, or by adding sentences."""
    visible = [event for event in events if isinstance(event, Token) and not event.silent]
    filler = itertools.cycle(words(FILLER[language]))
    missing = [Token(next(filler)) for _ in range(tokens - len(visible))]
    rest = [event for event in events if not isinstance(event, Token)]
    return [*(visible + missing)[:tokens], *rest]


def _place(events: list[Event], after: int) -> int:
    """Index behind the first `after` visible tokens, but before whatever is not a token."""
    seen = 0
    for index, event in enumerate(events):
        if seen >= after or not isinstance(event, Token):
            return index
        seen += not event.silent
    return len(events)


def _cut(events: list[Event], play: Play, _: Language) -> list[Event]:
    return [*events[: _place(events, play.after)], Cut(play.reset, play.half)]


def _stall(events: list[Event], play: Play, _: Language) -> list[Event]:
    place = _place(events, play.after)
    return [*events[:place], Pause(play.seconds), *events[place:]]


def _malformed(events: list[Event], play: Play, _: Language) -> list[Event]:
    place = _place(events, play.after)
    return [*events[:place], Raw(_JUNK), *events[place:]]


def _lost(events: list[Event], play: Play, _: Language) -> list[Event]:
    place = _place(events, play.after)
    spoilt = [replace(event, silent=True) for event in events[place : place + 1] if isinstance(event, Token)]
    return [*events[:place], Raw(_JUNK), *spoilt, *events[place + 1 :]]


def _no_done(events: list[Event], play: Play, _: Language) -> list[Event]:
    kept: list[Event] = [event for event in events if not isinstance(event, Done)]
    return kept[: _place(kept, play.after)] if play.after else kept


def _error_line(events: list[Event], play: Play, _: Language) -> list[Event]:
    return [*events[: _place(events, play.after)], Failure(play.error)]


def _thinking_only(events: list[Event], _play: Play, _: Language) -> list[Event]:
    thoughts = [replace(event, thinking=True) for event in events if isinstance(event, Token)]
    return [*thoughts, Done("stop")]


def _load_only(_events: list[Event], _play: Play, _: Language) -> list[Event]:
    return [Done("load")]


def _refusal(_events: list[Event], _play: Play, language: Language) -> list[Event]:
    return [*(Token(text) for text in words(REFUSAL[language])), Done("stop")]


_CHANGES: dict[str, Callable[[list[Event], Play, Language], list[Event]]] = {
    "cut": _cut,
    "stall": _stall,
    "malformed": _malformed,
    "lost": _lost,
    "no_done": _no_done,
    "one_json": _no_done,
    "error_line": _error_line,
    "thinking_only": _thinking_only,
    "load_only": _load_only,
    "refusal": _refusal,
}
