"""As test_quiet, for the graph called in its four forms, for resumed runs, and for loggers that a user may turn on."""

import logging
from random import Random
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.emulator import Emulator
from super_agent.graph import NoModelAvailableError
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings

from ..lab import CODE, FORMS, PLAN, Form, Lab
from .identifiers import make
from .models import CLOUD, LOCAL, PRINTED
from .search import Haystack
from .test_quiet import Told, commander, echoes, told

__all__ = ["commander", "told"]
KINDS = ("cpf", "password", "declared")
LOUD = ("super_agent", "httpx", "httpcore", "ollama", "langchain", "langchain_core", "langchain_ollama", "langgraph",
        "langsmith", "asyncio", "aiosqlite", "urllib3")  # fmt: skip


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    for name in LOUD:
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_the_graph_tells_it(
    emulator: Emulator, told: Told, form: Form, kind: str, loud: pytest.LogCaptureFixture, capfd: Any
) -> None:
    private = make(Random(f"{form} {kind}"), (kind,))
    told.store.parent.mkdir()
    PRINTED["text"] = private.told
    for fault in (None, *echoes(private)):
        lab = Lab(emulator, store=str(told.store), num_predict=400)
        for model in (*LOCAL, *CLOUD) if fault else ():
            emulator.set_fault(model, fault)
        for text in (f"{PLAN} {private.told}", f"{CODE}. Depois {PLAN.lower()}{'. ' + private.told if fault else ''}"):
            outcome = lab.run(form, text)
            told.parts += [outcome.attempts, *outcome.events]
            if outcome.error:
                told.error(outcome.error)
        told.parts.append(lab.manager.get_status())
        lab.manager.close()
    seen = told.everything(loud, "".join(capfd.readouterr()))
    assert {"list", "str", "store", "log of httpx"} <= set(seen)
    assert [name for name, texts in seen.items() if Haystack(texts).holds(private.value)] == []


@pytest.mark.parametrize("kind", KINDS)
async def test_nor_does_a_resumed_run_that_fails(
    commander: HybridCommander, emulator: Emulator, told: Told, kind: str, loud: pytest.LogCaptureFixture, capfd: Any
) -> None:
    private = make(Random(f"resumed {kind}"), (kind,))
    PRINTED["text"] = private.told
    for fault in echoes(private):
        emulator.clear_faults()
        waiting = await commander.process_message(f"{CODE}. {private.told}", thread_id=fault.name, approval="always")
        assert waiting.pending
        for model in (*LOCAL, *CLOUD):
            emulator.set_fault(model, fault)
        try:
            told.parts.append((await commander.resume(fault.name, [{"type": "approve"}])).attempts)
        except NoModelAvailableError as error:
            told.error(error)
    assert {"list", "str"} <= {type(part).__name__ for part in told.parts}
    seen = told.everything(loud, "".join(capfd.readouterr()))
    assert [name for name, texts in seen.items() if Haystack(texts).holds(private.value)] == []


@pytest.mark.parametrize("decisions", ["none waits", "one too many", "unknown"])
async def test_a_decision_that_cannot_be_used_is_not_quoted(
    commander: HybridCommander, told: Told, decisions: str, loud: pytest.LogCaptureFixture
) -> None:
    private = make(Random(decisions), ("cpf",))
    PRINTED["text"] = "nada"
    said = {"type": "reject", "message": private.told}
    if decisions != "none waits":
        await commander.process_message(CODE, thread_id="um", approval="always")
    given = {"none waits": [said], "one too many": [said, said], "unknown": [{"type": private.told}]}[decisions]
    try:
        told.parts.append((await commander.resume("um", given)).attempts)
    except Exception as error:
        told.error(error)
    assert told.parts
    seen = told.everything(loud, "")
    assert [name for name, texts in seen.items() if Haystack(texts).holds(private.value)] == []


async def test_a_thread_of_one_request_leaves_nothing_behind(emulator: Emulator) -> None:
    saver = InMemorySaver()
    settings = Settings.load(
        cloud_base_url=emulator.cloud_url, cloud_api_key=emulator.api_key, base_url=emulator.local_url
    )
    private = make(Random(1), ("cpf",))
    async with HybridCommander(HybridModelManager(settings), checkpointer=saver) as made:
        await made.process_message(f"{PLAN} {private.told}")
    assert not Haystack([repr((saver.storage, saver.writes, saver.blobs)).encode()]).holds(private.value)
