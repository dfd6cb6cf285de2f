"""Full names: of somebody who introduces themselves, and of the person that a record is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .patterns import any_of
from .scan import Hit, Scan

_WORD = r"(?:[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?|[A-Z]'[A-Z][a-z]+|Mc[A-Z][a-z]+)"
_LINK = r"(?:(?:d[aeo]s?|del?|de la|e|y|van|von|bin|al)\s)?"
_FULL = rf"(?P<name>{_WORD}(?:\s{_LINK}(?:{_WORD}|[A-Z]\.?(?=\s[A-Z]))){{1,6}})"
_NAME = re.compile(_FULL)
_STATED = re.compile(
    r"(?:(?:nome|name|nombre)(?: completo)?(?: d[oa] (?:paciente|mae|pai|titular|requerente))?(?: is| es| eh?|'s)?"
    r"|chamo|llamo|full name(?: is)?|pa(?:ciente|tient)(?: name)?(?=:)|eu(?=, ))[:,]?\s{1,3}"
)
_OWNER = re.compile(r"(?:\b(?:meu|my|mi|me|full|legal|his|her)\s|^)$")
_CERTAIN = re.compile(r"nome (?:completo|do|da)|nombre completo|full|pa(?:ciente|tient)|eu,")
_LABEL = re.compile(
    any_of(
        "nome name nombre sou am soy this_is sra? dra? mrs? ms prof dona pa(?:tient|ciente) cliente? alun[oa] "
        "servidora? titular requerente interessad[oa] conta[ct]+o? att atenciosamente cordialmente "
        "respeitosamente sincerely regards saludos contribuinte senhora? assinado favor_de signed assina"
    )
    + r"[.:,]{0,2}\s{1,3}(?:o |a )?"
)
_TOWARDS = r"[\s,;:|(\-]{1,3}(?:[\w./]{1,14}[\s:(]{1,2}){0,6}"
_BEFORE = re.compile(rf"{_FULL}{_TOWARDS}$")
_NOBODY = frozenset(
    "address analista analyst and assistant av avenida avenue banco bank birth boa bom brasil build card caro "
    "claude company credit data date dear departamento developer diretor distrito email empresa engineer equipe "
    "escola federal first for full gerente governo gpt grande hello holmes hospital instituto junior last manager "
    "ministerio new number ola paulo phone please praca prefeitura prezado prezados project rio road rua sao "
    "science secretaria security senior service setor sistema social state states street suporte support team "
    "test the united universidade university with york".split()
)
_IDENTIFIERS = frozenset(
    "address bank_account birth_date card cnh cns cpf dni email iban id_number medical_record passport phone pis "
    "pix postcode rg ssn voter_id".split()
)


def find(scan: Scan) -> Iterator[Hit]:
    """Full names that their bearer states, or that a form names as a person's."""
    for position in scan.anchors["name"]:
        intro = _STATED.match(scan.folded, position)
        if intro and (_CERTAIN.match(intro.group()) or _OWNER.search(scan.folded[max(0, position - 8) : position])):
            yield from _name_at(scan, intro.end(), 0.7)


def companions(scan: Scan, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Names that are private because an identifier of `hits` stands in the same text."""
    for position in scan.anchors["name"]:
        if intro := _LABEL.match(scan.folded, position):
            yield from _name_at(scan, intro.end(), 0.6)
    for hit in hits:
        if hit.kind in _IDENTIFIERS:
            before = _BEFORE.search(scan.plain, max(0, hit.start - 90), hit.start)
            if before and _is_person(before["name"]):
                yield Hit("name", *before.span("name"), 0.6)


def _name_at(scan: Scan, position: int, confidence: float) -> Iterator[Hit]:
    match = _NAME.match(scan.plain, position)
    if match and _is_person(match["name"]):
        yield Hit("name", *match.span("name"), confidence)


def _is_person(name: str) -> bool:
    return not _NOBODY.intersection(name.lower().split())
