"""What a command does when its streams are closed or full, and when a setting is wrong: one line, and a code."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COMMAND, Cli, Here

shell_needed = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes streams")
full_needed = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def in_shell(cli: Cli, rest: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f"{shlex.join(COMMAND)} {rest}"], capture_output=True, encoding="utf-8",
        env=cli.full_environment(), timeout=100, check=False,
    )  # fmt: skip


@shell_needed
@pytest.mark.parametrize(
    ("rest", "code"),
    [("ask - <&-", 2), ("route oi >&-", 0), ("route oi 2>&-", 0), ("--version <&- >&- 2>&-", 0)],
)
def test_a_closed_stream_is_an_empty_one(cli: Cli, rest: str, code: int) -> None:
    done = in_shell(cli, rest)
    assert done.returncode == code
    assert "unexpected" not in done.stderr


@full_needed
@pytest.mark.parametrize("rest", ["--version", "route oi", "ask --json oi"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_one_line(cli: Cli, rest: str, unbuffered: str) -> None:
    cli.environment["PYTHONUNBUFFERED"] = unbuffered
    done = in_shell(cli, f"{rest} >/dev/full")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"super-agent: the output cannot be written: {os.strerror(28)}"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("OLLAMA_CLOUD_TIMEOUT", "já", "vale um número maior que 0, até 86400"),
        ("OLLAMA_LOCAL_NUM_CTX", "1", "vale um número inteiro de 512 a 1048576"),
        ("OLLAMA_CLOUD_DAILY_TOKENS", "-1", "vale um número inteiro a partir de 0"),
        ("FALLBACK_ENABLED", "talvez", "vale true ou false"),
        ("SUPER_AGENT_MODE", "x", "vale 'auto', 'cloud', 'local' ou 'offline'"),
        ("OLLAMA_BASE_URL", "ftp://x", "vale um endereço como http://127.0.0.1:11434 ou https://ollama.com"),
    ],
)
def test_a_wrong_setting_is_told_in_the_users_language(here: Here, name: str, value: str, told: str) -> None:
    code, out, err = here.run("status", LC_ALL="pt_BR.UTF-8", **{name: value})
    assert (code, out) == (2, "")
    assert err == f"super-agent: {name}={value!r}: {told}\n"
