"""Passwords, keys and codes that a name beside them gives away: assigned in code, or told in a sentence."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from .scan import Hit, Scan
from .tokens import is_placeholder

_ASSIGNED = re.compile(
    r"(?P<name>pass(?:word|wd|phrase|code)?|pwd|senhas?|contrase[nñ]a|clave|secret|token|credential"
    r"|api[_\- ]?key|access[_\- ]?key|private[_\- ]?key|secret[_\- ]?key|account[_\- ]?key|encryption[_\- ]?key"
    r"|auth[_\- ]?key|client[_\- ]?secret|chave[_ ](?:de[_ ]|da[_ ])?(?:api|acesso|secreta|privada)|segredo)"
    r"(?P<tail>[a-z0-9_\-]{0,24})[\"'`\])]{0,2}\s{0,3}(?:=>|:=|==?|:|,(?=\s?[\"']))\s{0,3}"
    r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`,;&<>()\[\]{}]{3,200})(?P<next>.?)"
)
_TOLD = re.compile(
    r"(?P<own>(?:minhas?|meus?|my|our|mi|mis|nossa|a|la|the|sua|your)\s)?(?:[\w.\-]+\s){0,3}?"
    r"(?P<name>senha|password|passcode|passphrase|passwd|contrasena|clave|pin|token|api key|chave de api|secret key"
    r"|codigo de verificacao|verification code|codigo de seguranca|cvv|cvc|security code|2fa code|otp)"
    r"(?P<of>(?:\s(?:d[aoe]s?|del?|of|for|to|para|pro|pra|on|no|na|en|atual|temporaria|is)\b(?:\s[\w.@\-]+){0,5}?)?)"
    r"\s?(?:is|e|es|eh|=|:|->|era|was|agora e|ainda e)\s{1,2}[\"'`]?(?P<value>[^\s\"'`]{3,100})[\"'`]?(?P<end>[\s.,;!?)]|$)"
)
_FLAG = re.compile(
    r"(?:--password[= ]|--token[= ]|--api-key[= ]|\bmysql\b[^\n]{0,60}?\s-p(?=\S)|\bcurl\b[^\n]{0,80}?(?:-u|--user)\s+[\"']?[\w.@\-]+:"
    r"|sshpass\s+-p\s+|identified\s+by\s+|\bpasswd?\s+(?=[\"']))[\"']?(?P<value>[^\s\"']{3,100})"
)
_BEARER = re.compile(r"\b(?:bearer|basic|token)\s+(?P<value>[A-Za-z0-9._~+/\-]{8,}=*)", re.IGNORECASE)
_CODE = re.compile(
    r"^[a-z_][\w]*(?:\.\w+)+$|^[A-Z][A-Z0-9_]{3,}$|^(?:os|env|process|self|this|config|settings|request)\b"
)
_PLAIN_WORD = re.compile(r"^[a-z_]+$|^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*$")
_SAYS = re.compile(
    r"^(?:muito|too|very|not|nao|no|so|tao|weak|strong|fraca|forte|debil|fuerte|curta|longa|wrong|errada|invalid\w*|incorrect\w*"
    r"|expired|expirada|required|obrigatori\w+|obligatori\w+|a|an|the|o|um|uma|un|una|the|el|la|que|what|stored|saved|salva|"
    r"armazenada|hashed|encrypted|criptografada|being|sent|enviada|reset|changed|alterada|segura|secure|safe|correct|correta|"
    r"necessari\w+|needed|only|just|case|used|usada|minimum|minimo|at|in|on|from|for|by|com|with|sem|sempre|always|still|now|"
    r"then|bloquead\w+|locked|blocked|missing|empty|vazia|string|str|importante|important|diferente|different|igual|same|esta|"
    r"pessoal|personal|unica|unique|composta|gerada|generated|leaked|vazada|compromised|difficult|dificil|facil|easy|working|"
    r"funciona|shown|visible|visivel|hidden|set|defined|definida|optional|opcional|simple|simples|necesaria|requerida|how|como|"
    r"good|boa|bad|ruim|long|short|lost|gone|forgotten|better|one|something|algo|never|nunca|hard|enough|suficiente\w*|muy)$"
)
_STRONG_NAMES = ("pass", "pwd", "senha", "contrase", "clave", "segredo")


def find(scan: Scan) -> Iterator[Hit]:
    """Secrets that are named."""
    for match in _ASSIGNED.finditer(scan.folded):
        if _is_assigned_secret(scan, match):
            yield Hit("password", *match.span("value"), 0.9)
    for match in _TOLD.finditer(scan.folded):
        if _is_told_secret(scan, match):
            yield Hit("password", *match.span("value"), 0.9)
    for match in _FLAG.finditer(scan.folded):
        if not is_placeholder(match["value"]):
            yield Hit("password", *match.span("value"), 0.9)
    for match in _BEARER.finditer(scan.plain):
        value = match["value"]
        if not is_placeholder(value) and _varied(value):
            yield Hit("token", *match.span("value"), 0.9)


def _is_assigned_secret(scan: Scan, match: re.Match[str]) -> bool:
    value = scan.plain[match.start("value") : match.end("value")]
    if is_placeholder(value) or match["next"] in {"(", "["} or _CODE.match(value):
        return False
    strong = match["name"].startswith(_STRONG_NAMES)
    if _PLAIN_WORD.match(value):
        return bool(match["quote"]) and strong and len(value) >= 4 and match["next"] == match["quote"]
    return _varied(value) if strong else len(value) >= 8 and _varied(value) and entropy(value) > 2.5


def _is_told_secret(scan: Scan, match: re.Match[str]) -> bool:
    value = scan.plain[match.start("value") : match.end("value")].rstrip(".,;!?)")
    if is_placeholder(value) or _SAYS.match(value.lower()):
        return False
    if _PLAIN_WORD.match(value):
        ends = match["end"] != " " and bool(match["own"])
        return ends and (match["own"] or "").strip() in {"minha", "minhas", "my", "mi", "meu", "nossa", "our"}
    return _varied(value)


def _varied(value: str) -> bool:
    """Whether `value` looks chosen or made for secrecy: digits or signs among letters, or digits alone."""
    return any(char.isdigit() for char in value) or bool(re.search(r"[^\w.,:\-/]|[a-z][A-Z].*[A-Z]|\w[\-_]\w", value))


def entropy(value: str) -> float:
    """Shannon entropy of the characters of `value`, in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)
