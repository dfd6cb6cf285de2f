"""What the local server has, remembered while it does not answer."""

import pytest
from super_agent.emulator import Fault
from super_agent.graph.models import catalog

from ..lab import TALK, Lab, emulated


async def test_a_server_that_is_away_for_a_moment_keeps_its_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "TAGS_SECONDS", 0.0)
    with emulated() as emulator:
        lab = Lab(emulator, cloud_enabled=False)
        assert (await lab.arun(TALK)).kinds() == ["local"]
        emulator.set_fault("local:*", Fault("S05"))
        known = (await lab.manager.facts()).fleet.brain
        emulator.clear_faults()
        await lab.manager.aclose()
    assert known[0].name == "emulated-brain:latest"


async def test_what_is_asked_anew_is_known_until_there_is_an_answer() -> None:
    with emulated() as emulator:
        lab = Lab(emulator, cloud_enabled=False)
        assert (await lab.arun(TALK)).kinds() == ["local"]
        lab.manager.catalog.forget()
        emulator.set_fault("local:*", Fault("S04"))
        assert (await lab.manager.facts()).fleet.brain[0].name == "emulated-brain:latest"
        await lab.manager.aclose()


async def test_a_server_that_never_answered_has_none() -> None:
    with emulated() as emulator:
        lab = Lab(emulator, base_url=emulator.refused_url)
        assert (await lab.manager.facts()).fleet.brain == ()
        await lab.manager.aclose()
