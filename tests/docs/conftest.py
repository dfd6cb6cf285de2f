"""An emulator for the pages' code, at a twentieth of real time."""

from collections.abc import Iterator

import pytest
from super_agent.emulator import Emulator

from ..lab import emulated


@pytest.fixture(scope="package")
def shared_emulator() -> Iterator[Emulator]:
    with emulated() as running:
        yield running


@pytest.fixture
def emulator(shared_emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Healthy, and where the environment says that Ollama is."""
    shared_emulator.clear_faults()
    shared_emulator.clear()
    monkeypatch.setenv("OLLAMA_CLOUD_API_KEY", shared_emulator.api_key)
    monkeypatch.setenv("OLLAMA_CLOUD_BASE_URL", shared_emulator.cloud_url)
    monkeypatch.setenv("OLLAMA_BASE_URL", shared_emulator.local_url)
    monkeypatch.setenv("COLUMNS", "80")
    return shared_emulator
