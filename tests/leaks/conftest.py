"""The detector is ready before the tests look at texts themselves."""

import pytest
from super_agent.graph.models import guard


@pytest.fixture(scope="session", autouse=True)
def detector() -> None:
    guard.warm()
