"""Approval: what a person was asked is what is decided, whatever changes before the answer comes."""

from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from super_agent.emulator import Answer, Call, Conversation, EmulatedModel
from super_agent.graph import Context, build_graph

from ..lab import CODE, Lab, emulated

CODE_CALL = Call("run_python", {"code": "print(6 * 7)"})
NOTE = Call("write_file", {"path": "note.txt", "content": "the model's"})
APPROVE, REJECT = {"type": "approve"}, {"type": "reject", "message": "not now"}


class Waiting:
    """A request whose tool calls wait for a person; `resume` answers, in a run with other settings if given."""

    def __init__(self, folder: Path, *calls: Call, **settings: Any) -> None:
        self.workspace = folder / "one"
        self._calls, self._settings = calls, {"workspace": str(folder), "sandbox": "monty", **settings}
        self._config: Any = {"configurable": {"thread_id": "one"}}

    def _persona(self, conversation: Conversation) -> Answer:
        return Answer("done") if conversation.result is not None else Answer(calls=self._calls)

    async def __aenter__(self) -> "Waiting":
        model = EmulatedModel("emulated-coder", self._persona, capabilities=("completion", "tools"))
        self._emulated = emulated(models=[model], scale=0.01)
        self._lab = Lab(self._emulated.__enter__(), cloud_enabled=False, **self._settings)
        self.graph = build_graph(self._lab.manager, checkpointer=InMemorySaver())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._lab.manager.aclose()
        self._emulated.__exit__(None, None, None)

    async def ask(self, **context: Any) -> list[dict[str, Any]]:
        given = {"messages": [("user", CODE)]}
        stopped = await self.graph.ainvoke(given, self._config, context=Context(**context))
        return stopped["__interrupt__"][0].value["action_requests"]

    async def resume(self, *decisions: Any, **context: Any) -> list[str]:
        command: Command[Any] = Command(resume={"decisions": list(decisions)})
        done = await self.graph.ainvoke(command, self._config, context=Context(**context) if context else None)
        return [str(one.text) for one in done["messages"] if one.type == "tool"]


@pytest.mark.parametrize("context", [{}, {"approval": "never"}])
async def test_a_rejected_call_never_runs_whatever_the_resumed_run_is_set_to(
    tmp_path: Path, context: dict[str, str]
) -> None:
    async with Waiting(tmp_path, NOTE) as waiting:
        await waiting.ask(approval="always")
        assert await waiting.resume(REJECT, **context) == ["Error: rejected by the user: not now"]
        assert not (waiting.workspace / "note.txt").exists()


async def test_an_answer_is_for_the_call_that_was_asked_about(tmp_path: Path) -> None:
    """The user's file comes into being while the question about the other call waits."""
    async with Waiting(tmp_path, NOTE, CODE_CALL, sandbox="none") as waiting:
        (request,) = await waiting.ask(approval="risky")
        assert request["name"] == "run_python"
        waiting.workspace.mkdir(exist_ok=True)
        (waiting.workspace / "note.txt").write_text("the user's")
        note, code = await waiting.resume(APPROVE)
        assert code == "42"
        assert note.startswith("Error: not run: it overwrites 'note.txt', a file that the user made")
        assert (waiting.workspace / "note.txt").read_text() == "the user's"


async def test_calls_changed_by_hand_wait_for_a_person(tmp_path: Path) -> None:
    async with Waiting(tmp_path, NOTE) as waiting:
        await waiting.ask(approval="always")
        config: Any = {"configurable": {"thread_id": "one"}}
        message = (await waiting.graph.aget_state(config)).values["messages"][-1]
        changed = {**message.tool_calls[0], "args": {"path": "other.txt", "content": "changed"}}
        after = await waiting.graph.aupdate_state(
            config, {"messages": [message.model_copy(update={"tool_calls": [changed]})]}, as_node="local_executor"
        )
        stopped = await waiting.graph.ainvoke(None, after)
        (request,) = stopped["__interrupt__"][0].value["action_requests"]
        assert request["args"] == changed["args"]
        await waiting.resume(APPROVE)
        assert (waiting.workspace / "other.txt").read_text() == "changed"
        assert not (waiting.workspace / "note.txt").exists()


@pytest.mark.parametrize(
    "answer",
    [
        "approve",
        None,
        {"type": "edit"},
        {"type": "edit", "edited_action": "print(1)"},
        {"type": "edit", "edited_action": {"args": "print(1)"}},
        {"type": "edit", "edited_action": {"name": 5, "args": {}}},
    ],
)
async def test_an_answer_that_is_none_runs_nothing(tmp_path: Path, answer: Any) -> None:
    async with Waiting(tmp_path, NOTE) as waiting:
        await waiting.ask(approval="always")
        (told,) = await waiting.resume(answer)
        assert told.startswith("Error: ")
        assert not (waiting.workspace / "note.txt").exists()


async def test_too_few_answers_run_nothing_more(tmp_path: Path) -> None:
    async with Waiting(tmp_path, CODE_CALL, NOTE) as waiting:
        assert len(await waiting.ask(approval="always")) == 2
        assert await waiting.resume(APPROVE) == ["42", "Error: rejected by the user: no reason given"]
