"""Home addresses: a street with a number and something that makes it somebody's, and postcodes of residence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import any_of
from .scan import Hit, Scan

_STREET_WORDS = any_of(
    "rua avenida alameda travessa rodovia estrada praca largo viela ladeira beco servidao calle avda paseo "
    "carrera camino plaza pza via carrer gran_via ronda urbanizacion travesia glorieta pasaje callejon cuesta "
    "condominio chacara sitio loteamento vila"
)
_STREET = re.compile(
    rf"(?:{_STREET_WORDS}\b\.?|(?:r|av|al|tv|trav|rod|estr)\.|av\b|c/)\s{{0,2}}[^\n;:!?]{{2,60}}?"
    r"(?:\s?,\s?(?:n[o.]{0,2}\s?|numero:?\s|num\.?\s|km\s)?|\s(?:n[o.]{1,2}\s?|numero\s|num\.?\s|#\s?)?|\s-\s|\sn)"
    r"\d{1,5}[a-z]?(?![\d.]*\d|\s?(?:de\s)?[a-z]+bro\b|/(?!\d{3,4}\b)|\s?(?:km|metros)\b|[%:\w])"
)
_BLOCK = re.compile(
    r"[a-z]+(?: [a-z]+)?\s?\d{1,4}\b[\s,\-]{1,3}"
    r"(?:(?:bloco|bl\.?|conjunto|conj\.?|cj\.?|rua|lote|casa|apto?\.?|apartamento)\s?[a-z0-9]{1,4}\b[\s,\-]{0,3}){1,4}"
)
_ROAD = re.compile(
    r"\b\d{1,6}[A-Za-z]?\s(?:[NSEW][EW]?\.?\s|(?:North|South|East|West)\s)?"
    r"(?:[A-Z][\w'.]*\s|\d{1,3}(?:st|nd|rd|th)\s){1,4}?$"
)
_POSTCODE = re.compile(
    r"\b\d{5}-\d{3}\b|\b(?i:cep):?\s?\d{2}\.?\d{3}-?\d{3}\b|\b\d{2}\.\d{3}-\d{3}\b"  # Brazil
    r"|\b[A-Z]{2},?\s\d{5}(?:-\d{4})?\b|[a-z],\s\d{5}(?:-\d{4})?\b"  # United States
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"  # United Kingdom, Canada
    r"|\b\d{5}\s[A-Z][a-z]+|, [A-Z][a-z]+,? \d{5}\b(?!-)|\b\d{4}-\d{3}\s[A-Z]"  # Spain, Portugal
    r"|(?i:\b(?:zip|c\.?p\.?|codigo postal)\b\D{0,8}\d{4,5}\b)"
)
_UNIT = re.compile(
    r"\b(?:apto?|apartamento|ap|casa|bloco|bl|lote|apt|unit|piso|puerta|fundos|sobrado|condominio|depto|flat|chacara)\b"
    r"\.?\s?#?(?:\d[a-z0-9]{0,4}|[a-z])\b|\b\d{1,2}\s?o\s?(?:[a-d]|izquierda|derecha|izda|dcha|andar)\b|#\s?\d{1,4}[a-z]?\b"
)
_TOWN = re.compile(
    r"\bbairro\b:?\s\w|[,/(\-]\s?(?:"
    + any_of("ac al am ap ba ce df es go ma mg ms mt pa pb pe pi pr rj rn ro rr rs sc se sp to")
    + r")\b(?![\w'])|,\s[a-z ]{3,25},\s(?:"
    + any_of(
        "al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok "
        "or pa ri sc sd tn tx ut vt va wa wv wi wy texas california florida illinois ohio"
    )
    + r")\b"
)
"""The town of an address: a Brazilian state or a neighbourhood, a town and a state of the United States."""
_LIVES = re.compile(
    r"\b"
    + any_of(
        "mor(?:o|a|amos|am|ando|ei|ador|adora) resid\\w+ viv(?:o|e|imos|iendo|ienda) domicili\\w+ live[sd]? "
        "living address direccion endereco home entreg\\w+ mand[ae]\\w* pacote encomenda ship deliver\\w* send "
        "envi\\w+ meu_ap(?:artamento|e|to)? minha_casa mi_casa my_(?:house|place|apartment) mud(?:ei|amos|e) moved"
    )
    + r"\b"
)
_PUBLIC = re.compile(
    r"\b"
    + any_of(
        "loja empresa sede museu hospital escola restaurante hotel prefeitura shopping store museum "
        "headquarters office embassy embaixada restaurant tienda museo orgao secretaria ministerio agencia "
        "unidade posto igreja church school university universidade obra poste buraco via_publica evento company "
        "clinica farmacia mercado banco teatro cinema estadio campus forum tribunal camara delegacia sindicato ong "
        "palestra congresso feira show festival"
    )
    + r"\b"
)
_NAMED_STREET = re.compile(
    rf"(?i:(?:{_STREET_WORDS}|r|av|al|tv)\b\.?)\s(?:d[aeo]s?\s|de la\s|del\s)?[A-Z0-9]\w+(?:\s(?:d[aeo]s?\s|de la\s)?[A-Z]\w+){{0,4}}"
)
_RESIDES = re.compile(
    r"(?<!quem )(?<!quien )\b(?:mor[oa]|morador[a]?|morando|resid(?:o|e|ente|indo|iendo)|domiciliad[oa]|vivo|vive|viviendo)\s"
    r"(?:em|en|n[ao]|d[ao]|a)\s(?:la\s)?$"
)
_LIVES_ON = re.compile(
    r"(?<!who )\b(?:lives?|living|resid(?:es?|ing)|resident)\s(?:at|on|in|of)\s(?P<street>(?:[A-Z][\w']+\s){1,3})$"
)
_ADDRESSED = re.compile(
    r"(?:address|endereco|direccion|domicilio)(?:\s(?:is|es?|eh))?\s?:?\s{1,3}"
    r"(?P<whole>(?:\d{1,5}[a-z]?\s[^\n.;!?]{3,40}|[a-z][^\n.;!?,]{3,40},?\s\d{1,5})[\n,][^;!?]{0,60}?\b\d{4,6}\b)"
)
_FLAT = re.compile(r"(?:apt|apartment|apto|apartamento|suite|flat|depto|piso)\.?\s?#?\d{1,5}[a-z]?\b")
_BEFORE_FLAT = re.compile(
    r"(?:\b\d{1,5}[a-z]?\s[a-z][\w'. \-]{2,40}|\b[a-z][\w' .\-]{3,40}\s\d{1,5}[a-z.]?)[\s,]{1,3}$"
)
_AFTER_FLAT = re.compile(r"[\s,]{1,3}[a-z][^.;!?]{2,70}?\b\d{4,6}\b")
_CODE = re.compile(r"(?:\d{2}\.?\d{3}-\d{3}|\d{8}|\d{5}(?:-\d{4})?|[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2})(?![\w\-/]|\.\d)")
_NUMBERED = re.compile(r"[\s,;-]{1,3}(?:numero|num\.?|n[o.]{0,2}|casa|apto?\.?)\s?\d{1,5}\b")
_CODE_WORD = re.compile(r"(?:cep|zip ?code|zip|postal code|postcode|postal)\b(?:\s(?:is|es?|eh)\b)?\s?[:#]?\s?")
_OWN_CODE = re.compile(
    r"\b(?:my|meu|minha|mi|our|moro|resid\w+|vivo|live|domicili\w+|endereco|casa|address)\b[^.!?\n]{0,50}$"
    r"|\b(?:entreg\w+|mand[ae]\w*|envi\w+|deliver|ship)\s(?:it\s|them\s)?(?:n[oa]|em|pr[oa]|ao?|to)\s(?:the\s)?$"
)


def find(scan: Scan) -> Iterator[Hit]:
    """Addresses and postcodes that tell where somebody lives."""
    for position in scan.anchors["street"]:
        yield from _located(scan, _STREET.match(scan.folded, position))
        if _RESIDES.search(scan.folded, max(0, position - 40), position):
            yield from _whole(_NAMED_STREET.match(scan.plain, position))
    for position in scan.anchors["road"]:
        if scan.plain[position : position + 1].isupper() and scan.plain[position - 1 : position] == " ":
            yield from _located(scan, _ROAD.search(scan.plain, max(0, position - 60), position))
            yield from _whole(_LIVES_ON.search(scan.plain, max(0, position - 60), position))
    for position in scan.anchors["block"]:
        block = _BLOCK.match(scan.folded, position)
        if block:
            yield Hit("address", *block.span(), 0.9)
    for position in scan.anchors["home"]:
        yield from _whole(_ADDRESSED.match(scan.folded, position))
    for position in scan.anchors["flat"]:
        yield from _flat(scan, position)
    for position in scan.anchors["postcode"]:
        yield from _postcode(scan, position)


def _whole(match: re.Match[str] | None) -> Iterator[Hit]:
    """An address that its own words tell whole."""
    if match:
        yield Hit("address", match.start(match.lastgroup or 0), match.end(), 0.7)


def _flat(scan: Scan, position: int) -> Iterator[Hit]:
    """A flat between a house number and a postcode, in whatever country."""
    flat = _FLAT.match(scan.folded, position)
    before = _BEFORE_FLAT.search(scan.folded, max(0, position - 60), position) if flat else None
    after = _AFTER_FLAT.match(scan.folded, flat.end()) if flat and before else None
    if before and after:
        yield Hit("address", before.start(), after.end(), 0.7)


def _located(scan: Scan, match: re.Match[str] | None) -> Iterator[Hit]:
    """The address that starts with `match`, when a postcode, a flat or a word makes it somebody's home."""
    if match is None:
        return
    paragraph = scan.plain.find("\n\n", match.end(), match.end() + 110)
    limit = paragraph if paragraph >= 0 else match.end() + 110
    if postcode := _POSTCODE.search(scan.plain, match.end(), limit):
        yield Hit("address", match.start(), postcode.end(), 0.9)
        return
    unit = _UNIT.search(scan.folded, match.end(), match.end() + 40)
    before = scan.folded[max(0, match.start() - 60) : match.start()]
    public = _PUBLIC.search(before)
    town = None if public else _TOWN.search(scan.folded, match.end(), min(limit, match.end() + 60))
    if unit or town or (_LIVES.search(before) and not public):
        last = town or unit
        yield Hit("address", match.start(), last.end() if last else match.end(), 0.8)


def _postcode(scan: Scan, position: int) -> Iterator[Hit]:
    word = _CODE_WORD.match(scan.folded, position)
    code = _CODE.match(scan.folded, word.end()) if word else None
    if code and (
        _OWN_CODE.search(scan.folded, max(0, position - 60), position) or _NUMBERED.match(scan.folded, code.end())
    ):
        yield Hit("postcode", *code.span(), 0.8)
