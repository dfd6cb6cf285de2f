"""Privacy at the last door: what may leave for an endpoint that is not private, whoever asks."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import httpx

from ..routing.privacy import Redactor, across, detect, label
from ..routing.types import IMAGE, PrivacyMode, Sensitivity
from .errors import failure
from .redaction import SURELY_THE_SAME, squeeze

HARMLESS = ("/api/show", "/api/me")
ONE_OF_EACH = (
    "CPF 529.982.247-25, CNPJ 11.222.333/0001-81, SSN 219-09-9998, IBAN ES91 2100 0418 4502 0005 1332,"
    " DNI 12345678Z, +55 11 98765-4321, 4111 1111 1111 1111"
)
_GENERATED = re.compile(r"(?:call_)?(?=[\d-]*[a-f])[0-9a-f-]{12,36}")


@lru_cache(maxsize=1)
def warm() -> None:
    """Load what the detectors import when they first meet a number of a kind."""
    label((ONE_OF_EACH,))


async def ready() -> None:
    """Do that off the event loop, if it is not done yet."""
    if not warm.cache_info().currsize:
        await asyncio.to_thread(warm)


@lru_cache(maxsize=2048)
def label_of(text: str) -> Sensitivity:
    """The label of one text; a thread's messages are scanned once each."""
    return label((text,))


def label_all(texts: list[str]) -> Sensitivity:
    """The joined label of many texts."""
    found = Sensitivity()
    for text in texts:
        found = found | label_of(text)
    return found


def pass_or_refuse(
    body: dict[str, Any], mode: PrivacyMode, thread: Sensitivity
) -> tuple[dict[str, Any], Redactor | None]:
    """The body that may be sent to a cloud endpoint, and the redactor that restores its answer.

    `off` lets everything pass; `redact` sends placeholders, but never a secret or an image; `auto` refuses what is
    private, an image too, or belongs to a private thread; `strict` refuses everything.

    Raises:
        ModelCallError: kind `privacy`; the message names kinds and no text.
    """
    if mode == "off":
        return body, None
    if mode == "strict":
        raise failure("privacy", "privacy is strict: nothing is sent to the cloud")
    found = label_all(texts_within(body)) | thread
    if any(message.get("images") for message in body.get("messages") or []):
        found = found | IMAGE
    if not found:
        return body, None
    if mode == "redact" and found.level != "secret" and not set(IMAGE.kinds) & set(found.kinds):
        return _redacted(body)
    raise failure("privacy", f"private data ({', '.join(found.kinds)}) is not sent to the cloud")


def models_named(content: bytes) -> list[str]:
    """The models that a JSON body asks for."""
    body = _json(content)
    named = [body.get(key) for key in ("model", "name")] if isinstance(body, dict) else []
    return [name.strip() for name in named if isinstance(name, str)]


def refuse_unless_harmless(request: httpx.Request) -> None:
    """Let nothing but questions about the server and its models pass to the cloud outside a chat.

    Raises:
        ModelCallError: kind `privacy`.
    """
    known = request.method == "POST" and request.url.path.endswith(HARMLESS)
    if (request.content or request.url.query or request.method != "GET") and not known:
        raise failure("privacy", f"{request.method} {request.url.path}: only chat requests and questions leave")
    found = label_all(texts_within(_json(request.content) or {}))
    if found or request.url.query:
        raise failure("privacy", f"private data ({', '.join(found.kinds)}) is not sent to the cloud")


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def texts_within(body: dict[str, Any]) -> list[str]:
    """Everything in a request that can be read: each string at any depth, and as JSON what is no message's words.

    The JSON keeps numbers beside their names (`{"cpf": 52998224725}`). Images and generated ids are left out. A
    question is also read together with its answer.
    """
    rest = {key: value for key, value in body.items() if key != "messages"}
    messages = body.get("messages") or []
    structured = [rest, *(message["tool_calls"] for message in messages if message.get("tool_calls"))]
    turns = [str(message.get("content") or "") for message in messages if message.get("role") != "system"]
    return [*_strings(body), *(json.dumps(part, ensure_ascii=False) for part in structured), *across(turns)]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            if key != "images" and not (key in ("id", "tool_call_id") and _GENERATED.fullmatch(str(item))):
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _redacted(body: dict[str, Any]) -> tuple[dict[str, Any], Redactor]:
    redactor, texts = Redactor(), texts_within(body)
    redactor.learn(texts)
    clean = {**body, "messages": [_without(message, redactor) for message in body.get("messages") or []]}
    left = texts_within(clean)
    if any(detect(text) for text in left) or _spelled_otherwise(values_in(texts), left):
        raise failure("privacy", "something private would stay after redaction; it is not sent to the cloud")
    return clean, redactor


def _without(message: dict[str, Any], redactor: Redactor) -> dict[str, Any]:
    words: dict[str, Any] = {key: redactor.redact(message[key]) for key in ("content", "thinking") if message.get(key)}
    if message.get("tool_calls"):
        words["tool_calls"] = [_call_without(call, redactor) for call in message["tool_calls"]]
    return {**message, **words}


def _call_without(call: dict[str, Any], redactor: Redactor) -> dict[str, Any]:
    function = call.get("function") or {}
    return {**call, "function": {**function, "arguments": _redact(function.get("arguments"), redactor)}}


def _redact(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return redactor.redact(value)
    if isinstance(value, dict):
        return {key: _redact(item, redactor) for key, item in value.items()}
    return [_redact(item, redactor) for item in value] if isinstance(value, list) else value


def _spelled_otherwise(values: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a value that was found somewhere stays with other punctuation, spaces or case."""
    squeezed = [squeeze(text) for text in texts]
    needles = {needle for value in values if len(needle := squeeze(value)) >= SURELY_THE_SAME}
    return any(needle in text for needle in needles for text in squeezed)


def values_in(texts: Iterable[str]) -> set[str]:
    """The private things themselves; a text that its author declared private is one as a whole."""
    private = [text for text in texts if label_of(text)]
    declared = {text for text in private if "declared" in label_of(text).kinds}
    return declared | {text[one.start : one.end] for text in private for one in detect(text)}
