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
    """A numbered plan that quotes the task. With the Python tool at hand it acts as the executor does."""
    if conversation.runs_python or conversation.result is not None:
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
    if conversation.raw:
        return Answer(f"{code}\n```\n" if "```" in conversation.request else code)
    return Answer(texts.CODE[language].format(code=code))


def ui(conversation: Conversation) -> Answer:
    """Thinks, then gives one complete HTML page in a fenced block."""
    language, task = conversation.language, _quote(conversation.request)
    page = texts.PAGE.format(language=language, task=html.escape(task), **texts.PAGE_WORDS[language])
    content = texts.PAGE_INTRO[language].format(page=page)
    return Answer(content, thinking=texts.THINKING[language].format(task=task))


def brain(conversation: Conversation) -> Answer:
    """Answers in a sentence or two; computes where the Python tool is offered and there is something to compute."""
    language = conversation.language
    if conversation.result is not None:
        return executor(conversation)
    if conversation.runs_python and is_computable(conversation.request, language):
        return executor(conversation)
    return Answer(texts.ANSWER[language].format(task=_quote(conversation.request)))


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
