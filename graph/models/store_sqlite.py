"""Breakers and quota counters in one small SQLite file that the processes of a machine share."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from .store import Change, MemoryStore, Record, Records, Usage

T = TypeVar("T")
log = logging.getLogger(__name__)

_PAUSE = 0.02
"""Seconds before a try again: SQLite does not wait out every lock itself (a file being made by several)."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS breaker_1 (
    key TEXT PRIMARY KEY, generation INTEGER, failures INTEGER, openings INTEGER,
    since REAL, until REAL, reason TEXT, lease TEXT, lease_until REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_1 (
    day TEXT PRIMARY KEY, tokens INTEGER, requests INTEGER, errors INTEGER
) WITHOUT ROWID;
"""
_SELECT = "SELECT key, generation, failures, openings, since, until, reason, lease, lease_until FROM breaker_1"
_REPLACE = "REPLACE INTO breaker_1 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD = """
INSERT INTO usage_1 VALUES (?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET
    tokens = tokens + excluded.tokens,
    requests = requests + excluded.requests,
    errors = errors + excluded.errors
"""
_USAGE = "SELECT tokens, requests, errors FROM usage_1 WHERE day = ?"


class SqliteStore:
    """A file shared by processes, worked on by one thread of its own so that no event loop waits for a disk.

    `busy_timeout` is how long, in seconds, another process's lock is waited out. A file that stays locked,
    is corrupt or cannot be written is left as it is: one warning is logged and this store goes on in memory,
    with what it last read. A cancelled caller does not stop the work that it asked for.
    """

    def __init__(self, path: str | Path, *, busy_timeout: float = 1.0) -> None:
        self._path = Path(path)
        self._busy_timeout = busy_timeout
        self._memory = MemoryStore()
        self._lock = threading.Lock()
        self._worker: ThreadPoolExecutor | None = None
        self._closed = False
        self._connection: sqlite3.Connection | None = None
        self._degraded = False
        self._process = os.getpid()
        self._inherited: list[sqlite3.Connection | None] = []

    @property
    def degraded(self) -> bool:
        """The file could not be used, and this process keeps its own state."""
        return self._degraded

    async def transact(self, keys: Sequence[str] | None, change: Change[T]) -> T:
        """See BreakerStore."""
        return await self._do(lambda db: self._transact(db, keys, change), lambda: self._memory.apply(keys, change))

    async def add_usage(self, day: str, usage: Usage) -> None:
        """See BreakerStore."""
        await self._do(lambda db: self._add(db, day, usage), lambda: self._memory.count(day, usage))

    async def usage(self, day: str) -> Usage:
        """See BreakerStore."""
        return await self._do(lambda db: self._usage(db, day), lambda: self._memory.counted(day))

    async def close(self) -> None:
        """See BreakerStore. May be called twice."""
        with self._lock:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is None:
            return
        closing = worker.submit(self._leave)
        worker.shutdown(wait=False)
        thread = await asyncio.shield(asyncio.wrap_future(closing))
        # For the microseconds that a thread takes to end: joining it would block the loop.
        while thread.is_alive():  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def _do(self, on_file: Callable[[sqlite3.Connection], T], in_memory: Callable[[], T]) -> T:
        work = self._submit(on_file, in_memory)
        return in_memory() if work is None else await asyncio.shield(asyncio.wrap_future(work))

    def _submit(self, on_file: Callable[[sqlite3.Connection], T], in_memory: Callable[[], T]) -> Future[T] | None:
        if self._process != os.getpid():
            self._begin_anew()
        with self._lock:
            if self._closed:
                return None
            if self._worker is None:
                self._worker = ThreadPoolExecutor(1, thread_name_prefix="super-agent-store")
            return self._worker.submit(self._work, on_file, in_memory)

    def _begin_anew(self) -> None:
        """In a forked process there is no worker, and the connection is the parent's: it is neither used nor closed."""
        self._process, self._lock = os.getpid(), threading.Lock()
        self._inherited.append(self._connection)
        self._worker = self._connection = None

    # Everything below runs on the worker thread.

    def _work(self, on_file: Callable[[sqlite3.Connection], T], in_memory: Callable[[], T]) -> T:
        deadline = time.monotonic() + self._busy_timeout
        while not self._degraded:
            try:
                return on_file(self._connect())
            except (sqlite3.Error, OSError) as error:
                if not _busy(error) or time.monotonic() >= deadline:
                    self._degrade(error)
                else:
                    time.sleep(_PAUSE)
        return in_memory()

    def _degrade(self, error: Exception) -> None:
        self._degraded = True
        self._disconnect()
        log.warning(
            "SUPER_AGENT_STORE=%s cannot be used (%s): this process keeps its own state in memory. "
            "Free, repair or delete the file, or choose another one.",
            self._path,
            error,
        )

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=self._busy_timeout, isolation_level=None)
            try:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                db.executescript(_SCHEMA)
            except BaseException:
                db.close()
                raise
            self._connection = db
        return self._connection

    def _leave(self) -> threading.Thread:
        self._disconnect()
        return threading.current_thread()

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _transact(self, db: sqlite3.Connection, keys: Sequence[str] | None, change: Change[T]) -> T:
        before = _read(db, keys)
        records = dict(before)
        result = change(records)
        if records != before:
            db.execute("BEGIN IMMEDIATE")
            with db:
                before = _read(db, keys)
                records = dict(before)
                result = change(records)
                changed = [(key, *record) for key, record in records.items() if before.get(key) != record]
                db.executemany(_REPLACE, changed)
        self._memory.apply((), lambda known: known.update(records))
        return result

    def _add(self, db: sqlite3.Connection, day: str, usage: Usage) -> None:
        db.execute("BEGIN IMMEDIATE")
        with db:
            db.execute(_ADD, (day, *usage))
            self._usage(db, day)

    def _usage(self, db: sqlite3.Connection, day: str) -> Usage:
        row = db.execute(_USAGE, (day,)).fetchone()
        usage = Usage() if row is None else Usage(*(_number(value, int) for value in row))
        self._memory.recall(day, usage)
        return usage


def _read(db: sqlite3.Connection, keys: Sequence[str] | None) -> Records:
    if keys is None:
        rows = db.execute(_SELECT)
    else:
        marks = ", ".join("?" * len(keys))
        rows = db.execute(f"{_SELECT} WHERE key IN ({marks})", tuple(keys))
    found = {str(key): _record(fields) for key, *fields in rows}
    return found if keys is None else {key: found.get(key, Record()) for key in keys}


def _record(fields: list[Any]) -> Record:
    generation, failures, openings, since, until, reason, lease, lease_until = fields
    return Record(
        generation=_number(generation, int),
        failures=_number(failures, int),
        openings=_number(openings, int),
        since=_number(since, float),
        until=_number(until, float),
        reason=_number(reason, str),
        lease=_number(lease, str),
        lease_until=_number(lease_until, float),
    )


def _number(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise sqlite3.DataError(f"a column holds {type(value).__name__} instead of {kind.__name__}")
    return value


def _busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
