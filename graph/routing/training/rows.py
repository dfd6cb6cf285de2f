"""Reading the utterances, and making the disturbed copies that teach the classifier what does not matter."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent.parent / "data"

POLITE = {
    "pt": (
        ("por favor, ", "oi! ", "oi, tudo bem? ", "bom dia, ", "opa, ", "você pode me ajudar? ", "gente, "),
        (" por favor", " pfv", ", obrigado!", " valeu", ", se puder", " obrigada desde já"),
    ),
    "en": (
        ("please ", "hi! ", "hello, ", "hey, ", "could you please ", "quick one: ", "I need your help: "),
        (" please", " thanks", ", thank you!", " thx", ", if you can", " cheers"),
    ),
    "es": (
        ("por favor, ", "hola, ", "buenas, ", "oye, ", "¿me ayudas? ", "buenos días, "),
        (" por favor", " gracias", ", muchas gracias", " porfa", ", si puedes"),
    ),
}
CODE = (
    "```python\ndef total(items):\n    return sum(item.price for item in items)\n```",
    "```js\nconst app = express();\napp.get('/', (req, res) => res.send('ok'));\n```",
    "```\nTraceback (most recent call last):\nValueError: bad value\n```",
    "```sql\nSELECT id, name FROM users WHERE active = 1;\n```",
    '```html\n<div class="card"><button>ok</button></div>\n```',
)


class Example(NamedTuple):
    """One text to learn from. `hard` is None where the row says nothing; `group` ties copies together."""

    text: str
    lang: str
    task: str
    hard: bool | None
    group: int


def rows(folder: Path = DATA) -> Iterator[dict[str, Any]]:
    """Every row of every `utterances_*.jsonl`, by file name and line."""
    for path in sorted(folder.glob("utterances_*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip():
                yield json.loads(line)


def examples(folder: Path = DATA) -> list[Example]:
    """Single requests, and the steps of compound ones, each once."""
    found: dict[str, Example] = {}
    for group, row in enumerate(rows(folder)):
        lang = row["lang"]
        steps = row.get("steps")
        parts = steps or [(row["task"], row["text"])]
        mark = row.get("complexity")
        hard = None if mark is None or steps else mark == "complex"
        for task, text in parts:
            found.setdefault(text, Example(text, lang, task, hard, group))
    return list(found.values())


def disturbed(example: Example, chance: random.Random) -> Example:
    """A copy with small talk around it, a typo in it or code behind it."""
    before, after = POLITE[example.lang]
    text = example.text
    kind = chance.random()
    if kind < 0.35:
        text = chance.choice(before) + text
    elif kind < 0.5:
        text = text + chance.choice(after)
    elif kind < 0.7:
        text = f"{text}\n{chance.choice(CODE)}"
    else:
        text = mistyped(text, chance)
    return example._replace(text=text)


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
