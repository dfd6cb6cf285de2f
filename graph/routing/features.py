"""What the classifier sees of a text: words, pairs of words, opening words, parts of words, as often as they stand.

Training and run time share this file, so that they cannot disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from .text import composed, excerpt, plain, without_code

TOKEN = re.compile(r"\.?[a-z_]+(?:['’][a-z_]+)*|[0-9]+(?:[.,:][0-9]+)*|\n|[^\sa-z0-9_]")
"""A word with what an apostrophe joins to it (a file's ending is a word), a number, a line end or a mark."""
OPENING = 3
"""Words at the start of a text that also count by their place: that is where the verb of a request stands."""
LONGEST_WORD = 24
LONGEST_NUMBER = 4


def seen(text: str) -> str:
    """What is read of `text`: an excerpt in small letters without accents, fenced code blanked out."""
    return without_code(plain(excerpt(composed(text))))


def tokens(sight: str) -> list[str]:
    """Words, numbers (only their length counts), marks and line ends of a `seen` text."""
    return [_number(word) if word < ":" else word for word in TOKEN.findall(sight)]


def places(sight: str) -> list[int]:
    """Where each of the `tokens` starts."""
    return [match.start() for match in TOKEN.finditer(sight)]


def _number(word: str) -> str:
    return "0" * min(len(word), LONGEST_NUMBER) if word[0].isdigit() else word


def phrases(words: Sequence[str]) -> Counter[str]:
    """Words, pairs of neighbours and the opening words."""
    found = Counter(words)
    found.update(map(" ".join, pairwise(words)))
    found.update(map("^{}".format, words[:OPENING]))
    return found


def pieces(words: Sequence[str]) -> Counter[str]:
    """Parts of all words."""
    found: Counter[str] = Counter()
    for word in words:
        found.update(parts_of(word))
    return found


@lru_cache(maxsize=8192)
def parts_of(word: str) -> tuple[str, ...]:
    """Runs of 3 to 5 characters of a word with its edges marked: they survive typos and inflections."""
    if not (word.isascii() and word[0].isalpha()):
        return ()
    marked = f"<{word[:LONGEST_WORD]}>"
    return tuple(f"#{marked[i : i + n]}" for n in (3, 4, 5) for i in range(len(marked) - n + 1))


def around(words: Sequence[str], place: int) -> Iterator[str]:
    """What stands about the gap before the token at `place`: the words next to it, alone and together."""
    before = words[place - 2] if place > 1 else "^"
    left, right = words[place - 1], words[place]
    second, third = (*words[place + 1 : place + 3], "$", "$")[:2]
    yield f"<{left}"
    yield f"<<{before}"
    yield f">{right}"
    yield f">>{second}"
    yield f">>>{third}"
    yield f">{right} {second}"
    yield f">{right} {second} {third}"
    yield f"{left}|{right}"
    yield f"{left}|{right} {second}"
    for word in [word for word in words[place : place + 4] if len(word) > 2][:3]:
        yield f"~{word}"
        yield f"~{word[:4]}*"
