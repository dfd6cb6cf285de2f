"""What the classifier sees of a text: words, pairs of words, opening words, parts of words, as often as they stand.

Training and run time share this file, so that they cannot disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .text import composed, excerpt, plain, without_code

TOKEN = re.compile(r"\.?[a-z_]+(?:['’][a-z_]+)*|[0-9]+(?:[.,:][0-9]+)*|\n|[^\sa-z0-9_]")
"""A word with what an apostrophe joins to it (a file's ending is a word), a number, a line end or a mark."""
OPENING = 3
"""Words at the start of a text that also count by their place: that is where the verb of a request stands."""
LONGEST_WORD = 24
RUN = 4
"""Characters of a part of a word."""
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
    """Runs of characters of a word with its edges marked: they survive typos and inflections."""
    if not (word.isascii() and word[0].isalpha()):
        return ()
    marked = f"<{word[:LONGEST_WORD]}>"
    return tuple([f"#{marked[i : i + RUN]}" for i in range(len(marked) - RUN + 1)])


ABOUT = ("<", "<<", ">", ">>", ">>>", "> ", ">  ", "|", "| ", "~", "~", "~", "~*", "~*", "~*")
"""What each of the `around` of a gap is."""


def around(words: Sequence[str], place: int) -> tuple[str, ...]:
    """What stands about the gap before the token at `place`: the words next to it, alone and together.

    Where there is nothing, a word is empty.
    """
    left, right, second, third, fourth = (*words[place - 1 : place + 4], "", "", "")[:5]
    before = words[place - 2] if place > 1 else ""
    after, joined = f"{right} {second}", f"{left} {right}"
    first, other, last, *_ = *[word for word in (right, second, third, fourth) if len(word) > 2], "", "", ""
    return (
        *(left, before, right, second, third, after, f"{after} {third}", joined, f"{joined} {second}"),
        *(first, other, last, first[:4], other[:4], last[:4]),
    )
