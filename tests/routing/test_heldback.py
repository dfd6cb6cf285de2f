"""The bars on requests that nothing was learned from, and on disturbed copies of others."""

from collections import Counter

import pytest

from benchmarks.lab import routed
from benchmarks.lab.requests import heldback, learned, paraphrases


def test_the_set_is_large_and_a_third_gives_nothing_away() -> None:
    rows = heldback()
    assert len(rows) >= 600
    assert sum(not row["cue"] for row in rows) >= len(rows) / 3
    assert set(Counter((row["label"], row["lang"]) for row in rows)) == {
        (label, language) for label in routed.LABELS for language in routed.LANGUAGES
    }


def test_nothing_of_it_was_learned() -> None:
    assert [row["id"] for row in learned([*heldback(), *paraphrases()])] == []


def test_macro_recall() -> None:
    assert routed.macro(routed.judged()) >= 0.93


def test_recall_of_compound_requests() -> None:
    assert routed.recalls(routed.judged())["compound"] >= 0.86


def test_steps_of_compound_requests_stand_in_their_order() -> None:
    assert routed.ordered(routed.recognised()) >= 0.95


def test_steps_of_compound_requests_are_all_right() -> None:
    """The aim is 0.90 and is not reached (docs/ROUTING.md has the figures); this holds what is."""
    assert routed.in_order(routed.compound()) >= 0.76
    assert routed.joined(routed.compound()) >= 0.83


def test_portuguese_is_not_behind_english() -> None:
    portuguese, english = (routed.macro(routed.written_in(language)) for language in ("pt", "en"))
    assert english - portuguese <= 0.03


def test_a_disturbed_request_keeps_its_route() -> None:
    rows = paraphrases()
    assert len(rows) >= 200
    assert min(len(row["variants"]) for row in rows) >= 5
    assert routed.kept() >= 0.98


@pytest.mark.parametrize(
    "kind", ["accents dropped", "case", "code pasted behind", "politeness", "punctuation", "typos"]
)
def test_each_disturbance_alone(kind: str) -> None:
    assert routed.kept(kind) >= 0.95
