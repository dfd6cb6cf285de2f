"""E-mail addresses of persons, also spelled out to hide them; not those of roles, machines and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from .patterns import any_of
from .scan import Hit, Scan

_AT = re.compile("@")
_SPELLED_AT = re.compile(r"\s?[\[({]\s?(?:at|arroba)\s?[\])}]\s?|\s(?:at|arroba)\s")
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._%+\-]{0,63}$")
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|ponto|punto)\s?[\])}]\s?|\s(?:dot|ponto|punto)\s)"
_DOMAIN = re.compile(rf"[a-z0-9][a-z0-9\-]{{0,62}}(?:{_DOT}[a-z0-9\-]{{1,62}}){{0,4}}{_DOT}[a-z]{{2,24}}(?![a-z0-9])")
_EXAMPLES = any_of(
    "example exemplo ejemplo (?:your|seu|my)?(?:domain|dominio) site email company empresa test teste acme foo "
    "bar localhost mail provider provedor"
)
_EXAMPLE_DOMAIN = re.compile(
    rf"(?:[\w\-]+\.)?{_EXAMPLES}\.(?:com|org|net|com\.br|br|es|edu|test|invalid|local|io)$"
    r"|.+\.(?:example|test|invalid)$"
)
_ROLES = frozenset(
    "admin ajuda alerts alguem atendimento billing contact contacto contato devops e-mail email example "
    "exemplo faleconosco first.last hello help hi hr imprensa info jobs marketing myemail myname name "
    "newsletter nombre nome nome.sobrenome office ops ouvidoria press reports rh root sac sales secretaria "
    "security seu.email seu.nome seuemail someone soporte suporte support team test teste user user1 user2 "
    "username usuario vendas ventas voce you your your.email your.name youremail".split()
)
_NOBODIES = frozenset(
    "a alice b bar baz beltrano bob ciclano foo fulana fulano jane jane.doe janedoe jdoe joe john john.doe "
    "johndoe me x".split()
)
_MACHINES = frozenset({"git", "noreply", "no-reply", "donotreply", "webmaster", "postmaster", "abuse", "mailer-daemon"})
_OWNED = re.compile(
    r"\b(?:meu|minha|my|mi|our|nosso)\s+(?:\w+\s+){0,2}(?:e-?mail|correo|contato|contact|endereco|address)\b"
    r"|\b(?:pix|chave)\b"
)


def find(scan: Scan) -> Iterator[Hit]:
    """E-mail addresses of persons."""
    for at in chain(_AT.finditer(scan.folded), _spelled_out(scan)):
        local = _LOCAL.search(scan.folded, max(0, at.start() - 64), at.start())
        domain = _DOMAIN.match(scan.folded, at.end())
        if local and domain and _is_plausible(at.group(), domain.group()) and _is_personal(scan, local, domain):
            yield Hit("email", local.start(), domain.end())


def _spelled_out(scan: Scan) -> Iterator[re.Match[str]]:
    for position in scan.anchors["at"]:
        starts = range(max(0, position - 3), position)
        at = next((match for start in starts if (match := _SPELLED_AT.match(scan.folded, start))), None)
        if at:
            yield at


def _is_plausible(at: str, domain: str) -> bool:
    """Whether a spelled-out address is spelled out: 'at' between plain words is a preposition."""
    return at.strip() not in {"at", "arroba"} or bool(re.search("dot|ponto|punto", domain))


def _is_personal(scan: Scan, local: re.Match[str], domain: re.Match[str]) -> bool:
    name = local.group()
    if name in _MACHINES or scan.folded[domain.end() : domain.end() + 1] == "(":
        return False
    if _OWNED.search(scan.folded, max(0, local.start() - 60), local.start()):
        return True
    return name not in _ROLES and not (name in _NOBODIES and _EXAMPLE_DOMAIN.match(domain.group()))
