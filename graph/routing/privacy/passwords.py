"""Passwords, keys and codes that a name beside them gives away: assigned in code, or told in a sentence."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from collections.abc import Iterator

from .placeholders import is_dummy, is_placeholder, says_nothing
from .scan import Hit, Scan

_ASSIGNED = re.compile(
    r"(?P<name>pass(?:word|wd|phrase|code|wort)?|pwd|pw|senhas?|contrasenas?|clave|secret|token|credentials?|segredo"
    r"|(?:api|access|private|account|encryption|auth|client|signing|master|secret)[_\- ]?(?:key|secret|token)"
    r"|chave[_ ](?:de[_ ]|da[_ ])?(?:api|acesso|secreta|privada))"
    r"(?P<tail>[a-z0-9_\-]{0,24})[\"'`\])]{0,2}\s{0,3}(?:=>|:=|==?|:|,(?=\s?[\"']))\s{0,3}"
    r"(?:(?P<quote>[\"'`])(?P<quoted>[^\"'`\n]{3,200})(?P=quote)|[\"'`]?(?P<bare>[^\s\"'`,;&<>()\[\]{}]{3,200}))(?P<next>.?)"
)
_TOLD = re.compile(
    r"(?P<name>senhas?|passwords?|pw|pass(?= (?:is|e|era|was))|passcode|passphrase|passwd|contrasena|clave|pin|token|api key|secret"
    r"|chave (?:de|da) api|secret key|secret answer|codigos? de (?:verificacao|seguranca|acesso|recuperacao|desbloqueio|verificacion|seguridad|acceso)"
    r"|codigo (?:d[oa]|de la|del|que chegou por) (?:puerta|sms|portao|porta|alarme|cofre|predio|celular|cartao|condominio)|(?:verification|security|access|unlock|recovery|backup|2fa"
    r"|sms|alarm|door|gate) codes?|2fa|cvv|cvc|otp|segredo|combinacao|combination|combinacion|combo(?= (?:for|of|is|to)))\b(?P<between>(?:\s[\w.@\-'()]+){0,7}?)"
    r"\s?(?:\b(?:is|are|e|eh|es|era|was|sao|son)(?=[\s:])|(?P<set>\b(?:to|para|pra|por|a)\b)|:|->|'s\b):?\s{0,2}"
    r"(?:[\"'`](?P<quoted>[^\"'`\n]{3,60})[\"'`]|(?P<bare>[^\s\"'`()\[\]{}<>]{3,100}))(?P<end>[\s.,;!?)]|$)"
)
_DIRECT = re.compile(
    r"(?P<name>senhas?|password|passcode|passwd|contrasena|clave|pin|api key|client secret|secret key|cvv"
    r"|codigo de (?:verificacao|seguranca|acesso)|(?:verification|security|access|unlock|2fa) code),?\s[\"'`]?(?P<value>[^\s\"'`()\[\]{}<>=]{3,64}?)[\"'`]?(?=[.,;!?)]{0,2}(?:\s|$))"
)
_ASIDE = re.compile(
    r"(?:senha|password|contrasena|clave|passcode)\b[^\n.!?:=]{0,40}?[,(\-]\s?[\"'`]?(?P<value>[^\s,()\"'`]{6,40})[\"'`]?\s?[,)\-]"
)
_LOGIN = re.compile(
    r"(?:wi-?fi|router|roteador|logins?|log in|credenciais|credenciales|credentials|creds|acesso)\b[^\n]{0,24}?(?:\b(?:is|are|e|sao|son|with|com|con)\b|:)\s{0,2}"
    r"(?P<user>[\w.@\-]{2,40})\s?[/:|,]\s?(?P<value>[^\s,;]{4,60})"
)
_ACCOUNT = re.compile(
    r"(?:logins?|log(?:ged)? in|sign(?:ed)? in|usuario|user(?:name)?|credenciais|credenciales|credentials|creds|acesso|acceso|ssh|ftp|vpn|admin|router|roteador|wi-?fi)\b"
    r"[^\n.!?]{0,40}?[\s/:|]\s?(?P<value>(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[^\s,;()\"'`]{6,40})(?=[,;)\s\"'`]|$)"
)
_COMMAND = re.compile(
    r"(?:(?<=--)(?:password|token|api-key)[= ]|mysql\b[^\n]{0,60}?\s-p(?=\S)|(?:curl|wget)\b[^\n]{0,80}?(?:-u|--user)\s+[\"']?[\w.@\-]+:"
    r"|docker\s+login\b[^\n]{0,60}?\s-p\s+|sshpass\s+-p\s?|identified\s+by\s+|redis-cli\b[^\n]{0,40}?\s-a\s+|net\s+user\s+\S{1,40}\s+"
    r"|auth\s?=\s?\(\s?[\"'][^\"'\n]{1,60}[\"']\s?,\s?)[\"']?(?P<value>[^\s\"']{3,100})"
)
_HEADER = re.compile(
    r"(?:(?P<scheme>bearer|basic)\s+|authorization[\"']?\s?[:=]\s?[\"']?(?:token\s+|apikey\s+)?)(?P<value>[A-Za-z0-9._~+/\-]{8,}=*)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:key|chave|clave|secret|token|credential|license|licence)s?\b[^\n.!?]{0,50}?(?<![\w/.\-+=])(?P<value>[A-Za-z0-9_\-+/=]{16,200})(?![\w.\-/])",
    re.IGNORECASE,
)
_HASHED = re.compile(
    r"hash|sha\d|md5|commit|digest|checksum|uuid|guid|public|publica|primary|foreign|signature|example|exemplo",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WORDS_TOLD = re.compile(
    r"(?:passphrase|pass phrase|frase(?:-|\s)(?:secreta|senha|de contrasena|de acesso)|secret phrase)\b(?:\s[\w'\-]+){0,4}?\s?(?:is|e|es|:)\s{1,2}[\"'`]?"
    r"(?P<value>[a-z]+(?:[ \-][a-z0-9]+){2,9})(?=[\"'`.,;!?\n]|$)"
)
_SEED = re.compile(
    r"(?:seed|recovery|mnemonic|palavras?)\s(?:phrase|words?|semente|secretas?)?\W{0,3}(?:is|are|e|sao)?\W{0,3}"
    r"(?P<value>(?:[a-z]{3,8}[\s,]{1,2}){11,23}[a-z]{3,8})"
)
_LOGIN_BEFORE = re.compile(
    r"\b(?:login|user(?:name)?|usuario|utilizador|e-?mail)\b\s?[:=]?\s?[\w.@\-]+\W{1,4}(?:\w+\s)?$"
)
_OWN = re.compile(r"\b(?:minhas?|meus?|my|our|mi|mis|nossa)\s(?:\w+\s){0,2}$")
_HELD = re.compile(r"\b(?:the|a|la|o|root|admin|wifi|wi-fi)\s(?:\w+\s){0,2}$")
_GOES_ON = re.compile(
    r"\s?(?:and|e|y|but|mas|pero|please|por|can|could|pode|puedes|help|me|no|na|on|in|for|para|pra|si|se|if)\b"
)
_SHORT_PATH = re.compile(r"(?:\s(?:for|do|da|de|del|of|no|na|en|on)\s[\w.@\-]+(?:\s[\w.@\-]+)?)?$")
_AS_SECRET = re.compile(
    r"(?P<value>[^\s\"'`]{4,40})[\"'`]?\s(?:(?:as|como|for|de)\s(?:my |the |minha |a |mi )?"
    r"|(?:is|e|es|eh|era|was)\s(?P<own>my |the |minha |a minha |mi |la |o meu )(?:\w+\s)?)$"
)
_NOT_VALUES = re.compile(
    r"(?:min|max|len|length|file|path|dir|url|uri|field|input|label|expir\w+|timeout|count|limit|type|name|version|format|regex|policy"
    r"|ttl|size|_?id|hint|reset|link|rotation|manager|s)$"
)
_REVERSED = ("pass", "senha", "contrase", "clave", "pin", "cvv", "token")
_REFERENCE = re.compile(
    r"^[a-z_]\w*(?:\.[a-zA-Z_]\w*)+$|^[A-Z][A-Z_]{3,}$|^[A-Z][A-Z0-9]*_[A-Z0-9_]*$|^(?:os|env|process|self|this|config|settings|request|vault)\b"
    r"|://|^[./~]|^\d{1,2}-\d{1,2}$|^\W+$|^%|\$\{|\{\{",
    re.ASCII,
)
_WORD_LIKE = re.compile(r"^[a-z_]+$|^[A-Z]?[a-z]+(?:[A-Z][a-z]+)*$")
_STRONG = (
    "pass",
    "pwd",
    "pw",
    "combo",
    "senha",
    "contrase",
    "clave",
    "segredo",
    "pin",
    "cvv",
    "cvc",
    "otp",
    "codigo",
    "combina",
)
_LAZY = frozenset({"password", "senha", "contrasena", "secret", "test", "teste", "user", "token"})
_CODES = (
    "pin",
    "cvv",
    "cvc",
    "otp",
    "codigo",
    "2fa",
    "verif",
    "secur",
    "access code",
    "unlock",
    "recov",
    "backup",
    "sms",
    "alarm",
    "door",
)


def find(scan: Scan) -> Iterator[Hit]:
    """Secrets that are named."""
    for position in scan.anchors["secret"]:
        for pattern, read in (
            (_ASSIGNED, _assigned),
            (_TOLD, _told),
            (_DIRECT, _direct),
            (_ASIDE, _aside),
            (_WORDS_TOLD, _seed),
            (_SEED, _seed),
            (_KEY, _key),
        ):
            match = pattern.match(scan.plain if pattern is _KEY else scan.folded, position)
            hit = read(scan, match) if match else None
            if hit:
                yield hit
                break
        else:
            yield from _before(scan, position)
    for position in scan.anchors["command"]:
        yield from _command(scan, position)


def _command(scan: Scan, position: int) -> Iterator[Hit]:
    for pattern in (_COMMAND, _LOGIN):
        match = pattern.match(scan.folded, position)
        if match and not is_placeholder(match["value"]) and (pattern is _COMMAND or _is_varied(match["value"])):
            yield Hit("password", *match.span("value"), 0.9)
    account = _ACCOUNT.match(scan.folded, position)
    if account and _is_strong(scan.plain[account.start("value") : account.end("value")]):
        yield Hit("password", *account.span("value"), 0.7)
    header = _HEADER.match(scan.plain, position)
    if header and _is_credential(str(header["scheme"] or "").lower(), header["value"]):
        yield Hit("token", *header.span("value"), 0.9)


def _assigned(scan: Scan, match: re.Match[str]) -> Hit | None:
    group = "quoted" if match["quoted"] else "bare"
    start, end = match.span(group)
    value = scan.plain[start:end]
    strong = match["name"].startswith(_STRONG)
    owned = bool(_OWN.search(scan.folded, max(0, match.start() - 30), match.start()))
    if (
        is_placeholder(value)
        or (is_dummy(value) and not owned)
        or _NOT_VALUES.search(match["tail"])
        or (group == "bare" and match["next"] in {"(", "["})
    ):
        return None
    if " " in value:
        chosen = match["name"] == "passphrase"
    elif _WORD_LIKE.match(value):
        beside_login = bool(_LOGIN_BEFORE.search(scan.folded, max(0, match.start() - 60), match.start()))
        chosen = (
            strong and len(value) >= 4 and (group == "quoted" or (beside_login and not says_nothing(value.lower())))
        )
    elif _REFERENCE.search(value) and (group == "bare" or "{" in value):
        chosen = False
    else:
        chosen = _is_varied(value) and (strong or (len(value) >= 8 and not value.isdigit() and entropy(value) > 2.5))
    return Hit("password", start, end, 0.9) if chosen else None


def _told(scan: Scan, match: re.Match[str]) -> Hit | None:
    group = "quoted" if match["quoted"] else "bare"
    start, end = match.span(group)
    value = scan.plain[start:end].rstrip(".,;!?)") if group == "bare" else scan.plain[start:end]
    before = scan.folded[max(0, match.start() - 30) : match.start()]
    own = bool(_OWN.search(before))
    if is_placeholder(value) and not (own and value.lower() in _LAZY):
        return None
    if says_nothing(value.lower()) or _REFERENCE.search(value):
        return None
    strong = match["name"].startswith(_STRONG) or match["name"].startswith(_CODES)
    if _WORD_LIKE.match(value):
        if match["set"] or not _SHORT_PATH.match(match["between"]):
            return None
        last = match["end"] != " " or len(value) < end - start or bool(_GOES_ON.match(scan.folded, end))
        told = last and strong and not match["name"].startswith(_CODES) and (own or bool(_HELD.search(before)))
    else:
        worded = " " in value or bool(match["set"])
        told = _is_varied(value) and (
            own or (strong and not worded) or (len(value) >= 8 and any(map(str.isdigit, value)))
        )
    return Hit("password", start, start + len(value), 0.9) if told else None


def _direct(scan: Scan, match: re.Match[str]) -> Hit | None:
    """A value that follows its name without a verb: 'senha Abacate77', 'código de verificação 882910'."""
    start, end = match.span("value")
    value = scan.plain[start:end]
    digits = sum(map(str.isdigit, value))
    if not digits or is_placeholder(value) or _REFERENCE.search(value):
        return None
    if value.isdigit():
        told = (6 if match["name"].startswith(("pass", "api")) else 4) <= len(value) <= 12
    else:
        told = len(value) >= 6 and any(map(str.isalpha, value))
    return Hit("password", start, end, 0.8) if told else None


def _aside(scan: Scan, match: re.Match[str]) -> Hit | None:
    """A value told in passing: 'mi contraseña de siempre, Lucas2012, ya no funciona'."""
    value = scan.plain[match.start("value") : match.end("value")]
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value)) and value.isascii()
    plain = is_placeholder(value) or says_nothing(value.lower()) or _REFERENCE.search(value) or "-" in value
    return Hit("password", *match.span("value"), 0.8) if mixed and not plain else None


def _before(scan: Scan, position: int) -> Iterator[Hit]:
    """A value that stands before its name: 'I use monkey123 as my password'."""
    if not scan.folded.startswith(_REVERSED, position):
        return
    match = _AS_SECRET.search(scan.folded, max(0, position - 60), position)
    value = match["value"] if match else ""
    mixed = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    pin = (
        value.isdigit()
        and bool(match and match["own"])
        and scan.folded.startswith(("pin", "senha", "clave", "cvv"), position)
    )
    if match and (mixed or pin) and not _REFERENCE.search(value):
        yield Hit("password", *match.span("value"), 0.8)


def _key(_: Scan, match: re.Match[str]) -> Hit | None:
    """A long random string after a word for keys: 'use this key: 7d8f9a0b...'."""
    value = match["value"]
    digits = sum(map(str.isdigit, value))
    mixed = value != value.lower() and value != value.upper() and digits > 0 and entropy(value) > 3.8
    random = (mixed or (digits >= 3 and entropy(value) > 3)) and any(map(str.isalpha, value)) and value.count("_") < 2
    if (
        not random
        or _UUID.fullmatch(value)
        or _HASHED.search(match.string[match.start() : match.start("value")])
        or is_placeholder(value)
    ):
        return None
    return Hit("token", *match.span("value"), 0.7)


def _seed(_: Scan, match: re.Match[str]) -> Hit:
    return Hit("password", *match.span("value"), 0.8)


def _is_credential(scheme: str, value: str) -> bool:
    if is_placeholder(value):
        return False
    if scheme != "basic":
        return any(map(str.isdigit, value)) or len(value) >= 24
    try:
        return b":" in base64.b64decode(value, validate=True)
    except binascii.Error:
        return False


def _is_strong(value: str) -> bool:
    """Whether `value` has what password rules ask for: letters, digits and a sign that names do not have."""
    value = value.rstrip(".,;:!?") + ("!" if value.endswith("!") else "")
    signed = bool(re.search(r"[!#$%&*?^+]|\w[@_]\d|\d[@_]\w", value[1:])) and "://" not in value and "=" not in value
    return signed and not is_placeholder(value) and not _REFERENCE.search(value) and any(map(str.isdigit, value))


def _is_varied(value: str) -> bool:
    """Whether `value` looks chosen or made for secrecy: digits, or signs that words do not have."""
    return any(map(str.isdigit, value)) or bool(re.search(r"[^\w.,:\-/]|[a-z][A-Z].*[A-Z]", value))


def entropy(value: str) -> float:
    """Shannon entropy of the characters of `value`, in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)
