"""The question of approval shows all that would run, and what it shows is what runs."""

import sys

import pytest
from super_agent.cli.approve import decide
from super_agent.cli.terminal import Terminal

from .conftest import Screen

LONG = "\n".join(["import shutil", *(f"print({n})" for n in range(60)), "shutil.rmtree('/home')"] + ["print('x')"] * 60)
HIDDEN = "a = 1 \u202e# erutuf\u2066\r\nprint('\x1b[8m')\u200b"


def question(
    monkeypatch: pytest.MonkeyPatch, arguments: dict[str, object], typed: str
) -> tuple[str, dict[str, object]]:
    screen = Screen()
    for name, stream in {"stdin": Screen(typed), "stdout": screen, "stderr": screen}.items():
        monkeypatch.setattr(sys, name, stream)
    monkeypatch.setenv("NO_COLOR", "1")
    request = {"name": "run_python", "args": arguments, "description": "run_python wants to run: it is risky"}
    (decision,) = decide(Terminal(screen, screen), [request])
    return screen.getvalue(), decision


def test_long_code_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    written, decision = question(monkeypatch, {"code": LONG}, "y\n")
    assert decision == {"type": "approve"}
    assert [line[4:] for line in written.splitlines() if line.startswith("  | ")] == LONG.splitlines()


def test_a_long_file_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    written, _ = question(monkeypatch, {"path": "a.txt", "content": LONG}, "n\n")
    assert "shutil.rmtree('/home')" in written


def test_characters_that_hide_or_turn_text_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    written, _ = question(monkeypatch, {"code": HIDDEN}, "y\n")
    assert "  | a = 1 \\u202e# erutuf\\u2066\\r\n" in written
    assert "  | print('\\x1b[8m')\\u200b\n" in written


def test_other_arguments_than_code_are_shown_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written, _ = question(monkeypatch, {"code": "1 + 1", "timeout": 3000}, "y\n")
    assert "  | 1 + 1\n" in written
    assert '"timeout": 3000' in written
