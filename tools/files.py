"""The workspace tools: list, read, write, edit, search. Text in, text out; every method blocks on the disk."""

from __future__ import annotations

from .output import clip, hides, label, printable
from .types import Artifact, Limits, ToolError
from .workspace import Workspace


class FileTools:
    """What a model may do with the files of one workspace."""

    def __init__(self, workspace: Workspace, limits: Limits) -> None:
        self._workspace = workspace
        self._limits = limits

    def list_files(self, path: str, pattern: str) -> str:
        """One line per file: its path and size in bytes."""
        lines: list[str] = []
        for name, info in self._workspace.files(path, pattern):
            if len(lines) == self._limits.entries:
                lines.append(f"[... more than {self._limits.entries} files; give a path or a pattern ...]")
                break
            lines.append(f"{label(name)}  {info.st_size}")
        return "\n".join(lines) or "(no files)"

    def read_file(self, path: str, start_line: int, lines: int | None) -> str:
        """The text of a file from `start_line` (1 is the first), all of it or `lines` lines."""
        text = self._text(path)
        if start_line == 1 and lines is None:
            return clip(text, self._limits.output)
        rows = text.splitlines(keepends=True)
        if start_line > max(len(rows), 1):
            raise ToolError(f"{path!r} has {len(rows)} lines; start_line {start_line} is past the end")
        stop = None if lines is None else start_line - 1 + lines
        return clip("".join(rows[start_line - 1 : stop]), self._limits.output)

    def write_file(self, path: str, content: str) -> tuple[str, Artifact]:
        """Make or replace a file."""
        artifact = self._workspace.write_bytes(path, _encode(content))
        return f"wrote {artifact.path}, {artifact.size} bytes", artifact

    def edit_file(self, path: str, old: str, new: str, replace_all: bool) -> tuple[str, Artifact]:
        """Replace `old`, which must stand there exactly once unless `replace_all`."""
        data = self._workspace.read_bytes(path)
        before, after = _encode(old), _encode(new)
        count = data.count(before)
        if not count and b"\r\n" in data:
            before, after = (part.replace(b"\n", b"\r\n") for part in (before, after))
            count = data.count(before)
        if not count:
            raise ToolError(f"{path!r} does not hold that text; read_file shows what it holds")
        if count > 1 and not replace_all:
            raise ToolError(f"{path!r} holds that text {count} times; give more of it, or replace_all=true")
        artifact = self._workspace.write_bytes(path, data.replace(before, after))
        return f"edited {artifact.path}, {count} place{'s' if count > 1 else ''}", artifact

    def search_files(self, text: str, path: str, pattern: str) -> str:
        """Lines that hold `text` (no regular expression; letter case is ignored) as path:line: content."""
        found: list[str] = []
        needle = text.casefold()
        read = 0
        for name, info in self._workspace.files(path, pattern):
            if info.st_size > self._limits.file or any(map(hides, name)):
                continue
            read += info.st_size
            if read > self._limits.disk:
                found.append(f"[... stopped after {self._limits.disk} bytes; give a path or a pattern ...]")
                break
            data = self._workspace.read_bytes(name)
            if b"\0" in data[:8192]:
                continue
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
                if needle in line.casefold():
                    found.append(f"{name}:{number}: {clip(line.strip(), 300)}")
                    if len(found) == self._limits.entries:
                        return "\n".join([*found, f"[... only the first {len(found)} matches ...]"])
        return clip("\n".join(found), self._limits.output) or "(no match)"

    def _text(self, path: str) -> str:
        data = self._workspace.read_bytes(path)
        if b"\0" in data[:8192]:
            raise ToolError(f"{path!r} is binary ({len(data)} bytes); read it with run_python")
        return printable(data)


def _encode(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise ToolError("the text holds half of a surrogate pair, which UTF-8 cannot hold") from None
