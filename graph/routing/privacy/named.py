"""Identifiers that only their name gives away: 'my passport number is', 'matrícula', 'account number'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .patterns import any_of
from .scan import Hit, Scan

_LINKS = any_of(
    "is es? eh are was of d[oae] de[l]? la el sob number numero num n[or]? id the o a my meu mrn siape "
    "registro nov[oa] a[ct]+ual address endereco wallet carteira key chave foi fica seria vence for para dela "
    "dele"
)
_LINK = rf"(?:[\s:=#\"'()\[\].\-/,]{{0,4}}\b{_LINKS}\b){{0,5}}[\s:=#\"'()\[\].\-]{{0,5}}"
_NEARBY = r"[^.!?;\n]{0,40}?(?<![a-z0-9])"
_CODE = r"(?=[a-z]{0,6}[\-. ]?\d)[a-z0-9][a-z0-9.\-/]{3,24}(?:[ ]\d[\d\-]{2,})*"


class Named(NamedTuple):
    """A kind, the words that name it, how its value is written, and what may stand between the two."""

    kind: str
    names: str
    value: str
    between: str = _LINK
    fewest_digits: int = 4


_TABLE = (
    Named("passport", r"passaportes?|passports?|pasaportes?|pass(?=\. ?n)", r"[a-z]{1,3} ?\d{6,8}|\d{9}", _NEARBY),
    Named(
        "cnh",
        r"driv(?:er|ing)(?:'?s)? licen[sc]e|carteira de motorista|licencia de (?:conducir|manejar)|permiso de conducir",
        _CODE,
    ),
    Named(
        "plate",
        r"licen[sc]e plates?|number plate|plate number|plates?|registration",
        r"[a-z]{2}\d{2} ?[a-z]{3}|[a-z]{2,3}[ -]?\d{3,4}|\d[a-z]{3}\d{3}",
        _NEARBY,
        2,
    ),
    Named(
        "bank_account",
        any_of(
            "account acct conta(?:\\s(?:corrente|poupanca|bancaria|salario))? c/c "
            "cuenta(?:\\s(?:bancaria|corriente))? routing sort_code iban clabe"
        )
        + r"|ag(?:encia|\.)?:?\s?\d{3,5}(?:-[\dx])?[\s,;/]{1,3}(?:c\.?/?c\.?|conta)",
        r"\d[\d.\-/]{4,20}(?: \d{2,})*x?|\d{4}(?: \d{2,10}){2,5}",
    ),
    Named(
        "medical_record",
        any_of(
            "medical_record mrn prontuario patient_(?:id|number) historia_clinica health_(?:card|insurance) "
            "insurance_(?:id|policy) policy member_id medicare medicaid carteirinha(?:\\s[a-z]+)? convenio(?:_eh?)?(?:\\s[a-z]+){0,2}(?=\\s\\d{4}\\s\\d) plano_de_saude"
        ),
        r"(?=[a-z\-]{0,6}\d)[a-z0-9][a-z0-9\-./]{4,24}|\d{1,4}(?: \d{1,12}){2,5}",
    ),
    Named(
        "ip_address",
        r"ip(?:\sd[oa]\s(?:cliente|usuari[oa]))?|mac(?= address|\s(?:eh?|is|es)\s)|endereco mac",
        r"\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{2}[:\-]){5}[0-9a-f]{2}|(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}",
    ),
    Named(
        "crypto_wallet",
        r"bitcoin|btc|ethereum|eth|wallet|carteira cripto|litecoin|usdt|monero",
        r"0x[0-9a-f]{40}|(?=[a-z]{0,5}\d)[a-z0-9]{26,62}",
        _NEARBY,
    ),
    Named("device_id", r"imei|chassi|renavam|vin", r"(?=[a-z]{0,6}\d)[a-z0-9]{9,17}"),
    Named(
        "id_number",
        any_of(
            "student employee staff personnel tax taxpayer national citizen resident military voter state "
            "government user customer client"
        )
        + r" (?:id|identification|number|no)|"
        + any_of(
            "nhs aadha+r national_insurance nino social_insurance sin green_card alien_number visa_number "
            "pan_card matricula siape nuss curp rfc cui[tl] cedula reservista ctps carteira_de_trabalho "
            "certidao_de_(?:nascimento|casamento|obito) rne (?:crm|oab|coren|crea|crp)(?:[/-][a-z]{2})? "
            "registro_(?:profissional|geral) crnm inscricao_estadual caepf ruc codice_fiscale pan seguridad_social afiliacion beneficio(?:_d[oa]_inss)?(?=\\s\\d{3})"
        ),
        rf"\d{{2}}[/ -]\d{{7,8}}[/ -]\d{{2}}|[a-z]{{2}} \d{{2}} \d{{2}} \d{{2}} [a-d]|[a-z]{{5}}\d{{4}}[a-z]|[a-z]{{6}}\d{{2}}[a-z]\d{{2}}[a-z]\d{{3}}[a-z]"
        rf"|\d{{3}} \d{{3}} \d{{3,4}}|{_CODE}",
    ),
)
_NAMES = re.compile("|".join(f"(?P<{named.kind}>{named.names})" for named in _TABLE))
_VALUES = {named.kind: re.compile(rf"{named.between}(?P<value>{named.value})(?!\w)") for named in _TABLE}
_FEWEST = {named.kind: named.fewest_digits for named in _TABLE}
_OWNED = re.compile(
    r"\b(?:my|mine|his|her|their|our|meu|minha|seu|sua|nosso|nossa|dele|dela|mi|su|eu|(?:customer|client|user)'s)\b"
    r"(?:\W+\w+){0,3}\W*$"
)
_OWNED_AFTER = re.compile(
    r"(?: \w+){0,2} (?:(?:of|from) (?:my|his|her)|d[oa] (?:meu|minha|cliente|usuario)|dele|dela|de mi|eh? o? ?meu|is mine|es (?:el )?mi[oa]?)\b"
)
_ASSIGNMENT = re.compile(r"_|\s=\s|==")


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
    digits = [char for char in match["value"] if char.isdigit()]
    if len(digits) < _FEWEST[kind] or set(digits) == {"0"}:
        return False
    owned = bool(_OWNED.search(scan.folded, max(0, name.start() - 40), name.start()))
    if kind == "ip_address":
        return (
            owned
            or " d" in name.group()
            or bool(_OWNED_AFTER.match(scan.folded, name.end()) or _OWNED_AFTER.match(scan.folded, match.end()))
        )
    if owned:
        return True
    if any(cue.tag == "sample" for cue in (*scan.before(name.start(), 30), *scan.after(match.end(), 30))):
        return False
    named_well = len(digits) >= 5 or kind == "plate"
    return named_well and not _ASSIGNMENT.search(scan.folded, name.end(), match.start("value"))
