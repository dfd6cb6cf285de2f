"""A child process that is asked one JSON line at a time: what a benchmark keeps out of its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]


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


def answer_lines(hello: dict[str, Any], answer: Callable[[dict[str, Any]], Any]) -> None:
    """The child's side: say `hello`, then answer each line of standard input until it is closed.

    Standard output belongs to the protocol; what a library prints goes to standard error.
    """
    out, sys.stdout = sys.stdout, sys.stderr
    print(json.dumps(hello), file=out, flush=True)
    for line in sys.stdin:
        try:
            reply = {"result": answer(json.loads(line))}
        except Exception as error:
            reply = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=out, flush=True)
