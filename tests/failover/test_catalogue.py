"""The failover catalogue, row by row, in the four forms, at a scaled clock."""

import threading

import pytest
from super_agent.emulator import Emulator, Fault
from super_agent.graph.models.bridge import NAME

from ..lab import FORMS, PLAN, Form, Lab, Outcome, emulated
from .rows import CODER, ROWS, Row

SCALE = 0.04
LIMIT = 10 * SCALE
SILENT = ("S06", "S07", "S09")


@pytest.fixture(scope="module")
def emulator():
    with emulated(scale=SCALE) as running:
        yield running


@pytest.fixture
def labs(emulator: Emulator):
    """Makes labs over the one emulator, and closes them."""
    emulator.clear_faults()
    emulator.clear()
    made: list[Lab] = []

    def make(**settings: object) -> Lab:
        made.append(Lab(emulator, **{"cloud_timeout": 5, "local_timeout": 5, "num_predict": 400, **settings}))
        return made[-1]

    yield make
    for one in made:
        one.manager.close()


@pytest.fixture
def lab(labs) -> Lab:
    return labs()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ROWS)
def test_row(labs, name: str, form: Form) -> None:
    row = ROWS[name]
    lab = labs(cloud_timeout=LIMIT) if name in SILENT else labs()
    lab.emulator.set_fault(row.target, Fault(row.fault))
    outcome = lab.run(form, row.text)
    check_answer(outcome, form)
    assert tuple(answered_once(outcome)) == row.kinds
    assert faulty_calls(lab, row) == row.tries
    assert breaker_that_opened(lab) == row.opens
    if form in ("stream", "astream"):
        assert sum(event["type"] == "discard" for event in outcome.events) == row.discards


def check_answer(outcome: Outcome, form: Form) -> None:
    """One whole answer, the same in the stream and the state, that names who gave it; nothing is left behind."""
    assert outcome.error is None
    last = outcome.state["messages"][-1]
    assert last.text.strip()
    answered = [one for one in outcome.attempts if one["outcome"] == "answered"][-1]
    assert (last.response_metadata["tier"], last.name) == (answered["tier"], answered["node"])
    if last.response_metadata.get("done"):
        assert answered["answer_tokens"] > 0
    if form in ("stream", "astream"):
        spoken = {one.id: one.text for one in outcome.state["messages"] if one.type == "ai" and one.text}
        assert {key: text for key, text in outcome.shown.items() if text} == spoken
    extra = [one.name for one in threading.enumerate() if one.name == NAME]
    assert len(extra) <= 1


def answered_once(outcome: Outcome) -> list[str]:
    """Kinds in order, the answers of one tier after each other counted once (a tool call and its report)."""
    kinds = outcome.kinds()
    return [kind for place, kind in enumerate(kinds) if place == 0 or kind != kinds[place - 1]]


def faulty_calls(lab: Lab, row: Row) -> int:
    return sum(one.path == "/api/chat" and bool(one.fault) for one in lab.emulator.requests) or row.tries


def breaker_that_opened(lab: Lab) -> str:
    opened = [key for key, state in lab.manager.get_status()["breakers"].items() if state["status"] == "open"]
    return "" if not opened else "model" if "/" in opened[0] else "endpoint"


@pytest.mark.parametrize("form", FORMS)
def test_o01_and_o02_nothing_answers_at_the_address(emulator: Emulator, labs, form: Form) -> None:
    for url in (emulator.refused_url, emulator.unresolvable_url):
        lab = labs(cloud_base_url=url)
        outcome = lab.run(form, PLAN)
        check_answer(outcome, form)
        assert outcome.kinds() == ["unreachable", "local"]
        assert breaker_that_opened(lab) == "endpoint"


@pytest.mark.parametrize("form", FORMS)
def test_o08_the_daemon_cannot_reach_the_cloud(labs, form: Form) -> None:
    daemon = labs(cloud_api_key="")
    daemon.emulator.set_fault("gpt-oss:120b", Fault("O08"))
    outcome = daemon.run(form, PLAN)
    check_answer(outcome, form)
    assert outcome.kinds() == ["unreachable", "local"]
    opened = daemon.manager.get_status()["breakers"]
    assert all(key.startswith("cloud") for key in opened)


@pytest.mark.parametrize("form", FORMS)
def test_o18_both_down_lists_every_attempt(emulator: Emulator, labs, form: Form) -> None:
    lab = labs(cloud_base_url=emulator.refused_url, base_url=emulator.refused_url, default_model="qwen3:8b")
    outcome = lab.run(form, PLAN)
    assert outcome.kinds() == ["unreachable", "unreachable"]
    assert "gpt-oss:120b" in str(outcome.error)
    assert "qwen3:8b" in str(outcome.error)
    assert "check that the server runs" in str(outcome.error)


def test_o07_the_user_name_is_nowhere(lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
    lab.emulator.set_fault("gpt-oss:120b", Fault("O07"))
    with caplog.at_level("DEBUG"):
        outcome = lab.run("astream", PLAN)
    assert "emulated-user" not in caplog.text + repr(outcome.events) + repr(outcome.state)


def test_o04_the_sign_in_address_is_nowhere(lab: Lab, caplog: pytest.LogCaptureFixture) -> None:
    lab.emulator.set_fault("gpt-oss:120b", Fault("O04-signin"))
    with caplog.at_level("DEBUG"):
        outcome = lab.run("astream", PLAN)
    seen = caplog.text + repr(outcome.events) + repr(outcome.state)
    assert "emulated-host" not in seen
    assert "ollama signin" in seen


def test_o10_is_remembered(lab: Lab) -> None:
    lab.emulator.set_fault(CODER, Fault("O10"))
    first = lab.run("invoke", ROWS["O10"].text)
    again = lab.run("invoke", ROWS["O10"].text)
    assert "unsupported" in first.kinds()
    assert "unsupported" not in again.kinds()
    assert "100" in again.answer
