"""The question that a tool call waits for: what it would run, then yes, no or edit."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from . import phrases
from .messages import say
from .terminal import Terminal

YES, NO, EDIT = ("y", "yes", "s", "sim"), ("n", "no", "não", "nao"), ("e", "edit", "editar")


def decide(terminal: Terminal, pending: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One decision for each request, in the form that `HybridCommander.resume` takes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return [_refused(terminal, request) for request in pending]
    return [_asked(terminal, request) for request in pending]


def _refused(terminal: Terminal, request: dict[str, Any]) -> dict[str, Any]:
    terminal.note(say("approve.refused", name=request["name"]), "yellow")
    return {"type": "reject", "message": "nobody could be asked: this run has no terminal"}


def _asked(terminal: Terminal, request: dict[str, Any]) -> dict[str, Any]:
    arguments = dict(request["args"])
    why = request["description"].partition(": ")[2] or request["description"]
    terminal.note(say("approve.asks", name=request["name"], why=phrases.reason(why)), "yellow")
    while True:
        terminal.block(_visible(_shown(arguments)), "|", "", whole=True)
        answer = _answer()
        if answer in YES:
            return _approved(request, arguments)
        if answer in NO:
            return {"type": "reject", "message": "the user said no"}
        if answer in EDIT:
            arguments = _edited(terminal, arguments)


def _answer() -> str:
    print(say("approve.question"), end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip().lower() if line else NO[0]


def _approved(request: dict[str, Any], arguments: dict[str, Any]) -> dict[str, Any]:
    if arguments == request["args"]:
        return {"type": "approve"}
    return {"type": "edit", "edited_action": {"name": request["name"], "args": arguments}}


def _shown(arguments: dict[str, Any]) -> str:
    """All that the call would run with: the code as it stands, and what else there is below it."""
    others = {name: value for name, value in arguments.items() if name != "code"}
    rest = f"\n{_text(others)}" if others and _is_code(arguments) else ""
    return f"{_text(arguments)}{rest}"


def _visible(text: str) -> str:
    """The text with an escape for each character that a terminal would hide, or that would turn others around."""
    return "".join(_escape(letter) if _hides(letter) else letter for letter in text)


def _hides(letter: str) -> bool:
    return letter not in "\n\t" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _escape(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


def _text(arguments: dict[str, Any]) -> str:
    if _is_code(arguments):
        return str(arguments["code"])
    return json.dumps(arguments, ensure_ascii=False, indent=2)


def _is_code(arguments: dict[str, Any]) -> bool:
    return isinstance(arguments.get("code"), str)


def _edited(terminal: Terminal, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the user's editor leaves them; as they were when it fails."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    try:
        text = _through_editor(editor, _text(arguments), ".py" if _is_code(arguments) else ".json")
        changed = {**arguments, "code": text} if _is_code(arguments) else json.loads(text)
    except (OSError, subprocess.SubprocessError) as error:
        terminal.note(say("approve.no_editor", editor=editor, why=error), "red")
        return arguments
    except ValueError:
        changed = None
    if not isinstance(changed, dict):
        terminal.note(say("approve.bad_edit"), "red")
        return arguments
    return changed


def _through_editor(editor: str, text: str, ending: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"super-agent{ending}")
        path.write_text(text, "utf-8")
        subprocess.run([*shlex.split(editor, posix=os.name != "nt"), str(path)], check=True)  # noqa: S603
        return path.read_text("utf-8")
