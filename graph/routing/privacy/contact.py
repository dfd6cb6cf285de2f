"""E-mail addresses, also spelled out to hide them."""

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
_DUMMY_DOMAIN = re.compile(
    r"(?:[\w\-]+\.)?(?:example|exemplo|ejemplo|domain|dominio|yourdomain|seudominio|site|email|company|empresa|test|teste"
    r"|acme|foo|bar|localhost|mail|provider|provedor)\.(?:com|org|net|com\.br|br|es|edu|test|invalid|local|io)$"
)
_ROLES = (
    "user usuario username user1 user2 you voce your email e-mail name nome nombre test teste foo bar me someone "
    "alguem admin root info contact contato contacto support suporte soporte help ajuda sac noreply no-reply "
    "donotreply sales vendas ventas hello hi team security abuse webmaster postmaster press imprensa ouvidoria "
    "faleconosco atendimento billing jobs newsletter git first.last nome.sobrenome your.name seu.nome seuemail "
    "seu.email youremail your.email myemail example exemplo alice bob a b x"
)
_ROLE = frozenset(_ROLES.split())
_NEVER_PERSONAL = frozenset({"git", "noreply", "no-reply", "donotreply", "webmaster", "postmaster", "abuse"})
_OWNED = re.compile(
    r"\b(?:meu|minha|my|mi|our|nosso)\s+(?:\w+\s+){0,2}(?:e-?mail|correo|contato|contact|endereco|address)\b"
)


def find(scan: Scan) -> Iterator[Hit]:
    """E-mail addresses of persons."""
    for at in chain(_AT.finditer(scan.folded), _spelled_out(scan)):
        local = _LOCAL.search(scan.folded, max(0, at.start() - 64), at.start())
        domain = _DOMAIN.match(scan.folded, at.end())
        if local and domain and not _is_dummy(scan, local, domain, at.group()):
            yield Hit("email", local.start(), domain.end())


def _spelled_out(scan: Scan) -> Iterator[re.Match[str]]:
    for position in scan.anchors["at"]:
        at = _SPELLED_AT.match(scan.folded, max(0, position - 3)) or _SPELLED_AT.match(
            scan.folded, max(0, position - 2)
        )
        at = at or _SPELLED_AT.match(scan.folded, max(0, position - 1))
        if at and at.end() > position:
            yield at


def _is_dummy(scan: Scan, local: re.Match[str], domain: re.Match[str], at: str) -> bool:
    name = local.group()
    if name in _NEVER_PERSONAL or scan.folded[domain.end() : domain.end() + 1] == "(":
        return True
    if at.strip() in {"at", "arroba"} and ("." not in domain.group() or at == " at ") and not _spelled(domain.group()):
        return True
    if _OWNED.search(scan.folded, max(0, local.start() - 60), local.start()):
        return False
    return name in _ROLE and (
        bool(_DUMMY_DOMAIN.match(domain.group())) or name not in {"me", "a", "b", "x", "alice", "bob"}
    )


def _spelled(domain: str) -> bool:
    return bool(re.search(r"dot|ponto|punto", domain))
