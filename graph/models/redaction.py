"""Takes out of a server's error text what identifies the account (user, sign-in address, key) or is private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..routing.privacy import detect

LIMIT = 500
SURELY_THE_SAME = 7
"""Letters and digits from which two spellings are the same thing and no chance."""
SURELY_QUOTED = 12
"""The same for a piece of a whole text, which shares words with any other."""
LONGEST_VALUE = 60
QUOTED = "the server's words quote the request and are not shown"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"https?://\S*(?:connect|signin)\S*", re.I), "<sign-in address>"),
    (re.compile(r"\byou \([^)]{1,200}\)", re.I), "you (<user>)"),
    (re.compile(r"\b(https?://)[^\s/@:]{1,200}:[^\s/@]{1,200}@", re.I), r"\1<credentials>@"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), "<e-mail>"),
    (re.compile(r"\b(bearer|token|key|authorization)(\"?\s*[:= ]\s*\"?)[\w.+/=-]{8,}", re.I), r"\1\2<key>"),
    (
        re.compile(r"\b(user(?:_?name)?|account|login)([\"']?\s*[:=]\s*[\"']?|\s+[\"'(](?!ref\b))[\w.+-]{1,64}", re.I),
        r"\1\2<user>",
    ),
    (re.compile(r"\bssh-(?:ed25519|rsa) [\w+/=]{16,}(?: \S+)?"), "<key>"),
    (re.compile(r"\b[0-9a-f]{32}\.[\w-]{16,}\b"), "<key>"),
)


def redact_identity(text: str) -> str:
    """`text` without user names, sign-in addresses, keys and private data, at most `LIMIT` characters."""
    text = text[: 4 * LIMIT]
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    for found in reversed(detect(text)):
        text = f"{text[: found.start]}<{found.kind}>{text[found.end :]}"
    return text if len(text) <= LIMIT else text[:LIMIT] + " …"


def conceal(text: str, values: Iterable[str]) -> str:
    """`text`, or what stands for it when it holds one of `values` in any spelling or in part."""
    said = squeeze(text)
    needles = (needle for value in values if (needle := squeeze(value)))
    return QUOTED if any(_shares(needle, said) for needle in needles) else text


def squeeze(text: str) -> str:
    """Letters and digits alone, in one case: what different spellings of a value have in common."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def _shares(needle: str, said: str) -> bool:
    """Whether a piece of `needle` that is long enough to tell stands in `said`."""
    size = min(len(needle), SURELY_QUOTED if len(needle) > LONGEST_VALUE else SURELY_THE_SAME)
    return any(needle[at : at + size] in said for at in range(len(needle) - size + 1))
