"""Fenced blocks of Markdown pages, and a process that runs them in order: `python blocks.py PAGE...` prints JSON.

A page's Python blocks share one namespace and one event loop; a `console` block that starts with `$ super-agent`
holds a command and its output.
"""

import ast
import asyncio
import inspect
import io
import json
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ super-agent "


class Block(NamedTuple):
    """One fenced block; `output` is that of the `text` block behind it, None when there is none."""

    language: str
    text: str
    output: str | None = None


def blocks(page: Path) -> list[Block]:
    """The page's blocks, each `text` block joined to the one before it."""
    found: list[Block] = []
    for language, text in FENCE.findall(page.read_text("utf-8")):
        if language == "text" and found:
            found[-1] = found[-1]._replace(output=text)
        elif language == "console":
            command, _, output = text.partition("\n")
            found.append(Block(language, command, output))
        else:
            found.append(Block(language, text))
    return found


def runnable(page: Path) -> list[Block]:
    return [
        block
        for block in blocks(page)
        if block.language == "python" or (block.language == "console" and block.text.startswith(PROMPT))
    ]


def steady(output: str) -> str:
    """Output without what differs from run to run."""
    return re.sub(r"\d+ ms", "N ms", output.strip())


def play(page: Path) -> list[str]:
    """What each runnable block writes."""
    names: dict[str, object] = {"__name__": "__main__"}
    written = []
    with asyncio.Runner() as runner:
        for block in runnable(page):
            out = io.StringIO()
            with redirect_stdout(out), redirect_stderr(out):
                _command(block.text) if block.language == "console" else _python(block.text, names, runner)
            written.append(out.getvalue())
    return written


def _python(text: str, names: dict[str, object], runner: asyncio.Runner) -> None:
    code = compile(text, "<page>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    made = eval(code, names)
    if code.co_flags & inspect.CO_COROUTINE:
        runner.run(made)


def _command(line: str) -> None:
    from super_agent.cli.main import main

    assert main(shlex.split(line.removeprefix(PROMPT))) == 0, line


if __name__ == "__main__":
    json.dump({page: play(Path(page)) for page in sys.argv[1:]}, sys.stdout)
