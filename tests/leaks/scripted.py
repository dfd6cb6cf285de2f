"""A server on loopback that answers what a test says, and keeps what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self


class Received(NamedTuple):
    """One request: its path with the query, its headers as text, its body."""

    path: str
    headers: str
    body: bytes


Reply = tuple[int, str, bytes]
"""Status, content type, body."""


class Scripted:
    """Use it in `with`. `url` is its address, `requests` what came, oldest first."""

    def __init__(self, answer: Callable[[str, bytes], Reply]) -> None:
        self.requests: list[Received] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answer, self.requests))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def bodies(self) -> list[bytes]:
        """Everything that came, headers and addresses too."""
        return [f"{one.path}\n{one.headers}\n".encode() + one.body for one in self.requests]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(answer: Callable[[str, bytes], Reply], requests: list[Received]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            requests.append(Received(self.path, str(self.headers), body))
            status, kind, reply = answer(self.path, body)
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        do_POST = do_PATCH = do_PUT = do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    return Handler
