"""How well requests are routed: recall, order of the steps, robustness, and how many go to the cloud.

    python -m benchmarks.eval_routing [--publish]

Judged on tests/routing/heldback.jsonl, less the rows that the router learned from, and on
tests/routing/paraphrases.jsonl. Exits with 1 when a bar is missed. `--publish` writes the tables and pictures of
docs/ROUTING.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .lab import routed
from .lab.pictures import curves, matrix
from .lab.requests import heldback, learned
from .lab.routed import Judged
from .lab.statistics import DOCUMENT as OTHER
from .lab.statistics import publish, table

DOCUMENT = OTHER.with_name("ROUTING.md")
PICTURES = DOCUMENT.with_name("pictures")
DEFAULT_THRESHOLD = 0.5


def bars() -> str:
    """Each bar, its figure and whether it is met."""
    rows = []
    for bar in routed.bars():
        bound = f"{'at most' if bar.most else 'at least'} {bar.bound:.2f}"
        rows.append((bar.name, f"{bar.value:.3f}", bound, "ok" if bar.met else "MISSED"))
    return table(("figure", "measured", "bar", ""), rows)


def recall() -> str:
    """By label, and within languages and cues."""
    groups: dict[str, Sequence[Judged]] = {
        "all": routed.judged(),
        **{language: routed.written_in(language) for language in routed.LANGUAGES},
        "with a cue": routed.told(True),
        "without a cue": routed.told(False),
    }
    rows = []
    for name, group in groups.items():
        found = routed.recalls(group)
        cells = (f"{found[label]:.3f}" for label in routed.LABELS)
        rows.append((name, len(group), f"{routed.macro(group):.3f}", *cells))
    known = [row["id"] for row in learned(heldback())]
    left_out = f"Left out, because they stand among the utterances too: {', '.join(known) or 'none'}."
    return f"{table(('rows', 'number', 'macro recall', *routed.LABELS), rows)}\n\n{left_out}"


def order() -> str:
    """Steps of compound requests, by what is counted."""
    every, seen = routed.compound(), routed.recognised()
    exact = sum(one.in_order for one in every)
    return (
        f"Of {len(every)} compound requests {len(seen)} were taken for compound; {exact} have exactly the right tasks "
        f"in the right order: {exact / len(every):.3f} of all, {exact / len(seen):.3f} of those taken for compound."
    )


def confusion() -> str:
    """Labels of the set in rows, labels that were given in columns."""
    rows = [(label, *counts) for label, counts in zip(routed.LABELS, routed.confusion(), strict=True)]
    return table(("asks for \\ was taken for", *routed.LABELS), rows)


def robustness() -> str:
    """By kind of disturbance."""
    kinds = sorted({one.kind for one in routed.variants()})
    rows = [(kind, sum(one.kind == kind for one in routed.variants()), f"{routed.kept(kind):.3f}") for kind in kinds]
    return table(
        ("disturbance", "copies", "same route"), [*rows, ("all", len(routed.variants()), f"{routed.kept():.3f}")]
    )


def groups() -> dict[str, list[Judged]]:
    """All rows, and those of each label."""
    rows = list(routed.judged())
    return {"all": rows, **{label: [one for one in rows if one.row["label"] == label] for label in routed.LABELS}}


def cloud() -> str:
    """Share of requests to the cloud against some thresholds."""
    found = groups()
    rows = []
    for threshold in routed.THRESHOLDS[::10]:
        shares = [routed.cloud_share(group, threshold) for group in found.values()]
        leads = routed.cloud_leads(found["all"], threshold)
        rows.append((f"{threshold:.1f}", *(f"{share:.1%}" for share in (*shares, leads))))
    return table(("threshold", *found, "cloud asked first"), rows)


def pictures() -> dict[str, str]:
    """File names and their content."""
    shares = {
        name: [(threshold, routed.cloud_share(group, threshold)) for threshold in routed.THRESHOLDS]
        for name, group in groups().items()
    }
    size = len(routed.judged())
    return {
        "routing_confusion.svg": matrix(
            f"Labels of {size} held-back requests", routed.LABELS, routed.confusion(), ("asks for", "was taken for")
        ),
        "routing_cloud_share.svg": curves(
            f"Requests that need the cloud, of {size} held-back ones",
            shares,
            ("OLLAMA_CLOUD_THRESHOLD", "share of requests"),
            (DEFAULT_THRESHOLD, "default"),
        ),
    }


SECTIONS = {
    "routing-bars": bars,
    "routing-recall": recall,
    "routing-order": order,
    "routing-confusion": confusion,
    "routing-robustness": robustness,
    "routing-cloud": cloud,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(prog="benchmarks.eval_routing", description=str(__doc__).splitlines()[0])
    parser.add_argument("--publish", action="store_true", help="write the tables and pictures of docs/ROUTING.md")
    given = parser.parse_args(arguments)
    for name, section in SECTIONS.items():
        text = section()
        print(text, end="\n\n")
        if given.publish:
            publish(name, text, DOCUMENT)
    if given.publish:
        PICTURES.mkdir(exist_ok=True)
        for name, content in pictures().items():
            (PICTURES / name).write_text(content, "utf-8")
    return 0 if all(bar.met for bar in routed.bars()) else 1


if __name__ == "__main__":
    sys.exit(main())
