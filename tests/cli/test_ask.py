"""`ask`: the answer alone on standard output, what happened on standard error, and an exit code that tells."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from super_agent.emulator import Emulator, Fault

from ..lab import CODE, PLAN, TALK
from .conftest import COMMAND, Cli, Here
from .screen import behind_a_terminal, shown

terminal_needed = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def sent_to(emulator: Emulator, port: str) -> list[str]:
    return [one.body.decode() for one in emulator.requests if one.port == port and one.path == "/api/chat"]


def test_standard_output_holds_the_answer_only(cli: Cli) -> None:
    done = cli.run("ask", CODE)
    assert done.returncode == 0
    assert done.stdout.strip().endswith("100")
    assert "run_python" not in done.stdout
    assert "local · emulated-coder:latest" in done.stderr
    assert "| print(sum(values))" in done.stderr
    assert "= 100" in done.stderr


def test_a_dropped_answer_reaches_no_file(here: Here, emulator: Emulator) -> None:
    emulator.set_fault("gpt-oss:120b", Fault("S08"))
    code, out, err = here.run("ask", PLAN)
    assert code == 0
    assert out.count("Plano para") == 1
    assert "gpt-oss:120b failed: the answer was cut before its end; the partial answer was dropped" in " ".join(
        err.split()
    )
    assert "local · emulated-brain:latest" in err


def test_a_terminal_shows_the_words_and_takes_them_back(here: Here, emulator: Emulator) -> None:
    emulator.set_fault("gpt-oss:120b", Fault("S08"))
    code, written = here.on_screen("ask", PLAN)
    rows = shown(written)
    assert code == 0
    assert written.count("Plano para") == 2
    assert "\n".join(rows).count("Plano para") == 1
    assert rows[0].startswith("→ cloud · gpt-oss:120b")
    assert rows[1].startswith("× gpt-oss:120b failed")
    assert all(len(row) <= 80 for row in rows)


def test_a_partial_answer_longer_than_the_screen_stays_and_is_marked(here: Here, emulator: Emulator) -> None:
    emulator.set_fault("gpt-oss:120b", Fault("S08"))
    _, written = here.on_screen("ask", PLAN, LINES="4")
    text = " ".join(" ".join(shown(written)).split())
    assert text.count("Plano para") == 2
    assert "the unfinished answer above was dropped" in text


def test_a_terminal_gets_no_control_characters_from_a_model(here: Here, emulator: Emulator) -> None:
    _, written = here.on_screen("ask", "Qual é a capital \x1b]0;owned\x07\x1b[2J da França?")
    assert "da França" in written
    assert "\x1b" not in written
    assert "\x07" not in written


def test_json_is_one_object_and_nothing_else(here: Here, emulator: Emulator) -> None:
    emulator.set_fault("gpt-oss:120b", Fault("503"))
    code, out, err = here.run("ask", "--json", PLAN)
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["tier"] == "local"
    assert told["text"].startswith("Plano para")
    assert [one["outcome"] for one in told["attempts"]] == ["failed", "answered"]
    assert set(told) >= {"text", "model", "task", "route", "steps", "artifacts", "usage", "thread_id", "pending"}


def test_modes_that_keep_away_from_the_cloud(here: Here, emulator: Emulator) -> None:
    for mode in ("local", "offline"):
        assert here.run("ask", "--mode", mode, PLAN)[0] == 0
    assert not any(one.port == "cloud" for one in emulator.requests)
    assert here.run("ask", "--mode", "cloud", TALK)[0] == 0
    assert len(sent_to(emulator, "cloud")) == 1


def test_private_data_stays_and_its_kind_is_told(here: Here, emulator: Emulator) -> None:
    code, _, err = here.run("ask", f"Meu CPF é 529.982.247-25. {PLAN}")
    assert code == 0
    assert "private data (cpf)" in err
    assert not sent_to(emulator, "cloud")
    assert here.run("ask", "--privacy", "off", f"Meu CPF é 529.982.247-25. {PLAN}")[0] == 0
    assert len(sent_to(emulator, "cloud")) == 1


def test_a_thread_goes_on_in_another_process(cli: Cli, here: Here, emulator: Emulator, tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path)}
    assert here.run("ask", "--thread", "trip", TALK, **state)[0] == 0
    done = cli.run("ask", "--thread", "trip", "E quantos habitantes ela tem?", **state)
    assert done.returncode == 0, done.stderr
    assert "capital da França" in sent_to(emulator, "local")[-1]
    kept = tmp_path / "super-agent" / "threads.sqlite"
    assert kept.exists()
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o077 == 0


def test_a_thread_that_cannot_be_kept_is_one_line(here: Here, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    code, out, err = here.run("ask", "--thread", "a", "oi", XDG_STATE_HOME=str(blocked))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "threads.sqlite" in err


def test_a_thread_that_finds_no_room_is_one_line(here: Here, emulator: Emulator, tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path)}
    assert here.run("ask", "--thread", "a", TALK, **state)[0] == 0
    kept = tmp_path / "super-agent" / "threads.sqlite"
    with closing(sqlite3.connect(kept)) as db:
        db.executescript("CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'no room'); END")
    code, _, err = here.run("ask", "--thread", "a", TALK, **state)
    assert code == 1
    assert err.splitlines()[-1] == f"super-agent: {kept}: cannot be used (no room)"


def test_a_missing_extra_is_named(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langgraph.checkpoint.sqlite.aio", None)
    code, _, err = here.run("ask", "--thread", "a", "oi")
    assert code == 2
    assert "pip install 'super-agent[persistence]'" in err


def test_a_request_from_standard_input(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Execute um código que soma 7 e 8"))
    assert here.run("ask", "-")[1].strip().endswith("15")


@pytest.mark.parametrize(("language", "words"), [("C.UTF-8", "nobody can"), ("pt_BR.UTF-8", "ninguém pode")])
def test_without_ollama_and_without_a_key_it_says_what_is_missing(
    here: Here, emulator: Emulator, language: str, words: str
) -> None:
    nothing = {"OLLAMA_BASE_URL": emulator.refused_url, "OLLAMA_CLOUD_API_KEY": ""}
    code, out, err = here.run("ask", "Olá", **nothing, LC_ALL=language)
    assert (code, out) == (3, "")
    for part in (words, emulator.refused_url, "ollama serve", "ollama pull", "OLLAMA_CLOUD_API_KEY", "demo"):
        assert part in " ".join(err.split())


def test_every_model_that_failed_is_listed(here: Here, emulator: Emulator) -> None:
    for model in emulator.models:
        emulator.set_fault(model.name, Fault("500"))
    code, out, err = here.run("ask", "--json", PLAN)
    assert code == 3
    assert {one["tier"] for one in json.loads(out)["attempts"]} == {"cloud", "local"}
    assert "gpt-oss:120b failed: the server failed" in err
    assert "emulated-brain:latest failed" in err


def test_a_bad_setting_is_one_line(here: Here) -> None:
    code, out, err = here.run("ask", "oi", OLLAMA_CLOUD_TIMEOUT="soon")
    assert (code, out) == (2, "")
    assert err.startswith("super-agent: OLLAMA_CLOUD_TIMEOUT='soon'")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask"], "TEXT"),
        (["ask", "  "], "no request"),
        (["ask", "--mode", "moon", "oi"], "moon"),
        (["fly"], "fly"),
        (["route", "oi", "--jsonl", "x"], "--jsonl"),
    ],
)
def test_wrong_usage_is_one_line(here: Here, arguments: list[str], named: str) -> None:
    code, out, err = here.run(*arguments)
    assert (code, out) == (2, "")
    assert named in err
    assert err.count("\n") == 1


def test_a_configuration_that_was_corrected_is_a_warning(here: Here) -> None:
    code, _, err = here.run("ask", TALK, DEFAULT_MODEL="qwen2.5-32b-instruct-moe-rtx")
    assert code == 0
    assert "warning: DEFAULT_MODEL='qwen2.5-32b-instruct-moe-rtx' is not installed" in err


def test_an_approval_without_a_terminal_is_refused_and_explained(here: Here) -> None:
    code, out, err = here.run("ask", CODE, CODE_SANDBOX="none")
    assert code == 0
    assert "there is no terminal to ask at" in " ".join(err.split())
    assert "rejected" in out


@terminal_needed
def test_an_approval_at_a_terminal_runs_what_the_editor_left(cli: Cli, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text().replace('30', '300'))\n"
    )
    environment = cli.full_environment(NO_COLOR="1", CODE_SANDBOX="none", EDITOR=f"{sys.executable} {editor}")
    with behind_a_terminal([*COMMAND, "ask", CODE], environment) as process:
        process.read_until("[e]dit: ")
        assert "| values = [12, 30, 58]" in process.written
        process.type("e\ny\n")
        assert process.finish() == 0
    assert "= 370" in process.written


@pytest.mark.parametrize(
    ("typed", "result"), [("y\n", "= 100"), ("what\nn\n", "the user said no"), ("", "the user said no")]
)
def test_an_approval_does_what_is_typed(here: Here, typed: str, result: str) -> None:
    code, written = here.on_screen("ask", CODE, typed=typed, CODE_SANDBOX="none")
    assert code == 0
    assert result in written


@terminal_needed
def test_ctrl_c_ends_it_cleanly(cli: Cli, emulator: Emulator) -> None:
    emulator.set_fault("emulated-brain", Fault("silence", seconds=2000))
    with cli.start("ask", TALK) as process:
        assert process.stderr
        assert "emulated-brain" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "interrupted")


@terminal_needed
def test_a_closed_pipe_is_quiet(cli: Cli) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = subprocess.run(
        [*COMMAND, "--version"], stdout=theirs, stderr=subprocess.PIPE, env=cli.full_environment(), check=False
    )
    os.close(theirs)
    assert (command.returncode, command.stderr) == (1, b"")


def test_an_unexpected_error_has_a_traceback_only_with_debug(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("super_agent.cli.ask.ask", broken)
    code, _, err = here.run("ask", "oi")
    assert code == 1
    assert "ZeroDivisionError: a defect" in err
    assert "Traceback" not in err
    monkeypatch.setattr("super_agent.cli.logs.show_logs", lambda *, debug: None)
    assert "Traceback" in here.run("ask", "oi", "--debug")[2]
