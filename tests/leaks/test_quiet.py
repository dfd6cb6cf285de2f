"""Nothing private in logs at DEBUG, events, error texts and their causes, records, status output, or store files."""

import json
import logging
import traceback
from pathlib import Path
from random import Random
from typing import Any

import pytest
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.emulator import Emulator, Fault
from super_agent.graph import NoModelAvailableError
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from ..lab import CODE, PLAN
from .identifiers import MAKERS, Private, make
from .models import CLOUD, LOCAL, PRINTED
from .scripted import Scripted
from .search import Haystack


class Told:
    """Everything that came out besides the answer and the messages."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.parts: list[Any] = []
        self.answers: list[str] = []

    async def run(self, commander: HybridCommander, text: str, **context: Any) -> None:
        try:
            async for event in commander.stream_message(text, **context):
                if event["type"] == "done":
                    response = event["response"]
                    self.answers.append(response.text)
                    self.parts += [response.attempts, response.sensitivity, response.route["ruled_out"]]
                elif event["type"] not in ("token", "thinking"):
                    self.parts.append(event)
        except NoModelAvailableError as error:
            self.error(error)

    def error(self, error: BaseException) -> None:
        """The error, what it carries, and every cause behind it."""
        self.parts += ["".join(traceback.format_exception(error)), getattr(error, "attempts", [])]
        seen: set[int] = set()
        waiting: list[BaseException | None] = [error]
        while waiting:
            one = waiting.pop()
            if one is not None and id(one) not in seen:
                seen.add(id(one))
                self.parts += [str(one), repr(one), repr(one.args), str(getattr(one, "__notes__", ""))]
                waiting += [one.__cause__, one.__context__]

    def everything(self, caplog: pytest.LogCaptureFixture, printed: str) -> dict[str, list[bytes]]:
        """What came out, by where; the journal of tool calls is a record of the thread, as the checkpoints are."""
        found: dict[str, list[bytes]] = {"printed": [printed.encode()]}
        for record in caplog.records:
            text = f"{record.getMessage()} {record.args} {record.exc_text or ''}"
            found.setdefault(f"log of {record.name}", []).append(text.encode())
        for part in self.parts:
            name = part.get("type", "report") if isinstance(part, dict) else type(part).__name__
            found.setdefault(name, []).append(json.dumps(part, ensure_ascii=False, default=repr).encode())
        found["store"] = [
            one.read_bytes() for one in self.store.parent.glob("breakers.sqlite*") if one.suffix != ".calls"
        ]
        return found


@pytest.fixture
async def commander(emulator: Emulator, tmp_path: Path):
    settings = Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.local_url,
        store=str(tmp_path / "store" / "breakers.sqlite"), num_predict=400,
    )  # fmt: skip
    (tmp_path / "threads").mkdir()
    threads = AsyncSqliteSaver.from_conn_string(str(tmp_path / "threads" / "threads.sqlite"))
    async with threads as saver, HybridCommander(HybridModelManager(settings), checkpointer=saver) as made:
        yield made


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "store" / "breakers.sqlite")


def echoes(private: Private) -> list[Fault]:
    """Servers that repeat what they were sent: as a status, in the stream, bare, cut, escaped."""
    quoted = json.dumps(private.told)
    return [
        Fault("400", error=f"cannot read the prompt {private.told!r}"),
        Fault("500", error=f"panic at {private.value}"),
        Fault("O03", error=f"error parsing tool call: raw={quoted} err=unexpected end of JSON input", after=3),
        Fault("O11", error=f"error parsing tool call: raw={private.value[: len(private.value) * 2 // 3]}"),
        Fault("O15", error=f"<html>{private.told}</html>"),
    ]


@pytest.mark.parametrize("kind", MAKERS)
async def test_nothing_but_the_answer_tells_it(
    commander: HybridCommander, emulator: Emulator, told: Told, kind: str, caplog, capfd
) -> None:
    private = make(Random(f"quiet {kind}"), (kind,))
    caplog.set_level(logging.DEBUG)
    for name in ("super_agent", "httpx", "httpcore", "ollama", "langchain", "langgraph", "asyncio", "aiosqlite"):
        caplog.set_level(logging.DEBUG, logger=name)
    await told.run(commander, f"{PLAN} {private.told}", thread_id="um")
    await told.run(commander, f"{CODE}. Depois {PLAN.lower()}. {private.told}", thread_id="um")
    PRINTED["text"] = private.told
    await told.run(commander, f"{CODE}. Depois {PLAN.lower()}", thread_id="dois")
    for fault in echoes(private):
        for model in (*LOCAL, *CLOUD):
            emulator.set_fault(model, fault)
        await told.run(commander, f"{PLAN} {private.told}")
        await told.run(commander, f"{PLAN} {private.told}", privacy="redact")
    told.parts.append(await commander.manager.status())
    seen = told.everything(caplog, "".join(capfd.readouterr()))
    assert {"route", "step", "tool", "attempt_failed", "store", "list", "str", "log of httpx"} <= set(seen)
    assert [name for name, texts in seen.items() if Haystack(texts).holds(private.value)] == []


def lines(private: Private) -> dict[str, bytes]:
    """Answers with status 200 on which a parser or the client fails while it holds the private words."""
    told = private.told
    start = {"model": "m", "created_at": "2026-01-01T00:00:00Z", "done": False}
    wrong: list[Any] = [
        {**start, "message": {"role": "assistant", "content": "x", "images": told}},
        {**start, "message": {"role": [told], "content": told}},
        {**start, "message": {"role": "assistant", "content": {"text": told}}},
        {**start, "created_at": {"at": told}, "message": {"role": "assistant", "content": told}},
        {**start, "message": {"role": "assistant", "tool_calls": [{"function": {"name": told, "arguments": told}}]}},
        {**start, told: told},
        {"error": {"message": {"deep": told}}},
        {"detail": told, "Error": told},
        [told],
        told,
    ]
    return {f"line {place}": json.dumps(value, ensure_ascii=False).encode() for place, value in enumerate(wrong)} | {
        "cut": json.dumps({**start, "message": {"content": told}}).encode()[:-4],
        "no utf-8": b'{"message": {"content": "' + told.encode("utf-16") + b'"}}',
        "page": f"<html>{told}</html>".encode(),
    }


NAMES = tuple(lines(make(Random(0))))


@pytest.mark.parametrize("name", NAMES)
async def test_an_answer_that_cannot_be_read_is_not_quoted(name: str, told: Told, caplog) -> None:
    private = make(Random(name))
    caplog.set_level(logging.DEBUG)
    models = json.dumps({"models": [{"name": "m:latest", "details": {"parameter_size": "8B"}}]}).encode()

    def answer(path: str, _: bytes) -> tuple[int, str, bytes]:
        return 200, "application/x-ndjson", lines(private)[name] + b"\n" if path == "/api/chat" else models

    with Scripted(answer) as server:
        settings = Settings.load(base_url=server.url, cloud_enabled=False, store=str(told.store))
        async with HybridCommander(HybridModelManager(settings)) as commander:
            await told.run(commander, f"{PLAN} {private.told}")
    seen = told.everything(caplog, "")
    assert "NoModelAvailableError" in b"".join(seen["str"]).decode()
    assert [name for name, texts in seen.items() if Haystack(texts).holds(private.value)] == []
