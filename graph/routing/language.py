"""Which of the three languages a text is in, by its commonest words and its letters."""

from __future__ import annotations

from collections.abc import Sequence

from .features import seen, tokens
from .text import excerpt, word_set
from .types import Language

COMMON: dict[Language, frozenset[str]] = {
    "pt": word_set(
        """o os as um uma uns umas do da dos das no na nos nas ao aos pelo pela que e em com por pra
        pro para nao sim eu voce vc tu ele ela eles meu minha seu sua isso isto esse essa este
        esta aquele aqui ai la mais muito tudo nada quando onde qual quais quem porque como mas ou
        se ja so tambem ate depois agora entao ser estar ter fazer faz faca quero preciso pode
        posso gostaria crie cria escreva explique oi ola obrigado roda rode foi sao tem estou vou
        vai me te lhe num numa bem cada entre sobre sem"""
    ),
    "en": word_set(
        """the a an of to in on at for with by from and or but not no is are was were be been do does
        did have has had i you he she it we they my your his her its our their this that these
        those what which who how why when where can could would should will if then please make
        write give me explain need want some all any there into out up about as than so just
        create build show find let lets hi hello thanks run fix"""
    ),
    "es": word_set(
        """el la los las un una unos unas del al de en con por para y o pero no si que como cuando
        donde cual cuales quien porque yo tu usted ella nosotros ellos mi mis su sus este esta
        esto ese esa eso aqui alli mas muy todo nada hay es son soy estoy tiene tengo hacer haz
        hace quiero necesito puede puedes puedo crea escribe explica hola gracias luego despues
        ahora entonces tambien hasta sin sobre entre dame dime cada ser estar lo le les se me te"""
    ),
}
LETTERS: dict[Language, str] = {"pt": "ãõçâêôàÃÕÇÂÊÔ", "en": "", "es": "ñ¿¡Ñ"}
ROOM = 20
"""Bits for the points of one language in the sum of all."""
POINTS = {
    word: sum(1 << ROOM * place for place, common in enumerate(COMMON.values()) if word in common)
    for word in frozenset().union(*COMMON.values())
}


def detect(text: str, default: Language = "en") -> Language:
    """The language with the most evidence in an excerpt of `text`; `default` when there is none."""
    return spoken(tokens(seen(text)), text, default)


def spoken(words: Sequence[str], text: str, default: Language = "en") -> Language:
    """As `detect`, when the `words` of `text` are known."""
    sample = excerpt(text)
    common = sum([POINTS.get(word, 0) for word in words])
    points = {
        language: (common >> ROOM * place) % (1 << ROOM) + 2 * sum(map(sample.count, LETTERS[language]))
        for place, language in enumerate(COMMON)
    }
    best = max(points, key=lambda language: (points[language], language == default))
    return best if points[best] else default
