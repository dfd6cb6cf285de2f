"""A request with an image goes to who looks at it: another model would answer as if it were not there.

An image cannot be scanned, so it is private: it stays here unless the caller says off for the request.
"""

from typing import Any

import pytest
from super_agent.emulator import EmulatedModel
from super_agent.graph import NoModelAvailableError

from ..lab import Lab, Outcome, emulated, local_models

PIXEL = "data:image/png;base64,iVBORw0KGgo="
LOOKS = ("completion", "tools", "vision")
SEER = EmulatedModel("llava", "brain", capabilities=LOOKS)
FAR_SEER = EmulatedModel("gpt-oss:120b", "planner", "cloud", capabilities=LOOKS)
FAR_BLIND = EmulatedModel("gpt-oss:120b", "planner", "cloud")


def photo(text: str) -> dict[str, Any]:
    image = {"type": "image_url", "image_url": {"url": PIXEL}}
    return {"role": "user", "content": [{"type": "text", "text": text}, image]}


async def ask(
    models: list[EmulatedModel], *messages: Any, privacy: str = "auto", **settings: Any
) -> tuple[Outcome, list[dict[str, Any]]]:
    """The outcome, and the chat requests that were sent."""
    with emulated(models=[*local_models(), *models], scale=0.01) as emulator:
        lab = Lab(emulator, **settings)
        outcome = await lab.arun(messages, privacy=privacy)
        await lab.manager.aclose()
    return outcome, [one.json() for one in emulator.requests if one.path == "/api/chat"]


@pytest.mark.parametrize("models", [[SEER], [SEER, FAR_BLIND]])
async def test_it_goes_to_the_local_model_that_looks(models: list[EmulatedModel]) -> None:
    outcome, (body,) = await ask(models, photo("O que há nesta foto?"))
    assert body["model"] == "llava:latest"
    assert body["messages"][-1]["images"] == [PIXEL.partition(",")[2]]
    out = {one["model"]: one["why"] for one in outcome.state["route"]["ruled_out"]}
    assert out["emulated-brain:latest"] == "it does not look at images"


async def test_it_goes_to_the_cloud_by_the_callers_word_alone() -> None:
    outcome, (body,) = await ask([FAR_SEER], photo("O que há nesta foto?"), privacy="off")
    assert (body["model"], outcome.kinds()) == ("gpt-oss:120b", ["cloud"])
    assert outcome.state["sensitivity"] == {"level": "personal", "kinds": ["image"]}


@pytest.mark.parametrize("privacy", ["auto", "redact"])
async def test_it_stays_here_though_the_cloud_would_look(privacy: str) -> None:
    asked = photo("Planeje a restauração completa da cadeira desta foto, etapa por etapa")
    outcome, sent = await ask([SEER, FAR_SEER], asked, privacy=privacy)
    assert [body["model"] for body in sent] == ["llava:latest"]
    assert outcome.state["sensitivity"] == {"level": "personal", "kinds": ["image"]}
    out = {one["model"]: one["why"] for one in outcome.state["route"]["ruled_out"]}
    assert out["gpt-oss:120b"] == "private data (image): an image cannot be scanned"


@pytest.mark.parametrize("privacy", ["auto", "redact"])
async def test_the_talk_that_follows_stays_here_with_it(privacy: str) -> None:
    before = [photo("O que há nesta foto?"), ("assistant", "Um barco no porto.")]
    plan = ("user", "Planeje a migração de um monolito para microsserviços, etapa por etapa")
    outcome, sent = await ask([SEER, FAR_SEER], *before, plan, privacy=privacy)
    assert outcome.kinds() == ["local"]
    assert len(sent) == 1


async def test_it_fails_when_only_the_cloud_looks() -> None:
    outcome, sent = await ask([FAR_SEER], photo("O que há nesta foto?"))
    assert isinstance(outcome.error, NoModelAvailableError)
    assert "an image cannot be scanned" in str(outcome.error)
    assert sent == []


async def test_nobody_guesses_what_nobody_sees() -> None:
    outcome, sent = await ask([FAR_BLIND], photo("O que há nesta foto?"))
    assert isinstance(outcome.error, NoModelAvailableError)
    assert "it does not look at images" in str(outcome.error)
    assert sent == []


@pytest.mark.parametrize(("then", "model"), [("E isso?", "llava:latest"), ("Conte uma piada de pescador", "other:7b")])
async def test_the_next_request_needs_eyes_when_it_leans_on_the_image(then: str, model: str) -> None:
    other = EmulatedModel("other:7b", "brain")
    before = [photo("O que há nesta foto?"), ("assistant", "Um barco no porto.")]
    _, sent = await ask([SEER, other], *before, ("user", then), cloud_enabled=False, default_model="other:7b")
    assert [body["model"] for body in sent] == [model]
