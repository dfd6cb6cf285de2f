"""Conversations that outlive the process: a SQLite checkpointer in the user's state folder."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..graph.models.places import state_folder
from .errors import USAGE, CommandError, missing_extra
from .messages import say

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver


def threads_file() -> Path:
    """The file of all threads."""
    return state_folder() / "threads.sqlite"


@asynccontextmanager
async def open_threads() -> AsyncIterator[AsyncSqliteSaver]:
    """The checkpointer of all threads; only the user may read its file.

    Raises:
        CommandError: the extra is missing, or the file cannot be used.
    """
    try:
        from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
    except ImportError:
        raise missing_extra("--thread", "persistence") from None
    path = threads_file()
    async with AsyncExitStack() as stack:
        try:
            _make(path)
            saver = await stack.enter_async_context(AsyncSqliteSaver.from_conn_string(str(path)))
            await saver.setup()
        except (OSError, sqlite3.Error) as error:
            why = getattr(error, "strerror", None) or error
            raise CommandError(say("bad_file", path=path, why=why), USAGE) from error
        yield saver


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
