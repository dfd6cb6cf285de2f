"""How a run can fail as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from .models.errors import ModelCallError
from .routing.types import RuledOut
from .state import Attempt


class NoModelAvailableError(Exception):
    """Every candidate failed, or none was allowed. The message lists each, its cause and what to do.

    `attempts` are the calls of the whole request, `ruled_out` the models that were not asked and why.
    """

    def __init__(self, attempts: Sequence[Attempt], ruled_out: Sequence[RuledOut] = ()) -> None:
        self.attempts = list(attempts)
        self.ruled_out = list(ruled_out)
        super().__init__("\n".join(["no model could answer:", *self._lines()]))

    def _lines(self) -> list[str]:
        failed = [one for one in self.attempts if one["outcome"] != "answered"]
        lines = [
            f"  {one['model']} ({one['tier']}): {one['kind']}: {one['error']}. {one['hint']}".rstrip(". ")
            for one in failed
        ]
        lines += [f"  {one.model} ({one.tier}): not asked: {one.why}" for one in self.ruled_out]
        return lines or [
            "  no model is known. Start Ollama (`ollama serve`) and install one (`ollama pull qwen3:8b`),"
            " or set OLLAMA_CLOUD_API_KEY."
        ]

    def __reduce__(self) -> tuple[type[NoModelAvailableError], tuple[list[Attempt], list[RuledOut]]]:
        return type(self), (self.attempts, self.ruled_out)


__all__ = ["ModelCallError", "NoModelAvailableError"]
