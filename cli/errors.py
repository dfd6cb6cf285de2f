"""Expected failures of a command, and the exit code of each."""

from __future__ import annotations

import errno

from . import phrases
from .messages import say

FAILED, USAGE, NOBODY, INTERRUPTED = 1, 2, 3, 130
NO_ROOM = frozenset(getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO")) - {None}


class CommandError(Exception):
    """A command cannot go on; the message is one line for the user."""

    def __init__(self, text: str, code: int = FAILED) -> None:
        super().__init__(text)
        self.code = code


def missing_extra(what: str, extra: str) -> CommandError:
    """`what` needs an optional part of the package."""
    return CommandError(say("extra_missing", what=what, extra=extra), USAGE)


def expected(error: Exception) -> CommandError | None:
    """The failure as it is told to the user, or None for a defect of the program."""
    if isinstance(error, CommandError):
        return error
    import sqlite3

    from .threads import threads_file

    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return CommandError(say("no_room", why=error.strerror))
    if isinstance(error, sqlite3.Error):
        return CommandError(say("bad_file", path=threads_file(), why=error))
    from ..graph.models.settings import SettingsError

    if isinstance(error, SettingsError):
        return CommandError(phrases.reason(str(error)), USAGE)
    return None
