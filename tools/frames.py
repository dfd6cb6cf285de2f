"""The frames that the host and the runner exchange: one byte kind, two lengths, a name, data."""

from __future__ import annotations

import asyncio

from .output import printable

_HEAD = 9
_READY = b"r" + bytes(8)


class Ended(Exception):
    """The other side closed its pipe, or sent something that is no frame; the message is what it wrote."""


def frame(kind: bytes, name: str = "", data: bytes = b"") -> bytes:
    """Return one frame."""
    label = name.encode("utf-8", "surrogateescape")
    return kind + len(label).to_bytes(4, "big") + len(data).to_bytes(4, "big") + label + data


async def ready(reader: asyncio.StreamReader) -> None:
    """Wait for the runner's first frame. Raises Ended with what was written instead of it."""
    try:
        head = await reader.readexactly(_HEAD)
    except asyncio.IncompleteReadError as error:
        raise Ended(printable(error.partial).strip()) from None
    if head != _READY:
        raise Ended(printable(head + await reader.read(4096)).strip())


async def receive(reader: asyncio.StreamReader, most: int) -> tuple[bytes, str, bytes]:
    """Return the next frame: kind, name, data. Raises Ended; also when the frame is over `most` bytes."""
    try:
        head = await reader.readexactly(_HEAD)
        label, size = int.from_bytes(head[1:5], "big"), int.from_bytes(head[5:9], "big")
        if label > 4096 or size > most:
            raise Ended("it sent more than it may")
        name = (await reader.readexactly(label)).decode("utf-8", "surrogateescape")
        return head[:1], name, await reader.readexactly(size)
    except asyncio.IncompleteReadError:
        raise Ended("") from None
