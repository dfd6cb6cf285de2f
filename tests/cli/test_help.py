"""What has to be fast, and what has to be said in two languages."""

import re
import string
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from super_agent import cli
from super_agent.cli import messages, phrases, terminal
from super_agent.graph.models.errors import KINDS
from super_agent.graph.routing import Demand, Fleet, ModelFacts, Sensitivity, Step, chain
from super_agent.graph.routing.types import IMAGE

from .conftest import COMMAND, Here
from .screen import shown

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(cli.__path__[0]).glob("*.py"))


def seconds(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - started


def test_help_is_fast_beside_the_libraries() -> None:
    libraries = [sys.executable, "-c", "import langgraph, langchain_ollama"]
    both = [(seconds([*COMMAND, "--help"]), seconds(libraries)) for _ in range(2)]
    assert min(one for one, _ in both) < 0.4 * min(other for _, other in both)


@pytest.mark.parametrize("language", ["C.UTF-8", "pt_BR.UTF-8"])
def test_help_of_every_command(capsys: pytest.CaptureFixture[str], here: Here, language: str) -> None:
    for command in ("ask", "route", "status", "demo", "emulator"):
        with pytest.raises(SystemExit) as ended:
            here.run(command, "--help", LC_ALL=language)
        out = capsys.readouterr().out
        assert ended.value.code == 0
        assert out.startswith("uso: " if language.startswith("pt") else "usage: ")
        assert max(map(len, out.splitlines())) <= 80


def test_without_a_command_it_shows_the_help(here: Here) -> None:
    code, out, err = here.run()
    assert (code, out) == (2, "")
    assert "demo" in err


def test_version(here: Here) -> None:
    assert re.fullmatch(r"super-agent \d+\.\d+\.\d+\n", here.run("--version")[1])


def test_every_message_is_used_and_takes_the_same_values_in_both_languages() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)}

    for key, (english, portuguese) in messages.MESSAGES.items():
        assert fields(english) == fields(portuguese), key
    computed = ("help.", "bad_line.")
    tasks = {"planning", "execution", "general", "simple", "complex"}
    used = set(re.findall(r"['\"]([a-z_.]+)['\"]", re.sub(r'(?m)^    "[a-z_.]+": \(', "", SOURCES))) | tasks
    assert [key for key in messages.MESSAGES if key not in used and not key.startswith(computed)] == []


def test_every_kind_of_failure_has_words() -> None:
    assert set(phrases.KINDS) == set(KINDS)


def test_every_reason_of_the_policy_is_told_in_portuguese(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    messages.language.cache_clear()
    near = ModelFacts(name="a", tier="local", endpoint="local", window=4096)
    far = ModelFacts(name="b", tier="cloud", endpoint="cloud", window=4096, private=False)
    resting = far.model_copy(update={"name": "c", "resting": "breaker open for 3 s more (overloaded)"})
    fleet = Fleet(
        cloud_brain=(far, resting), cloud_coder=(far, resting), brain=(near, near), executor=(near,), ui=(near,)
    )
    for task in ("planning", "execution", "ui", "general"):
        step = Step(task=task, text="x", complexity="complex", cloud_probability=0.9)
        private = Sensitivity(level="secret", kinds=("token",))
        for change in (
            {}, {"mode": "cloud"}, {"mode": "local"}, {"mode": "offline"}, {"privacy": "strict"}, {"quota": "spent"},
            {"sensitivity": private}, {"sensitivity": private, "privacy": "redact"}, {"fallback_enabled": False},
            {"tokens": 9000, "least_tokens": 9000}, {"sensitivity": IMAGE},
            {"sensitivity": IMAGE | Sensitivity(level="personal", kinds=("cpf",)), "privacy": "redact"},
        ):  # fmt: skip
            found = chain(Demand(step, **change), fleet)
            for one in (*found.candidates, *found.ruled_out):
                assert phrases.reason(one.why) != one.why, one.why


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "pt_BR.UTF-8"}, "pt"),
        ({"LANG": "pt_PT"}, "pt"),
        ({"LANG": "pt_BR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "pt_BR.UTF-8"}, "pt"),
        ({"LANG": "es_ES.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    messages.language.cache_clear()
    assert messages.language() == language
    messages.language.cache_clear()


@pytest.mark.parametrize(
    "text", ["", "a", "a" * 80, "a" * 81, "a\n", "\n\n", "linha\n" * 3 + "b" * 200, "ação\tx", "a" * 79 + "\nb"]
)
def test_rows_of_a_text_are_those_on_the_screen(text: str) -> None:
    assert terminal.rows_of(text, 80) == len(shown(text.expandtabs()))
