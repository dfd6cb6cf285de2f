"""A stand-in for the cloud that sends prepared bytes, and keeps what it was asked."""

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

RESET = "<connection reset (RST)>"
CLOSED = "<connection closed (FIN)>"
_BETWEEN = 0.004  # seconds between writes, so that each is read on its own


@dataclass
class Upstream:
    """Address of the stand-in, and the one request it got."""

    url: str
    seen: dict[str, Any] = field(default_factory=dict)


@contextlib.contextmanager
def scripted(parts: list[str]) -> Iterator[Upstream]:
    """Serve one request with `parts`, written one after the other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        upstream = Upstream(f"http://127.0.0.1:{listener.getsockname()[1]}")
        listener.settimeout(5)
        thread = threading.Thread(target=_serve, args=(listener, parts, upstream))
        thread.start()
        try:
            yield upstream
        finally:
            thread.join()


def _serve(listener: socket.socket, parts: list[str], upstream: Upstream) -> None:
    try:
        sock, _ = listener.accept()
    except TimeoutError:
        return
    with sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        upstream.seen = _request(sock)
        with contextlib.suppress(ConnectionError):
            for part in parts:
                if part == RESET:
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                elif part != CLOSED and not part.startswith("<write failed"):
                    sock.sendall(part.encode())
                    time.sleep(_BETWEEN)


def _request(sock: socket.socket) -> dict[str, Any]:
    with sock.makefile("rb") as stream:
        method, path, _ = stream.readline().decode().split()
        headers = {}
        while line := stream.readline().strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
    return {"method": method, "path": path, "headers": headers, "body": json.loads(body)}
