"""An Ollama server made of scripts: the cloud and the local daemon on two ports, without any model behind them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from .apps import Daemon, cloud_app, local_app
from .clock import Clock
from .faults import Board, Fault
from .front import Front
from .models import EmulatedModel, default_models, find
from .models import Port as PortName
from .play import Play
from .ports import Ports
from .proxy import CloudClient
from .record import ReceivedRequest
from .scheduler import Scheduler
from .server import LoopThread, bind
from .site import Site
from .targets import PORTS, check_target, ports_of

UNRESOLVABLE = "http://emulator.invalid:11434"


class Emulator:
    """Plays https://ollama.com on `cloud_url` and a local daemon on `local_url`; use it in `with` or `async with`.

    The server has a thread and an event loop of its own, so it answers whatever the caller's loop is doing.

    Args:
        models: What it serves; None: `default_models()`.
        scale: Multiplies every duration, of faults too: 0.02 makes 30 seconds 0.6. What a client is
            told or tells is left alone: Retry-After and keep_alive.
        pace, first_token: Seconds between tokens, and before the first one.
        api_key: The Bearer key that the cloud port asks for.
        signed_in: Whether the cloud accepts the daemon's signature.
        has_key: Whether the daemon has a key to sign with at all.
        remotes_allowed: Whether the daemon trusts the host of remote stubs (OLLAMA_REMOTES).
        cloud_disabled: The daemon refuses cloud models (OLLAMA_NO_CLOUD=1).
        cloud_upstream: Where the daemon finds the cloud, in place of `cloud_url` (OLLAMA_CLOUD_BASE_URL).
        num_parallel, max_queue, max_loaded: OLLAMA_NUM_PARALLEL, OLLAMA_MAX_QUEUE, OLLAMA_MAX_LOADED_MODELS.
        cloud_port, local_port: 0: any free port.
        faults: Targets and faults that stand from the start.
    """

    def __init__(
        self,
        *,
        models: Sequence[EmulatedModel] | None = None,
        scale: float = 1.0,
        pace: float = 0.025,
        first_token: float = 0.1,
        api_key: str = "emulator-key",
        signed_in: bool = True,
        has_key: bool = True,
        remotes_allowed: bool = True,
        cloud_disabled: bool = False,
        cloud_upstream: str | None = None,
        num_parallel: int = 1,
        max_queue: int = 512,
        max_loaded: int = 8,
        cloud_port: int = 0,
        local_port: int = 0,
        faults: Mapping[str, Fault | str] | None = None,
    ) -> None:
        self.models = tuple(default_models() if models is None else models)
        self.api_key = api_key
        self.clock = Clock(scale)
        self.board = Board(scale)
        self._pace, self._first_token = pace, first_token
        self._signed_in = signed_in
        self._daemon = Daemon(cloud_disabled=cloud_disabled, has_key=has_key, remotes_allowed=remotes_allowed)
        self._upstream = cloud_upstream
        self._limits = {"num_parallel": num_parallel, "max_queue": max_queue, "max_loaded": max_loaded}
        self._numbers = {"cloud": cloud_port, "local": local_port}
        self._first_faults = dict(faults or {})
        self._requests: list[ReceivedRequest] = []
        self._ports: Ports | None = None
        self._dead: socket.socket | None = None
        self._thread: LoopThread | None = None
        self._client = CloudClient()
        self._scheduler: Scheduler | None = None

    @property
    def cloud_url(self) -> str:
        """Address of the port that plays the cloud."""
        return self._running_ports.url("cloud")

    @property
    def local_url(self) -> str:
        """Address of the port that plays the local daemon."""
        return self._running_ports.url("local")

    @property
    def refused_url(self) -> str:
        """An address of the loopback where nothing listens as long as the emulator runs."""
        if self._dead is None:
            raise RuntimeError("the emulator is not running: use it in a with block")
        return f"http://127.0.0.1:{self._dead.getsockname()[1]}"

    @property
    def unresolvable_url(self) -> str:
        """An address whose host name never resolves (RFC 6761)."""
        return UNRESOLVABLE

    @property
    def requests(self) -> list[ReceivedRequest]:
        """Every request received, oldest first."""
        return list(self._requests)

    def clear(self) -> None:
        """Forget the requests received so far."""
        self._requests.clear()

    def set_fault(self, target: str, fault: Fault | str) -> None:
        """Let a fault stand in the way of a model, or of a whole port.

        Args:
            target: A model's name as the port that plays it sees it ("gpt-oss:120b"), which its chat and generate
                requests then meet; "cloud:NAME" or "local:NAME" for one port only; "cloud:*", "local:*" or "*" for
                every request of a port or of both. "O01" and "refused" take the whole port of a model down.
            fault: A `Fault`, or the name of one.

        Raises:
            ValueError: The fault is not in the catalogue, or cannot be played by a server.
        """
        wanted = Fault(fault) if isinstance(fault, str) else fault
        self._loop_thread.call(lambda: self.apply_fault(target, wanted))

    def clear_fault(self, target: str) -> None:
        """Take the fault at `target` away; a port that it took down listens again."""
        self._loop_thread.call(lambda: self.withdraw_fault(target))

    def clear_faults(self) -> None:
        """Take every fault away."""
        self._loop_thread.call(lambda: self.withdraw_fault(None))

    def check_fault(self, target: str, fault: Fault) -> Play:
        """What `fault` would do at `target`; ValueError when it cannot be played there."""
        play = fault.play
        if self._upstream is None:
            check_target(target, self.models)
        if play.kind == "unresolvable":
            raise ValueError(f"fault {fault.name!r} is below the server: give the client unresolvable_url instead")
        return play

    async def apply_fault(self, target: str, fault: Fault) -> None:
        """`set_fault`, inside the emulator's own loop."""
        play = self.check_fault(target, fault)
        if play.kind == "down":
            seconds = None if play.duration is None else play.duration * self.clock.scale
            await self._running_ports.down(ports_of(target, self.models), seconds=seconds)
            return
        self.board.post(target, fault)
        if play.kind == "cold" and self._scheduler and (model := find(self.models, target.removeprefix("local:"))):
            self._scheduler.forget(model)

    async def apply_fault_soon(self, target: str, fault: Fault) -> None:
        """`apply_fault` after the request that asked for it is over."""
        self._running_ports.soon(self.apply_fault(target, fault))

    async def withdraw_fault(self, target: str | None) -> None:
        """`clear_fault` or `clear_faults`, inside the emulator's own loop."""
        self.board.remove(target)
        await self._running_ports.up(None if target is None else ports_of(target, self.models))

    def __enter__(self) -> Self:
        ready = self._start()
        try:
            ready.result(30)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        try:
            await asyncio.wrap_future(self._start())
        except BaseException:
            self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        thread = self._loop_thread
        thread.stop()
        try:
            await asyncio.shield(asyncio.wrap_future(thread.ended))
            while thread.alive:  # noqa: ASYNC110 - a thread that has nothing left to do but end
                await asyncio.sleep(0)
        finally:
            self.close()

    def close(self) -> None:
        """Stop the server: every connection is dropped, the ports are given back."""
        if self._thread is not None:
            self._thread.stop()
            self._thread.join()
        self._release()

    @property
    def _running_ports(self) -> Ports:
        if self._ports is None:
            raise RuntimeError("the emulator is not running: use it in a with block")
        return self._ports

    @property
    def _loop_thread(self) -> LoopThread:
        if self._thread is None:
            raise RuntimeError("the emulator is not running: use it in a with block")
        return self._thread

    def _start(self) -> Future[None]:
        if self._thread is not None:
            raise RuntimeError("the emulator is already running")
        self._dead = bind()
        try:
            self._ports = Ports(self._numbers)
        except OSError:
            self._release()
            raise
        for name in PORTS:
            self._ports.serve(name, self._front_of(name))
        ready: Future[None] = Future()
        self._thread = LoopThread(lambda stop: self._serve(self._running_ports, stop, ready), ready)
        self._thread.start()
        return ready

    def _release(self) -> None:
        if self._dead is not None:
            self._dead.close()
        if self._ports is not None:
            self._ports.close()
        self._thread = self._ports = self._dead = None

    async def _serve(self, ports: Ports, stop: asyncio.Event, ready: Future[None]) -> None:
        try:
            await ports.up()
            for target, fault in self._first_faults.items():
                await self.apply_fault(target, Fault(fault) if isinstance(fault, str) else fault)
            ready.set_result(None)
            await stop.wait()
        finally:
            await self._client.aclose()
            await ports.down()

    def _front_of(self, port: PortName) -> Front:
        models = tuple(model for model in self.models if model.where == port)
        if port == "local":
            self._scheduler = Scheduler(self.clock, **self._limits)
            self._scheduler.preload(models)
        site = Site(
            port, models, self.clock, self._pace, self._first_token, self._scheduler if port == "local" else None
        )
        state = {
            "site": site,
            "daemon": self._daemon,
            "emulator": self,
            "client": self._client,
            "cloud_url": self._upstream or (self.cloud_url if port == "local" else ""),
        }
        return Front(
            local_app() if port == "local" else cloud_app(),
            port=port,
            state=state,
            take=self.board.take,
            record=self._requests.append,
            key=None if port == "local" else self.api_key,
            signed_in=self._signed_in,
        )
