"""Findings of any text: sorted, apart, inside it; the same however the text is disguised; nothing is written."""

from __future__ import annotations

import json
import logging
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from super_agent.graph.routing.privacy import detect

PIECES = st.sampled_from(
    [
        "CPF 529.982.247-25",
        "cpf",
        "meu",
        "minha mãe",
        "tem diabetes",
        "é",
        "R$ 10 mil",
        "devo",
        "senha:",
        "Gato#2024",
        "ana@firma.com",
        "(61) 99999-8888",
        "+1 415 555 2671",
        "IBAN DE89 3704 0044 0532 0130 00",
        "Rua das Flores, 12",
        ", apto 3",
        "CEP 70000-000",
        "nasci em 1/2/1990",
        "-----BEGIN PRIVATE KEY-----",
        "\n",
        ". ",
        ", ",
        "não envie",
        "para a nuvem",
        "isso é confidencial",
        "João da Silva",
        "Atenciosamente, ",
        "１２３",
        "\u200b",
        "é",
        "😀",
        "[CPF_1]",
        "\\u00e9",
        "\\n",
        "&#53;",
        "&amp;",
        "%40",
        "%C3%A9",
        "https://a:b1@c.d/",
        "Bearer abc1234567",
        "{",
        '"',
        "'",
        "\t",
        "你好",
        "İ",
        "ﬁ",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=14).map(" ".join))

DISGUISES = {
    "plain": lambda text: text,
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "zero width": lambda text: "\u200b".join(text),
    "non-breaking hyphens": lambda text: text.replace("-", "\u2011"),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "JSON": lambda text: json.dumps({"texto": text}),
    "JSON in JSON": lambda text: json.dumps(json.dumps([text])),
    "every character of JSON": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "HTML": lambda text: "".join(f"&#{ord(c)};" if c.isdigit() else c for c in text),
    "HTML in hex": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "an address": lambda text: quote(text),
    "superscript digits": lambda text: text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "circled digits": lambda text: text.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")),
    "keycaps": lambda text: "".join(f"{c}\ufe0f\u20e3" if c.isdigit() else c for c in text),
    "arabic digits": lambda text: "".join(chr(0x0660 + int(c)) if c.isascii() and c.isdigit() else c for c in text),
    "bold digits": lambda text: "".join(chr(0x1D7CE + int(c)) if c.isascii() and c.isdigit() else c for c in text),
    "combining accents": lambda text: "".join(f"{c}\u0301" if c in "aeio" else c for c in text),
}
PRIVATE = {
    "cpf": "o CPF 529.982.247-25 consta aqui",
    "phone": "telefone (61) 99999-8888 para contato",
    "card": "cartao 4539 1488 0343 6467",
    "iban": "IBAN DE89 3704 0044 0532 0130 00",
    "ssn": "SSN 205-74-5588",
}


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_findings_are_sorted_apart_and_inside_the_text(text: str) -> None:
    found = detect(text)
    edges = [edge for finding in found for edge in (finding.start, finding.end)]
    assert edges == sorted(edges)
    assert all(finding.start < finding.end <= len(text) for finding in found)
    assert found == detect(text)


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("kind", PRIVATE)
def test_a_disguise_hides_nothing(kind: str, disguise: str) -> None:
    text = DISGUISES[disguise](PRIVATE[kind])
    assert kind in {finding.kind for finding in detect(text)}


@pytest.mark.parametrize("disguise", ["HTML", "HTML in hex", "an address", "every character of JSON"])
def test_a_span_covers_whole_escapes(disguise: str) -> None:
    text = DISGUISES[disguise]("antes 529.982.247-25 depois")
    (finding,) = [finding for finding in detect(text) if finding.kind == "cpf"]
    assert text[finding.start : finding.end] == DISGUISES[disguise]("529.982.247-25")


@pytest.mark.parametrize("disguise", ["zero width", "combining accents", "full width"])
def test_a_span_covers_the_original_characters(disguise: str) -> None:
    text = DISGUISES[disguise]("antes 529.982.247-25 depois")
    (finding,) = [finding for finding in detect(text) if finding.kind == "cpf"]
    covered = text[finding.start : finding.end]
    assert covered.strip("\u200b") == DISGUISES[disguise]("529.982.247-25")
    assert text[: finding.start].strip("\u200b ") == DISGUISES[disguise]("antes ").strip("\u200b ")


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        detect("meu CPF é 529.982.247-25 e minha senha é Gato#2024, +55 61 99999-8888")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
