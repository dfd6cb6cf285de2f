"""Reasoning that a model writes into its content, told from the answer.

Where a server knows a model's tags it parts the two itself (the `thinking` of a message). Community uploads often
lack what it goes by, and some templates open the block in the prompt, so that the content begins inside it.
"""

from __future__ import annotations

import re

TAGS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "[THINK]": "[/THINK]",
}
"""Opening and closing tags of the families that reason in their text."""
_LONGEST = max(map(len, TAGS))
_OPENED = re.compile(rf"({'|'.join(map(re.escape, TAGS))})\s*(?:\{{\{{-?\s*end\s*-?\}}\}}\s*)*\Z")
_CLOSED = re.compile("|".join(map(re.escape, TAGS.values())))


def opened_by(template: str) -> str:
    """The closing tag of the block that a chat template opens at the end of each prompt; empty when it opens none."""
    found = _OPENED.search(template)
    return TAGS[found[1]] if found else ""


def after_reasoning(text: str) -> str:
    """What stands behind the last closing tag: all of `text` when there is none."""
    return _CLOSED.split(text)[-1]


class ThinkSplitter:
    """Parts streamed text into (thinking, content): a tagged block that opens an answer is reasoning.

    `closing`: the text begins inside a block that ends with this tag.
    """

    def __init__(self, closing: str = "") -> None:
        self._closing_tag = closing
        self._inside = bool(closing)
        self._started = self._inside
        self._closed = False
        self._held = ""

    def feed(self, text: str) -> tuple[str, str]:
        """What `text` adds to the thinking and to the content; a possible tag at its end is held back."""
        self._held += text
        thinking: list[str] = []
        content: list[str] = []
        while self._step(thinking, content):
            pass
        return "".join(thinking), "".join(content)

    def end(self) -> tuple[str, str]:
        """What was held back."""
        held, self._held = self._held, ""
        return (held, "") if self._inside else ("", held)

    def _step(self, thinking: list[str], content: list[str]) -> bool:
        if not self._started:
            return self._opening()
        if self._inside:
            return self._closing(thinking)
        content.append(self._held.lstrip() if self._closed else self._held)
        self._closed = self._closed and not content[-1]
        self._held = ""
        return False

    def _opening(self) -> bool:
        text = self._held.lstrip()
        if not text or (len(text) < _LONGEST and any(tag != text and tag.startswith(text) for tag in TAGS)):
            return False
        self._started = True
        tag = next((tag for tag in TAGS if text.startswith(tag)), "")
        if tag:
            self._inside, self._closing_tag, self._held = True, TAGS[tag], text[len(tag) :]
        return bool(self._held)

    def _closing(self, thinking: list[str]) -> bool:
        before, tag, after = self._held.partition(self._closing_tag)
        if tag:
            self._inside, self._closed, self._held = False, True, after
            thinking.append(before)
            return bool(self._held)
        cut = len(self._held) - self._tag_begun()
        thinking.append(self._held[:cut])
        self._held = self._held[cut:]
        return False

    def _tag_begun(self) -> int:
        """Length of the longest end of what is held that could begin the closing tag."""
        tag = self._closing_tag
        return next((n for n in range(len(tag) - 1, 0, -1) if self._held.endswith(tag[:n])), 0)
