"""Reads an exception or an HTTP error answer into one `ModelCallError`. Nothing that a client raises escapes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from time import time
from traceback import walk_tb
from typing import Any

import httpx
import pydantic
from ollama import RequestError, ResponseError

from .errors import Kind, ModelCallError, failure

_BY_TEXT: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"does not support|cannot run this remote model|Multimodal data provided", re.I), "unsupported"),
    (
        re.compile(
            r"input length exceeds|longer than the context|exceed_context_size|context length exceeded"
            r"|maximum context length|prompt is too long",
            re.I,
        ),
        "context_overflow",
    ),
    (re.compile(r"usage limit|quota|upgrade for higher limits|add extra usage", re.I), "quota_exhausted"),
    (re.compile(r"concurrent request slot|too many requests|rate limit", re.I), "rate_limited"),
    (re.compile(r"server busy|overloaded|maximum pending requests", re.I), "overloaded"),
    (re.compile(r"token repeat limit", re.I), "incomplete"),
    (
        re.compile(r"error parsing tool call|invalid character .{1,40} (?:after|looking)|unexpected end of JSON", re.I),
        "tool_parse",
    ),
    (re.compile(r"must be of type|^invalid format", re.I), "bad_request"),
    (re.compile(r"^model .{1,300} not found", re.I), "model_missing"),
    (re.compile(r"unauthorized", re.I), "unauthorized"),
)  # fmt: skip
_REFUSAL = re.compile(r"content policy|safety policy|content_filter|policy violation|usage polic", re.I)

_BY_STATUS: dict[int, Kind] = {
    400: "bad_request", 401: "unauthorized", 402: "quota_exhausted", 403: "forbidden", 404: "model_missing",
    405: "bad_request", 408: "overloaded", 410: "model_missing", 413: "context_overflow",
    429: "rate_limited", 502: "unreachable", 503: "overloaded", 504: "overloaded",
}  # fmt: skip
_STATUS_WINS = frozenset({401, 403, 404, 410, 502})


def classify_answer(status: int, headers: Mapping[str, str], body: bytes) -> ModelCallError:
    """The error that an HTTP answer with a status of 300 or more stands for (table in OLLAMA.md, section 2.1)."""
    text, html = error_text(body), body.lstrip()[:1] == b"<"
    refusal = status in (400, 403) and bool(_REFUSAL.search(text))
    kind = "bad_request" if refusal else _kind_of(status, text)
    if status == 404 and text.startswith("404 page"):
        kind = "bad_request"
    if html:
        text, kind = "an HTML page instead of an answer", "unreachable" if status >= 500 else "malformed"
    wide = kind == "malformed" or (kind == "forbidden" and "cloud is disabled" in text)
    error = failure(
        kind, f"HTTP {status}: {text or 'no body'}", status=status,
        retry_after=_retry_after(headers.get("retry-after")), endpoint_wide=wide,
    )  # fmt: skip
    error.refusal = refusal
    return error


def classify_line(text: str) -> ModelCallError:
    """The error that an in-band `{"error": ...}` line stands for; the status was 200 and is worth nothing."""
    refusal = bool(_REFUSAL.search(text))
    kind = "bad_request" if refusal else _from_text(text) or "server_error"
    error = failure(kind, f"error inside the stream: {text}")
    error.refusal = refusal
    return error


def classify(error: BaseException) -> ModelCallError | None:
    """The failure of a call that `error` stands for, or None when it is no failure of a call at all.

    Covers what httpx, the official client and its pydantic models raise; the caller must have wrapped the
    client call alone. What a callback handler raises inside that call is its own: the call has not failed.
    """
    if isinstance(error, ModelCallError):
        return error
    places = [str(frame.f_globals.get("__name__", "")) for frame, _ in walk_tb(error.__traceback__)]
    if any(place.startswith(_HANDLERS) for place in places):
        return None
    if isinstance(error, ResponseError):
        return _from_response_error(error)
    if isinstance(error, RuntimeError) and str(error) == _LOOP_ENDED:
        return failure("unreachable", "the connection belongs to an event loop that has ended")
    for types, kind in _BY_TYPE:
        if isinstance(error, types):
            ours = isinstance(error, _ALSO_BUGS) and not _raised_by_client(places)
            return None if ours else failure(kind, f"{type(error).__name__}: {_said(error)}")
    return None


def _said(error: BaseException) -> str:
    """The error's words, without the value that a validation quotes."""
    if not isinstance(error, pydantic.ValidationError):
        return str(error)
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


_BY_TYPE: tuple[tuple[tuple[type[BaseException], ...], Kind], ...] = (
    ((httpx.ConnectTimeout, httpx.PoolTimeout), "timeout_connect"),
    ((httpx.ReadTimeout, httpx.WriteTimeout), "timeout_idle"),
    ((httpx.DecodingError,), "malformed"),
    ((httpx.UnsupportedProtocol, httpx.InvalidURL, RequestError), "bad_request"),
    ((httpx.HTTPError, httpx.StreamError, ConnectionError), "unreachable"),
    ((TimeoutError,), "timeout_total"),
    ((OSError,), "unreachable"),
    ((JSONDecodeError, UnicodeDecodeError, pydantic.ValidationError, AttributeError), "malformed"),
    ((ValueError,), "empty"),
)
_ALSO_BUGS = (AttributeError, ValueError)
_CLIENTS = frozenset({"ollama", "langchain_ollama", "langchain_core", "httpx", "json", "pydantic"})
_LOOP_ENDED = "Event loop is closed"
_OURS = "super_agent"
_HANDLERS = "langchain_core.callbacks"


def _raised_by_client(places: list[str]) -> bool:
    """Whether the innermost frame belongs to the client's packages and none below the call to ours.

    An error never raised counts as theirs.
    """
    packages = [place.split(".")[0] for place in places]
    return not packages or (packages[-1] in _CLIENTS and _OURS not in packages[1:])


def _from_response_error(error: ResponseError) -> ModelCallError:
    text = error.error if isinstance(error.error, str) else json.dumps(error.error)
    if error.status_code < 400:
        return classify_line(text)
    cause = error.__context__
    headers = cause.response.headers if isinstance(cause, httpx.HTTPStatusError) else {}
    return classify_answer(error.status_code, headers, text.encode())


def _kind_of(status: int, text: str) -> Kind:
    if status in _STATUS_WINS:
        return _BY_STATUS[status]
    fallback: Kind = "server_error" if status >= 500 else "bad_request" if status >= 400 else "malformed"
    return _from_text(text) or _BY_STATUS.get(status, fallback)


def _from_text(text: str) -> Kind | None:
    return next((kind for pattern, kind in _BY_TEXT if pattern.search(text)), None)


def error_text(body: bytes) -> str:
    """The words of an error body in any of the shapes seen: string, object with `error` or `message`, text."""
    text = body[:20_000].decode("utf-8", "replace").strip()
    try:
        return _words(json.loads(text))
    except (ValueError, RecursionError):
        return text


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if inner := value.get("error") or value.get("message"):
            return _words(inner)
        return next((f"{key}: {_words(one)}" for key, one in value.items()), "")
    return value if isinstance(value, str) else json.dumps(value)


def _retry_after(value: str | None) -> float | None:
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, TypeError):
        return None
