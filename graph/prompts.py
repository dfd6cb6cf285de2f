"""What each node tells its model, and how a conversation becomes a prompt."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import (
    AIMessage,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
)

from .attempts import PARTIAL
from .routing.types import Candidate, Language, NodeName
from .state import StepState
from .text_tools import UNREADABLE

LANGUAGES: dict[Language, str] = {"pt": "Brazilian Portuguese", "en": "English", "es": "Spanish"}

ROLES: dict[NodeName, str] = {
    "cloud_planner": (
        "You are the planner of a hybrid assistant. Think hard and give a plan or an analysis that can be carried "
        "out: numbered steps, each with what is done, with what, and how one sees that it is done."
    ),
    "local_brain": (
        "You are the brain of an assistant that runs on the user's own machine. Answer clearly and to the point."
    ),
    "local_executor": (
        "You are the executor of an assistant. You write code and get things done. Compute by running code, never "
        "in your head, and report what the run really printed."
    ),
    "local_ui": (
        "You are the interface designer of an assistant. Give one complete, self-contained HTML document in a fenced "
        "html block: semantic, accessible, responsive, its CSS and JavaScript inside."
    ),
}
CLOUD_AS: dict[str, NodeName] = {"execution": "local_executor", "ui": "local_ui", "general": "local_brain"}

WITH_TOOLS = "Use the tools that you were given whenever something has to be computed, run, read or written."
TEXT_TOOLS = (
    "You can run Python, although you have no tool interface. To run code, answer with one block\n"
    "```python\n<code that prints its result>\n```\nand nothing else; its output comes back to you. When you have "
    "the result, answer in words."
)
ONE_PART = "The request has {count} parts. Do part {number} only: {text}"
COMPLETION = "# Task: {task}\n# A complete Python program that does it and prints the result:\n```python\n"


def system_prompt(candidate: Candidate, step: StepState, language: Language, *, tools: bool) -> str:
    """The system message for one step on one model."""
    cloud = candidate.node == "cloud_planner"
    role = CLOUD_AS.get(step["task"], candidate.node) if cloud else candidate.node
    parts = [ROLES[role], f"Answer in {LANGUAGES[language]}."]
    if tools:
        parts.append(WITH_TOOLS if candidate.tools else TEXT_TOOLS)
    return "\n".join(parts)


def prompt(
    messages: Sequence[AnyMessage], candidate: Candidate, steps: Sequence[StepState], index: int,
    language: Language, *, tools: bool,
) -> list[BaseMessage]:  # fmt: skip
    """The messages that are sent: system, the conversation, and the part of the request to do now."""
    step = steps[index]
    if not candidate.chat:
        return [HumanMessage(_completion(messages, step))]
    told: list[BaseMessage] = [SystemMessage(system_prompt(candidate, step, language, tools=tools))]
    told += list(messages) if candidate.tools else _without_tool_messages(messages)
    if len(steps) > 1:
        part = ONE_PART.format(count=len(steps), number=index + 1, text=step["text"])
        told.insert(1, SystemMessage(part)) if _goes_on(messages) else told.append(HumanMessage(part))
    return told


def _goes_on(messages: Sequence[AnyMessage]) -> bool:
    """Whether the model continues something: a tool's result, or an answer that broke off."""
    last = messages[-1]
    return isinstance(last, ToolMessage) or bool(last.response_metadata.get(PARTIAL))


def _without_tool_messages(messages: Sequence[AnyMessage]) -> list[BaseMessage]:
    """Tool calls as the fenced code that they came from, results as the user's words."""
    plain: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, ToolMessage):
            plain.append(HumanMessage(f"Output of the code:\n{message.text}"))
        elif isinstance(message, AIMessage) and message.tool_calls:
            plain.append(AIMessage(_in_words(message)))
        else:
            plain.append(message)
    return plain


def _in_words(message: AIMessage) -> str:
    """What the message calls, as a fenced block; as it was written where that could not be read."""
    if any(UNREADABLE in call["args"] for call in message.tool_calls):
        return message.text
    code = "\n".join(str(call["args"].get("code", call["args"])) for call in message.tool_calls)
    return f"```python\n{code}\n```"


def _completion(messages: Sequence[AnyMessage], step: StepState) -> str:
    """A base model has no chat: it continues a text."""
    if messages and isinstance(messages[-1], ToolMessage):
        return f"Task: {step['text']}\nThe program printed:\n{messages[-1].text}\nAnswer to the task:"
    if step["task"] == "execution":
        return COMPLETION.format(task=step["text"].replace("\n", " "))
    return f"Question: {step['text']}\nAnswer:"
