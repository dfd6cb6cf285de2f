"""Cuts a byte stream into the JSON objects of Ollama's NDJSON; what is no object is noise or damage."""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

MAX_LINE = 16 * 1024 * 1024


class Line(NamedTuple):
    """One line of the stream: its object, or why there is none.

    `noise` is a line that never was an answer's (blank, a proxy's heartbeat); `damaged` began like one and
    cannot be read, so a part of the answer is lost; `html` is a page that something else served.
    """

    kind: Literal["object", "noise", "damaged", "html"]
    value: dict[str, Any]
    raw: bytes = b""


class LineParser:
    """Feed it chunks of any size; it gives whole lines. `end` gives what stood after the last line break."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, chunk: bytes) -> list[Line]:
        """The lines that `chunk` completes."""
        self._rest += chunk
        if b"\n" not in chunk:
            return self._overflow()
        *lines, rest = bytes(self._rest).split(b"\n")
        self._rest = bytearray(rest)
        return [parse_line(line) for line in lines]

    def end(self) -> list[Line]:
        """The unfinished last line, if there is one."""
        rest, self._rest = bytes(self._rest), bytearray()
        return [parse_line(rest)] if rest.strip() else []

    def _overflow(self) -> list[Line]:
        if len(self._rest) <= MAX_LINE:
            return []
        self._rest.clear()
        return [Line("damaged", {})]


def parse_line(raw: bytes) -> Line:
    """Read one line without its line break."""
    text = raw.strip()
    if text[:1] == b"<":
        return Line("html", {}, text)
    if text[:1] != b"{":
        return Line("noise", {}, text)
    try:
        return Line("object", _whole_characters(json.loads(text), text), text)
    except (ValueError, RecursionError):
        return Line("damaged", {}, text)


def _whole_characters(value: dict[str, Any], text: bytes) -> dict[str, Any]:
    """`value` without halves of surrogate pairs, which JSON can hold and no text can be written with."""
    if b"\\u" not in text:
        return value
    cleaned: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return cleaned
