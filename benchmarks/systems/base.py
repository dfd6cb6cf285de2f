"""What a benchmark asks of a system, and what it observes from outside. Standard library only."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Form = Literal["stream", "whole"]
Tier = Literal["any", "local"]


@dataclass(frozen=True)
class Setup:
    """Two models on two addresses: the primary in the cloud and the one that stands in for it.

    `seconds`, `local_seconds`: the limit on waiting for the first token, and between tokens where a system has one.
    `num_predict`: most tokens of an answer. `concurrency`: calls that each address takes at once. `via_daemon`: the
    cloud model is asked through the local server, which signs for it. `time_scale` multiplies what a system waits.
    """

    cloud_url: str
    local_url: str
    api_key: str
    cloud_model: str = "gpt-oss:120b"
    local_model: str = "emulated-brain"
    seconds: float = 10.0
    local_seconds: float = 10.0
    num_predict: int = 400
    concurrency: int = 3
    local_concurrency: int = 1
    via_daemon: bool = False
    time_scale: float = 1.0


@dataclass
class Observation:
    """One request as its caller saw it.

    `first` and `total` are seconds from the call; `shown` is the text on the screen of someone who reads the stream
    and does what the system says about dropping parts; `final` the text of the result; `model`, `tier` and `tokens`
    what the system says about who answered; `error` the exception, if any. `cpu` is the processor time in seconds
    that the process spent up to the first token, which means something when it had nothing else to do.
    """

    first: float | None = None
    cpu: float = 0.0
    total: float = 0.0
    shown: str = ""
    final: str = ""
    error: str = ""
    model: str = ""
    tier: str = ""
    tokens: int = 0


@dataclass
class Watch:
    """Takes the time of one request and collects its pieces by the id of their message, in order of arrival."""

    began: float = field(default_factory=time.perf_counter)
    busy: float = field(default_factory=time.process_time)
    seen: Observation = field(default_factory=Observation)
    parts: dict[str, str] = field(default_factory=dict)
    pieces: int = 0

    def take(self, message: str, text: str | None) -> None:
        """A piece of text appeared."""
        if not text:
            return
        if self.seen.first is None:
            self.seen.first, self.seen.cpu = time.perf_counter() - self.began, time.process_time() - self.busy
        self.pieces += 1
        self.parts[message] = self.parts.get(message, "") + text

    def drop(self, message: str) -> None:
        """The system says that a message's text is void."""
        if self.parts.pop(message, None) is not None and not self.parts:
            self.seen.first = None

    def done(self, **said: Any) -> Observation:
        """The request has ended."""
        self.seen.total = time.perf_counter() - self.began
        self.seen.shown = "".join(self.parts.values())
        for name, value in said.items():
            setattr(self.seen, name, value)
        return self.seen


class System(Protocol):
    """One system over one `Setup`."""

    async def ask(
        self, text: str, watch: Watch, *, form: Form = "stream", tier: Tier = "any", leave_after: int = 0,
        tools: bool = False,
    ) -> Observation:  # fmt: skip
        """Ask once. `leave_after`: go away after that many pieces; `tools`: offer it a tool that runs Python.

        Whatever it raises is the system's own error.
        """
        ...

    async def aclose(self) -> None:
        """Close what it opened."""
        ...
