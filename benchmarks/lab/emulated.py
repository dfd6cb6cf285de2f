"""An emulator in a process of its own, so that what it costs and leaves behind is not the tested system's."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .pipe import Child, answer_lines

if TYPE_CHECKING:
    from super_agent.emulator import Emulator


@dataclass(frozen=True)
class Seen:
    """One request as the emulator received it. Times are `time.monotonic()` seconds, the same in every process."""

    port: str
    path: str
    model: str
    fault: str
    ended: str
    chunks: int
    at: float
    body: str


class EmulatorProcess:
    """The emulator, its addresses, and its faults by remote control.

    `models` is a name in `models.SETS`; `scale` multiplies the emulator's durations; `parallel` is how many requests
    a local model serves at once.
    """

    def __init__(self, *, models: str = "default", scale: float = 1.0, parallel: int = 1) -> None:
        options = ("--models", models, "--scale", str(scale), "--parallel", str(parallel))
        self._child = Child("benchmarks.lab.emulated", *options)
        self.pid = self._child.pid
        self.urls: dict[str, str] = self._child.hello
        self.cloud_url, self.local_url = self.urls["cloud"], self.urls["local"]
        self.api_key = self.urls["key"]

    def set_fault(self, target: str, name: str, **changes: Any) -> None:
        """As `Emulator.set_fault(target, Fault(name, **changes))`."""
        self._child.ask(do="set", target=target, name=name, changes=changes)

    def clear_faults(self, target: str | None = None) -> None:
        """Take the fault at `target` away, or all of them."""
        self._child.ask(do="clear", target=target)

    def requests(self, *, forget: bool = False) -> list[Seen]:
        """Every request since the last time that they were forgotten."""
        return [Seen(**one) for one in self._child.ask(do="requests", forget=forget)]

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def start(models: str, scale: float, parallel: int) -> Emulator:
    """An emulator that has not been entered."""
    from super_agent.emulator import Emulator

    from .models import SETS

    return Emulator(models=SETS[models](), scale=scale, num_parallel=parallel)


def addresses(emulator: Emulator) -> dict[str, str]:
    """Where it is, and its key."""
    return {
        "cloud": emulator.cloud_url,
        "local": emulator.local_url,
        "refused": emulator.refused_url,
        "unresolvable": emulator.unresolvable_url,
        "key": emulator.api_key,
    }


def do(emulator: Emulator, asked: dict[str, Any]) -> Any:
    """Carry out one question about faults or requests."""
    from super_agent.emulator import Fault

    if asked["do"] == "set":
        emulator.set_fault(asked["target"], Fault(asked["name"], **asked["changes"]))
    elif asked["do"] == "clear" and asked["target"]:
        emulator.clear_fault(asked["target"])
    elif asked["do"] == "clear":
        emulator.clear_faults()
    elif asked["do"] == "requests":
        return _requests(emulator, forget=asked["forget"])
    return None


def _requests(emulator: Emulator, *, forget: bool) -> list[dict[str, Any]]:
    names = [one.name for one in fields(Seen) if one.name != "body"]
    found = [
        {**{name: getattr(one, name) for name in names}, "body": one.body.decode(errors="replace")}
        for one in emulator.requests
    ]
    if forget:
        emulator.clear()
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", default="default")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--parallel", type=int, default=1)
    given = parser.parse_args()
    with start(given.models, given.scale, given.parallel) as running:
        answer_lines(addresses(running), lambda asked: do(running, asked))
