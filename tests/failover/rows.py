"""The failover catalogue as data: what is played on whom, and what must come of it."""

from typing import NamedTuple

from ..lab import CODE, PLAN

CLOUD = "gpt-oss:120b"
CODER = "emulated-coder:latest"
LONG_PLAN = PLAN + ". Considere cada detalhe do contexto. " * 120


class Row(NamedTuple):
    """One fault. `kinds`: error kinds of the calls in order, an answer being its tier; `open`: which breaker opens.

    `tries`: chat requests that reach the faulty model.
    """

    fault: str
    kinds: tuple[str, ...]
    target: str = CLOUD
    text: str = PLAN
    opens: str = ""
    tries: int = 1
    discards: int = 0


ROWS: dict[str, Row] = {
    "S01": Row("S01", ("rate_limited", "local"), opens="endpoint"),
    "S02": Row("S02", ("rate_limited", "local"), opens="endpoint"),
    "S03": Row("S03", ("cloud",)),
    "S04": Row("S04", ("overloaded", "local"), opens="endpoint"),
    "S05": Row("S05", ("unreachable", "local"), opens="endpoint"),
    "S06": Row("S06", ("timeout_first_token", "local"), opens="endpoint"),
    "S07": Row("S07", ("timeout_first_token", "local"), opens="endpoint"),
    "S08": Row("S08", ("incomplete", "local"), opens="endpoint", discards=1),
    "S09": Row("S09", ("timeout_idle", "local"), opens="endpoint", discards=1),
    "S10": Row("S10", ("cloud",)),
    "S10 with lost text": Row("S10-lost", ("malformed", "local"), opens="endpoint", discards=1),
    "S11": Row("S11", ("incomplete", "local"), opens="endpoint", discards=1),
    "S12": Row("S12", ("context_overflow", "local")),
    "S13": Row("S13", ("cloud",)),
    "S13 as a 400": Row("S13-400", ("bad_request",)),
    "S14": Row("S14", ("incomplete", "local"), opens="endpoint", discards=1),
    "S16": Row("S16", ("overloaded", "local"), opens="endpoint"),
    "O03": Row("O03", ("server_error", "local"), opens="endpoint", discards=1),
    "O04": Row("O04", ("unauthorized", "local"), opens="endpoint"),
    "O04 with an address": Row("O04-signin", ("unauthorized", "local"), opens="endpoint"),
    "O05": Row("O05", ("forbidden", "local"), opens="model"),
    "O05 disabled": Row("O05-disabled", ("forbidden", "local"), opens="endpoint"),
    "O06": Row("O06", ("model_missing", "local"), opens="model"),
    "O07": Row("O07", ("quota_exhausted", "local"), opens="endpoint"),
    "O09": Row("O09", ("overloaded", "local"), target=CODER, text=CODE, opens="model", tries=2),
    "O10": Row("O10", ("unsupported", "local"), target=CODER, text=CODE, tries=1),
    "O11": Row("O11", ("tool_parse", "local"), target=CODER, text=CODE, tries=2),
    "O12": Row("O12", ("empty", "local")),
    "O12 load": Row("O12-load", ("empty", "local")),
    "O13": Row("O13", ("incomplete", "local"), opens="endpoint", discards=1),
    "O14": Row("O14", ("incomplete", "local"), opens="endpoint", discards=1),
    "O15": Row("O15", ("malformed", "local"), opens="endpoint"),
    "O15 with 502": Row("O15-502", ("unreachable", "local"), opens="endpoint"),
    "O16": Row("O16", ("truncated_prompt", "local"), text=LONG_PLAN, discards=1),
    "O17": Row("O17", ("local",), target=CODER, text=CODE, tries=2),
    "O21": Row("O21", ("incomplete", "local"), opens="endpoint", discards=1),
}
