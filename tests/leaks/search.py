"""Looks for a private value in bytes that left, however it is spelled there."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

_NO_LETTER = re.compile(r"[^0-9A-Za-z\x00\u00c0-\uffff]")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Haystack:
    """Everything that one exit let out."""

    def __init__(self, bodies: Iterable[bytes]) -> None:
        raw = "\x00".join(body.decode("utf-8", "replace") for body in bodies)
        plain = _UNICODE.sub(lambda match: chr(int(match.group(1), 16)), raw)
        self._raw = raw
        self._squeezed = [squeeze(text) for text in (raw, plain, unquote_plus(plain))]

    def __bool__(self) -> bool:
        return bool(self._raw)

    def holds(self, value: str) -> bool:
        """Whether `value` is there: with or without punctuation, escaped, percent-encoded, in hex or base64."""
        needle = squeeze(value)
        forms = {value, needle, needle.upper(), value.replace(" ", "")}
        encoded = {piece for form in forms for piece in _encodings(form.encode())}
        return any(needle in text for text in self._squeezed) or any(piece in self._raw for piece in encoded)


def squeeze(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", text).lower()


def _encodings(value: bytes) -> Iterable[str]:
    yield value.hex()
    for shift in range(3):
        end = (shift + len(value)) // 3 * 4
        for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * shift + value)[(0, 2, 3)[shift] : end].decode()
