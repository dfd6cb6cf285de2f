"""What the user declares private: 'não envie para a nuvem', 'this is confidential', 'no lo compartas'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_GAP = r"(?:\W+\w+){0,4}?\W+"
_CLOUD = (
    r"(?:nuvem|cloud|nube|internet|online|server(?:s)?|servidor(?:es)?|openai|third part(?:y|ies)|terceiros|terceros)"
)
_SEND = (
    r"(?:envi\w+|mand\w+|sub[aei]\w*|suba|coloqu\w+|compartilh\w+|send|upload|share|post|transmit|leak|expose|comparta\w*"
    r"|envies|mandes|divulgu\w+|divulgar|publiqu\w+|vaz\w+|repass\w+|us[ea]r?|utiliz\w+)"
)
_PATTERNS = (
    rf"\b(?:nao|do not|don'?t|never|nunca|no|sem|without|jamais|evite)\W+(?:\w+\W+){{0,2}}?{_SEND}\b{_GAP}(?:\w+\W+){{0,3}}?{_CLOUD}\b",
    r"\b(?:isso|isto|esta?|este|essa|esse|tudo|aqui|this|that|everything|these|it|eso|ella|todo)\b(?:\W+\w+){0,5}?\W+"
    r"(?:is|are|e|eh|sao|es|son|fica|deve ser|must be|should be|stays?|remain\w*|permanece\w*|'s|it's)\W+(?:\w+\W+){0,2}?"
    r"(?:confidencia(?:l|is)|confidential\w*|sigilos[oa]s?|secret[oa]?s?|classified|privad[oa]s?|private|off the record"
    r"|segredo|privileged|restrit[oa]s?|reservad[oa]s?)\b",
    r"(?:^|\n|[.!?]\s|[\[(*#])\W{0,4}(?:strictly |altamente |highly |estritamente |estrictamente |top |company |client )?"
    r"(?:confidencial|confidential|sigiloso|sigilosa|secret|privileged (?:and|&) confidential|classified)\W{0,3}(?:[:\-\])*!.]|\n|$)",
    r"\b(?:keep|mantenha|mantenga|manten|deixe|guarde|mantem)\b(?:\W+\w+){0,4}?\W+(?:local(?:ly|mente)?|confidential|confidencial"
    r"|private|privad[oa]|secret|segredo|em sigilo|sigilo|between us|entre nos|offline|off the cloud|on (?:my|this) (?:machine|computer"
    r"|device|laptop)|n[ao] (?:minha|meu|nesta|neste) (?:maquina|computador|pc)|entre nosotros|en secreto)\b(?!\s+(?:vari\w+|state|branch|copy|network))",
    r"\b(?:nao|don'?t|do not|never|no|nunca)\W+(?:\w+\W+){0,2}?(?:compartilh\w+|divulg\w+|share|disclose|comparta\w*|divulgu\w+|conte"
    r"|cuentes?|tell|repass\w+|repita|mostre)\W+(?:\w+\W+){0,4}?(?:com ninguem|com outr\w+|com terceiros|ninguem|anyone|anybody"
    r"|with others|nadie|con nadie|outside|fora d[aeo])",
    r"\b(?:fica|ficar|stays?|queda|must stay|tem que ficar|deve ficar|between|only between|entre)\W+(?:just\W+|so\W+|aqui\W+)?"
    r"(?:between|entre)\W+(?:us|you and me|nos|nosotros|a gente)\b|\bjust between us\b|\bso entre nos\b|\bfica entre nos\b",
    r"\b(?:use|usar|rode|run|process\w*|answer|respond\w*|execut\w*|ejecut\w*|usa|utilize)\W+(?:\w+\W+){0,4}?(?:only|apenas|somente|so|solo|exclusivamente)"
    r"\W+(?:\w+\W+){0,3}?(?:local(?:ly|mente)?|offline|modelo local|local models?)\b",
    r"\b(?:only|apenas|somente|solo|so)\W+(?:localmente|locally|com (?:o )?modelo local|with (?:a |the )?local models?)\b",
    r"\b(?:nao pode|must not|cannot|can'?t|should not|shouldn'?t|no puede|no debe|nao deve)\W+(?:\w+\W+){0,2}?(?:sair|leave|salir|vazar|leak)\b",
    r"\b(?:under (?:an? )?nda|sob nda|off the record|segredo de justica|bajo secreto|attorney.client privilege\w*)\b",
    r"\b(?:dados?|informac\w+|documento|data|information|document|datos|informacion) (?:muito |very |muy |altamente |highly )?"
    r"(?:confidencia(?:l|is|les)|sigilos[oa]s?|confidential)\b",
)
_DECLARED = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_WORDS = re.compile(
    r"confiden|sigil|nuvem|cloud|nube|secret|segredo|local|offline|privad|private|entre n|between|nda|off the rec|classified"
    r"|ningu|anyone|anybody|nadie|sair|leave|salir|privileg|reservad|restrit|internet|online|servidor|server|openai|terce|third"
)
_ABOUT = re.compile(
    r"\?|\b(?:what|how|why|como|o que|qual|explain|explique|difference|diferenca|define|defina|meaning|significa\w*|write an?|escreva um|"
    r"crie um|create an?|draft|template|modelo de|clausula|clause|acordo|agreement|termo de|policy|politica|que es|que e)\b"
)


def find(scan: Scan) -> Iterator[Hit]:
    """Sentences that ask for secrecy."""
    end = 0
    for word in _WORDS.finditer(scan.folded):
        if word.start() < end:
            continue
        start = max(end, scan.sentence_start(word.start(), 160) - 1)
        end = scan.sentence_end(word.end(), 120) + 1
        match = _DECLARED.search(scan.folded, max(0, start), end)
        if match and not _ABOUT.search(scan.folded, start, end):
            yield Hit("declared", match.start(), match.end(), 0.8)
