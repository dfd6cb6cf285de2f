"""Passwords, keys and codes that a name beside them gives away: assigned in code, or told in a sentence."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator

from .placeholders import is_placeholder, says_nothing
from .scan import Hit, Scan

_NAME = (
    r"(?P<name>pass(?:word|wd|phrase|code|wort)?|pwd|senhas?|contrasenas?|clave|secret|token|credentials?|segredo"
    r"|(?:api|access|private|account|encryption|auth|client|signing|master|secret)[_\- ]?(?:key|secret|token)"
    r"|chave[_ ](?:de[_ ]|da[_ ])?(?:api|acesso|secreta|privada))"
)
_ASSIGNED = re.compile(
    rf"{_NAME}(?P<tail>[a-z0-9_\-]{{0,24}})[\"'`\])]{{0,2}}\s{{0,3}}(?:=>|:=|==?|:|,(?=\s?[\"']))\s{{0,3}}"
    r"(?:(?P<quote>[\"'`])(?P<quoted>[^\"'`\n]{3,200})(?P=quote)|[\"'`]?(?P<bare>[^\s\"'`,;&<>()\[\]{}]{3,200}))(?P<next>.?)"
)
_TOLD = re.compile(
    r"(?P<name>senha|password|passcode|passphrase|passwd|contrasena|clave|pin|token|api key|chave de api|secret key"
    r"|codigo de (?:verificacao|seguranca|acesso)|(?:verification|security|access) code|cvv|cvc|otp|segredo)\b"
    r"(?P<between>(?:\s[\w.@\-']+){0,6}?)\s?(?:\b(?:is|e|es|eh|era|was)\b|=|:|->)\s{0,2}"
    r"[\"'`]?(?P<value>[^\s\"'`]{3,100})[\"'`]?(?P<end>[\s.,;!?)]|$)"
)
_COMMAND = re.compile(
    r"(?:(?<=--)(?:password|token|api-key)[= ]|mysql\b[^\n]{0,60}?\s-p(?=\S)|(?:curl|wget)\b[^\n]{0,80}?(?:-u|--user)\s+[\"']?[\w.@\-]+:"
    r"|sshpass\s+-p\s?|identified\s+by\s+)[\"']?(?P<value>[^\s\"']{3,100})"
)
_HEADER = re.compile(
    r"(?:(?P<scheme>bearer|basic)\s+|authorization[\"']?\s?[:=]\s?[\"']?(?:token\s+|apikey\s+)?)(?P<value>[A-Za-z0-9._~+/\-]{8,}=*)",
    re.IGNORECASE,
)
_SEED = re.compile(
    r"(?:seed|recovery|mnemonic|palavras?)\s(?:phrase|words?|semente|secretas?)?\W{0,3}(?:is|are|e|sao)?\W{0,3}(?P<value>(?:[a-z]{3,8}[\s,]{1,2}){11,23}[a-z]{3,8})"
)
_OWN = re.compile(r"\b(?:minhas?|meus?|my|our|mi|mis|nossa)\s(?:\w+\s){0,2}$")
_NOT_VALUES = re.compile(
    r"(?:min|max|len|length|file|path|dir|url|uri|field|input|label|expir\w+|timeout|count|limit|type|name|version|format|regex|policy|ttl|size|s)$"
)
_REFERENCE = re.compile(
    r"^[a-z_]\w*(?:\.[a-z_]\w*)+$|^[A-Z][A-Z0-9_]{3,}$|^(?:os|env|process|self|this|config|settings|request)\b|://|^[./~]|^\d{1,2}-\d{1,2}$|^\W+$",
    re.ASCII,
)
_WORD_LIKE = re.compile(r"^[a-z_]+$|^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*$")
_STRONG = (
    "pass",
    "pwd",
    "senha",
    "contrase",
    "clave",
    "segredo",
    "pin",
    "cvv",
    "cvc",
    "otp",
    "codigo",
    "verif",
    "secur",
)


def find(scan: Scan) -> Iterator[Hit]:
    """Secrets that are named."""
    for position in scan.anchors["secret"]:
        match = _ASSIGNED.match(scan.folded, position)
        if match and (hit := _assigned(scan, match)):
            yield hit
        elif match := _TOLD.match(scan.folded, position):
            yield from _told(scan, match)
        elif match := _SEED.match(scan.folded, position):
            yield Hit("password", *match.span("value"), 0.8)
    for position in scan.anchors["command"]:
        command = _COMMAND.match(scan.folded, position)
        if command and not is_placeholder(command["value"]):
            yield Hit("password", *command.span("value"), 0.9)
        header = _HEADER.match(scan.plain, position)
        if header and _is_credential(str(header["scheme"] or "").lower(), header["value"]):
            yield Hit("token", *header.span("value"), 0.9)


def _assigned(scan: Scan, match: re.Match[str]) -> Hit | None:
    group = "quoted" if match["quoted"] else "bare"
    start, end = match.span(group)
    value = scan.plain[start:end]
    strong = match["name"].startswith(_STRONG)
    if is_placeholder(value) or _NOT_VALUES.search(match["tail"]) or (group == "bare" and match["next"] in {"(", "["}):
        return None
    if " " in value:
        chosen = match["name"] == "passphrase"
    elif _WORD_LIKE.match(value):
        chosen = strong and group == "quoted" and len(value) >= 4
    elif group == "bare" and _REFERENCE.search(value):
        chosen = False
    else:
        chosen = _is_varied(value) and (strong or (len(value) >= 8 and not value.isdigit() and entropy(value) > 2.5))
    return Hit("password", start, end, 0.9) if chosen else None


def _told(scan: Scan, match: re.Match[str]) -> Iterator[Hit]:
    start, end = match.span("value")
    value = scan.plain[start:end].rstrip(".,;!?)")
    if is_placeholder(value) or says_nothing(value.lower()) or "://" in value:
        return
    own = bool(_OWN.search(scan.folded, max(0, match.start() - 30), match.start()))
    last = match["end"] != " " or len(value) < end - start
    strong = match["name"].startswith(_STRONG)
    if _WORD_LIKE.match(value):
        told = own and last and strong
    else:
        told = _is_varied(value) and (own or strong or len(value) >= 8)
    if told:
        yield Hit("password", start, start + len(value), 0.9)


def _is_credential(scheme: str, value: str) -> bool:
    if is_placeholder(value):
        return False
    if scheme != "basic":
        return any(map(str.isdigit, value)) or len(value) >= 24
    try:
        return b":" in base64.b64decode(value, validate=True)
    except binascii.Error:
        return False


def _is_varied(value: str) -> bool:
    """Whether `value` looks chosen or made for secrecy: digits, or signs that words do not have."""
    return any(map(str.isdigit, value)) or bool(re.search(r"[^\w.,:\-/]|[a-z][A-Z].*[A-Z]", value))


def entropy(value: str) -> float:
    """Shannon entropy of the characters of `value`, in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)
