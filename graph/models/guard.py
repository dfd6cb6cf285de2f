"""Privacy at the last door: what may leave for an endpoint that is not private, whoever asks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..routing.privacy import Redactor, detect, label
from ..routing.types import PrivacyMode, Sensitivity
from .errors import failure
from .request import texts_of


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

    `off` lets everything pass; `redact` sends placeholders, but never a secret; `auto` refuses what is private
    or belongs to a private thread; `strict` refuses everything.

    Raises:
        ModelCallError: kind `privacy`; the message names kinds and no text.
    """
    if mode == "off":
        return body, None
    if mode == "strict":
        raise failure("privacy", "privacy is strict: nothing is sent to the cloud")
    found = label_all(texts_of(body)) | thread
    if not found:
        return body, None
    if mode == "redact" and found.level != "secret":
        return _redacted(body)
    raise failure("privacy", f"private data ({', '.join(found.kinds)}) is not sent to the cloud")


def _redacted(body: dict[str, Any]) -> tuple[dict[str, Any], Redactor]:
    redactor = Redactor()
    clean = {**body, "messages": [_apply(message, redactor) for message in body.get("messages") or []]}
    if any(detect(text) for text in texts_of(clean)):
        raise failure("privacy", "something private would stay after redaction; it is not sent to the cloud")
    return clean, redactor


def _apply(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return redactor.redact(value)
    if isinstance(value, dict):
        return {key: item if key in _PLAIN else _apply(item, redactor) for key, item in value.items()}
    if isinstance(value, list):
        return [_apply(item, redactor) for item in value]
    return value


_PLAIN = frozenset({"role", "id", "tool_call_id", "tool_name", "type", "name"})
