"""Sentences as class strings, so that one rule reads a sentence in any language.

A class string has one letter a word: with a lexicon of health and kin, 'minha mãe foi diagnosticada com
câncer' reads `mkbEbC`, and so does 'my mother was diagnosed with cancer'.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from .persons import COMMON

_FREQUENT = frozenset((*COMMON.split(), "a", "tem", "have", "has", "mais", "more", "than"))
SPECIAL = "\0"
"""The letter of a token whose class depends on what follows it: a number, or the first word of a phrase."""
PIECE = re.compile(
    r"(?:[A-Za-z]\.(?:[A-Za-z]\.)+[A-Za-z]?(?![A-Za-z])|[A-Z]*+[a-z]++(?:'[a-z]++)?+|[A-Z]++(?:'[a-z]++)?+"
    r"|[0-9]++(?:[.,/]++[0-9]++)*+|[,:?\n$\u20ac\u00a3]) ?+|[^A-Za-z0-9,:?\n$\u20ac\u00a3]++"
)
"""A token: a word, a number or a mark, with the space behind it; or what stands between."""
_JOINED = re.compile(r"[_^\-\d]")
_UNIT = r"mil(?:hoes|hao|lones)?|k|thousand|million|grand"
_CURRENCY = r"reais|dolares|dollars|euros|bucks|pesos|conto"
_AMOUNT = re.compile(
    rf"[$\u20ac\u00a3]\s?\d[\d.,]*(?:\s?(?:{_UNIT}|m)\b)?|\d[\d.,]*\s?(?:{_UNIT})\b(?:\sde)?(?:\s(?:{_CURRENCY})\b)?"
    rf"|\d[\d.,]*\s?(?:(?:{_CURRENCY})\b|[$\u20ac\u00a3](?!\d))"
)
_DOSE = re.compile(r"\d+\s?(?:mg|mcg|ml)\b")
_NUMBER = re.compile(r"\d[\d.,/]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_STEM = 16
_LONE_PARTICLE = re.compile("(?<!n)~|~(?!n)")


def alternatives(*rules: str) -> re.Pattern[str]:
    """One pattern that finds any of `rules` in a class string."""
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


class Meaning(NamedTuple):
    """What a `word` (in lower case; a number has none) says: `tag` of a number beside it, `topics` whose detectors look where it stands.

    `letters` are its classes in the lexicons, `offset` is where the telling part of it starts, `telling` whether there
    is a tag or a topic.
    """

    letters: tuple[str, ...]
    word: str = ""
    tag: str = ""
    topics: tuple[str, ...] = ()
    offset: int = 0
    telling: bool = True


@dataclass(slots=True)
class Tokens:
    """The words, numbers and marks of a text: where each starts and what it means."""

    plain: str
    folded: str
    starts: list[int] = field(default_factory=list)
    known: list[Meaning] = field(default_factory=list)

    def between(self, start: int, end: int) -> range:
        """The indices of the tokens that start in `start` to `end`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


class Sentence(NamedTuple):
    """A class string and the place in the text of each of its letters."""

    line: str
    places: list[int]

    def with_names(self) -> Sentence:
        """The sentence with `n` kept for names alone.

        In a heading most words have a capital and none is a name; a particle (`~`) counts only between names.
        """
        line = self.line.replace("n", "w") if self.line.count("n") * 2 > len(self.line) > 6 else self.line
        return Sentence(_LONE_PARTICLE.sub("w", line) if "~" in line else line, self.places)


@dataclass(frozen=True)
class Lexicon:
    """The class letter of words.

    `words` maps a letter to words; one that ends in `*` stands for its stem, `_` joins the words of a phrase and `^`
    the parts of a word that capitals divide.
    `marks` are the signs that have a place in the class string; an amount of money is `$` there, a number of three
    or more digits `8`, another one `9`, a dose `d`. With `names`, a capitalised word that is not in the lexicon is
    `n`, and `z` when it owns something ('Laura's'). `index` tells the place of its letter in a `Meaning`.
    """

    index: int
    words: dict[str, str]
    marks: str = ",:"
    names: bool = True
    _exact: dict[str, str] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)
    _phrases: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)
    _alone: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for letter, words in self.words.items():
            for word in words.split():
                if _JOINED.search(word):
                    self._add_phrase(word.replace("_", " "), letter)
                else:
                    (self._stems if word.endswith("*") else self._exact).setdefault(word.rstrip("*"), letter)

        self._alone.update((first, self.word_class(first, first)) for first in self._phrases)

    def _add_phrase(self, phrase: str, letter: str) -> None:
        first, second = (found.group().rstrip() for found in islice(PIECE.finditer(phrase.replace("^", " ")), 2))
        phrase = phrase.replace("^", "")
        followers = self._phrases.setdefault(first, {})
        same = followers.setdefault("" if second[0].isdigit() else second[0], [])
        same.append((phrase, letter))
        same.sort(key=lambda pair: -len(pair[0]))

    def letter(self, token: str) -> str:
        """The class of a token: its letter, 'w' for a word that has none, '' for a mark without a place."""
        if token[0].isdigit() or token in "$\u20ac\u00a3":
            return SPECIAL if self.names else "9"
        if not token[0].isalpha():
            return token if token in self.marks else ""
        word = token.lower()
        return SPECIAL if word in self._phrases else self.word_class(token, word)

    def word_class(self, token: str, word: str) -> str:
        """The class of one word; `word` is `token` in lower case."""
        letter = self._look_up(word)
        if letter == "w" and self.names and token[0].isupper() and token[1:2].islower():
            return "z" if word.endswith("'s") else "n"
        return letter

    def _look_up(self, word: str) -> str:
        if exact := self._exact.get(word):
            return exact
        for size in range(min(_LONGEST_STEM, len(word)), 2, -1):
            if stem := self._stems.get(word[:size]):
                return stem
        if word.endswith("'s"):
            return self._look_up(word[:-2])
        return self._exact.get(word[:-1], "w") if word.endswith("s") and len(word) > 3 else "w"

    def phrase_words(self, letters: str) -> frozenset[str]:
        """One word of each phrase whose class is one of `letters`: the longest that is not in every sentence."""
        pairs = (pair for phrases in self._phrases.values() for same in phrases.values() for pair in same)
        return frozenset(_rarest(phrase) for phrase, letter in pairs if letter in letters)

    def read(self, tokens: Tokens, start: int, end: int) -> Sentence:
        """The class string of the text from `start` to `end`."""
        span, index = tokens.between(start, end), self.index
        letters = [known.letters[index] for known in tokens.known[span.start : span.stop]]
        if SPECIAL in letters:
            self._spell(tokens, span.start, letters)
        line = "".join(letters)
        places = tokens.starts[span.start : span.stop]
        if len(line) != len(places):
            places = [place for place, letter in zip(places, letters, strict=True) if letter]
        return Sentence(line, places)

    def _spell(self, tokens: Tokens, first: int, letters: list[str]) -> None:
        """Put the letter of each number and phrase in `letters`, and none for the words that it takes in."""
        known, phrases = tokens.known, self._phrases
        for index in [index for index, letter in enumerate(letters) if letter == SPECIAL]:
            place = first + index
            word = known[place].word
            if letters[index] != SPECIAL:
                continue
            if word in phrases and (place + 1 == len(known) or known[place + 1].word[:1] not in phrases[word]):
                letters[index] = self._alone[word]
                continue
            letters[index], end = self._special(tokens, place)
            following = index + 1
            while following < len(letters) and tokens.starts[first + following] < end:
                letters[following] = ""
                following += 1

    def _special(self, tokens: Tokens, index: int) -> tuple[str, int]:
        """The letter of the number or phrase that starts with the token at `index`, and where it ends."""
        folded, place, word = tokens.folded, tokens.starts[index], tokens.known[index].word
        if word not in self._phrases:
            return _number(folded, place)
        if index + 1 < len(tokens.known):
            for phrase, letter in self._phrases[word].get(tokens.known[index + 1].word[:1], ()):
                end = place + len(phrase)
                if folded.startswith(phrase, place) and not folded[end : end + 1].isalnum():
                    return letter, end
        return self._alone[word], place + len(word)


def _rarest(phrase: str) -> str:
    words: list[str] = re.findall("[a-z]+", phrase)
    telling = [word for word in words if word not in _FREQUENT] or words
    return max(telling, key=len)


def _number(folded: str, place: int) -> tuple[str, int]:
    if amount := _AMOUNT.match(folded, place):
        return "$", amount.end()
    if dose := _DOSE.match(folded, place):
        return "d", dose.end()
    number = _NUMBER.match(folded, place)
    if not number:
        return "w", place + 1
    digits = sum(map(str.isdigit, number.group()))
    return ("9" if digits < 3 or _YEAR.fullmatch(number.group()) else "8"), number.end()


@dataclass(frozen=True)
class Matter:
    """What sentences are read for: the words of it, and the rules over class strings that tell it.

    `topics` and `persons` are letters: a sentence is worth reading when it has one of each. `rules` tell a fact, never
    without what `needs` finds; `continued` does when the sentence before names a person, `named` when no puzzle is
    asked.
    """

    kind: str
    lexicon: Lexicon
    topics: str
    rules: re.Pattern[str]
    needs: re.Pattern[str]
    persons: str = ""
    continued: re.Pattern[str] | None = None
    named: re.Pattern[str] | None = None
    announced: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    def __post_init__(self) -> None:
        announced = self.lexicon.phrase_words(self.topics), self.lexicon.phrase_words(self.persons)
        object.__setattr__(self, "announced", announced)

    @property
    def persons_topic(self) -> str:
        """The topic under which a scan notes the words for persons."""
        return f"{self.kind} of"

    def topics_of(self, word: str) -> Iterator[str]:
        """The topics under which a scan notes the lower-case `word`: the kind itself, and persons."""
        letter = self.lexicon.word_class(word, word)
        if letter in self.topics or word in self.announced[0]:
            yield self.kind
        if letter in self.persons or word in self.announced[1]:
            yield self.persons_topic
