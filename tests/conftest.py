"""Every test runs in an empty folder and environment, reaches loopback alone and must not block an event loop."""

import inspect
import socket
from collections.abc import Iterator

import pytest
from blockbuster import BlockBuster

PREFIXES = ("OLLAMA_", "SUPER_AGENT_", "ROUTER_", "LANGSMITH_", "LANGCHAIN_")
NAMES = ("DEFAULT_MODEL", "EXECUTOR_MODEL", "EXECUTOR_UI_MODEL", "FALLBACK_ENABLED", "CODE_SANDBOX")
KEPT = ("OLLAMA_TEST_URL",)
ALLOWED = ("127.", "::1", "localhost", "0.0.0.0")

SYNCHRONOUS_BY_CONTRACT = (("graph/models/settings.py", "load"), ("graph/models/bridge.py", "run"))
"""Constructing a manager reads `.env`, and `get_status` waits for its probes, wherever they are called."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    import os

    for name in list(os.environ):
        if (name.startswith(PREFIXES) or name in NAMES) and name not in KEPT:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))


@pytest.fixture(autouse=True)
def loopback_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("slow"):
        return
    connect = socket.socket.connect

    def checked(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(ALLOWED):
            raise AssertionError(f"a test tried to reach {address[0]!r}: only loopback is allowed")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", checked)


@pytest.fixture(autouse=True)
def no_blocking_calls(request: pytest.FixtureRequest) -> Iterator[None]:
    """A blocking call of the package inside a running event loop fails the test."""
    if not inspect.iscoroutinefunction(getattr(request.node, "function", None)):
        yield
        return
    guard = BlockBuster(scanned_modules=["super_agent.graph", "super_agent.core", "super_agent.tools"])
    for function in guard.functions.values():
        for file, name in SYNCHRONOUS_BY_CONTRACT:
            function.can_block_in(file, name)
    guard.activate()
    try:
        yield
    finally:
        guard.deactivate()
