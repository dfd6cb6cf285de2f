"""What the classifier sees of a text: words, pairs of words, parts of words and its shape.

Training and run time share this file, so that they cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from .text import excerpt, fold, split_code

TOKEN = re.compile(r"[a-z0-9_]+|[^\sa-z0-9_]")
OPENING = 3
"""Words at the start of a text that also count by their place: that is where the verb of a request stands."""

SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("tag", re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,15}[ />]")),
    ("definition", re.compile(r"(?m)^\s{0,12}(?:def|class|import|from|function|const|#include|public|fn) ")),
    ("call", re.compile(r"[a-z_]\w{0,40}\([^()\n]{0,40}\)")),
    ("path", re.compile(r"(?:^|\s)[~.]{0,2}/[\w.-]+")),
    (
        "file",
        re.compile(r"[\w*-]\.(?:py|js|ts|sh|[ct]sv|json|txt|log|md|xml|ya?ml|sql|zip|gz|jpg|png|pdf|xlsx?)\b"),
    ),
    ("web file", re.compile(r"[\w*-]\.(?:html?|css|scss|jsx|tsx|vue|svg)\b")),
    ("money", re.compile(r"(?:r\$|us\$|\$|€)\s?\d")),
    ("sum", re.compile(r"\d\s?[-+*/^x=]\s?\d")),
    ("number", re.compile(r"\d")),
    ("question", re.compile(r"\?")),
    ("list", re.compile(r"(?m)^\s{0,8}(?:[-*•]|\d{1,2}[.)])\s")),
    ("quote", re.compile(r"[\"“”']\w")),
)


def words(text: str) -> list[str]:
    """Folded words and marks of an excerpt of `text`, without fenced code unless there is nothing else."""
    prose, code = split_code(excerpt(text))
    tokens: list[str] = TOKEN.findall(fold(prose))
    return tokens if len(tokens) > 1 else tokens + TOKEN.findall(fold(code))


def phrases(tokens: list[str]) -> Iterator[str]:
    """Words, pairs of neighbours and the opening words, each once."""
    yield from dict.fromkeys(tokens)
    yield from dict.fromkeys(f"{left} {right}" for left, right in pairwise(tokens))
    for token in tokens[:OPENING]:
        yield f"^{token}"


@lru_cache(maxsize=8192)
def pieces(word: str) -> tuple[str, ...]:
    """Runs of 3 to 5 characters of a word with its edges marked: they survive typos and inflections."""
    marked = f"<{word[:24]}>"
    size = len(marked)
    return tuple(marked[i : i + n] for n in (3, 4, 5) for i in range(size - n + 1))


def shapes(text: str) -> Iterator[str]:
    """Names of the visible traits of a text: tags, calls, paths, lists, length."""
    sample = excerpt(text)
    if "```" in sample or "~~~" in sample:
        yield "=code"
    prose, _ = split_code(sample)
    lowered = prose.lower()
    for name, pattern in SHAPES:
        if pattern.search(lowered):
            yield f"={name}"
    yield f"=length {min(len(prose).bit_length(), 11)}"
