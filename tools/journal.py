"""A record of tool calls that survives a crash: no call is made twice.

One SQLite file, written through to the disk before a call starts and after it ends, so that a start
without an end means: it was interrupted, and nobody knows how far it came. Several processes may share it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from .types import ToolResult

_TABLE = """CREATE TABLE IF NOT EXISTS calls (
    id TEXT PRIMARY KEY, tool TEXT NOT NULL, digest TEXT NOT NULL,
    started REAL NOT NULL, ended REAL, result TEXT)"""


class Journal:
    """The journal in the file `path`. The arguments of a call are kept as a digest, its result as it is."""

    def __init__(self, path: Path) -> None:
        self._path = Path(path)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    async def start(self, call_id: str, tool: str, arguments: dict[str, Any]) -> ToolResult | None:
        """Note that a call starts. Returns None when it may run, else the result to give instead."""
        return await asyncio.to_thread(self._start, call_id, tool, _digest(tool, arguments))

    async def finish(self, call_id: str, result: ToolResult) -> None:
        """Note the result of a call that `start` let run."""
        await asyncio.to_thread(self._finish, call_id, result)

    async def aclose(self) -> None:
        """Close the file."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Close the file. A later call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _start(self, call_id: str, tool: str, digest: str) -> ToolResult | None:
        with self._lock, self._open() as connection:
            new = connection.execute(
                "INSERT OR IGNORE INTO calls (id, tool, digest, started) VALUES (?, ?, ?, ?)",
                (call_id, tool, digest, time.time()),
            )
            if new.rowcount:
                return None
            row = connection.execute(
                "SELECT tool, digest, started, result FROM calls WHERE id = ?", (call_id,)
            ).fetchone()
        known_tool, known_digest, started, result = row
        if (known_tool, known_digest) != (tool, digest):
            return ToolResult(tool=tool, error=f"call id {call_id!r} was used before for another call of {known_tool}")
        if result is not None:
            return ToolResult.model_validate_json(result)
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(started))
        error = f"interrupted: this call started at {when} and has no end. It was not repeated; look at what it did"
        return ToolResult(tool=tool, error=error, interrupted=True)

    def _finish(self, call_id: str, result: ToolResult) -> None:
        with self._lock, self._open() as connection:
            connection.execute(
                "UPDATE calls SET ended = ?, result = ? WHERE id = ?", (time.time(), result.model_dump_json(), call_id)
            )

    def _open(self) -> sqlite3.Connection:
        """Return the connection, as a context manager that commits or rolls back."""
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
            connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_TABLE)
            self._connection = connection
        return self._connection


def _digest(tool: str, arguments: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([tool, arguments], sort_keys=True).encode()).hexdigest()
