"""Every way in which a call to a model fails, under one root and with one closed list of kinds.

ModelCallError
├── Unreachable      unreachable, timeout_connect
├── TimedOut         timeout_first_token, timeout_idle, timeout_total
├── AccessDenied     unauthorized, forbidden
├── LimitReached     quota_exhausted, rate_limited
├── ServerFailed     overloaded, server_error
├── ModelUnfit       model_missing, unsupported, context_overflow
├── BadAnswer        truncated_prompt, incomplete, empty, malformed, tool_parse
├── RequestRefused   bad_request
└── PrivacyRefused   privacy

`RULES` says what each kind means for retry, breaker and user. Reading an exception or an HTTP answer into
a kind is the work of `classify`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from pydantic import SecretStr

from .redaction import QUOTED, conceal, redact_identity

Kind = Literal[
    "unreachable", "timeout_connect", "timeout_first_token", "timeout_idle", "timeout_total",
    "unauthorized", "forbidden", "quota_exhausted", "rate_limited", "overloaded", "server_error",
    "model_missing", "unsupported", "context_overflow", "truncated_prompt", "incomplete", "empty",
    "malformed", "tool_parse", "bad_request", "privacy",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)

DOWN_SECONDS = 5.0
QUOTA_SECONDS = 300.0
NOT_YOURS = "it needs a subscription, or the cloud is switched off in Ollama; choose another OLLAMA_CLOUD_MODEL"
SLOW = "raise OLLAMA_CLOUD_TIMEOUT or OLLAMA_LOCAL_TIMEOUT if the model is slow"


class Rule(NamedTuple):
    """What a kind of failure means.

    `retries`: further tries inside the same call, before any token was shown.
    `blames`: whose breaker it moves; None moves none.
    `open_for`: first open time in seconds (it grows), `inf` until a reset, when there is no Retry-After.
    `hint`: what the user can do; `{model}` is filled in.
    """

    retries: int = 0
    blames: Literal["endpoint", "model"] | None = None
    open_for: float = DOWN_SECONDS
    hint: str = ""


RULES: dict[Kind, Rule] = {
    "unreachable": Rule(0, "endpoint", hint="check that the server runs and that its address is right"),
    "timeout_connect": Rule(0, "endpoint", hint="check the network and the address"),
    "timeout_first_token": Rule(0, "model", hint=SLOW),
    "timeout_idle": Rule(0, "model", hint=SLOW),
    "timeout_total": Rule(hint="ask for a shorter answer"),
    "unauthorized": Rule(0, "endpoint", math.inf, "set OLLAMA_CLOUD_API_KEY to a valid key, or run `ollama signin`"),
    "forbidden": Rule(0, "model", QUOTA_SECONDS, NOT_YOURS),
    "quota_exhausted": Rule(0, "endpoint", QUOTA_SECONDS, "local models answer until the limit resets"),
    "rate_limited": Rule(0, "endpoint", 10.0, "too many requests at once for this account"),
    "overloaded": Rule(1, "model", hint="the server is busy; it is tried again later"),
    "server_error": Rule(1, "model", hint="see the Ollama server's log"),
    "model_missing": Rule(0, "model", QUOTA_SECONDS, "`ollama pull {model}`, or choose an installed model"),
    "unsupported": Rule(hint="choose a model with this capability (`ollama show {model}`)"),
    "context_overflow": Rule(hint="shorten the request, or use a model with a larger window"),
    "truncated_prompt": Rule(hint="raise OLLAMA_LOCAL_NUM_CTX, or use a model with a larger window"),
    "incomplete": Rule(0, "model", hint="the answer was cut before its end"),
    "empty": Rule(hint="the model ended without an answer; try another model"),
    "malformed": Rule(0, "model", hint="the address answers, but not as Ollama does; check the base URL and proxies"),
    "tool_parse": Rule(1, hint="the model wrote a broken tool call; try another model"),
    "bad_request": Rule(hint="the server rejected the request; see the message"),
    "privacy": Rule(hint="private data stays on this machine; a local model answers"),
}  # fmt: skip


class ModelCallError(Exception):
    """One failed call. The message holds no user name, sign-in address, key or e-mail address.

    `kind` is the closed reason, `status` the HTTP status where there was one, `retry_after` seconds that the
    server asked for, `blames` whose breaker it moves, `shown` whether a part of the answer had been streamed,
    `skipped` whether the model was not called at all because its breaker is open, `message_id` the id of the
    streamed chunks, `partial` their text if another model may go on with it, `ms` how long the last try took in
    milliseconds, `tries` how often the model was asked, `refusal` whether it is the model's own safety policy that
    said no.
    """

    def __init__(
        self, kind: Kind, message: str, *, status: int | None = None, retry_after: float | None = None,
        endpoint_wide: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(redact_identity(message))
        self.kind = kind
        self.status = status
        self.retry_after = retry_after
        self.blames = "endpoint" if endpoint_wide else RULES[kind].blames
        self.shown = False
        self.skipped = False
        self.message_id = ""
        self.partial = ""
        self.ms = 0.0
        self.tries = 1
        self.refusal = False

    def conceal(self, values: Iterable[str], key: SecretStr | None) -> None:
        """Drop the message if it quotes one of `values` or the `key`: a server may repeat what it was sent."""
        quoted = key is not None and key.get_secret_value() in str(self)
        self.args = (QUOTED if quoted else conceal(str(self), values),)

    def hint(self, model: str) -> str:
        """What the user can do about it, for the model that failed."""
        return RULES[self.kind].hint.format(model=model)


class Unreachable(ModelCallError):
    """Nothing answers at the address."""


class TimedOut(ModelCallError):
    """A clock ran out after the connection stood."""


class AccessDenied(ModelCallError):
    """The server knows who asks and says no, or does not know."""


class LimitReached(ModelCallError):
    """The account has used what it may."""


class ServerFailed(ModelCallError):
    """The server answers and is not able to serve."""


class ModelUnfit(ModelCallError):
    """This model cannot take this request; another may."""


class BadAnswer(ModelCallError):
    """Something came back, and it is not a whole answer."""


class RequestRefused(ModelCallError):
    """The request itself is wrong; the same bytes fail anywhere."""


class PrivacyRefused(ModelCallError):
    """The payload is private and the endpoint is not; nothing was sent."""


_CLASSES: dict[type[ModelCallError], tuple[Kind, ...]] = {
    Unreachable: ("unreachable", "timeout_connect"),
    TimedOut: ("timeout_first_token", "timeout_idle", "timeout_total"),
    AccessDenied: ("unauthorized", "forbidden"),
    LimitReached: ("quota_exhausted", "rate_limited"),
    ServerFailed: ("overloaded", "server_error"),
    ModelUnfit: ("model_missing", "unsupported", "context_overflow"),
    BadAnswer: ("truncated_prompt", "incomplete", "empty", "malformed", "tool_parse"),
    RequestRefused: ("bad_request",),
    PrivacyRefused: ("privacy",),
}
_CLASS_OF: dict[Kind, type[ModelCallError]] = {kind: cls for cls, kinds in _CLASSES.items() for kind in kinds}


def failure(
    kind: Kind, message: str, *, status: int | None = None, retry_after: float | None = None,
    endpoint_wide: bool = False,
) -> ModelCallError:  # fmt: skip
    """The error of the class that belongs to `kind`."""
    return _CLASS_OF[kind](kind, message, status=status, retry_after=retry_after, endpoint_wide=endpoint_wide)
