"""The language of a request: Portuguese, English or Spanish, from its small words and marks."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["pt", "en", "es"]

_WORDS: dict[Language, str] = {
    "pt": (
        "a o os as um uma de do da dos das em no na nos nas e é ou que para por com não sim eu você ele ela isso este"
        " esta qual quais quanto como quando onde porque oi olá obrigado faça crie calcule escreva planeje execute"
        " soma média produto números até primeiros código tarefa depois meu minha seu sua ao à está são some tela"
        " página ordene fatorial explique bom dia tudo bem"
    ),
    "en": (
        "the a an of in on and or is are to for with not yes i you he she it this that which what how much many when"
        " where why hi hello thanks make create compute calculate write plan run sum average mean product numbers up"
        " first code task then my your please from between page sort factorial explain good morning"
    ),
    "es": (
        "el la los las un una de del en y o que para por con no sí yo tú usted él ella eso este esta cuál cuáles cuánto"
        " cómo cuándo dónde porque hola gracias haz crea calcula escribe planea planifica ejecuta suma promedio"
        " producto números hasta primeros código tarea después mi tu su al está son pantalla página ordena explica"
        " buenos días muy bien"
    ),
}
_SMALL = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_MARKS: dict[Language, str] = {"pt": "ãõçâêôà", "en": "", "es": "ñ¿¡"}


def language_of(text: str) -> Language:
    """Best guess; English where nothing tells."""
    lowered = text.lower()
    found = re.findall(r"[^\W\d_]+", lowered)

    def score(language: Language) -> int:
        small = sum(word in _SMALL[language] for word in found)
        return small + 2 * sum(lowered.count(mark) for mark in _MARKS[language])

    languages: tuple[Language, ...] = ("en", "pt", "es")
    return max(languages, key=score)  # the first of equals: English where nothing tells
