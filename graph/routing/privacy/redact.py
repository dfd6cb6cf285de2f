"""Reversible placeholders: what is private leaves as `[CPF_1]` and comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .detect import SECRET_KINDS, detect

_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{0,30}_[0-9]{1,9}\]")
_PARTIAL = re.compile(r"\[(?:[A-Z][A-Z_]{0,30}[0-9]{0,9})?$")
_SHORTEST = 4


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
        self._known: re.Pattern[str] | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Find the private values of all `texts` before any is redacted, so that each is hidden in every one."""
        for text in texts:
            for finding in detect(text):
                self._note(finding.kind, text[finding.start : finding.end])
        values = sorted((v for v in self._names if len(v) >= _SHORTEST), key=len, reverse=True)
        pattern = "|".join(map(re.escape, values))
        self._known = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if values else None

    def redact(self, text: str) -> str:
        """`text` with a placeholder in the place of every private value."""
        self.learn((text,))
        spans = [(finding.start, finding.end) for finding in detect(text)]
        out: list[str] = []
        position = 0
        for start, end in spans:
            out += self._outside(text[position:start]), self._names[text[start:end]]
            position = end
        return "".join((*out, self._outside(text[position:])))

    def restore(self, text: str) -> str:
        """`text` with every placeholder of this request replaced by its value; others stay as they are."""
        return _PLACEHOLDER.sub(lambda match: self._values.get(match.group(), match.group()), text)

    def restorer(self) -> StreamRestorer:
        """A `restore` for text that comes in pieces."""
        return StreamRestorer(self)

    def _outside(self, text: str) -> str:
        """The text between findings: values known from elsewhere and look-alike placeholders are hidden."""
        if self._known is not None:
            pieces: list[str] = []
            position = 0
            for match in self._known.finditer(text):
                pieces += self._escaped(text[position : match.start()]), self._names[match.group()]
                position = match.end()
            return "".join((*pieces, self._escaped(text[position:])))
        return self._escaped(text)

    def _escaped(self, text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: self._note("text", match.group()), text)

    def _note(self, kind: str, value: str) -> str:
        self.secrets_found = self.secrets_found or kind in SECRET_KINDS
        if value not in self._names:
            name = kind.upper()
            self._counts[name] = self._counts.get(name, 0) + 1
            placeholder = f"[{name}_{self._counts[name]}]"
            self._names[value], self._values[placeholder] = placeholder, value
        return self._names[value]


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
