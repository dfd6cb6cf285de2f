"""How much of what is private is found, how much of what is not is left alone, and how long that takes.

    python -m benchmarks.privacy [--no-latency]

Prints recall and false positives by kind and by language on the held-back set (tests/privacy/heldback.jsonl), which
nobody who wrote a detector has read, and the latency of detection, as processor time, for 2,000 and for 500,000
characters. Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from super_agent.graph.routing.privacy import detect

from .lab.latency import LARGE, MEDIUM, filled, milliseconds
from .lab.statistics import machine, table

ROWS = Path(__file__).parents[1] / "tests" / "privacy" / "heldback.jsonl"
Row = dict[str, Any]
PROSE = (
    "A equipe de dados revisou o relatório trimestral e concluiu que a migração dos serviços pode começar em março, "
    "desde que os testes de carga confirmem a capacidade prevista. The second phase depends on the vendor, who has "
    "promised a fix for the memory leak in version 4.2.1 by the end of the month. Para cada etapa há um responsável, "
    "um prazo e um critério de aceite; o orçamento aprovado é de R$ 48.000,00 e não inclui treinamento. La "
    "documentación se publicará en el portal interno.\n"
)
PRIVATE = (
    "Meu nome é Ana Paula Souza, CPF 529.982.247-25, telefone (61) 99999-8888, e-mail ana.souza@firma.com.br. "
    "Minha mãe foi diagnosticada com diabetes em 2019. My salary is $4,200 a month. A senha do wi-fi é Girassol#88.\n"
)
TABLE = "1024;2048;33.5;2024-01-15;17;98.6;100000;3.14159;42;65536;0.001;777\n"
TEXTS = {"prose": PROSE, "prose, one paragraph in six private": PROSE * 3 + PRIVATE + PROSE * 2, "numbers": TABLE}


class Bar(NamedTuple):
    """A part of the held-back set, and the share of it that must, or may at most, be flagged."""

    name: str
    part: Callable[[Row], bool]
    least: float = 0.0
    most: float = 1.0


BARS = (
    Bar("identifiers and secrets", lambda row: row["kind"].startswith(("pii:", "secret:")), least=0.97),
    Bar("health and finance", lambda row: row["kind"] in {"health", "finance"}, least=0.85),
    Bar("false positives", lambda row: not row["sensitive"], most=0.02),
)


def share(rows: Sequence[Row], flagged: dict[str, bool]) -> str:
    """How many of `rows` were flagged, as 'part/whole  percent'."""
    hits = sum(flagged[row["id"]] for row in rows)
    return f"{hits}/{len(rows)}  {100 * hits / len(rows):.1f} %"


def by(rows: Iterable[Row], field: str) -> dict[str, list[Row]]:
    """`rows` grouped by what they hold in `field`, sorted."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[field], []).append(row)
    return dict(sorted(groups.items()))


def quality() -> bool:
    """Print what is found by kind and language; whether every bar is met."""
    rows = [json.loads(line) for line in ROWS.read_text("utf-8").splitlines()]
    flagged = {row["id"]: bool(detect(row["text"])) for row in rows}
    print(f"{len(rows)} held-back rows\n")
    for title, field in (("kind", "kind"), ("language", "lang")):
        for verdict, sensitive in (("found", True), ("wrongly flagged", False)):
            groups = by([row for row in rows if row["sensitive"] is sensitive], field)
            print(table((title, verdict), [(name, share(group, flagged)) for name, group in groups.items()]))
            print()
    return sum(meets(bar, rows, flagged) for bar in BARS) == len(BARS)


def meets(bar: Bar, rows: Sequence[Row], flagged: dict[str, bool]) -> bool:
    """Print one bar and whether it is met."""
    part = [row for row in rows if bar.part(row)]
    rate = sum(flagged[row["id"]] for row in part) / len(part)
    met = bar.least <= rate <= bar.most
    bound = f"at least {bar.least:.0%}" if bar.least else f"at most {bar.most:.0%}"
    print(f"{'met   ' if met else 'MISSED'} {bar.name}: {share(part, flagged)} ({bound})")
    return met


def latency() -> bool:
    """Print the latency of detection; whether all stays under the bars."""
    lines: list[tuple[object, ...]] = []
    met = True
    for name, unit in TEXTS.items():
        for size in (MEDIUM, LARGE):
            spread = milliseconds(detect, [filled(unit, size.characters)] * size.samples).processor
            bar = size.detection or 0.0
            met = met and spread.p95 <= bar
            figures = (f"{spread.p50:.2f} ms", f"{spread.p95:.2f} ms", f"{bar:g} ms")
            lines.append((name, f"{size.characters:,}", *figures))
    print(table(("text", "characters", "p50", "p95", "bar"), lines))
    print(machine())
    return met


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-latency", action="store_true", help="quality alone")
    options = parser.parse_args()
    good = quality()
    if not options.no_latency:
        detect(PROSE + PRIVATE)
        print()
        good = latency() and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
