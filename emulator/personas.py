"""Who answers: a planner, an executor, a designer of pages, a brain. Scripts, each a few lines, in three languages."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

from . import texts
from .conversation import PYTHON_TOOL, Answer, Conversation
from .events import Call
from .recipes import code_for, is_computable

_QUOTE_LENGTH = 160


def planner(conversation: Conversation) -> Answer:
    """A numbered plan that quotes the task."""
    if conversation.result is not None:
        return executor(conversation)
    return Answer(texts.PLAN[conversation.language].format(task=_quote(conversation.request)))


def executor(conversation: Conversation) -> Answer:
    """Runs code: asks for the Python tool, or writes a fenced block where it has none, then reports the output."""
    language = conversation.language
    if conversation.result is not None:
        return Answer(texts.REPORT[language].format(output=_output(conversation.result)))
    code = code_for(conversation.request, language)
    if conversation.runs_python:
        return Answer(calls=(Call(PYTHON_TOOL, {"code": code}),))
    return Answer(texts.CODE[language].format(code=code))


def ui(conversation: Conversation) -> Answer:
    """Thinks, then gives one complete HTML page in a fenced block."""
    language, task = conversation.language, _quote(conversation.request)
    page = texts.PAGE.format(language=language, task=html.escape(task), **texts.PAGE_WORDS[language])
    content = texts.PAGE_INTRO[language].format(page=page)
    return Answer(content, thinking=texts.THINKING[language].format(task=task))


def brain(conversation: Conversation) -> Answer:
    """Answers in a sentence or two, and plans in three steps; computes where it is given the tool and has a cause."""
    language = conversation.language
    computes = conversation.runs_python and is_computable(conversation.request, language)
    if conversation.result is not None or computes:
        return executor(conversation)
    form = texts.SHORT_PLAN if _PLANS.search(conversation.request) else texts.ANSWER
    return Answer(form[language].format(task=_quote(conversation.request)))


def continuation(conversation: Conversation) -> Answer | None:
    """What follows a text that stops in the middle: code after an open fence, the answer after a colon."""
    begun, language = conversation.begun, conversation.language
    if _OPEN_FENCE.search(begun) is not None or (conversation.raw and not begun.rstrip().endswith(":")):
        return Answer(f"{code_for(conversation.request, language)}\n```\n")
    if _UNANSWERED.search(begun) is None:
        return None
    printed = _PRINTED.search(begun)
    return Answer(" " + texts.REPORT[language].format(output=printed.group(1))) if printed else brain(conversation)


def speak(conversation: Conversation, persona: Callable[[Conversation], Answer]) -> Answer:
    """The answer in the role that the system prompt gives; without one, that of `persona`."""
    begun = continuation(conversation)
    if begun is not None:
        return begun
    system = conversation.system.lower()
    role = next((PERSONAS[name] for pattern, name in _ROLES if re.search(pattern, system)), persona)
    return role(conversation)


_PLANS = re.compile(r"\bplan|\broteiro|\bestrat[ée]gia|\bstrategy|\bestrategia|\broadmap", re.IGNORECASE)
_OPEN_FENCE = re.compile(r"```(?:python|py)\s*\Z", re.IGNORECASE)
_UNANSWERED = re.compile(r"\n(?:answer|resposta|respuesta)[^\n]*:\s*\Z", re.IGNORECASE)
_PRINTED = re.compile(r"printed:\n(.*)\n[^\n]*:\s*\Z", re.DOTALL)
_ROLES = (
    (r"\bplanner\b|\bplanejador|\bplanificador", "planner"),
    (r"\bhtml\b|interface designer|designer de interface", "ui"),
    (r"\bexecutor|\bejecutor", "executor"),
    (r"\bbrain\b|\bcérebro|\bcerebro", "brain"),
)

PERSONAS: dict[str, Callable[[Conversation], Answer]] = {
    "planner": planner,
    "executor": executor,
    "ui": ui,
    "brain": brain,
}

_GUESSES = ((r"cod(?:e|er|estral)|exec|starcoder", "executor"), (r"(?:^|[^a-z])ui(?:gen)?", "ui"))


def persona_for(persona: str, name: str, where: str) -> Callable[[Conversation], Answer]:
    """The persona of that name; without one, the one that a model's name and port suggest."""
    if persona and persona not in PERSONAS:
        raise ValueError(f"persona {persona!r} is unknown: use one of {', '.join(PERSONAS)}, or a function")
    if persona:
        return PERSONAS[persona]
    guesses = (guess for pattern, guess in _GUESSES if re.search(pattern, name.lower()))
    return PERSONAS[next(guesses, "brain") if where == "local" else "planner"]


def _quote(request: str) -> str:
    one_line = " ".join(request.split())
    return one_line if len(one_line) <= _QUOTE_LENGTH else f"{one_line[:_QUOTE_LENGTH]}…"


def _output(result: str) -> str:
    try:
        value = json.loads(result)
    except ValueError:
        return result.strip()
    if not isinstance(value, dict):
        return result.strip()
    told = [value.get(key) for key in ("output", "stdout", "value", "result", "error")]
    return "\n".join(str(part).strip() for part in told if part not in (None, "")) or result.strip()
