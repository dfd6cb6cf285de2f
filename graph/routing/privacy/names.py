"""Full names: of somebody who introduces themselves, and of the person that a record is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_WORD = r"(?:[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?|[A-Z]['][A-Z][a-z]+|Mc[A-Z][a-z]+)"
_NAME = (
    rf"(?P<name>{_WORD}(?:\s(?:(?:d[aeo]s?|del?|de la|e|y|van|von|bin|al)\s)?(?:{_WORD}|[A-Z]\.?(?=\s[A-Z]))){{1,6}})"
)
_STATED = re.compile(
    r"(?:(?i:\bmeu nome(?: completo)? (?:e|eh)|\bme chamo|\bmy (?:full |legal )?name(?: is|'s|:)|\bmi nombre(?: completo)? es|\bme llamo|\bnome completo:?"
    rf"|\bfull name(?: is)?:?|\bnombre completo:?|\bpatient(?: name)?:|\bpaciente:|\bnome d[oa] (?:paciente|mae|pai|titular|requerente):?)\s{{1,3}}|\bEu, ){_NAME}"
)
_LABELLED = re.compile(
    r"(?:(?i:\bnome|\bname|\bnombre|\bsou (?:o |a )?|\bi am|\bi'm|\bsoy|\bthis is|\bsr\.?|\bsra\.?|\bdr\.?|\bdra\.?|\bmr\.?|\bmrs\.?|\bms\.?|\bprof\.?|\bdona"
    r"|\bpatient|\bpaciente|\bcliente|\bclient|\baluno|\baluna|\bservidora?|\btitular|\brequerente|\binteressad[oa]|\bcontato|\bcontact|\batenciosamente"
    rf"|\batt|\bcordialmente|\brespeitosamente|\bsincerely|\bregards|\bsaludos|\bcontribuinte|\bsenhora?|\bassinado|\bfavor de)[:,.]?\s{{1,3}}){_NAME}"
)
_APPOSED = re.compile(
    rf"{_NAME}(?=\s?[,(\-]\s?(?:(?i:cpf|rg|portador|inscrit|brasileir|nascid|residente|born|dob|ssn|dni|telefone|email|tel|matricula)))"
)
_NOBODY = frozenset(
    "the and for with senior junior developer engineer manager analyst analista gerente diretor build test data science project equipe team departamento"
    " setor secretaria ministerio prefeitura governo universidade university company empresa banco bank sistema service support suporte holmes assistant"
    " gpt claude state united states brasil distrito federal rio grande sao paulo new york street rua avenida".split()
)


def find(scan: Scan) -> Iterator[Hit]:
    """Full names that their bearer states, or that a form names as a person's."""
    yield from _names(scan, _STATED, 0.7)


def companions(scan: Scan) -> Iterator[Hit]:
    """Names that are private because other personal data stand in the same text."""
    yield from _names(scan, _LABELLED, 0.6)
    yield from _names(scan, _APPOSED, 0.6)


def _names(scan: Scan, pattern: re.Pattern[str], confidence: float) -> Iterator[Hit]:
    for match in pattern.finditer(scan.plain):
        words = match["name"].lower().split()
        if not _NOBODY.intersection(words):
            yield Hit("name", *match.span("name"), confidence)
