"""HumanEval's own solutions with their tests, through the sandboxes: does the code run that models write?

    python benchmarks/humaneval.py PATH/HumanEval.jsonl[.gz] [--sandbox monty --sandbox bwrap ...]

Prints, per sandbox, how many of the problems pass, and what stops the others. The data set is not part of this
project: github.com/openai/human-eval has it. Exits with 1 when a sandbox passes fewer than it should.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from super_agent.tools import Limits, Sandbox, Toolbox, ToolResult, sandbox_status

SHARE = {"monty": 160 / 164, "bwrap": 1.0, "auto": 1.0}
"""The least part of the problems that a sandbox must pass."""


def problems(path: Path) -> list[dict[str, Any]]:
    """The rows of the file, packed or not."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def program(problem: dict[str, Any]) -> str:
    """The solution, its test, and the call of the test."""
    return f"{problem['prompt']}{problem['canonical_solution']}\n{problem['test']}\ncheck({problem['entry_point']})\n"


async def solve(problem: dict[str, Any], sandbox: Sandbox) -> ToolResult:
    """Run one problem in a toolbox of its own."""
    async with Toolbox(sandbox=sandbox, limits=Limits(timeout=60)) as toolbox:
        return await toolbox.run("run_python", {"code": program(problem)})


async def measure(rows: list[dict[str, Any]], sandbox: Sandbox) -> bool:
    """Run every problem in one sandbox and print the outcome. Returns whether enough passed."""
    passed = 0
    ran: collections.Counter[str] = collections.Counter()
    failures: list[str] = []
    for row in rows:
        result = await solve(row, sandbox)
        ran[f"{result.sandbox} ({result.why})"] += 1
        if result.ok:
            passed += 1
        else:
            failures.append(f"  {row['task_id']}: {result.error.strip().splitlines()[-1][:150]}")
    print(f"{sandbox:6} {passed} of {len(rows)}")
    if sandbox == "auto":
        print("\n".join(f"  {count} in {where}" for where, count in ran.most_common()))
    print("\n".join(failures), end="\n" if failures else "")
    return passed >= SHARE.get(sandbox, 1.0) * len(rows)


async def main(path: Path, sandboxes: list[Sandbox]) -> int:
    rows = problems(path)
    status = await sandbox_status()
    enough = True
    for sandbox in sandboxes:
        if reason := status.get(sandbox, ""):
            print(f"{sandbox:6} not run: {reason}")
        else:
            enough &= await measure(rows, sandbox)
    return 0 if enough else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="HumanEval's solutions through the sandboxes.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--sandbox", action="append", choices=["monty", "bwrap", "auto", "docker", "none"])
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.path, given.sandbox or ["monty", "bwrap", "auto"])))
