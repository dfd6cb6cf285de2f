"""The package against a real Ollama server, where `OLLAMA_TEST_URL` names one; its models may be of any kind."""

import os
from operator import itemgetter

import httpx
import pytest
from super_agent.graph import NoModelAvailableError, build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from ..lab import CODE, TALK
from ..models.test_settings import DOCUMENT

URL = os.environ.get("OLLAMA_TEST_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="OLLAMA_TEST_URL names no server")


def answers(manager: HybridModelManager, text: str) -> list[str]:
    """The outcome of each call; every model of the server may fail, and then each says why."""
    try:
        state = build_graph(manager).invoke({"messages": [("user", text)]})
    except NoModelAvailableError as error:
        assert error.attempts
        assert all(one["kind"] and one["error"] for one in error.attempts)
        return [one["outcome"] for one in error.attempts]
    finally:
        manager.close()
    assert state["messages"][-1].text.strip()
    return [one["outcome"] for one in state["attempts"]]


@pytest.mark.parametrize("text", [TALK, CODE])
def test_no_values_at_all(text: str) -> None:
    settings = Settings.load(base_url=URL, cloud_enabled=False, num_predict=64)
    assert answers(HybridModelManager(settings), text)[-1] == "answered"


def test_the_values_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in DOCUMENT.items():
        monkeypatch.setenv(name, value)
    manager = HybridModelManager(Settings.load(base_url=URL, mode="local", num_predict=64))
    assert answers(manager, TALK)[-1] == "answered"
    assert any("DEFAULT_MODEL" in line for line in manager.warnings)


def test_status() -> None:
    manager = HybridModelManager(Settings.load(base_url=URL, cloud_enabled=False))
    status = manager.get_status()
    manager.close()
    assert status["local_available"]
    assert status["local_models"]["brain"]


def test_whatever_model_is_wanted_somebody_answers() -> None:
    """Each of the smallest models in the lead: it answers, or says why not and gives way."""
    models = httpx.get(f"{URL}/api/tags", trust_env=False).json()["models"]
    for model in sorted(models, key=itemgetter("size"))[:8]:
        wanted = str(model["name"])
        manager = HybridModelManager(
            Settings.load(base_url=URL, cloud_enabled=False, default_model=wanted, num_predict=64)
        )
        assert answers(manager, TALK)[-1] == "answered", wanted
