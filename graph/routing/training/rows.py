"""Reading the utterances, and making the disturbed copies that teach the router what does not matter."""

from __future__ import annotations

import json
import random
import string
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from ..features import places, seen, tokens
from ..joints import gaps
from ..text import HEAD, TAIL, composed

DATA = Path(__file__).parent.parent / "data"
FOLDS = 5
"""Parts of the requests that are left out in turn: a request's is the rest of its group's number."""
NEIGHBOURS = 10
"""Rows that follow each other are alike: so many are left out together."""

CODE = (
    "```python\ndef total(items):\n    return sum(item.price for item in items)\n```",
    "```js\nconst app = express();\napp.get('/', (req, res) => res.send('ok'));\n```",
    "```\nTraceback (most recent call last):\nValueError: bad value\n```",
    "```sql\nSELECT id, name FROM users WHERE active = 1;\n```",
    '```html\n<div class="card"><button>ok</button></div>\n```',
)

JOINTS = {
    "pt": (
        " e depois ",
        ", e depois ",
        ", depois ",
        " e em seguida ",
        ". Depois ",
        ". Em seguida, ",
        " e ",
        ", e ",
        ". ",
    ),
    "en": (" and then ", ", and then ", ", then ", " and after that ", ". Then ", ". After that, ", " and ", ". "),
    "es": (" y después ", ", y luego ", ", después ", " y luego ", ". Después ", ". Luego, ", " y ", ", y ", ". "),
}
JOINED = 5000
SHORT = 90
"""Characters of a request that may be joined to another."""

Chunk = tuple[str, str]
"""A task, or nothing for words that join or surround, and a stretch of text."""


class Request(NamedTuple):
    """A request to learn from, in chunks. `hard` is None where the row says nothing; `group` ties copies together."""

    chunks: tuple[Chunk, ...]
    lang: str
    hard: bool | None
    group: int

    @property
    def text(self) -> str:
        """The request as it was written."""
        return "".join(text for _, text in self.chunks)


class Marked(NamedTuple):
    """A request as tokens: the numbers of those where its parts begin and end, and what the parts ask for."""

    tokens: list[str]
    ends: list[int]
    tasks: list[str]
    between: frozenset[int]
    """Gaps within the words that join two parts: neither joints nor not."""


def rows(folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """Every row of every `utterances_*.jsonl`, by file name and line."""
    for path in sorted(folder.glob("utterances_*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip():
                yield json.loads(line)


def requests(folder: Path = DATA) -> list[Request]:
    """Every request, each text once."""
    found: dict[str, Request] = {}
    for number, row in enumerate(rows(folder)):
        text = composed(row["text"])
        mark = row.get("complexity")
        hard = None if mark is None else mark == "complex"
        chunks = tuple(_chunks(text, row["steps"])) if "steps" in row else ((row["task"], text),)
        found.setdefault(text, Request(chunks, row["lang"], hard, number // NEIGHBOURS))
    return list(found.values())


def _chunks(text: str, steps: list[tuple[str, str]]) -> Iterator[Chunk]:
    end = 0
    for task, words in steps:
        start = text.index(composed(words), end)
        if text[end:start]:
            yield "", text[end:start]
        end = start + len(composed(words))
        yield task, text[start:end]
    if text[end:]:
        yield "", text[end:]


def marked(request: Request) -> Marked:
    """Where the parts of a request meet: at the gap nearest to the first word of the later one."""
    sight = seen(request.text)
    starts, words = places(sight), tokens(sight)
    spans = _spans(request, len(starts), starts)
    cuts, between = [], set[int]()
    known = gaps(words)
    for (_, _, low), (_, high, _) in pairwise(spans):
        near = [gap for gap in known if low - 1 <= gap <= high]
        cuts.append(high if high in near or not near else near[0])
        between.update(near)
    return Marked(words, [0, *cuts, len(words)], [task for task, _, _ in spans], frozenset(between - set(cuts)))


def _spans(request: Request, size: int, starts: list[int]) -> list[tuple[str, int, int]]:
    """Task, first token and end of each part; neighbours of one task are one part."""
    if len(request.text) > HEAD + TAIL:
        return [(next(task for task, _ in request.chunks if task), 0, size)]
    found: list[tuple[str, int, int]] = []
    at = 0
    for task, text in request.chunks:
        first, last = bisect_left(starts, at), bisect_left(starts, at + len(text))
        at += len(text)
        if task and found and found[-1][0] == task:
            found[-1] = (task, found[-1][1], last)
        elif task:
            found.append((task, first, last))
    return found


@cache
def polite() -> dict[str, dict[str, list[str]]]:
    """By language, what people say before, after and between requests, and facts."""
    words: dict[str, dict[str, list[str]]] = json.loads((DATA / "politeness.json").read_text(encoding="utf8"))
    return words


def disturbed(request: Request, chance: random.Random) -> Request:
    """A copy with small talk or facts around it, a typo in it or code behind it.

    Each fold has small talk of its own, so that a reader is judged by words that it did not learn from.
    """
    fold = request.group % FOLDS
    before, after = (polite()[request.lang][side][fold::FOLDS] for side in ("before", "after"))
    chunks = request.chunks
    kind = chance.random()
    if kind < 0.30:
        chunks = (("", said(chance, before)), *chunks)
    if 0.15 < kind < 0.38:
        chunks = (*chunks, ("", chance.choice(after)))
    elif 0.38 < kind < 0.45:
        chunks = (("", f"{fact(request.lang, fold, chance)}. "), *chunks)
    elif 0.45 < kind < 0.55:
        chunks = (*chunks, ("", f". {fact(request.lang, fold, chance)}."))
    elif 0.55 < kind < 0.75:
        chunks = (*chunks, ("", f"\n{chance.choice(CODE)}"))
    elif kind > 0.75:
        chunks = tuple((task, mistyped(text, chance)) for task, text in chunks)
    return request._replace(chunks=chunks)


def fact(lang: str, fold: int, chance: random.Random) -> str:
    """Something told beside a request of a fold, now and then in another language: it asks for nothing."""
    told = polite()[lang if chance.random() < 0.7 else chance.choice(sorted(polite()))]["facts"][fold::FOLDS]
    words = chance.choice(told)
    while "{n}" in words:
        words = words.replace("{n}", str(chance.randrange(10, 10_000)), 1)
    token = "".join(chance.choices(string.ascii_letters + string.digits + "-_#!", k=chance.randrange(6, 40)))
    return words[0].upper() + words[1:].replace("{w}", token)


def joined(plain: Sequence[Request], chance: random.Random) -> Iterator[Request]:
    """Pairs and threes of short requests made one, half of them for one task: what joins them tells only half of it.

    They are of one fold, and so is what is made of them.
    """
    short = [one for one in plain if len(one.chunks) == 1 and len(one.text) <= SHORT and "?" not in one.text]
    alike: dict[tuple[str, int], list[Request]] = {}
    for one in short:
        alike.setdefault((one.lang, one.group % FOLDS), []).append(one)
    for number in range(JOINED):
        first = chance.choice(short)
        others = alike[first.lang, first.group % FOLDS]
        second = chance.choice([one for one in others if (one.chunks[0][0] == first.chunks[0][0]) == bool(number % 2)])
        pair = _pair(first, second, _joint(first.lang, chance))
        yield pair if number % 5 else _pair(pair, chance.choice(others), _joint(first.lang, chance))


def _pair(first: Request, second: Request, joint: str) -> Request:
    *begun, (task, text) = first.chunks
    (other, more) = second.chunks[0]
    more = more if joint == ". " else more[0].lower() + more[1:]
    return first._replace(chunks=(*begun, (task, text.rstrip(" .;!")), ("", joint), (other, more)), hard=None)


def _joint(lang: str, chance: random.Random) -> str:
    return chance.choice(JOINTS[lang] if chance.random() < 0.6 else polite()[lang]["between"])


def said(chance: random.Random, before: list[str]) -> str:
    """One or two things that open a request, now and then with a capital letter."""
    words = "".join(chance.sample(before, chance.choice((1, 1, 2))))
    return words[0].upper() + words[1:] if chance.random() < 0.5 else words


def mistyped(text: str, chance: random.Random) -> str:
    """`text` with about one letter in twenty-five lost, doubled or swapped with its neighbour."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 25)):
        at = chance.randrange(len(letters))
        if letters[at].isalpha():
            letters[at] = chance.choice(("", letters[at] * 2, letters[at]))
            if at + 1 < len(letters) and chance.random() < 0.4:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
