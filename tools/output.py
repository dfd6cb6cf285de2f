"""Bounding text: the beginning and the end are kept, and a marker says what was cut."""

from __future__ import annotations

import unicodedata
from collections import deque

_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def clip(text: str, limit: int) -> str:
    """Return `text`, or its first and last parts around a marker, when it is over `limit` characters."""
    if len(text) <= limit:
        return text
    tail = limit // 4
    head = limit - tail
    return f"{text[:head]}\n[... {len(text) - limit} characters cut ...]\n{text[len(text) - tail :]}"


class Collector:
    """Keeps the first and last bytes of a stream and counts all of it, whatever its length.

    `limit` is in bytes of UTF-8; bytes that are no UTF-8 become U+FFFD, and control characters
    other than tab and newline become their escape, so that a terminal cannot be driven by output.
    """

    def __init__(self, limit: int) -> None:
        self.total = 0
        self._head_room = limit - limit // 4
        self._tail_room = limit // 4
        self._head = bytearray()
        self._tail: deque[bytes] = deque()
        self._tail_size = 0

    def add(self, data: bytes) -> None:
        """Take the next bytes of the stream."""
        self.total += len(data)
        room = self._head_room - len(self._head)
        self._head += data[:room]
        rest = data[room:][-self._tail_room :]
        if rest:
            self._tail.append(bytes(rest))
            self._tail_size += len(rest)
        while self._tail and self._tail_size - len(self._tail[0]) >= self._tail_room:
            self._tail_size -= len(self._tail.popleft())

    def text(self) -> str:
        """Return what was kept, with a marker where something was cut."""
        tail = b"".join(self._tail)[-self._tail_room :]
        cut = self.total - len(self._head) - len(tail)
        if not cut:
            return printable(bytes(self._head) + tail)
        return f"{printable(bytes(self._head))}\n[... {cut} bytes of output cut ...]\n{printable(tail)}"


def printable(data: bytes) -> str:
    """Decode UTF-8 with replacement and escape control characters other than tab and newline."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or (ord(c) >= 32 and not 127 <= ord(c) < 160) else _escape(c) for c in text)


def hides(char: str) -> bool:
    """Return whether a character of a name would drive a terminal, turn text around, or cannot be written at all."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in _TURNING


def label(name: str) -> str:
    """Return a file's name as text on one line, with an escape for what hides."""
    return "".join(char.encode("unicode_escape").decode() if hides(char) else char for char in name)


def _escape(char: str) -> str:
    return "\n" if char == "\r" else f"\\x{ord(char):02x}"
