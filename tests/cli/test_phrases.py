"""What other rooms say in English has its Portuguese: every word that the policy and the models can say."""

import ast
import math
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from super_agent.cli import messages, phrases
from super_agent.graph.models import access, roster, status
from super_agent.graph.models.breaker import BreakerState
from super_agent.graph.models.errors import KINDS
from super_agent.graph.models.fleet import resting
from super_agent.graph.models.store_sqlite import SqliteStore
from super_agent.graph.routing import Demand, Fleet, chain, policy
from super_agent.graph.routing.types import IMAGE, Sensitivity

from ..routing.fleets import cloud, local
from ..routing.test_policy import LABELS, MODES, PRIVACY, QUOTA, SIZES, STEPS

ANYTHING = "7"
"""Stands in a text for what is filled in; it is a word and a number."""


@pytest.fixture
def portuguese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "pt_BR.UTF-8")
    messages.language.cache_clear()
    yield
    messages.language.cache_clear()


def texts(module: ModuleType) -> set[str]:
    """The texts of several words in a module's source, but for docstrings, questions and what an exception says."""
    nodes = list(ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))))
    others = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    others |= {id(part) for node in nodes if isinstance(node, ast.Raise | ast.Compare) for part in ast.walk(node)}
    others |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    found = {_text(node) for node in nodes if id(node) not in others}
    return {text for text in found if len(text.split()) > 2}


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else ANYTHING for part in node.values)
    said = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if said else ""


def said_by_policy() -> set[str]:
    """Every reason over the policy's table, with few models and with more than are asked, awake and resting."""
    found: set[str] = set()
    for count, rests in product((1, 6), ("", resting(BreakerState("open", math.inf, "unauthorized")))):
        here = tuple(local(f"l{number}", resting=rests) for number in range(count))
        there = tuple(cloud(f"c{number}") for number in range(count))
        fleet = Fleet(brain=here, executor=(local("coder"),), ui=(local("ui"),), cloud_brain=there)
        labels = (*LABELS, IMAGE, IMAGE | Sensitivity(level="personal", kinds=("cpf",)))
        asked = product(STEPS[3::4], SIZES.values(), labels, MODES, PRIVACY, QUOTA, (True, False), (True, False))
        for step, sizes, label, mode, privacy, quota, fallback, images in asked:
            demand = Demand(step, *sizes, label, mode, privacy, quota, 0.5, fallback, images)
            decided = chain(demand, fleet)
            found.update(one.why for one in (*decided.candidates, *decided.ruled_out))
    return found


def test_every_reason_of_the_policy_is_told_in_portuguese(portuguese: None) -> None:
    said = said_by_policy()
    assert [why for why in sorted(said) if phrases.reason(why) == why] == []
    patterns = [re.escape(text).replace(ANYTHING, ".+") for text in texts(policy)]
    assert [one for one in patterns if not any(re.fullmatch(one, why) for why in said)] == []


@pytest.mark.parametrize("module", [access, roster, status], ids=lambda one: one.__name__.split(".")[-1])
def test_every_problem_and_warning_of_the_models_is_told_in_portuguese(module: ModuleType, portuguese: None) -> None:
    said = texts(module)
    assert [text for text in sorted(said) if phrases.reason(text) == text] == []
    assert said


def test_what_a_problem_quotes_is_told_in_portuguese_too(portuguese: None) -> None:
    advice = "; start Ollama (`ollama serve`) or set OLLAMA_BASE_URL"
    for problem in ("http://127.0.0.1:1 cannot be reached", "http://127.0.0.1:1/api/tags answers HTTP 500"):
        told = phrases.reason(problem + advice)
        assert told.startswith(phrases.reason(problem) + "; inicie")


@pytest.mark.parametrize("until", [math.inf, 2e9])
def test_why_a_model_rests_is_told_in_portuguese(until: float, portuguese: None) -> None:
    assert phrases.reason(resting(BreakerState("open", until, "overloaded"))).startswith("disjuntor aberto")


async def test_a_store_that_cannot_be_used_is_told_in_portuguese(
    portuguese: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore(str(tmp_path))
    assert await store.transact(("cloud",), len) == 1
    await store.close()
    (record,) = caplog.records
    assert phrases.reason(record.getMessage()).startswith(f"SUPER_AGENT_STORE={tmp_path} não pode ser usado")


def test_every_kind_of_failure_has_words() -> None:
    assert set(phrases.KINDS) == set(KINDS)
