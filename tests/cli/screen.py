"""A terminal of 80 columns, as far as the command line uses one, and a process behind it."""

import os
import re
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

COLUMNS = 80
SEQUENCE = re.compile(r"\x1b\[(\d*)([A-Za-z])")


def shown(written: str) -> list[str]:
    """The rows that stand on the screen after `written`."""
    rows, row, column = [""], 0, 0
    place = 0
    while place < len(written):
        found = SEQUENCE.match(written, place)
        if found:
            place = found.end()
            if found[2] == "A":
                row = max(0, row - int(found[1] or 1))
            elif found[2] == "J":
                rows = [*rows[:row], rows[row][:column]]
            continue
        letter = written[place]
        place += 1
        if letter == "\r":
            column = 0
        elif letter == "\n":
            row, column = row + 1, 0
        else:
            if column == COLUMNS:
                row, column = row + 1, 0
            rows += [""] * (row + 1 - len(rows))
            rows[row] = rows[row][:column].ljust(column) + letter + rows[row][column + 1 :]
            column += 1
        rows += [""] * (row + 1 - len(rows))
    return rows


class Behind:
    """A process whose standard streams are all one terminal."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self._process, self._terminal = process, terminal
        self.written = ""

    def read_until(self, text: str, seconds: float = 60) -> None:
        """Wait until `text` was written."""
        while text not in self.written:
            self._read(seconds)

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def finish(self, seconds: float = 60) -> int:
        """Wait for the end and return the exit code."""
        try:
            while True:
                self._read(seconds)
        except OSError:  # Linux: the other side of the terminal was closed
            return self._process.wait(seconds)

    def _read(self, seconds: float) -> None:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            raise AssertionError(f"nothing came within {seconds} s after: {self.written}")
        data = os.read(self._terminal, 65_536)
        if not data:
            raise OSError("end of the terminal")
        self.written += data.decode().replace("\r\n", "\n")


@contextmanager
def behind_a_terminal(command: list[str], environment: dict[str, str]) -> Iterator[Behind]:
    ours, theirs = os.openpty()
    try:
        with subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        ) as process:
            os.close(theirs)
            try:
                yield Behind(process, ours)
            finally:
                process.kill()
    finally:
        os.close(ours)
