"""Sentences as class strings, so that one rule reads a sentence in any language.

A class string has one letter a word: with a lexicon of health and kin, 'minha mãe foi diagnosticada com
câncer' reads `mkbEbC`, and so does 'my mother was diagnosed with cancer'.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from .persons import COMMON
from .sentences import FIGURE, MAYBE, PARTS, PIECE, PLAIN, ROLES, SILENT, SPECIAL, TOPIC, Sentence, Tokens

_FREQUENT = frozenset(
    (*COMMON.split(), *"a get has have i mais meu minha more muito one quero quiero tem tengo than want we".split())
)
_JOINED = re.compile(r"[_^\-\d]")
_UNIT = r"mil(?:hoes|hao|lones)?|k|thousand|million|grand"
_CURRENCY = r"reais|dolares|dollars|euros|bucks|pesos|conto"
_NUMBER = re.compile(
    r"(?P<huge>[$\u20ac\u00a3]?\s?\d[\d.,]*\s?(?:billion|bilh(?:ao|oes)|trillion|trilh(?:ao|oes)|bn)\b)|"
    rf"(?P<sum>[$\u20ac\u00a3]\s?\d[\d.,]*(?:\s?(?:{_UNIT}|m)\b)?|\d[\d.,]*\s?(?:(?:{_UNIT})\b(?:\sde)?(?:\s(?:{_CURRENCY})\b)?"
    rf"|(?:{_CURRENCY})\b|[$\u20ac\u00a3](?!\d)))|(?P<dose>\d+\s?(?:mg|mcg|ml)\b)|(?P<year>(?:19|20)\d\d(?![\d.,/]))"
    r"|(?P<large>(?:\d[.,/]*){3})?[\d.,/]*"
)
_LETTER = {"huge": "w", "sum": "$", "dose": "d", "large": "8", "year": "9", None: "9"}
_HEAD, _LONGEST_PHRASE = 3, 60


def alternatives(*rules: str) -> re.Pattern[str]:
    """One pattern that finds any of `rules` in a class string."""
    return re.compile("|".join(f"(?:{rule})" for rule in rules))


def after(head: str, *rules: str) -> str:
    """A rule that finds `head` and then any of `rules`."""
    return f"{head}(?:{'|'.join(rules)})"


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
    _stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _phrases: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)
    _seconds: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for letter, words in self.words.items():
            for word in words.split():
                if _JOINED.search(word):
                    self._add_phrase(word.replace("_", " "), letter)
                elif word.endswith("*"):
                    self._add_stem(word.rstrip("*"), letter)
                else:
                    self._exact.setdefault(word, letter)

    def _add_phrase(self, phrase: str, letter: str) -> None:
        first, second = (found.group().rstrip() for found in islice(PIECE.finditer(phrase.replace("^", " ")), 2))
        second = "" if second[0].isdigit() else second
        self._seconds.add(second)
        same = self._phrases.setdefault(first, {}).setdefault(second, [])
        same.append((phrase.replace("^", ""), letter))
        same.sort(key=lambda pair: -len(pair[0]))

    def _add_stem(self, stem: str, letter: str) -> None:
        same = self._stems.setdefault(stem[:_HEAD], [])
        same.append((stem, letter))
        same.sort(key=lambda pair: -len(pair[0]))

    def vocabulary(self) -> set[str]:
        """The words that it has, those of phrases too, and of each stem the first letters."""
        return {*self._exact, *self._phrases, *self._seconds, *self._stems}

    def letters(self, word: str) -> str:
        """The class of a lower-case word ('w' when it has none) or of a mark, and its part."""
        if word[0].isdigit() or word in "$\u20ac\u00a3":
            return f"9{FIGURE if self.names else PLAIN}"
        part = PARTS[(word in self._phrases) + 2 * (word in self._seconds)]
        if not word[0].isalpha():
            return (word if word in self.marks else SILENT) + part
        return self.look_up(word) + part

    def look_up(self, word: str) -> str:
        """The class of a lower-case word."""
        if exact := self._exact.get(word):
            return exact
        for stem, letter in self._stems.get(word[:_HEAD], ()):
            if word.startswith(stem):
                return letter
        if word.endswith("'s"):
            return self.look_up(word[:-2])
        return self._exact.get(word[:-1], "w") if word.endswith("s") and len(word) > _HEAD else "w"

    def announced(self, letters: str) -> dict[str, list[str]]:
        """The phrases whose class is one of `letters`, under the longest word of each that is not in every sentence.

        Not those in which a word alone is of such a class.
        """
        found: dict[str, list[str]] = {}
        for phrase, letter in chain.from_iterable(same for each in self._phrases.values() for same in each.values()):
            words = re.findall("[a-z]+", phrase)
            if letter in letters and not any(self.look_up(word) in letters for word in words):
                found.setdefault(max((word not in _FREQUENT, len(word), word) for word in words)[2], []).append(phrase)
        return found

    def read(self, tokens: Tokens, start: int, end: int) -> Sentence:
        """The class string of the text from `start` to `end`."""
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        letters, parts, _ = tokens.lines(self.index)
        spread = letters[first:last]
        if SPECIAL.search(parts, first, last):
            spread = self._spelled(tokens, first, spread, parts)
        return Sentence(spread.replace(SILENT, ""), spread, first, tokens.starts)

    def _spelled(self, tokens: Tokens, first: int, spread: str, parts: str) -> str:
        """`spread` with the letter of each number and phrase, and silence for the words that it takes in."""
        letters = list(spread)
        position, last = first, first + len(letters)
        while special := SPECIAL.search(parts, position, last):
            index = special.start()
            letter, position = self._special(tokens, index)
            letters[index - first] = letter or letters[index - first]
            position = min(position, last)
            letters[index - first + 1 : position - first] = SILENT * (position - index - 1)
        return "".join(letters)

    def _special(self, tokens: Tokens, index: int) -> tuple[str, int]:
        """The letter of the number or phrase that starts with the token at `index`, if it is one, and the token after."""
        starts, known, folded = tokens.starts, tokens.known, tokens.folded
        phrases = self._phrases.get(known[index].word)
        if phrases is None:
            letter, end = _number(folded, starts[index])
            return letter, bisect_left(starts, end, index)
        for phrase, letter in phrases.get(known[index + 1].word, ()):
            end = starts[index] + len(phrase)
            if folded.startswith(phrase, starts[index]) and not folded[end : end + 1].isalnum():
                return letter, bisect_left(starts, end, index)
        return "", index + 1


def _number(folded: str, place: int) -> tuple[str, int]:
    """The letter of the number at `place` and where it ends; a currency sign alone is a word."""
    number = _NUMBER.match(folded, place)
    if not number or number.end() == place:
        return "w", place + 1
    return _LETTER[number.lastgroup], number.end()


@dataclass(frozen=True)
class Matter:
    """What sentences are read for: the words of it, and the rules over class strings that tell it.

    `topics` and `persons` are letters: a sentence is worth reading when it has one of each. `rules` tell a fact, never
    without what `needs` finds; `continued` does when the sentence before names a person, `named` when no puzzle is
    asked. `also` are words that a sentence is read for though their letter is none of `topics`.
    """

    kind: str
    lexicon: Lexicon
    topics: str
    rules: re.Pattern[str]
    needs: re.Pattern[str]
    persons: str = ""
    continued: re.Pattern[str] | None = None
    named: re.Pattern[str] | None = None
    also: frozenset[str] = frozenset()
    _announced: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})

    def __post_init__(self) -> None:
        announced = self.lexicon.announced(self.topics), self.lexicon.announced(self.persons)
        object.__setattr__(self, "_announced", announced)

    def vocabulary(self) -> set[str]:
        """The words that have a class, a part or a role here, and of each stem the first letters."""
        return {*self.lexicon.vocabulary(), *self._announced[0], *self._announced[1], *self.also}

    def letters(self, word: str) -> str:
        """The class, the part and the role of a lower-case word or mark."""
        letters, plain = self.lexicon.letters(word), bare(word)
        letter = letters[0] if plain == word else self.lexicon.look_up(plain)
        topical = 1 if letter in self.topics or plain in self.also else 2 if plain in self._announced[0] else 0
        return letters + ROLES[topical + 3 * (letter in self.persons or plain in self._announced[1])]

    def places(self, tokens: Tokens) -> Iterator[int]:
        """Where in the text the words and phrases stand that a sentence is read for."""
        roles = tokens.lines(self.lexicon.index)[2] if tokens.known else ""
        for match in TOPIC.finditer(roles):
            place = tokens.starts[match.start()]
            if match.group() not in MAYBE or self._is_phrase(tokens.folded, place, tokens.known[match.start()].word):
                yield place

    def _is_phrase(self, folded: str, place: int, word: str) -> bool:
        """Whether `word`, which stands at `place`, is there in a phrase."""
        near = folded[max(0, place - _LONGEST_PHRASE) : place + _LONGEST_PHRASE]
        return any(phrase in near for phrase in self._announced[0][bare(word)])


def bare(word: str) -> str:
    """The lower-case `word` without the marks of an abbreviation and of a genitive."""
    return word.replace(".", "").removesuffix("'s")
