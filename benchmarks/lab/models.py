"""The models that the benchmarks' emulators serve."""

from __future__ import annotations

import re
from collections.abc import Callable

from super_agent.emulator import Answer, Call, Conversation, EmulatedModel, Weights, default_models

TAG = re.compile(r"\bT\d{6}\b")
TOKENS = 12
"""Tokens of every answer of a tagged model: a fault that brings an answer to this length changes nothing."""
DISTINCT = 2000
CLOUD_ANSWER = " ".join(["Nuvem:", *(f"passo-{number}" for number in range(58)), "fim-da-nuvem."])
LOCAL_ANSWER = " ".join(["Local:", *(f"item-{number}" for number in range(10)), "fim-do-local."])
SAFE = "emulated-safe"
CLOUDS = ("gpt-oss:120b", "deepseek-v4-flash", "qwen3.5:397b")
LOCALS = ("emulated-brain", "emulated-coder", "emulated-ui")


def tag_of(number: int) -> str:
    """The mark of one request, which its answer must carry; they come again, so that caches of words fill up."""
    return f"T{number % DISTINCT:06d}"


def plain_answer(tag: str) -> str:
    """The only right answer to a tagged request that needs no tool."""
    return _whole(f"{tag} um dois três quatro cinco seis sete oito nove dez {tag}")


def computed_answer(tag: str, printed: str = "") -> str:
    """The only right answer to a tagged request that runs code, which prints seven times its number."""
    return _whole(f"{tag} o código imprimiu {printed or int(tag[1:]) * 7} e isso é mesmo tudo afinal {tag}")


def tagged(conversation: Conversation) -> Answer:
    """Answers with the tag of the request; where Python can be run, with what the code printed."""
    told = [str(message.get("content") or "") for message in conversation.messages]
    tag = next((found[-1] for text in reversed(told) if (found := TAG.findall(text))), tag_of(0))
    if conversation.messages[-1].get("role") in ("tool", "user") and tag not in told[-1]:
        printed = re.search(r"\d+", told[-1])
        return Answer(computed_answer(tag, printed.group() if printed else "nada"))
    code = f"print({int(tag[1:])} * 7)"
    if conversation.runs_python:
        return Answer(calls=(Call("run_python", {"code": code}),))
    if conversation.speaks_code:
        return Answer(f"```python\n{code}\n```")
    return Answer(plain_answer(tag))


def comparable(text: str) -> Callable[[Conversation], Answer]:
    """A persona that always answers `text`; with a tool that runs Python it adds three numbers first."""

    def persona(conversation: Conversation) -> Answer:
        code = "print(12 + 30 + 58)"
        if conversation.result is not None:
            return Answer(f"O código imprimiu: {conversation.result.strip()}")
        if conversation.runs_python:
            return Answer(calls=(Call("run_python", {"code": code}),))
        return Answer(f"```python\n{code}\n```" if conversation.speaks_code else text)

    return persona


def bench_models() -> tuple[EmulatedModel, ...]:
    """One cloud model that answers 60 tokens and one local model that answers 12, both always the same.

    The local one is loaded with the context that this project asks for, so that nobody's first call loads it anew.
    """
    cloud = ("completion", "tools")
    return (
        EmulatedModel("emulated-brain", comparable(LOCAL_ANSWER), num_ctx=8192, weights=_size(8)),
        EmulatedModel(
            CLOUDS[0], comparable(CLOUD_ANSWER), "cloud", capabilities=cloud, context_length=131_072, num_ctx=131_072
        ),
    )


def soak_models() -> tuple[EmulatedModel, ...]:
    """Three cloud models, three local ones, and a local one that no fault is ever put on."""
    tools = ("completion", "tools")
    return (
        EmulatedModel("emulated-brain", tagged, weights=_size(8)),
        EmulatedModel("emulated-coder", tagged, weights=_size(7)),
        EmulatedModel("emulated-ui", tagged, capabilities=("completion",), weights=_size(14)),
        EmulatedModel(SAFE, tagged, weights=_size(1)),
        *(
            EmulatedModel(name, tagged, "cloud", capabilities=tools, context_length=131_072, num_ctx=131_072)
            for name in CLOUDS
        ),
    )


def _size(billions: int) -> Weights:
    return Weights(parameter_size=f"{billions}B", size=billions * 600_000_000)


def _whole(text: str) -> str:
    assert len(text.split()) == TOKENS, text
    return text


SETS: dict[str, Callable[[], tuple[EmulatedModel, ...]]] = {
    "default": default_models,
    "soak": soak_models,
    "bench": bench_models,
}
