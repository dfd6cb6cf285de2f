"""A recorded interaction, and a plain socket client that makes the same one again."""

import contextlib
import json
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WIRE = Path(__file__).parent.parent / "wire"


@dataclass
class Response:
    """What came back: HTTP chunks as they were framed, and how the response ended."""

    status: int | None
    headers: dict[str, str] = field(default_factory=dict)
    chunks: list[str] = field(default_factory=list)
    ended: str = ""

    @property
    def body(self) -> str:
        return "".join(self.chunks)


@dataclass
class Transcript:
    """One file of `tests/wire`."""

    name: str
    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    response: Response
    upstream: dict[str, Any] = field(default_factory=dict)


def names() -> list[str]:
    return sorted(path.stem for path in WIRE.glob("*.json"))


def load(name: str) -> Transcript:
    recorded = json.loads((WIRE / f"{name}.json").read_text(encoding="utf-8"))
    request, response = recorded["request"], recorded["response"]
    return Transcript(
        name,
        request["method"],
        request["path"],
        request["headers"],
        request["body"] and request["body"].replace("<UPSTREAM_PORT>", "11434"),
        Response(response["status"], _lowered(response["headers"]), response["chunks"], response["ended"]),
        recorded.get("upstream") or {},
    )


def send(
    url: str,
    request: Transcript,
    *,
    host: str = "",
    body: str | None = None,
    chunks: int | None = None,
    timeout: float = 10.0,
) -> Response:
    """Make the request of a transcript; with `chunks` the client leaves after so many of them."""
    place = urlsplit(url)
    text = request.body if body is None else body
    data = (text or "").encode()
    headers = {"Host": host or place.netloc, **request.headers, "Connection": "close"}
    if text is not None:
        headers["Content-Length"] = str(len(data))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection((place.hostname or "", place.port or 80), timeout=timeout) as sock:
        sock.sendall(f"{request.method} {request.path} HTTP/1.1\r\n{head}\r\n".encode() + data)
        with sock.makefile("rb") as stream:
            return _read(stream, request.method, chunks)


def _read(stream: Any, method: str, chunks: int | None) -> Response:
    status_line = stream.readline().decode()
    if not status_line:
        return Response(None, ended="closed before headers")
    response = Response(int(status_line.split()[1]))
    while line := stream.readline().strip():
        name, _, value = line.decode().partition(":")
        response.headers[name.lower()] = value.strip()
    if method == "HEAD":
        response.ended = "no body"
    elif "content-length" in response.headers:
        wanted = int(response.headers["content-length"])
        data = stream.read(wanted)
        response.chunks = [data.decode()] if data else []
        response.ended = "content-length" if len(data) == wanted else "cut"
    else:
        _read_chunks(stream, response, chunks)
    return response


def _read_chunks(stream: Any, response: Response, most: int | None) -> None:
    response.ended = "cut"
    with contextlib.suppress(ConnectionError):
        while size := stream.readline().strip():
            if int(size, 16) == 0:
                response.ended = "last chunk"
                return
            response.chunks.append(stream.read(int(size, 16)).decode())
            stream.readline()
            if most is not None and len(response.chunks) >= most:
                response.ended = "client closed the connection"
                return


def _lowered(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
