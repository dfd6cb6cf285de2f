"""Characters that are written as escapes: JSON's `\\u00e9`, HTML's `&eacute;`, and `%C3%A9` of an address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_SIGNS = "\\%&"
_ESCAPE = re.compile(
    r"[\\%&](?:(?<=\\)\\{0,7}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|n|[rt](?![a-z]))"
    r"|(?<=%)(?:[2-7][0-9a-fA-F]|[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){1,3})"
    r"|(?<=&)(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
)
_BLANKS = {"n": "\n", "r": " ", "t": " "}


def escapes(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each escape of `text` starts and ends, and the characters that it stands for."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _ESCAPE.finditer(text):
        meant = _meant(match.group())
        if meant and len(meant) <= match.end() - match.start():
            yield match.start(), match.end(), meant


def _meant(escape: str) -> str:
    """The characters of one escape; none when it is not one after all, as in '20%da'."""
    if escape[0] == "&":
        meant = html.unescape(escape)
        return "" if meant == escape else meant
    if escape[0] == "%":
        try:
            return unquote_to_bytes(escape).decode()
        except UnicodeDecodeError:
            return ""
    code = escape.lstrip("\\")
    return _BLANKS.get(code) or chr(int(code[1:], 16))
