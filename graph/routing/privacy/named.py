"""Identifiers that only their name gives away: 'my passport number is', 'matrícula', 'account number'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .scan import Hit, Scan

_LINK = (
    r"(?:[\s:=#\"'()\[\].\-/,]{0,4}\b(?:is|e|es|eh|are|was|of|do|da|de|del|la|el|sob|number|numero|num|no|nr|n|id|the|o|a|my|meu|mrn|siape|"
    r"registro|novo|nova|actual|atual|address|endereco|wallet|carteira|key|chave|foi|fica|seria|vence|for|para|dela|dele)\b){0,5}"
    r"[\s:=#\"'()\[\].\-]{0,5}"
)
_CODE = r"(?=[a-z]{0,6}[\-. ]?\d)[a-z0-9][a-z0-9.\-/]{3,24}(?:[ ]\d[\d\-]{2,})*"
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("passport", r"passaportes?|passports?|pasaportes?", r"[a-z]{0,3}[ ]?\d{6,9}"),
    ("cnh", r"driv(?:er|ing)(?:'?s)? licen[sc]e|carteira de motorista|licencia de (?:conducir|manejar)|permiso de conducir", _CODE),
    ("plate", r"license plate|number plate|licence plate|plate number", r"(?=[a-z]{0,3}[ -]?\d)[a-z0-9][a-z0-9\- ]{3,7}[a-z0-9]|[a-z]{2,3}[ -]?\d{3,4}"),
    ("bank_account", r"account|acct|conta(?: corrente| poupanca| bancaria| salario)?|c/c|cuenta(?: bancaria| corriente)?|routing|sort code|iban", r"(?:\d[\d.\-/]{4,20}(?:[ ]\d{4,})*[x]?)"),
    ("medical_record", r"medical record|mrn|prontuario|patient (?:id|number)|historia clinica|health (?:card|insurance)|insurance (?:id|policy)|"
     r"policy|member id|medicare|medicaid|carteirinha|plano de saude", r"(?=[a-z\-]{0,6}\d)[a-z0-9][a-z0-9\-./]{4,24}"),
    ("ip_address", r"\bip|mac address|endereco mac", r"\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{2}[:\-]){5}[0-9a-f]{2}|(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}"),
    ("crypto_wallet", r"bitcoin|btc|ethereum|eth|wallet|carteira cripto|litecoin|usdt|monero", r"(?:0x[0-9a-f]{40}|bc1[a-z0-9]{25,60}|[13lm][a-km-z1-9]{25,34}|4[0-9ab][a-z0-9]{93})"),
    ("device_id", r"imei|chassi|renavam|\bvin", r"(?=[a-z]{0,6}\d)[a-z0-9]{9,17}"),
    (
        "id_number",
        r"(?:student|employee|staff|personnel|tax|taxpayer|national|citizen|resident|military|voter|state|government|user|customer|client) (?:id|identification|number|no)"
        r"|nhs|aadhaar|aadhar|national insurance|\bnino\b|social insurance|\bsin\b|green card|alien number|visa number|pan card|matricula|siape|nuss|curp|\brfc\b|\bcuit\b|\bcuil\b|cedula|reservista"
        r"|\bctps|carteira de trabalho|certidao de (?:nascimento|casamento|obito)|\brne\b|\bcrm\b|\boab\b|\bcoren\b|registro profissional|\bcrnm\b|inscricao estadual|\bcaepf\b|\bnire\b",
        _CODE,
    ),
)  # fmt: skip
_NAMES = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names, _ in _TABLE))
_VALUES = {kind: re.compile(rf"{_LINK}(?P<value>{value})(?![\w])") for kind, _, value in _TABLE}
_OWNED = re.compile(
    r"\b(?:my|mine|his|her|their|our|meu|minha|seu|sua|nosso|nossa|dele|dela|mi|su|eu)\b(?:\W+\w+){0,3}\W*$"
)
_ASSERTED = re.compile(r"^(?:\s*(?:number|numero|no|nr|num|n|id|#)?\W{0,3}(?:is|e|es|eh)?\W{0,3}|.*[:#]\W*)$")
_NEEDS_OWNER = frozenset({"ip_address"})
_CODE_ASSIGNMENT = re.compile(r"_|\s=\s|==")


def find(scan: Scan) -> Iterator[Hit]:
    """Identifiers that are named."""
    for position in scan.anchors["named"]:
        name = _NAMES.match(scan.folded, position)
        if not name or _inside_word(scan.folded, name):
            continue
        kind = str(name.lastgroup)
        match = _VALUES[kind].match(scan.folded, name.end())
        if match and _is_somebodys(scan, kind, name, match):
            yield Hit(kind, *match.span("value"), 0.8)


def _inside_word(folded: str, name: re.Match[str]) -> bool:
    before, after = folded[name.start() - 1 : name.start()], folded[name.end() : name.end() + 1]
    return before.isalnum() or before == "_" or after.isalnum() or after == "_"


def _is_somebodys(scan: Scan, kind: str, name: re.Match[str], match: re.Match[str]) -> bool:
    value = match["value"]
    digits = sum(map(str.isdigit, value))
    if digits < 4 or (len({char for char in value if char.isdigit()}) < 2 and "0" in value):
        return False
    owned = bool(_OWNED.search(scan.folded, max(0, name.start() - 40), name.start()))
    if kind in _NEEDS_OWNER:
        return owned
    return owned or (digits >= 5 and not _CODE_ASSIGNMENT.search(scan.folded, name.end(), match.start("value")))
