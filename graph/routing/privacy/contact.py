"""E-mail addresses of persons, also spelled out to hide them; not those of roles, machines and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from .scan import Hit, Scan

_AT = re.compile("@")
_SPELLED_AT = re.compile(r"\s?[\[({]\s?(?:at|arroba)\s?[\])}]\s?|\s(?:at|arroba)\s")
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._%+\-]{0,63}$")
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|ponto|punto)\s?[\])}]\s?|\s(?:dot|ponto|punto)\s)"
_DOMAIN = re.compile(rf"[a-z0-9][a-z0-9\-]{{0,62}}(?:{_DOT}[a-z0-9\-]{{1,62}}){{0,4}}{_DOT}[a-z]{{2,24}}(?![a-z0-9])")
_EXAMPLE_DOMAIN = re.compile(
    r"(?:[\w\-]+\.)?(?:example|exemplo|ejemplo|(?:your|seu|my)?(?:domain|dominio)|site|email|company|empresa|test|teste|acme|foo|bar"
    r"|localhost|mail|provider|provedor)\.(?:com|org|net|com\.br|br|es|edu|test|invalid|local|io)$|.+\.(?:example|test|invalid)$"
)
_ROLES = frozenset(
    "user usuario username user1 user2 you voce your email e-mail name nome nombre test teste someone alguem admin root info "
    "contact contato contacto support suporte soporte help ajuda sac sales vendas ventas hello hi team security press imprensa "
    "ouvidoria faleconosco atendimento billing jobs newsletter ops devops alerts reports hr rh marketing office secretaria "
    "first.last nome.sobrenome your.name seu.nome seuemail seu.email youremail your.email myemail myname example exemplo".split()
)
_NOBODIES = frozenset(
    "john.doe jane.doe johndoe janedoe jdoe fulano fulana ciclano beltrano joe jane john foo bar baz me alice bob a b x".split()
)
_MACHINES = frozenset({"git", "noreply", "no-reply", "donotreply", "webmaster", "postmaster", "abuse", "mailer-daemon"})
_OWNED = re.compile(
    r"\b(?:meu|minha|my|mi|our|nosso)\s+(?:\w+\s+){0,2}(?:e-?mail|correo|contato|contact|endereco|address)\b|\b(?:pix|chave)\b"
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
