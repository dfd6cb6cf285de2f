"""Sentences as class strings, so that one rule reads a sentence in any language.

A class string has one letter a word: with a lexicon of health and kin, 'minha mãe foi diagnosticada com
câncer' reads `mkbEbC`, and so does 'my mother was diagnosed with cancer'.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_MOST_REMEMBERED = 20_000
Rules = tuple[re.Pattern[str], ...]
_LONE_PARTICLE = re.compile("(?<!n)~|~(?!n)")
Letter = Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Lexicon:
    """The class letter of words.

    `words` maps a letter to words; one that ends in `*` stands for its stem, and `_` joins the words of a phrase.
    """

    words: dict[str, str]
    _exact: dict[str, str] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for letter, words in self.words.items():
            for word in words.split():
                (self._stems if word.endswith("*") else self._exact).setdefault(word.rstrip("*"), letter)

    def letter(self, word: str) -> str:
        """The class of a lower-case word without accents, or 'w' when it has none."""
        if seen := self._seen.get(word):
            return seen
        letter = self._look_up(word)
        if len(self._seen) < _MOST_REMEMBERED:
            self._seen[word] = letter
        return letter

    def phrases(self) -> str:
        """A pattern for the phrases of this lexicon, longest first."""
        phrases = sorted((word for word in self._exact if "_" in word), key=len, reverse=True)
        return "|".join(rf"{phrase.replace('_', ' ')}\b" for phrase in phrases) or "(?!)"

    def phrase_words(self, letters: str) -> frozenset[str]:
        """The longest word of each phrase whose class is one of `letters`."""
        phrases = (word for word, letter in self._exact.items() if "_" in word and letter in letters)
        return frozenset(max(phrase.split("_"), key=len) for phrase in phrases)

    def _look_up(self, word: str) -> str:
        if exact := self._exact.get(word):
            return exact
        for size in range(min(12, len(word)), 2, -1):
            if stem := self._stems.get(word[:size]):
                return stem
        if word.endswith("'s"):
            return self._look_up(word[:-2])
        return self._exact.get(word[:-1], "w") if word.endswith("s") and len(word) > 3 else "w"


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

    def with_names(self) -> Sentence:
        """The sentence with `n` kept for names alone.

        In a heading most words have a capital and none is a name; a particle (`~`) counts only between names.
        """
        line = self.line.replace("n", "w") if self.line.count("n") * 2 > len(self.line) > 6 else self.line
        return Sentence(_LONE_PARTICLE.sub("w", line), self.spans)

    def first(self, rules: Rules) -> re.Match[str] | None:
        """The first rule that holds in this sentence."""
        return next((match for rule in rules if (match := rule.search(self.line))), None)
