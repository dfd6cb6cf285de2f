"""Time grows with the length of a text, not faster, whatever is repeated in it.

A ratio of two measurements of processor time, so that the machine does not matter: four times the text may take
eight times as long, where a square would take sixteen.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from super_agent.graph.routing.privacy import Redactor, detect

SHORT, LONG = 8_000, 32_000
MOST = 8.0
FLOOR = 0.003
"""Seconds under which a measurement is noise."""
UNITS = [
    "a",
    "A",
    "1",
    "1 ",
    "1.",
    "1.1 ",
    "1-",
    "(1",
    "+1",
    "@",
    "a@",
    "a.b@",
    "a@b.",
    "a@b.c",
    "://",
    "a://b:c@",
    "-----BEGIN ",
    "-----BEGIN PRIVATE KEY-----\nMII",
    "senha ",
    "senha: ",
    "senha é ",
    "password=",
    "password: 'a",
    "minha mãe ",
    "rua a ",
    "12 Oak ",
    "1 Oak Street ",
    "eyJ",
    "eyJaaaaaaaa.",
    "-eyJaaaaaaaa",
    "-----BEGIN PRIVATE KEY-----!!\n",
    "\\u00e9",
    "\\\\",
    "%41",
    "&#53;",
    "&eacute;",
    "vpn:",
    "usuario:admin:[",
    "login:a1b2c3d4e5(",
    "sk-",
    "Ana ",
    "Ana da ",
    "\n",
    "\n\n",
    " ",
    "é",
    "́",
    "[CPF_1",
    "[",
    "não envie ",
    "entre ",
    "A.B.",
    "mysql -p ",
    "curl -u ",
    "key a1b2",
    "seed phrase word ",
    "conta 1",
    "DE89 ",
    "de de ",
    "x's ",
    "$ 1",
    "\ncpf: 12345678901 ",
    "529.982.247-25 ",
    "nasci em 1",
    "tenho diabetes ",
    "devo R$ 10 mil. ",
    "SQN 1 bloco A ",
    "Bearer a1",
    "arroba b ponto ",
    "12:34 ",
    "😀",
    "你好",
    "\n'",
    '"',
    "a_",
    "--",
    ":",
    ", ",
    ". ",
    "no. ",
    "C ",
    "Ab",
]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        detect(text)
        best = min(best, time.process_time() - start)
    return best


def grows_too_fast(unit: str) -> bool:
    short, long = ((unit * (size // len(unit) + 1))[:size] for size in (SHORT, LONG))
    return seconds(long) > max(FLOOR, seconds(short)) * MOST


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_repeated(unit: str) -> None:
    detect(unit)
    assert not grows_too_fast(unit) or not grows_too_fast(unit)


@given(st.lists(st.sampled_from(UNITS), min_size=2, max_size=4).map("".join))
@settings(max_examples=15, deadline=None)
def test_repeated_mixtures(unit: str) -> None:
    assert not grows_too_fast(unit) or not grows_too_fast(unit)


def test_redaction_of_many_values_is_not_square() -> None:
    def cost(count: int) -> float:
        text = "".join(f"e-mail ana{number}@firma.com.br; " for number in range(count))
        start = time.process_time()
        redactor = Redactor()
        assert redactor.restore(redactor.redact(text)) == text
        return time.process_time() - start

    cost(10)
    assert cost(400) < max(FLOOR, cost(100)) * 16
