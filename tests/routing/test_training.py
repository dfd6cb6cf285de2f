"""The shipped weights are what training makes of the shipped utterances."""

import subprocess
import sys
from pathlib import Path

import pytest
import super_agent.graph.routing as package

DATA = Path(package.__file__).parent / "data"
WEIGHTS = ("classifier.json.gz", "joints.json.gz")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_training_makes_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="the extra 'train' is not installed")
    command = [sys.executable, "-m", "super_agent.graph.routing.training.train", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    assert [name for name in WEIGHTS if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()] == []
