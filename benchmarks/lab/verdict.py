"""The judge of the failover benchmark: one for all systems, from what could be observed from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from .models import CLOUD_ANSWER, LOCAL_ANSWER

Kind = Literal["pass", "partial", "safe", "fail"]
"""From best to worst. `safe`: an error was raised; `fail`: wrong or cut text was taken as success, or it hung."""
ORDER: tuple[str, ...] = get_args(Kind)
WHOLE = {"cloud": CLOUD_ANSWER, "local": LOCAL_ANSWER}


@dataclass(frozen=True)
class Expect:
    """What a row asks for.

    `answers`: whose whole answer is right; `words`: instead, words that the answer must have. `first_by`, `total_by`:
    seconds; `most_calls`: chat requests that reach the cloud for this request; `opens`: whether the next request must
    leave the cloud alone (True) or use it (False); `error`: an error is the right end, and must have these words;
    `never`: words that must not be shown anywhere.
    """

    answers: tuple[str, ...] = ("local",)
    words: str = ""
    first_by: float | None = None
    total_by: float | None = None
    most_calls: int | None = None
    opens: bool | None = None
    error: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass
class Facts:
    """What happened: the worker's observation, cloud calls of the request and of the next one."""

    seen: dict[str, Any]
    calls: int = 0
    next_calls: int | None = None


@dataclass
class Verdict:
    """The judgement and its reasons; `figures` are what was measured."""

    kind: str
    why: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)


def judge(expect: Expect, facts: Facts, *, form: str) -> Verdict:
    """Judge one request. `form` is "stream" or "whole"."""
    seen = facts.seen
    figures = {"first": seen["first"], "total": seen["total"], "calls": facts.calls, "error": seen["error"][:300]}
    told = [word for word in expect.never if any(word in seen[place] for place in ("shown", "final", "error"))]
    verdict = Verdict("fail", [f"showed {word!r}" for word in told]) if told else _text(expect, seen, form)
    if verdict.kind == "pass" and (missed := _missed(expect, facts, form)):
        verdict = Verdict("partial", missed)
    verdict.figures = figures
    return verdict


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Of the variants of a row; its reasons are kept with it, the figures of the first."""
    found = max(verdicts, key=lambda one: ORDER.index(one.kind))
    return Verdict(found.kind, found.why, verdicts[0].figures)


def _text(expect: Expect, seen: dict[str, Any], form: str) -> Verdict:
    error, final, shown = seen["error"], seen["final"].strip(), seen["shown"].strip()
    if error.startswith("hung"):
        return Verdict("fail", [error])
    if error:
        return _error(expect, error)
    if not _right(expect, final):
        return Verdict("fail", [_wrong(final)])
    if form == "stream" and shown != final:
        return Verdict("partial", ["the stream shows other text than the result"])
    return Verdict("pass")


def _error(expect: Expect, error: str) -> Verdict:
    if not expect.error:
        return Verdict("safe", [error[:160]])
    missing = [word for word in expect.error if word not in error]
    return Verdict("partial", [f"the error does not name {', '.join(missing)}"]) if missing else Verdict("pass")


def _right(expect: Expect, final: str) -> bool:
    if expect.error:
        return False
    return expect.words in final if expect.words else final in {WHOLE[name] for name in expect.answers}


def _wrong(final: str) -> str:
    for name, whole in WHOLE.items():
        if final == whole:
            return f"the {name} model's answer was taken"
        if final and whole.startswith(final):
            return f"a cut answer of the {name} model was taken as whole"
    return f"{final[:60]!r} was taken as the answer" if final else "an empty answer was taken"


def _missed(expect: Expect, facts: Facts, form: str) -> list[str]:
    seen, missed = facts.seen, []
    first = seen["first"] if form == "stream" else None
    if expect.first_by and first is not None and first > expect.first_by:
        missed.append(f"first token after {first:.2f} s")
    if expect.total_by and seen["total"] > expect.total_by:
        missed.append(f"whole after {seen['total']:.2f} s")
    if expect.most_calls is not None and facts.calls > expect.most_calls:
        missed.append(f"{facts.calls} calls reached the cloud")
    if expect.opens is not None and facts.next_calls is not None and bool(facts.next_calls) == expect.opens:
        missed.append("the next request went to the cloud again" if expect.opens else "the next one avoided the cloud")
    return missed
