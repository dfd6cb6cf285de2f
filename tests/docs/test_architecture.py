"""What the architecture document promised: its settings pasted into `.env`, and its code as people copied it."""

import asyncio
import logging
import runpy
from pathlib import Path

import pytest
from super_agent.core.hybrid_commander import HybridCommander, create_hybrid_commander
from super_agent.core.response import Response
from super_agent.emulator import Emulator, Fault
from super_agent.graph.models import shared

ENV = """\
# Ollama Cloud (Cérebro Principal)
OLLAMA_CLOUD_ENABLED=true
OLLAMA_CLOUD_MODEL=qwen3-coder:480b-cloud
OLLAMA_CLOUD_API_KEY=
OLLAMA_CLOUD_BASE_URL=https://api.ollama.cloud/v1

# Ollama Local (Fallback)
OLLAMA_BASE_URL={local}
DEFAULT_MODEL=qwen2.5-32b-instruct-moe-rtx
EXECUTOR_MODEL=networkjohnny/deepseek-coder-v2-lite-base-q4_k_m-gguf
EXECUTOR_UI_MODEL=MHKetbi/UIGEN-T1-Qwen-14:q4_K_S

# Fallback Automático
FALLBACK_ENABLED=true

# Aumentar timeout
OLLAMA_CLOUD_TIMEOUT=60
OLLAMA_LOCAL_TIMEOUT=120
"""
USAGE = """\
import asyncio
from super_agent.core.hybrid_commander import create_hybrid_commander

async def main():
    commander = create_hybrid_commander(
        cloud_model="qwen3-coder:480b-cloud",
        cloud_api_key="",
        cloud_enabled=True,
        fallback_enabled=True,
    )
    response = await commander.process_message(
        "Planeje uma tarefa complexa e depois execute o código necessário"
    )
    status = commander.get_status()
    print(f"Cloud disponível: {status['cloud_available']}")
    print(f"Local disponível: {status['local_available']}")
    print(f"Fallback habilitado: {status['fallback_enabled']}")
    return commander, response

commander, response = asyncio.run(main())
"""
PLAN = "Planeje um fluxo completo de edição de vídeo no After Effects"


@pytest.fixture
def pasted(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """The document's `.env`, with the emulator in the place of Ollama on this machine."""
    for name in ("OLLAMA_CLOUD_API_KEY", "OLLAMA_CLOUD_BASE_URL", "OLLAMA_BASE_URL"):
        monkeypatch.delenv(name)
    Path(".env").write_text(ENV.format(local=f"{emulator.local_url}/v1"), "utf-8")
    monkeypatch.setattr(shared, "_shared", None)
    return emulator


def ask(text: str) -> Response:
    async def main() -> Response:
        async with create_hybrid_commander(cloud_model="qwen3-coder:480b-cloud", cloud_api_key="") as commander:
            return await commander.process_message(text)

    return asyncio.run(main())


def test_usage(pasted: Emulator, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    script = tmp_path / "usage.py"
    script.write_text(USAGE, "utf-8")
    names = runpy.run_path(str(script))
    response = names["response"]
    asyncio.run(names["commander"].aclose())
    assert [step["task"] for step in response.steps] == ["planning", "execution"]
    assert str(response) == response.text
    assert capsys.readouterr().out.splitlines() == [
        "Cloud disponível: True",
        "Local disponível: True",
        "Fallback habilitado: True",
    ]


def test_each_pasted_value_that_cannot_be_used_is_one_warning(
    pasted: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "super_agent"):
        assert str(ask(PLAN))
    told = [record.getMessage() for record in caplog.records]
    expected = (
        "https://ollama.com is used", "'qwen3.5:397b' is used",
        "DEFAULT_MODEL=", "EXECUTOR_MODEL=", "EXECUTOR_UI_MODEL=",
    )  # fmt: skip
    assert [sum(part in line for line in told) for part in expected] == [1] * len(expected)
    assert len(told) == len(expected)


def test_a_plan_comes_from_the_cloud(pasted: Emulator) -> None:
    response = ask("Planeje em detalhe, com etapas e riscos, um fluxo completo de edição de vídeo no After Effects")
    assert (response.tier, response.model) == ("cloud", "qwen3.5:397b-cloud")


def test_code_runs_locally(pasted: Emulator) -> None:
    response = ask("Execute um código Python que soma números: 3, 4 e 5")
    assert response.tier == "local"
    assert response.text.endswith("12")
    assert not any(one.port == "cloud" and one.path == "/api/chat" for one in pasted.requests)


def test_the_fallback_needs_no_code(pasted: Emulator) -> None:
    for model in pasted.models:
        if model.where == "cloud":
            pasted.set_fault(f"cloud:{model.name}", Fault("503"))
    response = ask("Planeje em detalhe, com etapas e riscos, um fluxo completo de edição de vídeo no After Effects")
    assert response.tier == "local"
    assert response.attempts[0]["tier"] == "cloud"
    assert response.text.startswith("Plano para")


def test_the_status_command(pasted: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    exec(
        "from super_agent.core.hybrid_model_manager import get_hybrid_model_manager;"
        " print(get_hybrid_model_manager().get_status())"
    )
    out = capsys.readouterr().out
    assert "'cloud_available': True" in out
    assert "'local_available': True" in out
    asyncio.run(shared.get_hybrid_model_manager().aclose())


def test_a_commander_without_any_setting(emulator: Emulator) -> None:
    async def main() -> Response:
        async with HybridCommander() as commander:
            return await commander.process_message("Olá, tudo bem?")

    assert asyncio.run(main()).tier == "local"
