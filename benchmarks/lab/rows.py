"""The failover catalogue as the benchmark plays it: 16 public rows and 22 of Ollama's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .scenarios import (
    AT_ONCE,
    cancelled,
    crowd,
    half_open,
    names_who_answered,
    nothing_there,
    once,
    outage,
    retry_after,
    with_tools,
)
from .stage import CLOUD_MODEL, LOCAL_MODEL, PLAN, Stage
from .verdict import Expect, Verdict

CODE = "Execute um código Python que soma os números 12, 30 e 58"
LONG_PLAN = PLAN + ". Considere cada detalhe do contexto. " * 120
REFUSAL = "não posso ajudar com esse pedido"
NO_TOOLS = "it runs no tools of its own"
TOOLLESS = dict.fromkeys(("litellm", "litellm-tuned", "with_fallbacks"), NO_TOOLS)


When = Literal["busy", "crowd", "timed", "quiet"]


@dataclass(frozen=True)
class Case:
    """One way to play a row.

    `changes` go to the fault (or to the scenario), `options` to the request, `setup` to the system. `idle`: it mostly
    waits, so it may run beside many others. `cold`: without a request before. `parallel`: requests that the local
    server serves at once. `when`: "busy" rows run a few at a time; "crowd" ones, which take all of the machine for a
    moment, well apart; "timed" ones together, because tenths of seconds count; "quiet" ones alone.
    """

    fault: str = ""
    expect: Expect = field(default_factory=Expect)
    play: Callable[[Stage, Case], Awaitable[Verdict]] = once
    text: str = PLAN
    changes: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    setup: dict[str, Any] = field(default_factory=dict)
    idle: bool = False
    when: When = "busy"
    cold: bool = False
    parallel: int = 1

    def untimed(self) -> Case:
        """The same without limits in seconds: what a machine adds does not shrink with the scale."""
        return replace(self, expect=replace(self.expect, first_by=None, total_by=None))


@dataclass(frozen=True)
class Row:
    """One fault with its variants: the row's verdict is the worst of theirs.

    `not_for`: systems that it cannot be asked of, with the reason. `streams_only`: it is about a stream.
    """

    about: str
    cases: tuple[Case, ...]
    not_for: dict[str, str] = field(default_factory=dict)
    streams_only: bool = False


def _row(about: str, *cases: Case, **more: Any) -> Row:
    return Row(about, cases, **more)


EITHER = Expect(("cloud", "local"))
OPENS = Expect(opens=True)
QUICKLY = Expect(first_by=AT_ONCE, opens=True)
SILENT = Expect(("cloud", "local"), first_by=11.0, total_by=11.7)
CUT = Expect(total_by=2.6)
ONE_CALL = Expect(most_calls=1, opens=True)
COMPUTED = Expect(words="100")
REFUSED = {"cloud_url": "refused"}
DAEMON = {"via_daemon": True, "cloud_url": "local", "cloud_model": f"{CLOUD_MODEL}-cloud"}

CROWD = {"concurrency": 20, "local_seconds": 5.0}
"""The local clock is shorter than twenty answers one after the other, as it is with models that are no scripts."""

ROWS: dict[str, Row] = {
    "S01": _row("429, Retry-After: 2, once", Case("S01", Expect(("cloud", "local"), first_by=AT_ONCE), retry_after)),
    "S02": _row("429 for ever", Case("S02", QUICKLY)),
    "S03": _row("500 once", Case("S03", EITHER)),
    "S04": _row("503 for ever", Case("S04", OPENS)),
    "S05": _row("reset before headers", Case("S05", QUICKLY)),
    "S06": _row("silence for 120 s", Case("S06", SILENT, when="timed")),
    "S07": _row("first token after 20 s", Case("S07", SILENT, when="timed")),
    "S08": _row("stream cut after 40 of 60", Case("S08", CUT)),
    "S09": _row("stall after 20 tokens", Case("S09", Expect(("cloud", "local"), total_by=11.3), when="timed")),
    "S10": _row("a malformed line", Case("S10", EITHER), Case("S10-lost", EITHER)),
    "S11": _row("end without done: true", Case("S11")),
    "S12": _row("400, prompt too long", Case("S12", Expect(most_calls=1, opens=False))),
    "S13": _row(
        "refusal by policy",
        Case("S13", Expect(words=REFUSAL)),
        Case("S13-400", Expect(words="content policy")),
    ),
    "S14": _row("cut, no continuation", Case("S14", CUT)),
    "S15": _row("down for 60 s, 20 requests", Case("S15", EITHER, outage, idle=True)),
    "S16": _row("the reply names who answered", Case("S16", play=names_who_answered)),
    "O01": _row("connection refused", Case(play=nothing_there, setup=REFUSED, when="quiet")),
    "O02": _row(
        "DNS failure",
        Case(play=nothing_there, setup={"cloud_url": "unresolvable"}, changes={"lookup": True}, when="quiet"),
    ),
    "O03": _row("error line after 10 tokens", Case("O03", CUT)),
    "O04": _row("401", Case("O04", ONE_CALL), Case("O04-signin", Expect(never=("emulated-host",)))),
    "O05": _row("403", Case("O05", ONE_CALL), Case("O05-disabled", ONE_CALL)),
    "O06": _row("404, model not found", Case("O06", ONE_CALL)),
    "O07": _row("429, usage limit", Case("O07", Expect(most_calls=1, opens=True, never=("emulated-user",)))),
    "O08": _row("502 from the daemon", Case("O08", setup=DAEMON)),
    "O09": _row("503, server busy", Case("O09", OPENS)),
    "O10": _row(
        "400, no tools", Case("O10", COMPUTED, with_tools, CODE, {"same": True}), not_for=TOOLLESS
    ),
    "O11": _row("broken tool call", Case("O11", COMPUTED, with_tools, CODE), not_for=TOOLLESS),
    "O12": _row("done without content", Case("O12"), Case("O12-load")),
    "O13": _row("one JSON body, done: false", Case("O13")),
    "O14": _row("clean end in the middle", Case("O14", CUT)),
    "O15": _row("HTML page", Case("O15", Expect(never=("<html",))), Case("O15-502", Expect(never=("<html",)))),
    "O16": _row("prompt silently cut", Case("O16", text=LONG_PLAN)),
    "O17": _row(
        "local needs 40 s to load",
        Case("O17", changes={"target": LOCAL_MODEL}, options={"tier": "local"}, setup={"local_seconds": 60.0},
             idle=True),
    ),
    "O18": _row(
        "both down",
        Case(expect=Expect(error=(CLOUD_MODEL, LOCAL_MODEL)), setup=REFUSED | {"local_url": "refused"}, cold=True),
    ),
    "O19": _row("the caller leaves", Case("O19", play=cancelled), streams_only=True),
    "O20": _row(
        "50 at once, half open",
        Case("O20", play=half_open, setup={"concurrency": 50, "local_concurrency": 50}, parallel=50, when="crowd"),
    ),
    "O21": _row("endless generation", Case("O21", Expect(total_by=60.0))),
    "O22": _row("20 fall back to one slot", Case("O22", play=crowd, setup=CROWD, idle=True, when="crowd")),
}  # fmt: skip
PUBLIC = tuple(name for name in ROWS if name.startswith("S"))
OWN = tuple(name for name in ROWS if name.startswith("O"))
