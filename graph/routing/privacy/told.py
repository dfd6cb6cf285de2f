"""Secrets that a sentence tells: 'a senha do wifi é ...', 'I use ... as my password', 'login ana / ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .patterns import any_of
from .placeholders import is_dummy, is_placeholder, says_nothing
from .scan import Hit, Scan
from .values import has_digit, is_mixed, is_reference, is_strong, is_varied, is_word

_CODES = (
    r"pin|2fa|cvv|cvc|otp|codigos? de "
    r"(?:verificacao|seguranca|acesso|recuperacao|desbloqueio|verificacion|seguridad|acceso)"
    r"|codigo que (?:chegou|recebi|veio|me mandaram|llego|recibi)(?: por \w+)?"
    r"|codigo (?:d[oa]|de la|del|que chegou por) "
    + any_of("puerta sms portao porta alarme cofre predio celular cartao condominio whatsapp banco app aplicativo apto")
    + r"|(?:verification|security|access|unlock|recovery|backup|2fa|sms|alarm|door|gate|one-time|login) (?:pass)?codes?"
)
_PASSWORDS = any_of(
    "senhas? passwords? pw pass(?=\\s(?:is|e|era|was)) passcode passphrase passwd contrasena clave segredo combinacao "
    "combination combinacion combo(?=\\s(?:for|of|is|to))"
)
_TOKENS = any_of("token api_key secret chave_(?:de|da)_api secret_key secret_answer")
_VERB = r"\??\s?(?:\b(?:is|are|eh?|es|era|was|sao|son|ficou|virou|sera|quedo|became)(?=[\s:])|(?P<equals>=)|(?P<set>\b(?:to|para|pra|por|a|from|como|as)\b)|:|->|'s\b):?\s{0,2}"
_TOLD = re.compile(
    rf"(?:(?P<code>{_CODES})|(?P<password>{_PASSWORDS})|{_TOKENS})\b(?P<between>(?:,?\s[\w.@\-'()]+){{0,7}}?){_VERB}"
    r"(?:[\"'`](?P<quoted>[^\"'`\n]{3,60})[\"'`]|(?P<bare>[^\s\"'`()\[\]{}<>]{3,100}))[\"'`}\]]{0,3}(?P<end>[\s.,;!?)]|$)"
)
_BESIDE = re.compile(
    rf"(?P<name>senhas?|password|passcode|passwd|contrasena|clave|api key|client secret|secret key|{_CODES}),?\s[\"'`]?"
    r"(?P<value>[^\s\"'`()\[\]{}<>=]{3,64}?)[\"'`]?(?=[.,;!?)]{0,2}(?:\s|$))"
)
_IN_PASSING = re.compile(
    r"(?:senha|password|contrasena|clave|passcode)\b[^\n.!?:=]{0,40}?[,(\-]\s?[\"'`]?"
    r"(?P<value>[^\s,()\"'`]{6,40})[\"'`]?\s?[,)\-]"
)
_PHRASE = re.compile(
    r"(?:passphrase|pass phrase|frase(?:-|\s)(?:secreta|senha|de contrasena|de acesso)|secret phrase)\b"
    r"(?:\s[\w'\-]+){0,4}?\s?(?:is|e|es|:)\s{1,2}[\"'`]?(?P<value>[a-z]+(?:[ \-][a-z0-9]+){2,9})(?=[\"'`.,;!?\n]|$)"
    r"|(?:seed|recovery|mnemonic|palavras?|frase)[\s:](?:phrase|words?|semente|secretas?|de recuperacao|da carteira|semilla)?"
    r"\W{0,3}(?:is|are|eh?|sao|es|son)?\W{0,3}"
    r"(?P<seed>(?:[a-z]{3,8}[\s,]{1,2}){11,23}[a-z]{3,8})"
)
_BEFORE_NAME = re.compile(
    r"(?P<value>[^\s\"'`]{4,40})[\"'`]?\s(?:(?:as|como|for|de)\s(?:my |the |minha |a |mi )?"
    r"|(?:is|e|es|eh|era|was)\s(?P<own>my |the |minha |a minha |mi |la |o meu )(?:\w+\s)?)$"
)
_QUOTED_BEFORE = re.compile(
    r"[\"'`](?P<value>[^\"'`\s]{5,40})[\"'`](?:\s\w+){0,4}\s(?:(?:my|minha|mi)\s(?:\w+\s)?|(?:strong|good|forte|boa)\s)$"
)
_LOGINS = any_of("wi-?fi router roteador logins? log_in credenciais credenciales credentials creds acesso")
_PAIR = re.compile(
    rf"{_LOGINS}\b[^\n]{{0,24}}?(?:\b(?:is|are|e|sao|son|with|com|con)\b|:)\s{{0,2}}"
    r"(?P<user>[\w.@\-]{2,40})\s?[/:|,]\s?(?P<value>[^\s,;]{4,60})"
)
_ACCOUNTS = any_of("logged_in sign(?:ed)?_in usuario user(?:name)? acceso ssh ftp vpn admin")
_ACCOUNT = re.compile(
    rf"(?:{_LOGINS}|{_ACCOUNTS})\b(?:[^\n.!?]|\.(?=\w)){{0,40}}?[\s/:|]\s?"
    r"(?P<value>(?=[^\s\d]{0,39}\d)(?=[^\sA-Za-z]{0,39}[A-Za-z])[^\s,;()\"'`]{6,40}+)(?=[,;)\s\"'`]|$)"
)
_DIGIT_NEAR = re.compile(r"[^\d\n]{0,90}\d")
_OWN = re.compile(rf"\b{any_of('minhas? meus? my our mi mis nossa')}\s(?:\w+\s){{0,2}}$")
_HELD = re.compile(rf"\b{any_of('the a la o root admin wi-?fi')}\s(?:\w+\s){{0,2}}$")
_GOES_ON = re.compile(
    rf"\s?{any_of('and e y but mas pero please por can could pode puedes help me no na on in for para pra si se if')}\b"
)
_WHOSE = re.compile(r"(?:\s(?:for|do|da|de|del|of|no|na|en|on)\s[\w.@\-]+(?:\s[\w.@\-]+)?){0,2}$")
_SHOWN = re.compile(r"\b(?:exemplo|ejemplo|example)\b")
_LINKS = frozenset("and are como com dos for from has las los mas por para que the una uma was were".split())
_NAMES_AFTER = ("pass", "senha", "contrase", "clave", "pin", "cvv", "token")
_PINS = ("pin", "senha", "clave", "cvv")
_LAZY = frozenset({"password", "senha", "contrasena", "secret", "test", "teste", "user", "token"})


def find(scan: Scan) -> Iterator[Hit]:
    """Secrets that are told."""
    for position in scan.anchors["secret"]:
        hit = next(
            (hit for read in (_told, _beside, _in_passing, _phrase, _before) if (hit := read(scan, position))), None
        )
        if hit:
            yield hit
    for position in scan.anchors["command"]:
        yield from _login(scan, position)


def _told(scan: Scan, position: int) -> Hit | None:
    """A value after a verb: 'my password for the bank is ...'."""
    match = _TOLD.match(scan.folded, position)
    if not match:
        return None
    start, end = match.span("quoted" if match["quoted"] else "bare")
    value = scan.plain[start:end] if match["quoted"] else scan.plain[start:end].rstrip(".,;!?)")
    before = scan.folded[max(0, position - 30) : position]
    own = bool(_OWN.search(before))
    if (
        (is_placeholder(value) and not (own and value.lower() in _LAZY))
        or says_nothing(value.lower())
        or is_reference(value)
        or _SHOWN.search(match["between"])
    ):
        return None
    if is_word(value):
        closed = match["end"] != " " or len(value) < end - start or bool(_GOES_ON.match(scan.folded, end))
        closed = closed or (own and not value.endswith(("ly", "mente")) and _is_odd(scan, end))
        told = match["password"] is not None and closed and _is_plainly_told(match, own or bool(_HELD.search(before)))
    else:
        told = is_varied(value) and _is_surely_told(match, value, own)
    return Hit("password", start, start + len(value), 0.9) if told else None


def _is_plainly_told(match: re.Match[str], held: bool) -> bool:
    """Whether a mere word is the value: 'minha senha é batata', and not 'the password to success is patience'."""
    return held and not match["set"] and not match["equals"] and bool(_WHOSE.match(match["between"]))


def _is_odd(scan: Scan, position: int) -> bool:
    """Whether the sentence ends after a few more words that say nothing of a password: '... is correct horse battery'."""
    rest = scan.folded[position : scan.sentence_end(position, 60)].rstrip(" .!\n")
    words = rest.split()
    plain = 1 <= len(words) <= 4 and all(map(str.isalpha, words)) and "\n" not in rest
    return plain and not any(says_nothing(word) or word in _LINKS or len(word) < 4 for word in words)


def _is_surely_told(match: re.Match[str], value: str, own: bool) -> bool:
    named = match["password"] is not None or match["code"] is not None
    loose = " " in value or match["set"] is not None
    return own or (named and not loose) or (len(value) >= 6 and has_digit(value))


def _beside(scan: Scan, position: int) -> Hit | None:
    """A value that follows its name without a verb: 'senha Abacate77', 'código de verificação 882910'."""
    match = _BESIDE.match(scan.folded, position)
    if not match:
        return None
    start, end = match.span("value")
    value = scan.plain[start:end]
    if not has_digit(value) or is_placeholder(value) or is_reference(value):
        return None
    pin = value.isdigit() and _fewest_digits(match["name"]) <= len(value) <= 12
    told = pin or (len(value) >= 6 and is_mixed(value))
    return Hit("password", start, end, 0.8) if told else None


def _fewest_digits(name: str) -> int:
    return 6 if name.startswith(("pass", "api")) else 3 if name.startswith("cv") else 4


def _in_passing(scan: Scan, position: int) -> Hit | None:
    """A value between commas: 'mi contraseña de siempre, Lucas2012, ya no funciona'."""
    match = _IN_PASSING.match(scan.folded, position)
    value = scan.plain[match.start("value") : match.end("value")] if match else ""
    nothing = is_placeholder(value) or says_nothing(value.lower()) or is_reference(value) or "-" in value
    return Hit("password", *match.span("value"), 0.8) if match and is_mixed(value) and not nothing else None


def _phrase(scan: Scan, position: int) -> Hit | None:
    """A passphrase of several words, or the words of a wallet."""
    match = _PHRASE.match(scan.folded, position)
    if not match or (match["seed"] and not _is_seed(match["seed"].replace(",", " ").split())):
        return None
    return Hit("password", *match.span("value" if match["value"] else "seed"), 0.8)


def _is_seed(words: list[str]) -> bool:
    """Whether `words` may open a wallet: they are drawn from a list, so hardly one comes twice, and none links."""
    return len(set(words)) >= len(words) - 2 and _LINKS.isdisjoint(words)


def _before(scan: Scan, position: int) -> Hit | None:
    """A value that stands before its name: 'I use monkey123 as my password'."""
    if not scan.folded.startswith(_NAMES_AFTER, position):
        return None
    quoted = _QUOTED_BEFORE.search(scan.plain, max(0, position - 90), position)
    if quoted and is_mixed(quoted["value"]) and not is_reference(quoted["value"]) and not is_dummy(quoted["value"]):
        return Hit("password", *quoted.span("value"), 0.7)
    match = _BEFORE_NAME.search(scan.folded, max(0, position - 60), position)
    value = match["value"] if match else ""
    pin = value.isdigit() and match is not None and match["own"] and scan.folded.startswith(_PINS, position)
    told = (is_mixed(value) or pin) and not is_reference(value) and not is_placeholder(value)
    return Hit("password", *match.span("value"), 0.8) if match and told else None


def _login(scan: Scan, position: int) -> Iterator[Hit]:
    """The password of a login: 'credenciais: admin/Sup3rS3nha', 'ssh root with Xk9#mPq2'."""
    pair = _PAIR.match(scan.folded, position)
    if pair and not pair["user"].isdigit() and not is_placeholder(pair["value"]) and is_varied(pair["value"]):
        yield Hit("password", *pair.span("value"), 0.9)
    account = _ACCOUNT.match(scan.folded, position) if _DIGIT_NEAR.match(scan.folded, position) else None
    if account and is_strong(scan.plain[account.start("value") : account.end("value")]):
        yield Hit("password", *account.span("value"), 0.7)
