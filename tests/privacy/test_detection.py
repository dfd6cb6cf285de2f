"""What is found and what is left alone, detector by detector.

`cases/<kind>.txt` holds one text a line (`\\n` is a line break): `+` must have a finding of that kind, `-` none at
all. A `-` line is a near miss: it has the words or the form of the kind and is nobody's.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from super_agent.graph.routing.privacy import SECRET_KINDS, detect, label

CASES = Path(__file__).parent / "cases"
ALSO = {
    "address": {"postcode"},
    "cnh": {"dni"},
    "password": {"token", "credential_url"},
    "pix": {"phone", "cpf", "email"},
    "rg": {"id_number"},
    "token": {"password"},
}
"""Kinds that a text of another kind may have instead: a Pix key may be a phone number."""
ANY_KIND = {"identifiers", "id_number"}


def wrong(kind: str, line: str) -> bool:
    mark, text = line[0], line[2:].replace("\\n", "\n")
    kinds = {finding.kind for finding in detect(text)}
    wanted = kinds if kind in ANY_KIND else kinds & {kind, *ALSO.get(kind, set())}
    return bool(kinds) if mark == "-" else not wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert {line[:2] for line in lines} <= {"+ ", "- "}
    assert [line for line in lines if wrong(path.stem, line)] == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_detector_has_positives_and_near_misses(path: Path) -> None:
    marks = [line[0] for line in path.read_text(encoding="utf-8").splitlines()]
    assert marks.count("-") >= 3
    assert path.stem == "clean" or marks.count("+") >= 3


def test_the_label_is_that_of_the_gravest_finding() -> None:
    personal, secret, clean = "meu CPF é 529.982.247-25", "minha senha é Gato#2024", "Qual a capital do Peru?"
    assert label([clean]).level == "none"
    assert label([clean, personal]).level == "personal"
    assert label([clean, personal, secret]).level == "secret"
    assert label([secret, personal]).kinds == ("cpf", "password")
    assert not label([])


def test_what_the_user_declares_never_leaves_even_redacted() -> None:
    assert "declared" in SECRET_KINDS
    assert label(["Não envie isto para a nuvem: resuma a ata."]).level == "secret"


def test_several_findings_of_one_text_keep_their_places() -> None:
    text = "Nome: Ana Paula Oliveira, CPF: 111.222.333-44, e-mail ana@firma.com.br, celular 11 98765-4321"
    found = [(finding.kind, text[finding.start : finding.end]) for finding in detect(text)]
    assert found == [
        ("name", "Ana Paula Oliveira"),
        ("cpf", "111.222.333-44"),
        ("email", "ana@firma.com.br"),
        ("phone", "11 98765-4321"),
    ]


def test_a_health_fact_around_an_identifier_leaves_nothing_out() -> None:
    text = "Minha mãe, CPF 529.982.247-25, foi diagnosticada com câncer."
    covered = "".join(text[finding.start : finding.end] for finding in detect(text))
    assert "529.982.247-25" in covered
    assert "diagnosticada" in covered
