"""A server of raw bytes: what no well-behaved server sends."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress

Play = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n"
NO_MODELS = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"models":[]}'


def line(content: str = "", **more: object) -> bytes:
    """One line of an answer."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"model": "m", "message": message, "done": False, **more}).encode() + b"\n"


HELLO = line("hello ")
DONE = line(done=True, done_reason="stop", prompt_eval_count=9, eval_count=2)


class Raw:
    """What reached the server: `chats` requests for an answer, `serving` connections that it still has."""

    def __init__(self, play: Play, others: Play | None) -> None:
        self._play, self._others = play, others
        self.chats = 0
        self.serving = set[asyncio.Task[None]]()
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self.serving.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length(head))
            if b"/api/chat" in head.split(b"\r\n")[0]:
                self.chats += 1
                await self._play(reader, writer)
            elif self._others:
                await self._others(reader, writer)
            else:
                writer.write(NO_MODELS)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.serving.discard(task)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


def _length(head: bytes) -> int:
    sizes = [part for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:")]
    return int(sizes[0].split(b":")[1]) if sizes else 0


@asynccontextmanager
async def raw(play: Play, others: Play | None = None) -> AsyncIterator[Raw]:
    """A server that plays `play` for each chat request, and `others` for any other (default: no models)."""
    state = Raw(play, others)
    server = await asyncio.start_server(state.serve, "127.0.0.1", 0, limit=1 << 20)
    state.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield state
    finally:
        server.close()
        for task in state.serving:
            task.cancel()
        await asyncio.gather(*state.serving, return_exceptions=True)


def sends(*pieces: bytes, every: float = 0.0, hold: bool = False) -> Play:
    """Write the pieces, `every` seconds apart, and hold the connection open if told so."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)
        if hold:
            await reader.read()

    return play


def repeats(piece: bytes, *, first: bytes = b"", every: float = 0.0) -> Play:
    """Write `first`, then `piece` again and again until the client goes."""

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not reader.at_eof():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)

    return play


@contextmanager
def full_listener() -> Iterator[str]:
    """An address that takes no connection: its queue is full, and what comes is dropped."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
