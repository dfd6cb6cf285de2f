"""The shipped weights are what training makes of the shipped utterances, in whatever order sums are made."""

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


@pytest.mark.parametrize("classes", [1, 4])
def test_weights_are_the_optimum_to_the_last_digits(classes: int) -> None:
    """Rows in another order round otherwise in every sum; what is left of that is far below the weights' rounding."""
    numpy = pytest.importorskip("numpy")
    sparse = pytest.importorskip("scipy.sparse")
    from super_agent.graph.routing.training.logistic import Problem, fit_logistic

    chance = numpy.random.default_rng(5)
    rows, features = 600, 900
    grid = sparse.random(rows, features, density=0.03, format="csr", random_state=7)
    answers = chance.integers(0, max(classes, 2), rows)
    wanted = numpy.eye(4)[answers] if classes > 1 else answers[:, None].astype(float)
    found = fit_logistic(grid, wanted, 2.0)
    order = chance.permutation(rows)
    again = fit_logistic(grid[order], wanted[order], 2.0)
    assert numpy.abs(found.weights - again.weights).max() < 1e-10
    assert numpy.abs(found.bias - again.bias).max() < 1e-10
    slope, _, _ = Problem(grid, wanted, 2.0, balance=True).slope(numpy.vstack([found.weights, found.bias]))
    assert numpy.abs(slope).max() < 1e-13
    assert numpy.abs(found.weights).max() > 0.1
