"""What a model emits, before it is written in one wire format or another. A fault is a change to this list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `silent` ones (think tags) cost time and are counted, but are never sent."""

    text: str
    thinking: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call. It is sent whole, after `tokens` tokens' time."""

    name: str
    arguments: Mapping[str, Any]
    id: str = ""
    tokens: int = 8


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence of `seconds` before what follows."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that are no line of the protocol."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """The model died: an HTTP status while nothing was sent, an in-band line afterwards."""

    error: str
    status: int = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection ends here: by RST when `reset`, else by FIN; `half` sends half of a line before."""

    reset: bool = False
    half: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Token counts and durations (nanoseconds) of one answer, as the last line gives them."""

    prompt_eval_count: int
    eval_count: int
    total_duration: int
    load_duration: int
    prompt_eval_duration: int
    eval_duration: int

    def as_json(self) -> dict[str, int]:
        """The fields in the server's order, without those that are 0."""
        fields = {
            "total_duration": self.total_duration,
            "load_duration": self.load_duration,
            "prompt_eval_count": self.prompt_eval_count,
            "prompt_eval_duration": self.prompt_eval_duration,
            "eval_count": self.eval_count,
            "eval_duration": self.eval_duration,
        }
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class Done:
    """The end that the server itself declares. `counts` is filled in when it is sent.

    `eos`: the model emitted an end token, which is counted, unlike the end at a stop sequence.
    """

    reason: Literal["stop", "length", "load", "unload"] = "stop"
    eos: bool = True
    counts: Counts | None = None


Event = Token | Call | Pause | Raw | Failure | Cut | Done
