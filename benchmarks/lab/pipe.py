"""Child processes that are asked in JSON lines: what a benchmark keeps out of its own process.

Only the standard library is used, because a child may run in an environment of its own.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
MAX_LINE = 64 * 1024 * 1024


class ChildError(RuntimeError):
    """The child ended, or answered a question with an error."""


class Child:
    """`python -m module arguments` in the repository's root, with a JSON line in for each JSON line out.

    Its first line says that it is ready and is kept as `hello`. It ends when its standard input is closed.
    """

    def __init__(self, module: str, *arguments: str, python: str = sys.executable) -> None:
        self._lock = Lock()
        self._process = subprocess.Popen(
            [python, "-m", module, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            self.hello: dict[str, Any] = self._read()
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def ask(self, **question: Any) -> Any:
        """Send one question and wait for its answer.

        Raises:
            ChildError: the child ended or says that it failed.
        """
        with self._lock:
            assert self._process.stdin
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            answer = self._read()
        if "failed" in answer:
            raise ChildError(answer["failed"])
        return answer.get("result")

    def close(self) -> None:
        """End the child and wait for it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise ChildError(f"{' '.join(map(str, self._process.args[1:]))} ended: {self._process.wait()}")  # type: ignore[index]
        answer: dict[str, Any] = json.loads(line)
        return answer


class AsyncChild:
    """As `Child`, for many questions at once: each answer carries the number of its question."""

    def __init__(self, process: asyncio.subprocess.Process, hello: dict[str, Any]) -> None:
        self._process = process
        self.hello = hello
        self.pid = process.pid
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, module: str, *arguments: str, python: str = sys.executable) -> Self:
        """Start the child and wait until it is ready.

        Raises:
            ChildError: it ended before it was.
        """
        process = await asyncio.create_subprocess_exec(
            python, "-m", module, *arguments,
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=MAX_LINE,
        )  # fmt: skip
        assert process.stdout
        line = await process.stdout.readline()
        if not line:
            raise ChildError(f"{module} ended: {await process.wait()}")
        return cls(process, json.loads(line))

    async def ask(self, **question: Any) -> Any:
        """Send one question and wait for its answer.

        Raises:
            ChildError: the child ended or says that it failed.
        """
        assert self._process.stdin
        if self._reading.done():
            raise ChildError("the child ended")
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        self._process.stdin.write((json.dumps({"number": number, **question}) + "\n").encode())
        try:
            answer = await self._waiting[number]
        finally:
            del self._waiting[number]
        if "failed" in answer:
            raise ChildError(answer["failed"])
        return answer.get("result")

    async def close(self) -> None:
        """End the child and wait for it."""
        assert self._process.stdin
        self._process.stdin.close()
        try:
            async with asyncio.timeout(10):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        assert self._process.stdout
        while line := await self._process.stdout.readline():
            answer = json.loads(line)
            future = self._waiting.get(answer["number"])
            if future and not future.done():
                future.set_result(answer)
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ChildError("the child ended"))


def answer_lines(hello: dict[str, Any], answer: Callable[[dict[str, Any]], Any]) -> None:
    """The child's side: say `hello`, then answer each line of standard input until it is closed.

    Standard output belongs to the protocol; what a library prints goes to standard error.
    """
    out, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps(hello), file=out, flush=True)
    for line in sys.stdin:
        try:
            asked = json.loads(line)
            reply = {"result": answer(asked)}
        except Exception as error:
            reply = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps({"number": asked.get("number"), **reply}), file=out, flush=True)


async def answer_tasks(hello: dict[str, Any], answer: Callable[[dict[str, Any]], Awaitable[Any]]) -> None:
    """As `answer_lines`, with a task for each question; those that still run in the end are cancelled."""
    out, sys.stdout = sys.stdout, sys.stderr
    reader = asyncio.StreamReader(limit=MAX_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    async def reply(line: bytes) -> None:
        asked = json.loads(line)
        try:
            said: dict[str, Any] = {"result": await answer(asked)}
        except (Exception, asyncio.CancelledError) as error:
            said = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps({"number": asked["number"], **said}), file=out, flush=True)

    print(json.dumps(hello), file=out, flush=True)
    tasks: set[asyncio.Task[None]] = set()
    while line := await reader.readline():
        task = asyncio.create_task(reply(line))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
