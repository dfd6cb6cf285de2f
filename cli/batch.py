"""Reads a file of requests: one JSON object with `id` and `text` a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from .errors import USAGE, CommandError
from .messages import say


class Row(NamedTuple):
    """One request of a file."""

    id: Any
    text: str


def read_rows(path: str) -> Iterator[Row]:
    """The rows of `path` (`-`: standard input) one after the other; blank lines are left out.

    Raises:
        CommandError: the file or one of its lines cannot be read; the message names the line.
    """
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(path, number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    except OSError as error:
        raise CommandError(say("bad_file", path=path, why=error.strerror), USAGE) from error


def _row(path: str, number: int, line: bytes) -> Row:
    why = ""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        why = "bad_line.utf8"
    except ValueError:
        why = "bad_line.json"
    else:
        if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("text"), str):
            why = "bad_line.object"
        elif not value["text"].strip():
            why = "bad_line.empty"
    if why:
        raise CommandError(say("bad_line", path=path, number=number, why=say(why)), USAGE)
    return Row(value["id"], value["text"])
