"""Many emulators in one process, so that rows which run at the same time do not meet each other's faults."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from .emulated import Seen, addresses, do, start
from .pipe import AsyncChild, answer_lines

if TYPE_CHECKING:
    from super_agent.emulator import Emulator


class Farm:
    """The process. `open` gives one emulator of it."""

    def __init__(self, child: AsyncChild) -> None:
        self._child = child
        self._count = 0

    @classmethod
    async def start(cls) -> Self:
        """Start the process."""
        return cls(await AsyncChild.start("benchmarks.lab.farm"))

    async def open(self, *, models: str, scale: float, parallel: int) -> Plot:
        """A new emulator; see `EmulatorProcess`."""
        self._count += 1
        name = str(self._count)
        urls = await self._child.ask(do="open", name=name, models=models, scale=scale, parallel=parallel)
        return Plot(self._child, name, urls)

    async def close(self) -> None:
        """End the process and every emulator in it."""
        await self._child.close()


class Plot:
    """One emulator of a farm. `urls`: cloud, local, refused, unresolvable, and the key."""

    def __init__(self, child: AsyncChild, name: str, urls: dict[str, str]) -> None:
        self._child = child
        self._name = name
        self.urls = urls

    async def set_fault(self, target: str, name: str, **changes: Any) -> None:
        """As `Emulator.set_fault(target, Fault(name, **changes))`."""
        await self._ask(do="set", target=target, name=name, changes=changes)

    async def clear_faults(self) -> None:
        """Take every fault away."""
        await self._ask(do="clear", target=None)

    async def chats(self, port: str, *, forget: bool = False) -> list[Seen]:
        """The chat requests that a port received, oldest first."""
        seen = [Seen(**one) for one in await self._ask(do="requests", forget=forget)]
        return [one for one in seen if one.port == port and one.path == "/api/chat"]

    async def close(self) -> None:
        """End this emulator."""
        await self._ask(do="close")

    async def _ask(self, **question: Any) -> Any:
        return await self._child.ask(plot=self._name, **question)


def _serve() -> None:
    running: dict[str, tuple[Emulator, ExitStack]] = {}

    def answer(asked: dict[str, Any]) -> Any:
        if asked["do"] == "open":
            stack = ExitStack()
            emulator = stack.enter_context(start(asked["models"], asked["scale"], asked["parallel"]))
            running[asked["name"]] = emulator, stack
            return addresses(emulator)
        if asked["do"] == "close":
            return running.pop(asked["plot"])[1].close()
        return do(running[asked["plot"]][0], asked)

    try:
        answer_lines({}, answer)
    finally:
        for _, stack in running.values():
            stack.close()


if __name__ == "__main__":
    _serve()
