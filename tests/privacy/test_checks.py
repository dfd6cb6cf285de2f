"""Check digits: numbers that are known to be right, and every slip of one digit is seen."""

from __future__ import annotations

import pytest
from super_agent.graph.routing.privacy import checks

RIGHT = {
    "cpf": ["52998224725", "11144477735", "12345678909"],
    "cnpj": ["16727230000197", "11222333000181"],
    "pis": ["12056412278"],
    "cns": ["898000000043208"],
    "cnh": ["69044271146", "62472927637"],
    "voter_id": ["004356870906", "102385010671"],
    "card": ["4539148803436467", "5555555555554444", "378282246310005", "6062825624254001"],
}


@pytest.mark.parametrize(("kind", "digits"), [(kind, digits) for kind, all_ in RIGHT.items() for digits in all_])
def test_right_check_digits_pass(kind: str, digits: str) -> None:
    assert checks.CHECKS[kind](digits)


@pytest.mark.parametrize(("kind", "digits"), [(kind, all_[0]) for kind, all_ in RIGHT.items()])
def test_a_slip_in_the_last_digit_fails(kind: str, digits: str) -> None:
    slips = [digits[:-1] + other for other in "0123456789" if other != digits[-1]]
    assert not any(map(checks.CHECKS[kind], slips))


@pytest.mark.parametrize("kind", ["cpf", "cnpj", "card"])
def test_one_digit_repeated_is_nobodys(kind: str) -> None:
    size = len(RIGHT[kind][0])
    assert not any(checks.CHECKS[kind](digit * size) for digit in "0123456789")


def test_letters_and_digits() -> None:
    assert checks.cnpj("12ABC34501DE35")
    assert not checks.cnpj("12ABC34501DE36")
    assert checks.iban("GB29 NWBK 6016 1331 9268 19")
    assert not checks.iban("GB29 NWBK 6016 1331 9268 18")
    assert checks.dni("12345678Z")
    assert not checks.dni("12345678A")
    assert checks.phone("+5561999998888")
    assert not checks.phone("+55619")
    assert not checks.ssn("000123456")
