"""Reading a piece of code before it runs: its tree, and the value of its last expression."""

from __future__ import annotations

import ast
import warnings

MAX_CODE = 256 * 1024
"""Characters of code that are accepted."""

VALUE = "_value_"
"""The name that holds the value of the last expression."""


def tree(code: str) -> ast.Module | None:
    """Return the syntax tree of `code`, or None when this Python cannot parse it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def keeping_value(code: str, parsed: ast.Module | None, limit: int) -> str:
    """Return `code` with a last line that gives repr() of the last expression, at most `limit` characters.

    So the value itself, which may be huge, stays in the sandbox. Line numbers stay as they are.
    """
    last = parsed.body[-1] if parsed and parsed.body else None
    if not isinstance(last, ast.Expr):
        return f"{code}\nNone"
    lines = code.encode().splitlines(keepends=True)
    row = lines[last.lineno - 1]
    lines[last.lineno - 1] = row[: last.col_offset] + f"{VALUE} = ".encode() + row[last.col_offset :]
    return f"{b''.join(lines).decode()}\nNone if {VALUE} is None else repr({VALUE})[:{limit}]"
