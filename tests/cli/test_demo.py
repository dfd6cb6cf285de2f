"""`demo` and `emulator`: what a newcomer sees first, with nothing installed but the package."""

import json
import re
import signal
import sys

import pytest
from super_agent.cli import messages

from .conftest import Cli, Here


def test_three_stories(cli: Cli) -> None:
    hostile = {"OLLAMA_CLOUD_TIMEOUT": "nonsense", "SUPER_AGENT_MODE": "offline", "HTTP_PROXY": "http://127.0.0.1:9"}
    done = cli.run("demo", LC_ALL="pt_BR.UTF-8", **hostile)
    text = " ".join(done.stdout.split())
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "NÃO HÁ NENHUM MODELO POR TRÁS" in text
    plan, code, cut = re.split(r"[123]/3 ", text)[1:]
    assert "nuvem · gpt-oss:120b" in plan
    assert "respondido por nuvem · gpt-oss:120b" in plan
    assert "= 29.0" in code
    assert "respondido por local · emulated-coder:latest" in code
    assert "gpt-oss:120b falhou" in cut
    assert "a resposta inacabada acima foi descartada" in cut
    assert "respondido por local · emulated-brain:latest" in cut


@pytest.mark.parametrize("language", ["C.UTF-8", "pt_BR.UTF-8"])
def test_the_stories_go_where_they_say(here: Here, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LC_ALL", language)
    messages.language.cache_clear()
    texts = {key: messages.say(key) for key in ("demo.plan_text", "demo.code_text", "demo.cut_text")}
    led = {key: json.loads(here.run("route", "--json", text)[1])["candidates"][0] for key, text in texts.items()}
    assert [one["node"] for one in led.values()] == ["cloud_planner", "local_executor", "cloud_planner"]


def test_your_own_request(here: Here) -> None:
    code, out, _ = here.run("demo", "Run Python code that computes the sum of 1234 and 4321")
    assert code == 0
    assert "= 5555" in out
    assert "NO MODEL IS BEHIND" in out


def test_your_own_request_that_goes_to_the_cloud_is_asked_twice(here: Here) -> None:
    code, out, _ = here.run(
        "demo", "Make a detailed plan, step by step, to move a library of 40 years to a new building"
    )
    assert code == 0
    assert "the cloud fails in the middle" in out
    assert "gpt-oss:120b failed" in out
    assert out.count("answered by") == 2


def test_the_extra_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "super_agent.emulator", None)
    for command in ("demo", "emulator"):
        code, _, err = here.run(command)
        assert code == 2
        assert "pip install 'super-agent[emulator]'" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_the_emulator_runs_until_it_is_ended(cli: Cli) -> None:
    with cli.start("emulator", "--fault", "gpt-oss:120b=S08") as process:
        assert process.stdout
        assert "NO MODEL IS BEHIND IT" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_a_fault_that_does_not_exist(here: Here) -> None:
    code, _, err = here.run("emulator", "--fault", "gpt-oss:120b=nonsense")
    assert code == 2
    assert "nonsense" in err
