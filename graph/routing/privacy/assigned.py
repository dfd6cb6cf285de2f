"""Secrets in code, configuration and commands: assigned to a name, given to an option, sent in a header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import any_of
from .placeholders import is_dummy, is_placeholder, says_nothing
from .scan import Hit, Scan
from .values import entropy, has_digit, is_login, is_random, is_reference, is_varied, is_word

_OF_PERSONS = any_of("pass(?:word|wd|phrase|code|wort)? pwd pw senhas? contrasenas? clave segredo")
_OF_MACHINES = (
    r"secret|token|credentials?|connection_?string|consumer[_ ]?key|chave[_ ](?:de[_ ]|da[_ ])?(?:api|acesso|secreta|privada)"
    r"|(?:api|access|private|account|encryption|auth|client|signing|master|secret)[_\- ]?(?:key|secret|token)"
)
_SET_TO = r"[\"'`\])]{0,2}\s{0,3}(?:=>|:=|==?|:|>(?=[^<>\s]{3,80}</)|,(?=\s?[\"']))\s{0,3}"
_ASSIGNED = re.compile(
    rf"(?:(?P<strong>{_OF_PERSONS})|{_OF_MACHINES})(?P<tail>[a-z0-9_\-]{{0,24}}){_SET_TO}"
    r"(?:(?P<quote>[\"'`])(?P<quoted>[^\"'`\n]{3,200})(?P=quote)"
    r"|[\"'`]?(?P<bare>[^\s\"'`,;&<>()\[\]{}]{3,200}))(?P<next>.?)"
)
_NOT_THE_SECRET = re.compile(
    any_of(
        "min max len length file path dir url uri field input label expir\\w+ timeout count limit type name version "
        "format regex policy ttl size _?id hint reset link rotation manager s"
    )
    + "$"
)
_OPTION = re.compile(
    r"(?:(?<=--)(?:password|token|api-key)[= ]|mysql\b[^\n]{0,60}?\s-p(?=\S)|docker\s+login\b[^\n]{0,60}?\s-p\s+"
    r"|(?:curl|wget)\b[^\n]{0,80}?(?:-u|--user)\s+[\"']?[\w.@\-]+:|sshpass\s+-p\s?|identified\s+by\s+"
    r"|requirepass\s+|(?:7z|zip)\b[^\n]{0,40}?\s-p\s?(?=\S)|openssl\b[^\n]{0,60}?\s-k\s|ldap\w+\b[^\n]{0,60}?\s-w\s"
    r"|smbclient\b[^\n]{0,60}?\s-u\s?[\w.]{1,40}%|cookie:\s?[\w.\-]{0,20}(?:sess|sid|auth|token|jwt)[\w.\-]{0,20}=(?=[^\s;]{10})|(?<![\w/.:@\-])(?:admin|root):(?=\w*[a-z]\w*\d)(?!x:)|redis-cli\b[^\n]{0,40}?\s-a\s+|net\s+user\s+\S{1,40}\s+"
    r"|auth\s?=\s?\(\s?[\"'][^\"'\n]{1,60}[\"']\s?,\s?)[\"']?(?P<value>[^\s\"']{3,100})"
)
_HEADER = re.compile(
    r"(?:(?P<scheme>bearer|basic)\s+(?:auth\w*:?\s+)?|authorization[\"']?\s?[:=]\s?[\"']?(?:token\s+|apikey\s+)?)"
    r"(?P<value>[A-Za-z0-9._~+/\-]{8,}=*)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:key|chave|clave|secret|token|credential|license|licence)s?(?:=|\b[^\n.!?]{0,50}?(?<![\w/.\-+=]))"
    r"(?P<value>[A-Za-z0-9_\-+/]{16,200}={0,2})(?![\w.\-/=])",
    re.IGNORECASE,
)
_FINGERPRINT = re.compile(
    any_of("hash sha\\d md5 commit digest checksum uuid guid public publica primary foreign signature example exemplo"),
    re.IGNORECASE,
)
_OWN = re.compile(rf"\b{any_of('minhas? meus? my our mi mis nossa')}\s(?:\w+\s){{0,2}}$")
_LOGIN_BEFORE = re.compile(
    rf"\b{any_of('login user(?:name)? usuario utilizador e-?mail')}\b\s?[:=]?\s?[\w.@\-]+\W{{1,4}}(?:\w+\s)?$"
)


def find(scan: Scan) -> Iterator[Hit]:
    """Secrets that code, a configuration or a command gives to a name."""
    for position in scan.anchors["secret"]:
        match = _ASSIGNED.match(scan.folded, position)
        hit = _assigned(scan, match) if match else None
        hit = hit or _random_key(scan, position)
        if hit:
            yield hit
    for position in scan.anchors["command"]:
        option = _OPTION.match(scan.folded, position)
        if option and not is_placeholder(option["value"]):
            yield Hit("password", *option.span("value"), 0.9)
        header = _HEADER.match(scan.plain, position)
        if header and _authorizes(str(header["scheme"] or ""), header["value"]):
            yield Hit("token", *header.span("value"), 0.9)


def _assigned(scan: Scan, match: re.Match[str]) -> Hit | None:
    quoted = match["quoted"] is not None
    start, end = match.span("quoted" if quoted else "bare")
    value = scan.plain[start:end]
    if _NOT_THE_SECRET.search(match["tail"]) or (not quoted and match["next"] in {"(", "["}) or is_placeholder(value):
        return None
    if is_dummy(value) and not _OWN.search(scan.folded, max(0, match.start() - 30), match.start()):
        return None
    strong = match["strong"] is not None
    if " " in value:
        chosen = match["strong"] == "passphrase"
    elif is_word(value):
        chosen = strong and len(value) >= 4 and (quoted or _completes_login(scan, match, value))
    elif is_reference(value) and (not quoted or "{" in value):
        chosen = False
    else:
        chosen = is_varied(value) and (strong or (len(value) >= 8 and not value.isdigit() and entropy(value) > 2.5))
    return Hit("password", start, end, 0.9) if chosen else None


def _random_key(scan: Scan, position: int) -> Hit | None:
    """A long random string after a word for keys: 'use this key: 7d8f9a0b...'."""
    key = _KEY.match(scan.plain, position)
    if not key or not is_random(key["value"]) or _FINGERPRINT.search(scan.plain, key.start(), key.start("value")):
        return None
    return Hit("token", *key.span("value"), 0.7)


def _completes_login(scan: Scan, match: re.Match[str], value: str) -> bool:
    """Whether a word is a password because a user name stands before it: 'login: ana, senha: gato'."""
    before = _LOGIN_BEFORE.search(scan.folded, max(0, match.start() - 60), match.start())
    return before is not None and not says_nothing(value.lower())


def _authorizes(scheme: str, value: str) -> bool:
    if is_placeholder(value):
        return False
    return is_login(value) if scheme.lower() == "basic" else has_digit(value) or len(value) >= 24
