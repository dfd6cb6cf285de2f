"""What only two neighbouring messages together tell: the name of a number in one, the number in the next."""

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from super_agent.core.hybrid_commander import HybridCommander
from super_agent.emulator import Emulator
from super_agent.graph import ModelCallError
from super_agent.graph.models.guard import label_of
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings
from super_agent.graph.routing.privacy import across

from ..lab import PLAN, TALK, Lab
from .models import PRINTED
from .search import Haystack
from .test_door import DIRECT
from .test_redact import outside
from .tracer import flush, traced

NUMBER = "45881239"
TOGETHER: dict[str, list[AnyMessage]] = {
    "question and answer": [AIMessage("Qual é o seu RG?"), HumanMessage(NUMBER)],
    "one sentence in two": [HumanMessage("Anote: o RG dela é"), HumanMessage(f"{NUMBER}, obrigado")],
    "a turn between": [HumanMessage("O RG dela é"), AIMessage("Pode mandar."), HumanMessage(NUMBER)],
    "another language": [AIMessage("What is your passport number?"), HumanMessage(f"FX{NUMBER[:7]}")],
}
APART = [HumanMessage("Quantos registros há?"), HumanMessage(NUMBER)]


@pytest.fixture
async def lab(emulator: Emulator):
    made = Lab(emulator)
    yield made
    await made.manager.aclose()


@pytest.mark.parametrize("messages", TOGETHER.values(), ids=TOGETHER)
async def test_the_door_and_the_router_read_them_together(lab: Lab, messages: list[AnyMessage]) -> None:
    assert not any(label_of(one.text) for one in messages)
    with pytest.raises(ModelCallError) as caught:
        await lab.manager.call(DIRECT, messages)
    assert caught.value.kind == "privacy"
    outcome = await lab.arun([*messages, HumanMessage(PLAN)])
    assert outcome.kinds() == ["local"]
    assert outcome.state["sensitivity"]["level"] == "personal"
    assert not lab.cloud_chats()


@pytest.mark.parametrize("messages", TOGETHER.values(), ids=TOGETHER)
async def test_redact_hides_what_they_tell(lab: Lab, messages: list[AnyMessage]) -> None:
    await lab.manager.call(DIRECT, messages, privacy="redact")
    assert lab.cloud_chats() == 1
    assert not outside(lab.emulator).holds(NUMBER[:7])


async def test_a_number_that_nobody_asked_for_is_free(lab: Lab) -> None:
    await lab.manager.call(DIRECT, APART)
    assert outside(lab.emulator).holds(NUMBER)


@pytest.fixture
def service() -> Iterator[Any]:
    with traced() as running:
        yield running


async def test_nor_is_the_answer_traced(emulator: Emulator, service: Any) -> None:
    settings = Settings.load(base_url=emulator.local_url, cloud_enabled=False)
    PRINTED["text"] = "nada"
    async with HybridCommander(HybridModelManager(settings)) as commander:
        await commander.process_message(f"{TALK} Vou precisar do RG dela", thread_id="um")
        await commander.process_message(NUMBER, thread_id="um")
    flush()
    seen = Haystack(service.bodies())
    assert seen.holds("Vou precisar")
    assert not seen.holds(NUMBER)


def test_only_short_answers_are_read_again() -> None:
    assert list(across(["Qual o seu RG?", NUMBER])) == [f"Qual o seu RG: {NUMBER}"]
    assert list(across(["Qual o seu RG?", "não sei", "x" * 90 + NUMBER, "12"])) == []
