"""A fault, what it plays, and the board that says which one a request meets."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, fields, replace
from typing import Any

from .catalogue import lookup
from .names import is_cloud, tagged, without_cloud
from .play import HTTP_KINDS, Play


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the catalogue by its id ("S08", "O13"), a plain name ("cut", "silence"), or an HTTP status ("503").

    Every other argument replaces what the row says; None leaves it. `times` is how many requests meet the fault
    (rows that say "once" have 1, all others no limit), `duration` how many seconds it lasts. `retry_after` adds the
    header, in seconds, which the emulator's scale leaves alone.
    """

    name: str
    times: int | None = None
    duration: float | None = None
    after: int | None = None
    tokens: int | None = None
    seconds: float | None = None
    error: str | None = None
    reset: bool | None = None
    retry_after: float | None = None

    @property
    def play(self) -> Play:
        """What happens on the wire. ValueError for a name that is not in the catalogue."""
        row = lookup(self.name)
        given = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in {"name", "retry_after"}}
        row = replace(row, **{name: value for name, value in given.items() if value is not None})
        if self.retry_after is not None:
            row = replace(row, headers={**(row.headers or {}), "Retry-After": f"{self.retry_after:g}"})
        return row


@dataclass(slots=True)
class _Posted:
    fault: Fault
    play: Play
    left: int | None
    until: float | None


class Board:
    """Which fault stands at which target; safe to change from any thread while requests come in."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._lock = threading.Lock()
        self._posted: dict[str, _Posted] = {}

    def post(self, target: str, fault: Fault) -> Play:
        """Set `fault` at `target`, in place of an earlier one there."""
        play = fault.play
        until = None if play.duration is None else time.monotonic() + play.duration * self._scale
        with self._lock:
            self._posted[_key(target, play)] = _Posted(fault, play, play.times, until)
        return play

    def remove(self, target: str | None = None) -> None:
        """Take the fault at `target` away, or all of them."""
        with self._lock:
            if target is None:
                self._posted.clear()
                return
            self._posted.pop(_plain_key(target), None)
            if is_cloud(target):
                self._posted.pop(_behind_daemon(target), None)

    def take(self, port: str, model: str, *, tools: bool) -> tuple[str, Play] | None:
        """The fault that a request to `model` at `port` meets, counted as met; `model` is "" for other endpoints."""
        name = tagged(model) if model else ""
        keys = [f"{port}:{name}", name] if name else []
        with self._lock:
            for key in (*keys, f"{port}:*", "*"):
                posted = self._posted.get(key)
                if posted is None or _is_over(posted) or not _concerns(posted.play, answers=bool(name), tools=tools):
                    continue
                if posted.left is not None:
                    posted.left -= 1
                return posted.fault.name, posted.play
        return None

    def listing(self) -> dict[str, dict[str, Any]]:
        """What stands now, for the control endpoint."""
        with self._lock:
            return {
                key: {"fault": posted.fault.name, "left": posted.left, "about": posted.play.about}
                for key, posted in self._posted.items()
                if not _is_over(posted)
            }


_OPTION = {
    "times": int,
    "after": int,
    "tokens": int,
    "duration": float,
    "seconds": float,
    "retry_after": float,
}


def parse_fault(text: str) -> tuple[str, Fault]:
    """`MODEL=ROW[,times=N][,after=N][,duration=SECONDS]...` as the command line has it."""
    match = re.fullmatch(r"(?P<target>.+?)=(?P<name>[\w\-]+)(?P<options>(?:,\w+=[\d.]+)*)", text.strip())
    if match is None:
        raise ValueError(
            f"fault {text!r} is not of the form MODEL=ROW, such as gpt-oss:120b=S08 or cloud:*=503,times=2"
        )
    options = [part.split("=", 1) for part in match["options"].split(",") if part]
    unknown = [name for name, _ in options if name not in _OPTION]
    if unknown:
        raise ValueError(f"fault {text!r}: {unknown[0]!r} is unknown: use {', '.join(_OPTION)}")
    fault = Fault(match["name"], **{name: _OPTION[name](value) for name, value in options})
    _ = fault.play
    return match["target"], fault


def _concerns(play: Play, *, answers: bool, tools: bool) -> bool:
    """Whether a request can meet the fault: one inside an answer needs an answer, some need tools."""
    return (tools or not play.with_tools) and (answers or play.kind in HTTP_KINDS | {"silence"})


def _is_over(posted: _Posted) -> bool:
    return posted.left == 0 or (posted.until is not None and time.monotonic() > posted.until)


def _key(target: str, play: Play) -> str:
    """A fault inside the stream of a proxied name belongs to the cloud, which plays the model."""
    if is_cloud(target) and play.kind not in HTTP_KINDS | {"silence"}:
        return _behind_daemon(target)
    return _plain_key(target)


def _behind_daemon(target: str) -> str:
    return f"cloud:{tagged(without_cloud(target))}"


def _plain_key(target: str) -> str:
    port, _, rest = target.partition(":")
    if target == "*" or (port in {"cloud", "local"} and rest == "*"):
        return target
    if port in {"cloud", "local"} and rest:
        return f"{port}:{tagged(rest)}"
    return tagged(target)
