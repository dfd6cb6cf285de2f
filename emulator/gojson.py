"""JSON as Go's encoding/json writes and refuses it: the server is a Go program, and its clients see its words."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPED = re.compile("[<>&\u2028\u2029]")

_AFTER = {
    "Expecting property name enclosed in double quotes": "looking for beginning of object key string",
    "Expecting value": "looking for beginning of value",
    "Expecting ':' delimiter": "after object key",
    "Expecting ',' delimiter": "after object key:value pair",
    "Illegal trailing comma before end of object": "looking for beginning of object key string",
    "Illegal trailing comma before end of array": "looking for beginning of value",
}


class BadJSONError(ValueError):
    """A body that is not JSON; its text is Go's wording."""


def dumps(value: Any) -> str:
    """`value` on one line, without spaces, with `<`, `>` and `&` escaped as Go does."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: _ESCAPES[match.group()], text)


def loads(body: bytes) -> Any:
    """The JSON value of a request body, or `BadJSONError` with the text that the server answers."""
    if not body.strip():
        raise BadJSONError("missing request body")
    text = body.decode("utf-8", errors="replace")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadJSONError(_explain(error)) from None


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC with as many digits as the fraction needs, like Go's time.Time."""
    text = moment.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
    return f"{text}Z"


def _explain(error: json.JSONDecodeError) -> str:
    ended = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
    if ended:
        return "unexpected EOF"
    return f"invalid character {error.doc[error.pos]!r} {_AFTER.get(error.msg, 'after top-level value')}"
