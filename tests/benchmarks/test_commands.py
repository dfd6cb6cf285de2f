"""Short forms of the benchmarks: real processes, a real emulator, this project's system alone."""

import json
from pathlib import Path

from .conftest import Command


def test_failover_of_a_few_rows(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "failover.json"
    asked = ("--systems", "with_fallbacks,super-agent", "--rows", "S08,S13,O14,O19", "--scale", "0.15")
    done = command("failover", *asked, "--json", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    found = {name: one["found"] for name, one in json.loads(path.read_text())["systems"].items()}
    passed = {form: {row: one["kind"] for row, one in rows.items()} for form, rows in found["super-agent"].items()}
    whole = dict.fromkeys(("S08", "S13", "O14"), "pass")
    assert passed == {"stream": {**whole, "O19": "pass"}, "whole": whole}
    assert found["with_fallbacks"]["stream"]["S08"]["kind"] == "safe"
    assert "| O14 | clean end in the middle | fail" in done.stdout
    assert "- O14, with_fallbacks: fail: a cut answer of the cloud model was taken as whole" in done.stdout


def test_overhead_of_a_few_samples(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "overhead.json"
    few = ("--samples", "5", "--streams", "10", "--requests", "40")
    done = command("overhead", "--systems", "chatollama,super-agent", *few, "--json", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(path.read_text())
    assert found["cloud"]["super-agent"]["samples"] == 5
    assert found["streams"]["super-agent"]["errors"] == 0
    assert found["memory"]["super-agent"]["after"] > 0


