"""Where output goes: the answer to standard output, everything about it to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from typing import TextIO

STYLES = {"dim": "2", "bold": "1", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
MOST_LINES = 40
"""Lines of code or output that are shown."""
CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
"""Control characters, which a model's words must not bring to a terminal."""


def prepare_streams() -> None:
    """UTF-8 on Windows too, no text that cannot be written, and the null device where a stream is closed."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if name == "stdin" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(descriptor, "r" if name == "stdin" else "w", closefd=False))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if sys.platform == "win32" else None, errors="replace")


class Terminal:
    """The answer on `out`, notes on `err`. `live`: the answer is shown token by token and can be taken back.

    Without a screen behind `out` only a whole answer is written, so that a file holds nothing that was dropped.
    """

    def __init__(self, out: TextIO, err: TextIO, *, live: bool | None = None) -> None:
        self._out, self._err = out, err
        self.live = out.isatty() if live is None else live
        self._screen = out.isatty()
        self._colour = _has_colour(err)
        self._open = False

    @property
    def width(self) -> int:
        """Columns to write in."""
        return max(40, min(shutil.get_terminal_size().columns, 100))

    def answer(self, text: str) -> None:
        """Write a piece of the answer."""
        if self._screen:
            text = text.translate(CONTROLS)
        self._out.write(text)
        self._out.flush()
        self._open = not text.endswith("\n") if text else self._open

    def end_line(self) -> None:
        """Begin a new line, if the answer has not."""
        if self._open:
            self.answer("\n")

    def note(self, text: str, style: str = "dim", *, indent: int = 0) -> None:
        """Write one note, wrapped to the width, on lines of its own."""
        pad = " " * indent
        rest = pad if indent else "  "
        for line in text.translate(CONTROLS).splitlines() or [""]:
            wrapped = textwrap.wrap(
                line, self.width, initial_indent=pad, subsequent_indent=rest, break_on_hyphens=False,
                drop_whitespace=True,
            )  # fmt: skip
            for part in wrapped or [""]:
                self._line(part, style)

    def block(self, text: str, mark: str, style: str, *, whole: bool = False) -> None:
        """Write lines as they are, each behind `mark`; the middle of a long text is left out, unless `whole`."""
        lines = text.translate(CONTROLS).rstrip().splitlines()
        left_out = 0 if whole else len(lines) - MOST_LINES
        for place, line in enumerate(lines):
            if place < MOST_LINES // 2 or len(lines) - place <= MOST_LINES // 2 or left_out <= 0:
                self._line(f"  {mark} {line}", style)
            elif place == MOST_LINES // 2:
                self._line(f"  {mark} ... ({left_out})", style)

    def _line(self, line: str, style: str) -> None:
        self.end_line()
        self._err.write(f"{self._styled(line, style)}\n")
        self._err.flush()

    def take_back(self, text: str) -> bool:
        """Erase `text`, the last thing that was answered. False: it is too long for the screen, or there is none."""
        size = shutil.get_terminal_size()
        rows = rows_of(text, size.columns)
        if not self._screen or not self._has_cursor() or rows >= size.lines:
            return False
        up = f"\x1b[{rows - 1}A" if rows > 1 else ""
        self._out.write(f"\r{up}\x1b[J")
        self._out.flush()
        self._open = False
        return True

    def _has_cursor(self) -> bool:
        return os.environ.get("TERM") != "dumb" and _windows_escapes()

    def _styled(self, line: str, style: str) -> str:
        return f"\x1b[{STYLES[style]}m{line}\x1b[0m" if self._colour and style and line else line


def rows_of(text: str, columns: int) -> int:
    """Rows that `text` takes on a screen, written from the first column; the cursor stands in the last one."""
    lines = text.translate(CONTROLS).expandtabs().split("\n")
    return sum(max(1, -(-_columns(line) // columns)) for line in lines)


def _columns(line: str) -> int:
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in line
    )


def _has_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return _windows_escapes()


def _windows_escapes() -> bool:
    """Have an older console read escape sequences (ENABLE_VIRTUAL_TERMINAL_PROCESSING)."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        return all(bool(kernel.SetConsoleMode(kernel.GetStdHandle(handle), 7)) for handle in (-11, -12))
    return True
