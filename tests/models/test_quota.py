"""Daily counters of cloud use, their budgets, and Ollama's own usage page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from super_agent.graph.models.quota import Quota, parse_usage
from super_agent.graph.models.store import MemoryStore, Usage

MIDNIGHT_UTC = 1_793_577_600.0


@pytest.mark.parametrize(
    ("tokens", "requests", "state"),
    [
        (0, 0, "free"),
        (799, 7, "free"),
        (800, 0, "near"),
        (0, 8, "near"),
        (1000, 0, "spent"),
        (5, 10, "spent"),
    ],
)
async def test_the_tightest_budget_decides(tokens: int, requests: int, state: str):
    quota = Quota(MemoryStore(), 1000, 10)
    await quota.add(tokens=tokens, requests=requests, errors=3)
    assert await quota.today() == Usage(tokens, requests, 3)
    assert await quota.state() == state


@pytest.mark.parametrize(("share", "state"), [(None, "free"), (0.79, "free"), (0.8, "near"), (1.0, "spent")])
async def test_ollamas_own_limit_counts_without_a_budget(share: float | None, state: str):
    quota = Quota(MemoryStore())
    await quota.add(tokens=10**9, requests=10**6)
    assert await quota.state(cloud_share=share) == state


async def test_a_budget_of_nothing_is_spent():
    assert await Quota(MemoryStore(), daily_requests=0).state() == "spent"


async def test_a_new_day_begins_at_midnight_utc():
    now = [MIDNIGHT_UTC - 1]
    quota = Quota(MemoryStore(), daily_tokens=10, clock=lambda: now[0])
    await quota.add(tokens=10)
    assert await quota.state() == "spent"
    now[0] = MIDNIGHT_UTC
    assert await quota.today() == Usage()
    assert await quota.state() == "free"


@pytest.mark.parametrize(
    ("body", "share"),
    [
        ({"limits": {"session": {"usage": 0.2, "models": []}, "weekly": {"usage": 0.6, "models": {}}}}, 0.6),
        ({"activity": {"cost": "0.12", "models": []}, "limits": {"monthly": {"usage": 0.007}}}, 0.007),
        ({"limits": {"session": {"usage": None}, "weekly": {"usage": 1}}}, 1.0),
        ({"limits": {"session": {"usage": 1.05}}}, 1.05),
        ({"limits": {"session": {"usage": None}}}, None),
        ({"limits": {"session": {"usage": "0.5"}}}, None),
        ({"limits": {"session": {"usage": True}}}, None),
        ({"limits": {"session": {"usage": -0.1}}}, None),
        ({"limits": {"session": {"usage": 42}}}, None),
        ({"limits": {"session": {"usage": float("nan")}}}, None),
        ({"limits": {}}, None),
        ({"limits": [{"usage": 0.5}]}, None),
        ({"limits": {"session": 0.5}}, None),
        ({"error": "unauthorized"}, None),
        ([], None),
        ("<html>", None),
        (None, None),
    ],
)
def test_usage_is_read_in_both_shapes_and_nothing_else(body: object, share: float | None):
    assert parse_usage(body) == share


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
NAMES = st.sampled_from(["limits", "usage", "session", "models"]) | st.text(max_size=5)
BODIES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


@given(BODIES | st.fixed_dictionaries({"limits": st.dictionaries(NAMES, BODIES)}))
def test_any_json_is_a_share_or_nothing(body: object):
    share = parse_usage(body)
    assert share is None or 0 <= share <= 2
