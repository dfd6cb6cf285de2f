"""What holds for every chain, whoever made it: each function is one promise, and raises when it is broken."""

from itertools import pairwise

from super_agent.graph.routing.policy import Chain, Demand
from super_agent.graph.routing.types import ModelFacts

from .fleets import could_answer, fits, forbidden_outside, needs_cloud, outside

Known = dict[tuple[str, str], ModelFacts]
"""The models of a fleet by endpoint and name."""


def check(demand: Demand, known: Known, found: Chain) -> None:
    """All of them; a broken one says in which situation."""
    asked = [known[one.endpoint, one.model] for one in found.candidates]
    able = [model for model in known.values() if could_answer(demand, model)]
    try:
        everyone_has_a_place(known, found)
        nothing_leaves_that_must_stay(demand, asked)
        somebody_answers_who_can(demand, asked, able)
        dead_ones_are_asked_last(found, asked, able)
        whole_conversations_come_first(demand, asked)
        the_cloud_leads_where_it_pays(demand, found, asked)
        base_models_come_last(demand, asked)
    except AssertionError as error:
        error.add_note(f"{demand}\n{known}\n{found}")
        raise


def everyone_has_a_place(known: Known, found: Chain) -> None:
    """Each model is a candidate or ruled out with a reason, and is named once."""
    asked = [(one.tier, one.model) for one in found.candidates]
    out = [(one.tier, one.model) for one in found.ruled_out]
    assert sorted(asked + out) == sorted((model.tier, model.name) for model in known.values())
    assert all(one.why for one in (*found.candidates, *found.ruled_out))


def nothing_leaves_that_must_stay(demand: Demand, asked: list[ModelFacts]) -> None:
    if forbidden_outside(demand):
        assert not any(outside(model) for model in asked)


def somebody_answers_who_can(demand: Demand, asked: list[ModelFacts], able: list[ModelFacts]) -> None:
    """Nobody is asked in vain, and a chain is empty only when nobody could answer."""
    assert all(model in able for model in asked)
    assert bool(asked) == bool(able)
    if not demand.fallback_enabled:
        assert len(asked) == bool(able)


def dead_ones_are_asked_last(found: Chain, asked: list[ModelFacts], able: list[ModelFacts]) -> None:
    """A model whose breaker is open is asked when no other is left, and then past its breaker."""
    hopeless = all(model.resting for model in able)
    assert all(bool(model.resting) == hopeless for model in asked)
    assert all(one.last_resort == hopeless for one in found.candidates)


def whole_conversations_come_first(demand: Demand, asked: list[ModelFacts]) -> None:
    whole = [fits(model, demand.tokens) for model in asked]
    assert whole == sorted(whole, reverse=True)


def the_cloud_leads_where_it_pays(demand: Demand, found: Chain, asked: list[ModelFacts]) -> None:
    """Among chat models that take the whole conversation; near the budget only complex planning leads to the cloud."""
    pairs = zip(found.candidates, asked, strict=True)
    whole = [one for one, model in pairs if model.chat and fits(model, demand.tokens)]
    tiers, nodes = [one.tier for one in whole], [one.node for one in whole]
    if not demand.fallback_enabled or len(set(nodes)) < 2:
        return
    assert (nodes[0] == "cloud_planner") == needs_cloud(demand)
    if demand.quota == "near" and "local" in tiers:
        assert (tiers[0] == "cloud") == needs_cloud(demand)
        assert ("cloud", "local") not in list(pairwise(tiers))[1:]


def base_models_come_last(demand: Demand, asked: list[ModelFacts]) -> None:
    """After all others, of the cloud too."""
    for whole in (True, False):
        chat = [model.chat for model in asked if fits(model, demand.tokens) == whole]
        assert chat == sorted(chat, reverse=True)
