"""The notebooks run from top to bottom in a kernel of their own."""

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def printed(notebook: Any) -> list[str]:
    """What each cell wrote."""
    return [
        "".join(one.text for one in cell.outputs if one.output_type == "stream").strip()
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the kernel's machinery is not ours
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_writes_what_it_shows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat", reason="pip install '.[notebooks]'")
    nbclient = pytest.importorskip("nbclient", reason="pip install '.[notebooks]'")
    monkeypatch.setenv("OLLAMA_BASE_URL", "http://127.0.0.1:9")
    saved = printed(nbformat.read(path, as_version=4))
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert printed(notebook) == saved
    assert any(saved)


def test_there_is_one_for_the_first_day() -> None:
    assert [path.stem for path in NOTEBOOKS][:1] == ["01_quickstart"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_names_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "/home/" not in text
    assert "/tmp/" not in text
    assert "site-packages" not in text
