"""Home addresses: a street with a number and something that makes it somebody's, and postcodes of residence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_STREET = re.compile(
    r"(?<![a-z0-9])(?:(?:rua|avenida|alameda|travessa|rodovia|estrada|praca|largo|viela|ladeira|beco|servidao|calle|avda|paseo|carrera|camino"
    r"|plaza|via)\b\.?|(?:r|av|al|tv|trav|rod|estr|c/)[./])\s{0,2}(?P<name>[^\n;:!?]{2,60}?)"
    r"(?:\s?,\s?(?:n[o.]{0,2}\s?|numero\s|num\.?\s)?|\s(?:n[o.]{1,2}\s?|numero\s|num\.?\s|#\s?)?|\s-\s|\sn)(?P<number>\d{1,5}[a-z]?)(?![\d.]*\d|\s?(?:de\s)?[a-z]+bro\b|[/%:])"
)
_BRASILIA = re.compile(
    r"\b(?:sq[nsw]|qn[a-z]?|qs[a-z]?|qi|ql|qr|qe|qc|qd|quadra|shi[ns]|shcgn|scrn|scrs|cln|cls|crs|crn|smpw|sgan|sgas|hcgn|eq[ns]|ade|setor [a-z]+)"
    r"\s?\d{1,4}\b[\s,\-]{1,3}(?:(?:bloco|bl\.?|conjunto|conj\.?|cj\.?|rua|lote|casa|apto?\.?|apartamento)\s?[a-z0-9]{1,4}\b[\s,\-]{0,3}){1,4}"
)
_AMERICAN = re.compile(
    r"\b(?P<number>\d{1,6}[A-Za-z]?)\s(?:[NSEW][EW]?\.?\s|(?:North|South|East|West)\s)?(?:[A-Z][\w'.]*\s|\d{1,3}(?:st|nd|rd|th)\s){1,4}?"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Circle|Cir|Highway|Hwy"
    r"|Square|Sq|Trail|Trl|Crescent|Close|Gardens|Grove|Row|Mews|Plaza|Loop|Alley|Hill|Park)\b\.?"
)
_POSTCODE = re.compile(
    r"\b\d{5}-\d{3}\b|\bcep:?\s?\d{2}\.?\d{3}-?\d{3}\b|\b[A-Z]{2},?\s\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b\d{5}\s[A-Z][a-z]+"
    r"|(?i:\b(?:zip|c\.?p\.?|codigo postal)\b\D{0,8}\d{4,5}\b)|[a-z],\s\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b\d{4}-\d{3}\s[A-Z]|\d{2}\.\d{3}-\d{3}\b",
)
_UNIT = re.compile(
    r"(?:\b(?:apto?|apartamento|ap|casa|bloco|bl|lote|apt|unit|piso|puerta|fundos|sobrado|condominio|depto|flat)\b\.?\s?#?[a-z0-9]{1,5}\b"
    r"|\bcasa \d|\b\d{1,2}\s?o\s?[a-d]\b)"
)
_LIVES = re.compile(
    r"\b(?:moro|mora|moramos|moram|morando|resido|reside[sm]?|residente|residencia\w*|vivo|vive|vivimos|domicilio\w*|domiciliad[oa]|live[sd]?|living|resid(?:es?|ing)"
    r"|my (?:home |current |mailing |shipping |billing )?address|home address|(?:meu|minha|nosso|seu) endereco|endereco|mi (?:direccion|domicilio|casa)|direccion|"
    r"address|entreg\w+|ship|deliver\w*|send|envi\w+|minha casa|my (?:house|home|place|apartment)|mudei|moved|mude|nos mudamos|lugar onde)\b"
)
_PUBLIC = re.compile(
    r"\b(?:loja|empresa|sede|museu|hospital|escola|restaurante|hotel|prefeitura|shopping|store|museum|headquarters|office|embassy|embaixada|restaurant"
    r"|tienda|museo|orgao|secretaria|ministerio|agencia|unidade|posto|igreja|church|school|university|universidade|obra|poste|buraco|via publica|evento)\b"
)
_CEP = re.compile(
    r"(?<![\d.\-/])(?:\d{2}\.?\d{3}-\d{3}|\d{8})(?![\d\-/]|\.\d)|\b\d{5}(?:-\d{4})?\b(?![\d\-])|\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b"
)
_CEP_WORD = re.compile(r"\b(?:cep|zip ?code|zip|postal code|postcode|codigo postal)\b(?:\s(?:is|e|es|eh))?\s?[:#]?\s?")
_OWN_CEP = re.compile(
    r"\b(?:my|meu|minha|mi|nosso|our|moro|resido|residente|reside|vivo|live|domiciliad[oa]|endereco|casa)\b[^.!?\n]{0,50}$"
)


def find(scan: Scan) -> Iterator[Hit]:
    """Addresses and postcodes that tell where somebody lives."""
    for pattern, text in ((_STREET, scan.folded), (_AMERICAN, scan.plain), (_BRASILIA, scan.folded)):
        for match in pattern.finditer(text):
            end = _end(scan, match, pattern is _BRASILIA)
            if end:
                yield Hit("address", match.start(), end, 0.9)
    for word in _CEP_WORD.finditer(scan.folded):
        code = _CEP.match(scan.folded, word.end())
        if code and _OWN_CEP.search(scan.folded, max(0, word.start() - 60), word.start()):
            yield Hit("postcode", *code.span(), 0.8)


def _end(scan: Scan, match: re.Match[str], detailed: bool) -> int:
    """Where the address that starts with `match` ends; 0 when nothing makes it somebody's home."""
    limit = scan.plain.find("\n\n", match.end(), match.end() + 110)
    limit = limit if limit >= 0 else match.end() + 110
    postcode = _POSTCODE.search(scan.plain, match.end(), limit) or _POSTCODE.search(scan.folded, match.end(), limit)
    if postcode:
        return postcode.end()
    unit = _UNIT.search(scan.folded, match.end(), match.end() + 40)
    end = max(match.end(), unit.end() if unit else 0)
    if detailed or unit:
        return end
    before = scan.folded[max(0, match.start() - 60) : match.start()]
    return end if _LIVES.search(before) and not _PUBLIC.search(before) else 0
