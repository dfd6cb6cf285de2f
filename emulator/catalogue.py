"""The faults as data: the failover catalogue's rows by id, and plain names for the same things."""

from __future__ import annotations

from http.client import responses

from .play import Play

_REF = "(ref: 00000000-0000-0000-0000-000000000000)"
_OVERLOADED = f"Server overloaded, please retry shortly {_REF}"
_INTERNAL = f"Internal Server Error {_REF}"
_SLOT = "timed out waiting for a concurrent request slot"
_USAGE = (
    "you (emulated-user) have reached your session usage limit, upgrade for higher limits:"
    f" https://ollama.com/upgrade {_REF}"
)
_SUBSCRIPTION = f"this model requires a subscription, upgrade for access: https://ollama.com/upgrade {_REF}"
_TOO_LONG = "the input length exceeds the context length"
_POLICY = f"this request was blocked by the content policy {_REF}"
_UNREACHABLE = 'Post "https://ollama.com:443/api/chat": dial tcp: lookup ollama.com: no such host'
_BUSY = "server busy, please try again.  maximum pending requests exceeded"
_NO_TOOLS = "registry.ollama.ai/library/{model} does not support tools"
_BAD_CALL = (
    'error parsing tool call: raw=\'{"name": "run_python", "arguments": {"code": "print(1\','
    " err=unexpected end of JSON input"
)
_SIGN_IN = {"signin_url": "https://ollama.com/connect?name=emulated-host&key=ZW11bGF0ZWQ"}
_HTML = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>\n"
_LONG = 60  # tokens of an answer that dies on the way

ROWS: dict[str, Play] = {
    "S01": Play(
        kind="status", status=429, error=_SLOT, headers={"Retry-After": "2"}, times=1, about="429 once, Retry-After: 2"
    ),
    "S02": Play(kind="status", status=429, error=_SLOT, about="429 without Retry-After"),
    "S03": Play(kind="status", status=500, error=_INTERNAL, times=1, about="500 once"),
    "S04": Play(kind="status", status=503, error=_OVERLOADED, about="503"),
    "S05": Play(kind="reset", about="connection reset before headers"),
    "S06": Play(kind="silence", seconds=120, about="silence for 120 s"),
    "S07": Play(kind="silence", seconds=20, about="first token after 20 s"),
    "S08": Play(kind="cut", after=40, tokens=_LONG, about="stream cut after 40 of 60 tokens"),
    "S09": Play(kind="stall", after=20, tokens=_LONG, seconds=30, about="stall of 30 s after 20 tokens"),
    "S10": Play(kind="malformed", after=10, tokens=_LONG, about="a line too many that is no JSON"),
    "S10-lost": Play(kind="lost", after=10, tokens=_LONG, about="half of a token's line: its text is lost"),
    "S11": Play(kind="no_done", tokens=_LONG, about="clean end without done: true"),
    "S12": Play(kind="status", status=400, error=_TOO_LONG, about="prompt longer than the context"),
    "S13": Play(kind="refusal", about="a normal answer that declines"),
    "S13-400": Play(kind="status", status=400, error=_POLICY, about="400 by the content policy"),
    "S14": Play(kind="cut", after=40, tokens=_LONG, about="stream cut, no continuation possible"),
    "S15": Play(kind="status", status=503, error=_OVERLOADED, duration=60, about="503 for 60 s"),
    "S16": Play(kind="status", status=503, error=_OVERLOADED, about="any fallback: 503"),
    "O01": Play(kind="down", about="nothing listens on the port"),
    "O02": Play(kind="unresolvable", about="the name of the host does not resolve: use Emulator.unresolvable_url"),
    "O03": Play(kind="error_line", after=10, tokens=_LONG, error=_INTERNAL, about="in-band error after 10 tokens"),
    "O04": Play(kind="status", status=401, error="unauthorized", about="401"),
    "O04-signin": Play(kind="status", status=401, error="unauthorized", extra=_SIGN_IN, about="401 with a signin_url"),
    "O05": Play(kind="status", status=403, error=_SUBSCRIPTION, about="403 subscription needed"),
    "O05-disabled": Play(
        kind="status",
        status=403,
        error="ollama cloud is disabled: remote model is unavailable",
        about="403 cloud disabled",
    ),
    "O06": Play(kind="status", status=404, error="model '{model}' not found", about="404 model not found"),
    "O07": Play(kind="status", status=429, error=_USAGE, about="429 usage limit with a user name"),
    "O08": Play(kind="status", status=502, error=_UNREACHABLE, about="502: the daemon cannot reach the cloud"),
    "O09": Play(kind="status", status=503, error=_BUSY, about="503 server busy"),
    "O10": Play(kind="status", status=400, error=_NO_TOOLS, with_tools=True, about="400 does not support tools"),
    "O11": Play(kind="status", status=500, error=_BAD_CALL, with_tools=True, about="500 broken JSON in a tool call"),
    "O12": Play(kind="thinking_only", about="thinking, done, and no content"),
    "O12-load": Play(kind="load_only", about="done_reason load, and no content"),
    "O13": Play(kind="one_json", about="one JSON body with done: false for a streamed request"),
    "O14": Play(kind="no_done", after=40, tokens=_LONG, about="clean end in the middle, no error, no done"),
    "O15": Play(kind="html", status=200, error=_HTML, about="HTML page with status 200"),
    "O15-502": Play(kind="html", status=502, error=_HTML, about="HTML page with status 502"),
    "O16": Play(kind="truncated", about="prompt silently cut to a quarter"),
    "O17": Play(kind="cold", seconds=40, about="not resident: 40 s to load"),
    "O18": Play(kind="down", about="both ports are down: set it at '*'"),
    "O19": Play(kind="none", tokens=400, about="a long answer, for the caller to cancel"),
    "O20": Play(kind="status", status=503, error=_OVERLOADED, about="503, so that the breaker opens"),
    "O21": Play(kind="endless", about="repeats itself until num_predict"),
    "O22": Play(kind="none", about="no fault: one request at a time"),
}

PLAIN: dict[str, Play] = {
    "refused": ROWS["O01"],
    "reset": ROWS["S05"],
    "close": Play(kind="close", about="connection closed before headers"),
    "silence": ROWS["S06"],
    "late": ROWS["S07"],
    "cut": ROWS["S08"],
    "cut_reset": Play(kind="cut", after=40, tokens=_LONG, reset=True, about="stream reset after 40 of 60 tokens"),
    "half_line": Play(kind="cut", after=40, tokens=_LONG, half=True, about="stream cut inside a line"),
    "stall": ROWS["S09"],
    "malformed": ROWS["S10"],
    "no_done": ROWS["S11"],
    "error_line": ROWS["O03"],
    "refusal": ROWS["S13"],
    "html": ROWS["O15"],
    "empty": ROWS["O12"],
    "truncated": ROWS["O16"],
    "cold": ROWS["O17"],
    "endless": ROWS["O21"],
    "busy": ROWS["O09"],
}

STATUSES: dict[int, str] = {
    400: _TOO_LONG,
    401: "unauthorized",
    403: _SUBSCRIPTION,
    404: "model '{model}' not found",
    429: _SLOT,
    500: _INTERNAL,
    502: _UNREACHABLE,
    503: _OVERLOADED,
}


def lookup(name: str) -> Play:
    """The row, plain name or HTTP status called `name`, in whatever case.

    Raises:
        ValueError: Nothing is called so.
    """
    known = {key.lower(): play for key, play in (ROWS | PLAIN).items()}
    if play := known.get(name.lower()):
        return play
    if name.isdigit() and 400 <= int(name) <= 599:
        status = int(name)
        error = STATUSES.get(status) or responses.get(status, "error")
        return Play(kind="status", status=status, error=error, about=f"status {status}")
    raise ValueError(f"fault {name!r} is unknown: use a status from 400 to 599 or one of {', '.join(ROWS | PLAIN)}")
