"""Takes out of a server's error text what identifies the account: user, sign-in address, key, e-mail."""

from __future__ import annotations

import re

LIMIT = 500

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"https?://\S*(?:connect|signin)\S*", re.I), "<sign-in address>"),
    (re.compile(r"\byou \([^)]{1,200}\)", re.I), "you (<user>)"),
    (re.compile(r"\b(https?://)[^\s/@:]{1,200}:[^\s/@]{1,200}@", re.I), r"\1<credentials>@"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"), "<e-mail>"),
    (re.compile(r"\b(bearer|token|key|authorization)(\"?\s*[:= ]\s*\"?)[\w.+/=-]{8,}", re.I), r"\1\2<key>"),
    (re.compile(r"\bssh-(?:ed25519|rsa) [\w+/=]{16,}(?: \S+)?"), "<key>"),
    (re.compile(r"\b[0-9a-f]{32}\.[\w-]{16,}\b"), "<key>"),
)


def redact_identity(text: str) -> str:
    """`text` without user names, sign-in addresses, keys and e-mail addresses, at most `LIMIT` characters."""
    text = text[: 4 * LIMIT]
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text if len(text) <= LIMIT else text[:LIMIT] + " …"
