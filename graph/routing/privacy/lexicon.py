"""Sentences as class strings, so that one rule reads a sentence in any language.

A class string has one letter a word: with a lexicon of health and kin, 'minha mãe foi diagnosticada com
câncer' reads `mkbEbC`, and so does 'my mother was diagnosed with cancer'.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Letter = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Lexicon:
    """The class letter of words. `words` maps a letter to words; a word that ends in `*` stands for its stem."""

    words: dict[str, str]
    _exact: dict[str, str] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for letter, words in self.words.items():
            for word in words.split():
                (self._stems if word.endswith("*") else self._exact).setdefault(word.rstrip("*"), letter)

    def letter(self, word: str) -> str:
        """The class of a lower-case word without accents, or 'w' when it has none."""
        if exact := self._exact.get(word):
            return exact
        for size in range(min(12, len(word)), 2, -1):
            if stem := self._stems.get(word[:size]):
                return stem
        return self.letter(word[:-2]) if word.endswith("'s") else "w"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A class string and where each of its words stands in the text."""

    line: str
    spans: list[tuple[int, int]]

    @classmethod
    def read(cls, token: re.Pattern[str], letter: Letter, text: str, start: int, end: int) -> Sentence:
        """The words that `token` finds in `text[start:end]`, each as its `letter`."""
        matches = list(token.finditer(text, start, end))
        return cls("".join(map(letter, matches)), [match.span() for match in matches])

    def first(self, rules: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
        """The first rule that holds in this sentence."""
        return next((match for rule in rules if (match := rule.search(self.line))), None)
