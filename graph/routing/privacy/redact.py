"""Reversible placeholders: what is private leaves as `[CPF_1]` and comes back as it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from .detect import SECRET_KINDS, detect

Span = tuple[int, int]

_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{0,30}_[0-9]{1,9}\]")
_PARTIAL = re.compile(r"\[(?:[A-Z][A-Z_]{0,30}[0-9]{0,9})?$")
_SHORTEST_KNOWN = 4


class Redactor:
    """The placeholders of one request. The same value gets the same placeholder in every text of it.

    Anything in the user's own text that looks like a placeholder gets one too, so `restore(redact(text))`
    is `text` for every text. `secrets_found` is true once a text held a secret: such a text must not go
    to the cloud even redacted.
    """

    def __init__(self) -> None:
        self.secrets_found = False
        self._values: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Find the private values of all `texts` before any is redacted, so that each is hidden in every one."""
        for text in texts:
            self._find(text)

    def redact(self, text: str) -> str:
        """`text` with a placeholder in the place of every private value, found here or in another text."""
        found = self._find(text)
        out: list[str] = []
        position = 0
        for start, end in sorted((*found, *self._known(text, found))):
            out += self._escaped(text[position:start]), self._names[text[start:end]]
            position = end
        return "".join((*out, self._escaped(text[position:])))

    def restore(self, text: str) -> str:
        """`text` with every placeholder of this request replaced by its value; others stay as they are."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match.group(), match.group()), text)

    def restorer(self) -> StreamRestorer:
        """A `restore` for text that comes in pieces."""
        return StreamRestorer(self)

    def _find(self, text: str) -> list[Span]:
        """The spans of what is private in `text`; each value has a placeholder then."""
        spans: list[Span] = []
        for finding in detect(text):
            self._note(finding.kind, text[finding.start : finding.end])
            spans.append((finding.start, finding.end))
        return spans

    def _known(self, text: str, taken: list[Span]) -> Iterator[Span]:
        """Where values that are private elsewhere stand in `text` outside `taken`, the longest first."""
        spans = list(taken)
        for value in sorted(self._names, key=len, reverse=True):
            if len(value) < _SHORTEST_KNOWN:
                return
            start = text.find(value)
            while start >= 0:
                end = start + len(value)
                if _is_free(spans, start, end) and _is_whole(text, start, end):
                    spans.insert(bisect_right(spans, (start, end)), (start, end))
                    yield start, end
                start = text.find(value, end)

    def _escaped(self, text: str) -> str:
        """`text`, which is not private, with placeholders for what looks like one."""
        return _PLACEHOLDER.sub(lambda match: self._note("text", match.group()), text)

    def _note(self, kind: str, value: str) -> str:
        self.secrets_found = self.secrets_found or kind in SECRET_KINDS
        if value not in self._names:
            name = kind.upper()
            self._counts[name] = self._counts.get(name, 0) + 1
            placeholder = f"[{name}_{self._counts[name]}]"
            self._names[value], self._values[placeholder] = placeholder, value
        return self._names[value]


def _is_free(spans: list[Span], start: int, end: int) -> bool:
    """Whether `start` to `end` overlaps none of the sorted, disjoint `spans`."""
    index = bisect_right(spans, (start, end))
    before_ends = index == 0 or spans[index - 1][1] <= start
    return before_ends and (index == len(spans) or spans[index][0] >= end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether `start` to `end` is not a part of a longer word."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


class StreamRestorer:
    """Restores a stream: what `feed` and `end` return, joined, equals `restore` of the joined chunks."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._held = ""

    def feed(self, chunk: str) -> str:
        """The text that is certain after `chunk`; the start of a possible placeholder is held back."""
        text = self._held + chunk
        partial = _PARTIAL.search(text)
        cut = partial.start() if partial else len(text)
        self._held = text[cut:]
        return self._redactor.restore(text[:cut])

    def end(self) -> str:
        """What was held back when the stream ended."""
        held, self._held = self._held, ""
        return self._redactor.restore(held)
