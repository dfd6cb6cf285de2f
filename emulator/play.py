"""What a fault does on the wire, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "none",
    "down",
    "unresolvable",
    "reset",
    "close",
    "silence",
    "status",
    "html",
    "cut",
    "stall",
    "malformed",
    "lost",
    "no_done",
    "error_line",
    "thinking_only",
    "load_only",
    "one_json",
    "refusal",
    "truncated",
    "cold",
    "endless",
]
HTTP_KINDS = frozenset({"reset", "close", "status", "html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What a fault does on the wire; a row of the catalogue.

    Attributes:
        status, error, headers: Of a "status" or "html" answer; `{model}` in the text is the model's name.
        extra: More keys of the error object.
        after: Tokens sent before it strikes.
        tokens: Length that the answer is brought to, in tokens; None leaves it.
        seconds: Of silence, stall or loading.
        reset, half: How a connection is cut: by RST instead of FIN, and after half a line.
        with_tools: Only requests that offer tools meet it.
        times: Requests that meet it; None: every one.
        duration: Seconds until it is over; None: it stays.
    """

    kind: Kind
    about: str = ""
    status: int = 200
    error: str = ""
    headers: Mapping[str, str] | None = None
    extra: Mapping[str, str] | None = None
    after: int = 0
    tokens: int | None = None
    seconds: float = 0.0
    reset: bool = False
    half: bool = False
    with_tools: bool = False
    times: int | None = None
    duration: float | None = None
