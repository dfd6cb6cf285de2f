"""Models of the emulator that the leak tests share."""

from __future__ import annotations

from super_agent.emulator import Answer, Call, Conversation

LOCAL = ("emulated-brain", "emulated-coder", "emulated-ui")
CLOUD = ("gpt-oss:120b", "deepseek-v4-flash", "qwen3.5:397b")
PRINTED: dict[str, str] = {}


def coder(conversation: Conversation) -> Answer:
    """Runs code that prints what `PRINTED` holds, spelled as numbers, so that only the output tells it."""
    if conversation.result is not None:
        return Answer(f"Resultado: {conversation.result}")
    code = f"print(''.join(chr(n) for n in {[ord(letter) for letter in PRINTED['text']]}))"
    return Answer(calls=(Call("run_python", {"code": code}),))
