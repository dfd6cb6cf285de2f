"""Settings by their names, and what becomes of the values that people have in hand."""

import logging

import pytest
from super_agent.emulator import EmulatedModel, Weights, default_models
from super_agent.emulator.models import BASE_TEMPLATE
from super_agent.graph import build_graph
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.names import is_cloud, through_daemon, with_tag, without_cloud
from super_agent.graph.models.settings import Settings, SettingsError, clean_url

from ..lab import CODE, PLAN, Lab, emulated

DOCUMENT = {
    "OLLAMA_CLOUD_ENABLED": "true",
    "OLLAMA_CLOUD_MODEL": "qwen3-coder:480b-cloud",
    "OLLAMA_CLOUD_REASONING_MODEL": "deepseek-v3.1:671b-cloud",
    "OLLAMA_CLOUD_API_KEY": "",
    "OLLAMA_CLOUD_BASE_URL": "https://api.ollama.cloud/v1",
    "DEFAULT_MODEL": "qwen2.5-32b-instruct-moe-rtx",
    "EXECUTOR_MODEL": "networkjohnny/deepseek-coder-v2-lite-base-q4_k_m-gguf",
    "EXECUTOR_UI_MODEL": "MHKetbi/UIGEN-T1-Qwen-14:q4_K_S",
    "FALLBACK_ENABLED": "true",
}


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("OLLAMA_CLOUD_TIMEOUT", "soon", "a number greater than 0 up to 86400"),
        ("OLLAMA_LOCAL_TIMEOUT", "-1", "greater than 0"),
        ("OLLAMA_LOCAL_TIMEOUT", "nan", "a number greater than 0 up to 86400"),
        ("OLLAMA_LOCAL_CONCURRENCY", "1.5", "a whole number from 1 up to 100"),
        ("OLLAMA_CLOUD_DAILY_TOKENS", "many", "a whole number from 0"),
        ("FALLBACK_ENABLED", "perhaps", "true or false"),
        ("SUPER_AGENT_MODE", "fast", "'auto', 'cloud', 'local' or 'offline'"),
        ("OLLAMA_BASE_URL", "ftp://host", "http://127.0.0.1:11434"),
        ("OLLAMA_BASE_URL", "http://localhost:port", "http://127.0.0.1:11434"),
        ("OLLAMA_BASE_URL", "http://localhost:99999", "http://127.0.0.1:11434"),
        ("OLLAMA_BASE_URL", "http://[::1", "http://127.0.0.1:11434"),
        ("OLLAMA_CLOUD_BASE_URL", "https://", "https://ollama.com"),
        ("CODE_SANDBOX", "jail", "'monty'"),
        ("CODE_PYTHON", "/nowhere/bin/python", "the path of a Python interpreter"),
    ],
)
def test_a_bad_value_is_one_line_with_name_value_and_what_is_accepted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, accepted: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    line = str(caught.value)
    assert line.startswith(f"{name}={value!r}: ")
    assert accepted in line
    assert line.endswith(" is accepted")
    assert "\n" not in line


@pytest.mark.parametrize("name", ["OLLAMA_CLOUD_API_KEY", "OLLAMA_API_KEY"])
def test_a_key_is_not_printed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, " sk-secret\n")
    assert "sk-secret" not in repr(Settings.load())
    assert Settings.load().cloud_api_key.get_secret_value() == "sk-secret"
    monkeypatch.setenv(name, "sk-secret é")
    with pytest.raises(SettingsError, match="OLLAMA_CLOUD_API_KEY=<hidden>: a key without spaces"):
        Settings.load()


def test_explicit_wins_over_environment_and_environment_over_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.load().cloud_timeout == 30
    monkeypatch.setenv("OLLAMA_CLOUD_TIMEOUT", "7")
    assert Settings.load().cloud_timeout == 7
    assert Settings.load(cloud_timeout=3).cloud_timeout == 3


def test_both_names_of_the_key_are_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "second")
    assert Settings.load().cloud_api_key.get_secret_value() == "second"
    monkeypatch.setenv("OLLAMA_CLOUD_API_KEY", "first")
    assert Settings.load().cloud_api_key.get_secret_value() == "first"


def test_white_space_around_the_key_is_no_part_of_it() -> None:
    assert Settings.load(cloud_api_key=" abc\n").cloud_api_key.get_secret_value() == "abc"


@pytest.mark.parametrize("key", ["ab\ncd", "abçd", "\u200babcd"])
def test_a_key_that_no_request_can_carry_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match="cloud_api_key=<hidden>") as caught:
        Settings.load(cloud_api_key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("https://ollama.com/v1", "https://ollama.com"),
        ("https://ollama.com/api/", "https://ollama.com"),
        ("ollama.com", "https://ollama.com"),
        ("ollama.com/v1", "https://ollama.com"),
        ("localhost", "http://localhost:11434"),
        ("192.168.0.7/api/", "http://192.168.0.7:11434"),
        ("ollama:8080", "http://ollama:8080"),
        ("127.0.0.1:11434", "http://127.0.0.1:11434"),
    ],
)
def test_endings_that_the_client_adds_itself_are_stripped(given: str, clean: str) -> None:
    assert clean_url(given) == clean


@pytest.mark.parametrize(
    "given",
    [
        "http://[::1", "http://1.2.3.4:99999", "http://host:abc", "http://x\u200by.example", "http://xn--.example",
        "http://host/path?x=1", "http://host/#top", "ftp://host", "http://two words",
    ],
)  # fmt: skip
def test_an_address_that_nobody_can_have_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^OLLAMA_BASE_URL="):
        Settings.load(base_url=given)


@pytest.mark.parametrize(
    ("name", "cloud", "bare", "daemon"),
    [
        ("gpt-oss:120b-cloud", True, "gpt-oss:120b", "gpt-oss:120b-cloud"),
        ("deepseek-v4-flash:cloud", True, "deepseek-v4-flash", "deepseek-v4-flash:cloud"),
        ("qwen3.5:397b:cloud", True, "qwen3.5:397b", "qwen3.5:397b:cloud"),
        ("qwen3.5:397b", False, "qwen3.5:397b", "qwen3.5:397b-cloud"),
        ("my-cloud-model", False, "my-cloud-model", "my-cloud-model:cloud"),
        ("glm-5.2", False, "glm-5.2", "glm-5.2:cloud"),
    ],
)
def test_the_cloud_suffix_stays_through_the_daemon_and_goes_directly(
    name: str, cloud: bool, bare: str, daemon: str
) -> None:
    assert is_cloud(name) is cloud
    assert without_cloud(name) == bare
    assert through_daemon(name) == daemon


def test_a_tag_is_implied() -> None:
    assert with_tag("user/model") == "user/model:latest"
    assert with_tag("qwen3:8b") == "qwen3:8b"


def test_the_values_of_the_document_give_a_working_system_with_one_warning_each(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in DOCUMENT.items():
        monkeypatch.setenv(name, value)
    base = EmulatedModel(
        DOCUMENT["EXECUTOR_MODEL"], "executor", capabilities=("completion",), weights=Weights(template=BASE_TEMPLATE)
    )
    with emulated(models=[*default_models(), base]) as emulator, caplog.at_level(logging.WARNING, "super_agent"):
        monkeypatch.setenv("OLLAMA_BASE_URL", emulator.local_url)
        manager = HybridModelManager()
        graph = build_graph(manager)
        plan = graph.invoke({"messages": [("user", PLAN)]})
        code = graph.invoke({"messages": [("user", CODE)]})
        manager.close()
    assert plan["attempts"][-1]["model"] == "deepseek-v4-flash:cloud"
    assert "100" in code["messages"][-1].text
    lines = [one.getMessage() for one in caplog.records]
    for value, says in [
        ("https://api.ollama.cloud", "https://ollama.com is used"),
        ("qwen3-coder:480b", "'qwen3.5:397b' is used"),
        ("deepseek-v3.1:671b", "'deepseek-v4-flash' is used"),
        (DOCUMENT["DEFAULT_MODEL"], "is not installed"),
        (DOCUMENT["EXECUTOR_MODEL"], "has no chat template"),
        (DOCUMENT["EXECUTOR_UI_MODEL"], "is not installed"),
    ]:
        (line,) = [one for one in lines if value in one]
        assert says in line


def test_no_values_at_all_work() -> None:
    with emulated() as emulator:
        lab = Lab(emulator, cloud_api_key=None, cloud_base_url=None)
        assert lab.run("invoke", PLAN).attempts[-1]["tier"] == "cloud"
        assert lab.run("invoke", CODE).attempts[-1]["model"] == "emulated-coder:latest"
        assert lab.manager.warnings == []
        lab.manager.close()


def test_without_a_sign_in_the_cloud_is_not_asked() -> None:
    with emulated(signed_in=False, has_key=False) as emulator:
        lab = Lab(emulator, cloud_api_key=None, cloud_base_url=None)
        outcome = lab.run("invoke", PLAN)
        assert outcome.kinds() == ["local"]
        assert "not signed in" in str(outcome.state["route"]["ruled_out"])
        lab.manager.close()


def test_a_retired_model_gives_way_to_what_the_cloud_offers() -> None:
    models = [EmulatedModel("qwen3:8b"), EmulatedModel("glm-5.2", "planner", "cloud")]
    with emulated(models=models) as emulator:
        lab = Lab(emulator, cloud_model="qwen3-coder:480b-cloud")
        assert lab.run("invoke", PLAN).attempts[-1]["model"] == "glm-5.2"
        assert any("retired on 2026-07-15" in line for line in lab.manager.warnings)
        lab.manager.close()


@pytest.mark.parametrize("where", ["inside", "outside"])
async def test_status_probes_for_real_inside_and_outside_a_running_loop(where: str) -> None:
    import asyncio

    with emulated() as emulator:
        lab = Lab(emulator)
        ask = lab.manager.get_status
        status = ask() if where == "inside" else await asyncio.to_thread(ask)
        assert (status["cloud_available"], status["local_available"], status["fallback_enabled"]) == (True, True, True)
        await lab.manager.aclose()
        dead = Lab(emulator, base_url=emulator.refused_url, cloud_base_url=emulator.refused_url)
        status = dead.manager.get_status()
        assert (status["cloud_available"], status["local_available"]) == (False, False)
        assert "cannot be reached" in status["local_problem"]
        await dead.manager.aclose()


def test_status_with_a_wrong_key_says_so_and_does_not_show_it() -> None:
    with emulated() as emulator:
        lab = Lab(emulator, cloud_api_key="wrong-key-123")
        status = lab.manager.get_status()
        lab.manager.close()
    assert status["cloud_available"] is False
    assert "wrong-key-123" not in repr(status)


def test_the_best_installed_model_takes_each_role() -> None:
    def model(name: str, size: str, *capabilities: str) -> EmulatedModel:
        return EmulatedModel(name, capabilities=capabilities, weights=Weights(parameter_size=size))

    models = [
        model("nomic-embed-text", "137M", "embedding"),
        model("qwen3:8b", "8.2B", "completion", "tools", "thinking"),
        model("qwen3-coder:30b", "30.5B", "completion", "tools"),
        model("llama3.2:1b", "1.2B", "completion", "tools"),
        model("MHKetbi/UIGEN-T1-Qwen-14:q4_K_S", "14.8B", "completion"),
    ]
    with emulated(models=models) as emulator:
        lab = Lab(emulator, cloud_enabled=False)
        roles = lab.manager.get_status()["local_models"]
        lab.manager.close()
    assert roles["executor"][0] == "qwen3-coder:30b"
    assert roles["brain"][0] == "qwen3-coder:30b" or roles["brain"][0] == "qwen3:8b"
    assert roles["ui"][0] == "MHKetbi/UIGEN-T1-Qwen-14:q4_K_S"
    assert "nomic-embed-text:latest" not in {name for names in roles.values() for name in names}


def test_equal_models_keep_their_order_whatever_order_the_server_lists_them_in() -> None:
    def roles(*names: str) -> dict[str, list[str]]:
        with emulated(models=[EmulatedModel(name, weights=Weights(parameter_size="1B")) for name in names]) as emulator:
            lab = Lab(emulator, cloud_enabled=False)
            found = lab.manager.get_status()["local_models"]
            lab.manager.close()
        return found

    assert roles("mine", "yours", "another") == roles("another", "yours", "mine")
