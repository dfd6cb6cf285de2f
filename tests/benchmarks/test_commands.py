"""Short forms of the other benchmarks, for this project's system."""

import json
from pathlib import Path

import pytest

from .conftest import Command


@pytest.mark.slow
def test_failover_of_a_few_rows(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "failover.json"
    asked = ("--systems", "super-agent", "--rows", "S08,S13,O14,O19", "--scale", "0.1")
    done = command("failover", *asked, "--json", str(path))
    assert done.code == 0, done.output
    found = json.loads(path.read_text())["systems"]["super-agent"]["found"]
    passed = {form: {row: one["kind"] for row, one in rows.items()} for form, rows in found.items()}
    whole = dict.fromkeys(("S08", "S13", "O14"), "pass")
    assert passed == {"stream": {**whole, "O19": "pass"}, "whole": whole}


@pytest.mark.slow
def test_overhead_of_a_few_samples(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "overhead.json"
    few = ("--samples", "3", "--streams", "0", "--requests", "0")
    done = command("overhead", "--systems", "chatollama,super-agent", *few, "--json", str(path))
    assert done.code == 0, done.output
    found = json.loads(path.read_text())
    assert found["cloud"]["super-agent"]["samples"] == 3
    assert set(found["hop"]) == {"super-agent"}
