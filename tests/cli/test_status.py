"""`status`: what can answer now, and an exit code that scripts can read."""

import json
from pathlib import Path

import pytest
from super_agent.emulator import Emulator, Fault

from ..lab import PLAN
from .conftest import Here


def test_both_servers(here: Here) -> None:
    code, out, _ = here.run("status", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["cloud_available"]
    assert told["local_available"]
    assert "emulated-brain:latest" in told["local_models"]["brain"]
    assert "emulator-key" not in out


@pytest.mark.parametrize("language", ["C.UTF-8", "pt_BR.UTF-8"])
def test_the_table_fits_eighty_columns(here: Here, language: str) -> None:
    code, out, _ = here.run("status", LC_ALL=language)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "emulated-coder:latest" in out
    assert ("disponível" in out) == (language == "pt_BR.UTF-8")


def test_one_server_is_enough(here: Here, emulator: Emulator) -> None:
    assert here.run("status", "--json", OLLAMA_CLOUD_ENABLED="false")[0] == 0
    assert here.run("status", "--json", OLLAMA_CLOUD_ENABLED="true", OLLAMA_BASE_URL=emulator.refused_url)[0] == 0


def test_nothing_can_answer(here: Here, emulator: Emulator) -> None:
    code, out, _ = here.run("status", OLLAMA_BASE_URL=emulator.refused_url, OLLAMA_CLOUD_API_KEY="")
    assert code == 3
    assert "ollama serve" in out
    assert "OLLAMA_CLOUD_API_KEY" in out


def test_reset_closes_the_breakers_that_processes_share(here: Here, emulator: Emulator, tmp_path: Path) -> None:
    store = {"SUPER_AGENT_STORE": str(tmp_path / "store.sqlite")}
    emulator.set_fault("gpt-oss:120b", Fault("O04"))
    assert here.run("ask", PLAN, **store)[0] == 0
    opened = json.loads(here.run("status", "--json", **store)[1])["breakers"]
    assert [one["reason"] for one in opened.values()] == ["unauthorized"]
    assert "unauthorized" in here.run("status", **store)[1]
    code, out, _ = here.run("status", "--reset", **store)
    assert code == 0
    assert "every breaker was closed" in out
    assert json.loads(here.run("status", "--json", **store)[1])["breakers"] == {}


def test_reset_without_a_shared_store_says_that_nothing_is_kept(here: Here) -> None:
    assert "SUPER_AGENT_STORE=memory" in " ".join(here.run("status", "--reset")[1].split())


def test_the_table_needs_an_extra_and_names_it(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "rich.console", None)
    code, _, err = here.run("status")
    assert code == 2
    assert "pip install 'super-agent[cli]'" in err


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_correction_is_told_once(here: Here, form: list[str]) -> None:
    _, out, err = here.run("status", *form, DEFAULT_MODEL="not-there", OLLAMA_CLOUD_MODEL="qwen3-coder:480b-cloud")
    assert (out + err).count("not-there") == 1
    assert (out + err).count("retired") == 1
    err = here.run("ask", "Olá", DEFAULT_MODEL="not-there")[2]
    assert err.count("not-there") == 1
