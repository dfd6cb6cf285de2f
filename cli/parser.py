"""The arguments of every command. Imports nothing that is slow: `--help` must answer at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from math import inf
from typing import NoReturn

from . import phrases
from .errors import USAGE, CommandError
from .messages import say

MODES = ("auto", "cloud", "local", "offline")
LAST_PORT = 65535
PRIVACY = ("auto", "strict", "redact", "off")


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup], prefix: str | None = None,
    ) -> None:  # fmt: skip
        super().add_usage(usage, actions, groups, say("usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Titles and errors in the user's language; an error is one line."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings, add_help=False, formatter_class=_Formatter, allow_abbrev=False)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = say("arguments"), say("options")
        self.add_argument("-h", "--help", action="help", help=say("help.help"))

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{phrases.reason(message)}; {say('see_help', prog=self.prog)}", USAGE)


def build() -> argparse.ArgumentParser:
    """The parser; `command` in its result names the command."""
    parser = _Parser(prog="super-agent", description=say("about"))
    parser.add_argument("--version", action="store_true", help=say("help.version"))
    commands = parser.add_subparsers(
        dest="command", title=say("commands"), metavar=say("meta.command"), parser_class=_Parser
    )
    for name, fill in (("ask", _ask), ("route", _route), ("status", _status), ("demo", _demo), ("emulator", _emulator)):
        command = commands.add_parser(name, help=say(f"help.{name}"), description=say(f"help.{name}"))
        fill(command)
        command.add_argument("--debug", action="store_true", help=say("help.debug"))
    return parser


def _ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=say("meta.text"), nargs="+", help=say("help.text"))
    parser.add_argument("--json", action="store_true", help=say("help.json"))
    _context(parser)
    parser.add_argument("--thread", metavar="ID", help=say("help.thread"))


def _route(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=say("meta.text"), nargs="*", help=say("help.text"))
    parser.add_argument("--json", action="store_true", help=say("help.json"))
    _context(parser)
    parser.add_argument("--jsonl", metavar=say("meta.file"), help=say("help.jsonl"))


def _context(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mode", choices=MODES, help=say("help.mode"))
    parser.add_argument("--privacy", choices=PRIVACY, help=say("help.privacy"))


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("help.json"))
    parser.add_argument("--reset", action="store_true", help=say("help.reset"))


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=say("meta.text"), nargs="*", help=say("help.demo_text"))


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(say("bad_port", given=repr(text)))
    return int(text)


def _duration(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = inf
    if not 0 <= number < inf:
        raise argparse.ArgumentTypeError(say("bad_number", given=repr(text)))
    return number


def _emulator(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cloud-port", type=_port, default=0, metavar=say("meta.port"), help=say("help.cloud_port"))
    parser.add_argument("--local-port", type=_port, default=0, metavar=say("meta.port"), help=say("help.local_port"))
    parser.add_argument("--fault", action="append", default=[], metavar=say("meta.fault"), help=say("help.fault"))
    parser.add_argument("--scale", type=_duration, default=1.0, metavar=say("meta.factor"), help=say("help.scale"))
    parser.add_argument("--pace", type=_duration, default=0.025, metavar=say("meta.seconds"), help=say("help.pace"))
