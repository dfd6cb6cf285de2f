"""The judge of the failover benchmark: the same facts, the same verdict, whoever they come from."""

from typing import Any

import pytest

from benchmarks.lab.models import CLOUD_ANSWER, LOCAL_ANSWER
from benchmarks.lab.verdict import Expect, Facts, Verdict, judge, worst

LOCAL = Expect()


def seen(final: str = LOCAL_ANSWER, **facts: Any) -> dict[str, Any]:
    return {"first": 0.1, "total": 0.5, "shown": final, "final": final, "error": "", "model": "", "tokens": 0, **facts}


@pytest.mark.parametrize(
    ("expect", "facts", "kind"),
    [
        (LOCAL, seen(), "pass"),
        (LOCAL, seen(LOCAL_ANSWER + "\n"), "pass"),
        (LOCAL, seen(CLOUD_ANSWER), "fail"),
        (LOCAL, seen(LOCAL_ANSWER[:-20]), "fail"),
        (LOCAL, seen(""), "fail"),
        (LOCAL, seen("<html>"), "fail"),
        (LOCAL, seen(shown=CLOUD_ANSWER[:40] + LOCAL_ANSWER), "partial"),
        (LOCAL, seen(error="APIError: gone", final="", shown=CLOUD_ANSWER[:40]), "safe"),
        (LOCAL, seen(error="hung: no end within 200 s"), "fail"),
        (Expect(("cloud", "local")), seen(CLOUD_ANSWER), "pass"),
        (Expect(first_by=1.0), seen(first=1.2), "partial"),
        (Expect(total_by=2.6), seen(total=2.7), "partial"),
        (Expect(words="content policy"), seen("HTTP 400: content policy"), "pass"),
        (Expect(words="content policy"), seen(), "fail"),
        (Expect(error=("gpt", "qwen")), seen(error="neither gpt nor qwen"), "pass"),
        (Expect(error=("gpt", "qwen")), seen(error="no luck"), "partial"),
        (Expect(error=("gpt",)), seen(), "fail"),
        (Expect(never=("user",)), seen(shown="the user" + LOCAL_ANSWER), "fail"),
        (Expect(never=("user",)), seen(error="429: you (user)", final=""), "fail"),
    ],
)
def test_one_request(expect: Expect, facts: dict[str, Any], kind: str) -> None:
    assert judge(expect, Facts(facts), form="stream").kind == kind


def test_calls_and_breaker() -> None:
    assert judge(Expect(most_calls=1), Facts(seen(), calls=2), form="stream").kind == "partial"
    assert judge(Expect(opens=True), Facts(seen(), next_calls=1), form="stream").kind == "partial"
    assert judge(Expect(opens=True), Facts(seen(), next_calls=0), form="stream").kind == "pass"
    assert judge(Expect(opens=False), Facts(seen(), next_calls=0), form="stream").kind == "partial"


def test_whole_answers_have_no_screen_and_no_first_token() -> None:
    assert judge(Expect(first_by=1.0), Facts(seen(first=None, shown="")), form="whole").kind == "pass"


def test_the_worst_variant_counts() -> None:
    verdicts = [Verdict("pass", figures={"calls": 1}), Verdict("safe", ["an error"]), Verdict("partial")]
    assert worst(verdicts) == Verdict("safe", ["an error"], {"calls": 1})
