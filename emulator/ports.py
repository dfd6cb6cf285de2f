"""The emulator's ports together: which are up, and which come back after a while."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from typing import Any

from starlette.types import ASGIApp

from .server import Port


class Ports:
    """Ports by name. Nothing listens before `up`; the addresses are reserved from the start until `close`."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._ports: dict[str, Port] = {}
        self._returning: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        try:
            for name, number in numbers.items():
                self._ports[name] = Port(number)
        except OSError:
            self.close()
            raise

    def url(self, name: str) -> str:
        """Address of a port."""
        return self._ports[name].url

    def serve(self, name: str, app: ASGIApp) -> None:
        """Say what answers at a port."""
        self._ports[name].app = app

    async def up(self, names: Iterable[str] | None = None) -> None:
        """Let ports listen; all of them without `names`."""
        for name in self._ports if names is None else names:
            if timer := self._returning.pop(name, None):
                timer.cancel()
            await self._ports[name].up()

    async def down(self, names: Iterable[str] | None = None, *, seconds: float | None = None) -> None:
        """Drop the connections of ports and refuse new ones, for `seconds` or until `up`."""
        loop = asyncio.get_running_loop()
        for name in self._ports if names is None else names:
            if timer := self._returning.pop(name, None):
                timer.cancel()
            await self._ports[name].down()
            if seconds is not None:
                self._returning[name] = loop.call_later(seconds, self._bring_back, name)

    def close(self) -> None:
        """Give the ports back; they have to be down."""
        for port in self._ports.values():
            port.close()

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` as a task of its own: what takes a port down may not be a request on that port."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _bring_back(self, name: str) -> None:
        self.soon(self.up([name]))
