"""The page about the architecture is true: imports go its way, its keys and events are all there are."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from super_agent.graph.events import Event
from super_agent.graph.state import State

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")


def rows(first: str) -> dict[str, list[str]]:
    """Cells of the table whose head begins with `first`, by the first cell."""
    table = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert table
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]
    return {row[0].strip("`"): row[1:] for row in cells}


ROOMS = {room: set(re.findall(r"`([\w/]+)`", cells[-1])) for room, cells in rows("room").items()}


def room_of(path: Path) -> str | None:
    """The innermost room that holds a path."""
    inside = [room for room in ROOMS if path == Path(room) or Path(room) in path.parents]
    return max(inside, key=len, default=None)


def imported(file: Path) -> Iterator[Path]:
    """Targets of the relative imports of a file, as paths in the repository."""
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = file.parents[node.level - 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (base / name.replace(".", "/") for name in names)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room: str) -> None:
    files = [path.relative_to(ROOT) for path in (ROOT / room).rglob("*.py")]
    taken = {room_of(target) for file in files if room_of(file) == room for target in imported(file)}
    assert taken - {room} <= ROOMS[room]


def test_every_room_is_told() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/py.typed")}
    assert {room.split("/")[0] for room in ROOMS} == packages


def test_every_key_of_the_state_is_told() -> None:
    assert set(rows("key")) == set(State.__annotations__)


def test_every_event_is_told() -> None:
    types = [get_type_hints(kind)["type"] for kind in get_args(Event)]
    assert set(rows("event")) == {name for one in types for name in get_args(one)}


def test_what_it_names_is_there() -> None:
    named = re.findall(r"`((?:graph|tests|tools|routing|models)/[\w/.]+)`", PAGE)
    places = [name if name.split("/")[0] in ("graph", "tests", "tools") else f"graph/{name}" for name in named]
    assert [name for name in places if not (ROOT / name).exists()] == []
