"""What the leak tests share: a detector that is ready, and an emulator whose coder tells what a test wants."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from super_agent.emulator import Emulator, default_models
from super_agent.graph.models import guard

from ..lab import emulated
from .models import coder


@pytest.fixture(scope="session", autouse=True)
def detector() -> None:
    guard.warm()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    models = [replace(one, persona=coder) if one.name == "emulated-coder" else one for one in default_models()]
    with emulated(scale=0.005, models=models) as running:
        yield running
