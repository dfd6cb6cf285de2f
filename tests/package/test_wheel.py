"""The wheel in an empty environment: typed, with its data, and immune to an app's own `tools` and `graph`."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from ..lab import emulated

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
APP = """
import sys
import tools, graph
assert tools.MINE and graph.MINE, "the app's own folders must win"
from super_agent.graph import build_graph, graph as hybrid
from super_agent.graph.models.manager import HybridModelManager
from super_agent.graph.models.settings import Settings
cloud, key, local = sys.argv[1:]
manager = HybridModelManager(Settings.load(cloud_base_url=cloud, cloud_api_key=key, base_url=local))
state = build_graph(manager).invoke({"messages": [("user", "Qual é a capital da França?")]})
print(state["attempts"][-1]["node"], sorted(hybrid.nodes)[0])
manager.close()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT))
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the base install alone."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    interpreter = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(str(interpreter), "-m", "pip", "install", "--quiet", "--constraint", str(ROOT / "constraints.txt"), str(wheel))
    return interpreter


def run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_data_file_and_marker_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for room in ("graph", "graph/models", "graph/routing", "graph/routing/privacy", "tools", "core", "cli", "emulator"):
        folder = ROOT / room
        data = [one for one in (folder / "data").glob("*") if one.is_file()] if (folder / "data").is_dir() else []
        for file in [*folder.glob("*.py"), *data]:
            assert f"super_agent/{file.relative_to(ROOT).as_posix()}" in names
        assert f"super_agent/{room}/py.typed" in names
    assert "super_agent/__init__.py" not in names


def test_the_base_install_runs_the_graph_beside_an_app_with_the_same_folder_names(python: Path, tmp_path: Path) -> None:
    for name in ("tools", "graph"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("MINE = True\n")
    (tmp_path / "app.py").write_text(APP)
    with emulated() as emulator:
        urls = (emulator.cloud_url, emulator.api_key, emulator.local_url)
        out = run(str(python), "app.py", *urls, cwd=tmp_path)
    assert out.split() == ["local_brain", "__start__"]


def test_the_base_install_answers_help_and_names_a_missing_extra(python: Path, tmp_path: Path) -> None:
    assert "ask" in run(str(python), "-m", "super_agent.cli.main", "--help", cwd=tmp_path)
    done = subprocess.run(
        [str(python), "-m", "super_agent.cli.main", "demo"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 2
    assert "super-agent[" in done.stderr
