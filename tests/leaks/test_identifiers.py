"""What the leak tests rest on: the generator makes what the detector knows, and the search finds every spelling."""

import base64
import json
from random import Random
from urllib.parse import quote

import pytest
from super_agent.graph.models.guard import label_of

from .identifiers import MAKERS, make
from .search import Haystack, squeeze


@pytest.mark.parametrize("kind", MAKERS)
def test_every_generated_thing_is_seen_as_private(kind: str) -> None:
    random = Random(kind)
    for _ in range(200):
        private = make(random, (kind,))
        label = label_of(private.told)
        assert label, private
        assert (label.level == "secret") == private.secret, private


@pytest.mark.parametrize("kind", MAKERS)
def test_the_search_finds_every_spelling_and_nothing_else(kind: str) -> None:
    random = Random(kind)
    value, other = (make(random, (kind,)).value for _ in range(2))
    for form in (value, squeeze(value)):
        raw = form.encode()
        spellings = [raw, json.dumps({"a": form}).encode(), quote(form).encode(), raw.hex().encode()]
        spellings += [base64.b64encode(b"x" * shift + raw + b"yyy") for shift in range(3)]
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in form)
        for spelling in (*spellings, escaped.encode(), form.replace("-", " ").encode()):
            assert Haystack([b"before", b"left " + spelling + b" right"]).holds(value), spelling
            assert not Haystack([b"before", b"left " + spelling + b" right"]).holds(other), spelling
