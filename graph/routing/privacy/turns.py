"""What neighbouring texts of a conversation say together: 'Qual é o seu RG?' and '45.678.912'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LONGEST_ANSWER, _REACH, _TURNS_BACK = 80, 120, 2
_NUMBER = re.compile(r"(?:\D*\d){5}")


def across(texts: Sequence[str]) -> Iterator[str]:
    """A short text that has a number, behind the end of each of the two before it: a question, one's own words."""
    for index, answer in enumerate(texts):
        if len(answer) <= _LONGEST_ANSWER and _NUMBER.match(answer):
            for before in texts[max(0, index - _TURNS_BACK) : index]:
                yield f"{before[-_REACH:].rstrip(' ?!.:')}: {answer}"
