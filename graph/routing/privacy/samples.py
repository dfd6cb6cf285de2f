"""A number with what surrounds it, and whether it only shows a form: '000.000.000-00', '4242 4242 4242 4242'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .scan import Cue, Scan

NEUTRAL = frozenset({"own", "their", "sample", "number"})
"""Tags that name neither a kind nor a thing."""
_TEST_CARDS = frozenset(
    "1234567812345678 1234567890123456 30569309025904 3530111333300000 3566002020360505 371449635398431 "
    "378282246310005 38520000023237 4000056655665556 4012888888881881 4111111111111111 4222222222222 "
    "4242424242424242 5105105105105100 5200828282828210 5555555555554444 6011000990139424 6011111111111117".split()
)
"""Numbers that card networks and payment providers publish for tests."""
_QUOTES = frozenset("\"'`")
_QUOTED = re.compile(r"(?:^|[^:\s])\s{0,2}[\"'`]\(?\+?$")
"""An opening quote that does not follow a colon: an argument or a literal, not a field of a record."""
_PHONE_TAIL = 7
_MOBILE = re.compile(r"^(?:0?0?55)?[1-9][1-9]9\d{8}$")
"""A Brazilian mobile number with its area: somebody's, even when it counts up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Neighbouring groups of digits read as one number.

    `layout` is the digits of each group ('3.3.3.2'), `text` how it stands there; `tags` are those of the words before
    it, nearest first; `reference` says that the nearest one names a thing; `quoted` that it is a literal of code.
    """

    start: int
    end: int
    layout: str
    digits: str
    text: str
    tags: tuple[str, ...]
    reference: bool
    quoted: bool

    @classmethod
    def of(cls, scan: Scan, start: int, end: int, layout: str, digits: str) -> Reading:
        """The number at `start` with its surroundings."""
        tags = tuple(cue.tag for cue in scan.before(start) if cue.tag != "sample" or not _in_email(scan.plain, cue))
        naming = next((tag for tag in tags if tag not in NEUTRAL), "")
        quoted = bool(_QUOTED.search(scan.plain, max(0, start - 6), start)) and scan.plain[end : end + 1] in _QUOTES
        following = {cue.tag for cue in scan.after(end, 30)} & {"sample", "card"}
        text = scan.plain[start:end]
        return cls(start, end, layout, digits, text, (*tags, *following), naming == "reference", quoted)


def _in_email(plain: str, cue: Cue) -> bool:
    """Whether the cue word is a name or a host: 'teste@firma.com' calls nothing a test."""
    return "@" in (plain[cue.start - 1 : cue.start], plain[cue.end : cue.end + 1])


def is_sample(kind: str, number: Reading, valid: bool) -> bool:
    """Whether `number` shows a form instead of naming somebody. Its owner's word ('my') makes it real."""
    different = len(set(number.digits))
    if "own" in number.tags:
        return set(number.digits) == {"0"}
    if kind == "phone":
        return _is_dummy_phone(number)
    if kind == "card" and ("sample" in number.tags or (number.digits in _TEST_CARDS and not _is_labelled(number))):
        return True
    return not valid and ("sample" in number.tags or different == 1 or number.quoted)


def _is_dummy_phone(number: Reading) -> bool:
    tail = number.digits[-_PHONE_TAIL:]
    told = not {"phone", "dial", "number"}.isdisjoint(number.tags) and "sample" not in number.tags
    counted = tail in "01234567890" and not told and not _MOBILE.search(number.digits)
    return len(set(tail)) == 1 or counted or number.quoted


def _is_labelled(number: Reading) -> bool:
    return "card" in number.tags and not number.quoted
