"""The command `super-agent`. What a command needs is imported when it is called.

Exit codes: 0 answered, 1 the run failed, 2 wrong usage or settings, 3 nothing can answer, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

from . import parser
from .errors import FAILED, INTERRUPTED, NO_ROOM, USAGE, CommandError, expected, missing_extra
from .messages import say
from .terminal import prepare_streams


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    prepare_streams()
    debug = "--debug" in (sys.argv if arguments is None else arguments)
    try:
        return _flushed(arguments)
    except KeyboardInterrupt:
        print(f"\n{say('interrupted')}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return FAILED
    except Exception as error:
        if debug:
            traceback.print_exc()
        return _tell(error)


def _flushed(arguments: Sequence[str] | None) -> int:
    """Run the command and write all of its output, also after `--help`, which ends by SystemExit."""
    try:
        return _run(parser.build().parse_args(arguments))
    finally:
        sys.stdout.flush()


def _drop_output() -> None:
    """Send what standard output still holds nowhere, so that the interpreter's end does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        _drop_output()
    known = expected(error)
    text = str(known) if known else say("bug", text=f"{type(error).__name__}: {error}")
    print(say("error", text=text), file=sys.stderr)
    return known.code if known else FAILED


def _run(given: argparse.Namespace) -> int:
    if given.version:
        return _version()
    if given.command is None:
        parser.build().print_help(sys.stderr)
        return USAGE
    from .logs import show_logs

    show_logs(debug=given.debug)
    return int(COMMANDS[given.command](given))


def _version() -> int:
    from importlib.metadata import version

    print(f"super-agent {version('super-agent')}")
    return 0


def _ask(given: argparse.Namespace) -> int:
    from .ask import ask

    return ask(_text(given.text), as_json=given.json, thread=given.thread, context=_context(given))


def _route(given: argparse.Namespace) -> int:
    if bool(given.text) == (given.jsonl is not None):
        raise CommandError(say("text_or_jsonl"), USAGE)
    from .route import route, route_file

    if given.jsonl is not None:
        return route_file(given.jsonl, context=_context(given))
    return route(_text(given.text), as_json=given.json, context=_context(given))


def _status(given: argparse.Namespace) -> int:
    from .status import status

    return status(as_json=given.json, reset=given.reset)


def _demo(given: argparse.Namespace) -> int:
    from .demo import demo

    return demo(_text(given.text) if given.text else None)


def _emulator(given: argparse.Namespace) -> int:
    try:
        from ..emulator import serve
    except ImportError:
        raise missing_extra("emulator", "emulator") from None
    try:
        serve(
            cloud_port=given.cloud_port, local_port=given.local_port, faults=given.fault, scale=given.scale,
            pace=given.pace,
        )  # fmt: skip
    except (ValueError, OSError) as error:
        raise CommandError(str(error), USAGE) from error
    return 0


COMMANDS = {"ask": _ask, "route": _route, "status": _status, "demo": _demo, "emulator": _emulator}


def _text(words: list[str]) -> str:
    """The request; bytes of an argument that were no UTF-8 become replacement characters."""
    given = sys.stdin.read() if words == ["-"] else " ".join(words)
    text = given.encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        raise CommandError(say("no_text"), USAGE)
    return text


def _context(given: argparse.Namespace) -> dict[str, Any]:
    chosen = {"mode": given.mode, "privacy": given.privacy}
    return {name: value for name, value in chosen.items() if value is not None}


if __name__ == "__main__":
    sys.exit(main())
