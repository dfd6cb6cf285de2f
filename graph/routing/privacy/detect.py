"""What is private in a text, and how private that makes it."""

from __future__ import annotations

from collections.abc import Iterable

from ..types import Finding, Level, Sensitivity

SECRET_KINDS = frozenset({"private_key", "token", "password", "credential_url", "declared"})
"""Kinds that never go to the cloud, not even as placeholders."""


def detect(text: str) -> tuple[Finding, ...]:
    """The private things in `text`, sorted by place, without overlap.

    The detectors are imported at the first call: their patterns cost more than the rest of the package's import.
    """
    from .passes import findings

    return findings(text)


def label(texts: Iterable[str]) -> Sensitivity:
    """The label of `texts` together: 'secret' when one holds a secret, 'personal' when one holds anything private."""
    kinds = {finding.kind for text in texts for finding in detect(text)}
    level: Level = "secret" if kinds & SECRET_KINDS else "personal" if kinds else "none"
    return Sensitivity(level=level, kinds=tuple(sorted(kinds)))
