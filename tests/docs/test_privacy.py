"""The page about privacy shows what is so: each example of a kind is found, and no kind is left out."""

import re
from pathlib import Path

import pytest
from super_agent.graph.routing.privacy import SECRET_KINDS, detect

PAGE = (Path(__file__).parents[2] / "docs" / "PRIVACY.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| `(\w+)`( \(secret\))? \| ([^|]+) \|$", PAGE, re.MULTILINE)
SOURCES = (Path(__file__).parents[2] / "graph" / "routing" / "privacy").glob("*.py")


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, _, text in EXAMPLES if kind != "image"])
def test_each_example_is_found(kind: str, text: str) -> None:
    assert kind in {found.kind for found in detect(text.strip("`"))}


def test_the_secrets_are_those() -> None:
    assert {kind for kind, secret, _ in EXAMPLES if secret} == SECRET_KINDS


def test_every_kind_that_is_reported_has_an_example() -> None:
    named = {
        kind for path in SOURCES for kind in re.findall(r'(?:Hit|Rule|Named)\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert named <= {kind for kind, *_ in EXAMPLES}
