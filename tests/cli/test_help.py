"""What has to be fast, and what has to be said in two languages."""

import os
import re
import string
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from super_agent import cli
from super_agent.cli import messages, terminal

from .conftest import COMMAND, Here
from .screen import shown

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(cli.__path__[0]).glob("*.py"))


def clock() -> float:
    """Processor time of the processes that have ended; Windows does not tell it."""
    times = os.times()
    return perf_counter() if sys.platform == "win32" else times.children_user + times.children_system


def seconds(command: list[str]) -> float:
    started = clock()
    subprocess.run(command, check=True, capture_output=True)
    return clock() - started


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


@pytest.mark.parametrize(
    ("given", "english", "portuguese"),
    [
        ("--cloud-port=65536", "is no port: 0 to 65535", "não é uma porta: de 0 a 65535"),
        ("--local-port=abc", "is no port: 0 to 65535", "não é uma porta: de 0 a 65535"),
        ("--pace=-1", "is no number of at least 0", "não é um número a partir de 0"),
        ("--scale=nan", "is no number of at least 0", "não é um número a partir de 0"),
    ],
)
def test_a_number_that_cannot_be_used_is_one_line(here: Here, given: str, english: str, portuguese: str) -> None:
    for locale, told in (("C.UTF-8", english), ("pt_BR.UTF-8", portuguese)):
        code, out, err = here.run("emulator", given, LC_ALL=locale)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert f"{given.split('=')[1]!r} {told}" in err
