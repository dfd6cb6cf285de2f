"""The README holds what is so: its code runs and writes what stands below it, its picture is the graph."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from super_agent.emulator import Emulator
from super_agent.graph import graph
from super_agent.graph.models.settings import Settings

from . import blocks

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.pt-BR.md")
DOCS = tuple(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))
pages = pytest.mark.parametrize("page", PAGES)


@pytest.mark.parametrize(("read", "locale"), [((PAGES[0], *DOCS), "C.UTF-8"), ((PAGES[1],), "pt_BR.UTF-8")])
def test_the_code_writes_what_stands_below(
    read: tuple[str, ...], locale: str, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    paths = [str(ROOT / page) for page in read]
    command = [sys.executable, "-W", "error", blocks.__file__, *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    for path, written in json.loads(done.stdout).items():
        for block, output in zip(blocks.runnable(Path(path)), written, strict=True):
            if block.output is not None:
                assert blocks.steady(output) == blocks.steady(block.output), f"{path}: {block.text}"


@pages
def test_its_picture_is_the_graph(page: str) -> None:
    (picture,) = [block.text for block in blocks.blocks(ROOT / page) if block.language == "mermaid"]
    assert picture.strip() == graph.get_graph().draw_mermaid().strip()


@pages
def test_the_first_example_is_short_and_shows_its_output(page: str) -> None:
    example = blocks.runnable(ROOT / page)[0]
    assert len(example.text.splitlines()) <= 15
    assert example.output


@pages
def test_every_setting_is_there_with_its_default(page: str) -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? ?\|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    known = {}
    for name, field in Settings.model_fields.items():
        default = getattr(field.default, "get_secret_value", lambda value=field.default: value)()
        shown = str(default).lower() if isinstance(default, bool) else "" if default is None else f"{default}"
        known["OLLAMA_CLOUD_API_KEY" if name == "cloud_api_key" else field.alias] = shown
    assert dict(rows) == known


@pytest.mark.parametrize("page", [*PAGES, *DOCS])
def test_its_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pages
def test_windows_gets_what_make_installs(page: str) -> None:
    installed = re.findall(r'-c constraints.txt -e "(\.\[.+?\])"', (ROOT / page).read_text("utf-8"))
    made = re.findall(r"^\t\$\(PIP\) --editable '(\.\[.+?\])'", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert installed == made[:2]


@pages
def test_make_has_the_two_commands(page: str) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"^make ([a-z-]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert named == ["demo", "test"]
    assert set(named) <= set(targets)


@pages
def test_every_page_of_the_documentation_is_linked(page: str) -> None:
    linked = re.findall(r"\]\((docs/[A-Z]+\.md)\)", (ROOT / page).read_text("utf-8"))
    assert set(linked) == set(DOCS)


@pages
def test_every_command_of_make_that_is_named_is_there(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    (phony,) = re.findall(r"^\.PHONY: (.+)", makefile, re.MULTILINE)
    named = set(re.findall(r"`make ([a-z-]+)", (ROOT / page).read_text("utf-8")))
    assert set(phony.split()) == targets
    assert named <= targets


def test_both_languages_have_the_same_sections() -> None:
    def shape(page: str) -> list[str]:
        text = (ROOT / page).read_text("utf-8")
        return re.findall(r"^#+(?= )|^```\w*$", text, re.MULTILINE)

    assert shape(PAGES[0]) == shape(PAGES[1])
