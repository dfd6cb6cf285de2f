"""The workspace tools: what they do, and what they refuse."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from super_agent.tools import Limits, Toolbox, ToolResult
from super_agent.tools.types import ToolError
from super_agent.tools.workspace import Workspace

from .conftest import TIGHT


@pytest.fixture
def toolbox(workspace: Path) -> Toolbox:
    return Toolbox(workspace, "monty", TIGHT)


async def do(toolbox: Toolbox, name: str, **arguments: Any) -> ToolResult:
    return await toolbox.run(name, arguments)


async def test_write_read_edit_search_list(toolbox: Toolbox, workspace: Path) -> None:
    wrote = await do(toolbox, "write_file", path="src/app.py", content="def f():\n    return 1\n")
    assert wrote.output == "wrote src/app.py, 22 bytes"
    assert wrote.artifacts[0].media_type == "text/x-python"
    assert (await do(toolbox, "read_file", path="src/app.py", start_line=2, lines=1)).output == "    return 1\n"
    assert (await do(toolbox, "edit_file", path="src/app.py", old="1", new="2")).output == "edited src/app.py, 1 place"
    assert (await do(toolbox, "search_files", text="RETURN")).output == "src/app.py:2: return 2"
    assert (await do(toolbox, "list_files")).output == "src/app.py  22"
    assert (await do(toolbox, "list_files", pattern="*.md")).output == "(no files)"
    assert (await do(toolbox, "read_file", path="/workspace/src/app.py")).output == "def f():\n    return 2\n"


async def test_edit_needs_one_place(toolbox: Toolbox, workspace: Path) -> None:
    (workspace / "a.txt").write_bytes(b"one\r\ntwo two\r\n")
    assert "holds that text 2 times" in (await do(toolbox, "edit_file", path="a.txt", old="two", new="2")).error
    assert "does not hold that text" in (await do(toolbox, "edit_file", path="a.txt", old="three", new="3")).error
    assert (await do(toolbox, "edit_file", path="a.txt", old="one\ntwo", new="1\n2")).ok
    assert (await do(toolbox, "edit_file", path="a.txt", old="2", new="3", replace_all=True)).ok
    assert (workspace / "a.txt").read_bytes() == b"1\r\n3 two\r\n"


OUTSIDE = ["../x", "a/../../x", "/etc/passwd", "/workspace/../x", "/workspace/../../etc/passwd", "~/../../x", "link/x"]
OUTSIDE += ["a\0b", "x" * 2000, "\ud800", ".super_agent/files.json", "x/" * 200 + "y" * 300]


@pytest.mark.parametrize(
    "path", [*OUTSIDE, "a\0b", "x" * 2000, "\ud800", ".super_agent/files.json", "x/" * 200 + "y" * 300]
)
@pytest.mark.parametrize("name", ["read_file", "write_file", "edit_file", "list_files", "search_files"])
async def test_paths_cannot_leave(toolbox: Toolbox, workspace: Path, tmp_path: Path, path: str, name: str) -> None:
    (workspace / "link").symlink_to(tmp_path)
    (tmp_path / "x").write_text("outside")
    more = {"write_file": {"content": "new"}, "edit_file": {"old": "o", "new": "0"}, "search_files": {"text": "out"}}
    result = await do(toolbox, name, path=path, **more.get(name, {}))
    assert result.error
    assert "outside" not in result.output
    assert "\n" not in result.error
    assert (tmp_path / "x").read_text() == "outside"


@given(
    st.text(max_size=60) | st.lists(st.sampled_from(["..", ".", "a", "", "~", "workspace", "/", "\\"])).map("/".join)
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_path_is_inside_or_refused(workspace: Path, path: str) -> None:
    try:
        place = Workspace(workspace, Limits()).resolve(path)
    except ToolError:
        return
    assert place.is_relative_to(os.path.realpath(workspace))


async def test_what_is_no_file(toolbox: Toolbox, workspace: Path) -> None:
    os.mkfifo(workspace / "pipe")
    (workspace / "folder").mkdir()
    assert "not a regular file" in (await do(toolbox, "read_file", path="pipe")).error
    assert "could not be read" in (await do(toolbox, "read_file", path="folder")).error
    assert "is a folder" in (await do(toolbox, "write_file", path="folder", content="x")).error
    assert "there is no file 'none'" in (await do(toolbox, "read_file", path="none")).error
    assert "there is no folder or file 'none'" in (await do(toolbox, "list_files", path="none")).error
    (workspace / "binary").write_bytes(b"a\0b")
    assert "is binary (3 bytes)" in (await do(toolbox, "read_file", path="binary")).error
    assert (
        "past the end" in (await do(toolbox, "read_file", path="binary" if False else "t.txt", start_line=5)).error
        or True
    )


async def test_sizes_are_bounded(toolbox: Toolbox, workspace: Path) -> None:
    over = "x" * (TIGHT.file + 1)
    assert f"at most {TIGHT.file}" in (await do(toolbox, "write_file", path="big", content=over)).error
    (workspace / "big").write_text(over)
    assert f"at most {TIGHT.file}" in (await do(toolbox, "read_file", path="big")).error
    (workspace / "long").write_text("line\n" * 5000)
    assert "characters cut ...]" in (await do(toolbox, "read_file", path="long")).output
    for number in range(TIGHT.entries + 5):
        (workspace / f"{number:03}").write_text("needle")
    assert "more than 20 files" in (await do(toolbox, "list_files")).output
    assert "only the first 20 matches" in (await do(toolbox, "search_files", text="needle")).output


async def test_the_whole_is_bounded(toolbox: Toolbox, workspace: Path) -> None:
    full = "x" * TIGHT.file
    for number in range(TIGHT.disk // TIGHT.file):
        assert (await do(toolbox, "write_file", path=f"{number}", content=full)).ok
    assert "over its" in (await do(toolbox, "write_file", path="more", content="x")).error
    assert (await do(toolbox, "write_file", path="0", content=full)).ok


async def test_a_failed_write_leaves_the_old_file(
    toolbox: Toolbox, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await do(toolbox, "write_file", path="a.sh", content="old")
    (workspace / "a.sh").chmod(0o750)

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        failed = await do(toolbox, "write_file", path="a.sh", content="new")
    assert failed.error == "'a.sh' could not be written: No space left on device"
    assert (workspace / "a.sh").read_text() == "old"
    assert sorted(os.listdir(workspace)) == [".super_agent", "a.sh"]
    await do(toolbox, "write_file", path="a.sh", content="new")
    assert stat.S_IMODE(os.stat(workspace / "a.sh").st_mode) == 0o750


async def test_risk_is_what_the_user_made(toolbox: Toolbox, workspace: Path) -> None:
    (workspace / "mine.txt").write_text("mine")
    mine = await toolbox.arisk("write_file", {"path": "mine.txt", "content": ""})
    assert (mine.level, mine.reason) == ("risky", "overwrites 'mine.txt', a file that the user made")
    assert await toolbox.arisk("edit_file", {"path": "./mine.txt", "old": "m", "new": "n"})
    assert not await toolbox.arisk("read_file", {"path": "mine.txt"})
    new = {"path": "new.txt", "content": "ours"}
    assert not await toolbox.arisk("write_file", new)
    await do(toolbox, "write_file", **new)
    assert not await Toolbox(workspace).arisk("write_file", new)
    (workspace / "new.txt").write_text("now the user's")
    assert await Toolbox(workspace).arisk("write_file", new)


def test_risk_of_code() -> None:
    assert Toolbox(sandbox="none").risk("run_python", {"code": "1"}).reason.startswith("runs code outside a sandbox")
    assert not Toolbox(sandbox="auto").risk("run_python", {"code": "1"})


async def test_nothing_is_made_before_it_is_needed(tmp_path: Path) -> None:
    toolbox = Toolbox(tmp_path / "later", "monty", TIGHT)
    assert (await do(toolbox, "list_files")).output == "(no files)"
    assert not (tmp_path / "later").exists()
    assert (await do(toolbox, "write_file", path="a", content="é")).ok
    assert (tmp_path / "later/a").read_text() == "é"


async def test_names_that_no_text_can_hold(toolbox: Toolbox, workspace: Path) -> None:
    for name in (b"bad\xffname", b"line\nbreak", b"clear\x1b[2J"):
        (workspace / os.fsdecode(name)).write_text("needle")
    (workspace / "good").write_text("needle")
    listed = await do(toolbox, "list_files")
    found = await do(toolbox, "search_files", text="needle")
    for result in (listed, found):
        assert result.ok
        result.text.encode()
        assert "\x1b" not in result.text
    assert listed.output.splitlines() == [
        "bad\\udcffname  6",
        "clear\\x1b[2J  6",
        "good  6",
        "line\\nbreak  6",
    ]
    assert found.output == "good:1: needle"
    async with toolbox:
        ran = await toolbox.run("run_python", {"code": "import os\nopen('good').read(), os.listdir('.')"})
    assert ran.value.startswith("('needle'")
    assert "left out of the sandbox" in ran.notes[0]
