"""Check digits and issuer ranges. Libraries are imported at the first number that needs them."""

from __future__ import annotations

from collections.abc import Callable

_BASE36 = {char: str(value) for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def cpf(digits: str) -> bool:
    """Whether `digits` (11) is a CPF with right check digits and not one digit repeated."""
    first = _mod11(digits, range(10, 1, -1)) * 10 % 11 % 10
    second = _mod11(digits, range(11, 1, -1)) * 10 % 11 % 10
    return digits[9:] == f"{first}{second}" and len(set(digits)) > 1


def cnpj(text: str) -> bool:
    """Whether `text` (14 characters, letters allowed before the check digits) is a valid CNPJ."""
    from stdnum.br import cnpj as module

    return len(set(text)) > 1 and bool(module.is_valid(text))


def ssn(digits: str) -> bool:
    """Whether `digits` (9) may be a United States social security number."""
    from stdnum.us import ssn as module

    return bool(module.is_valid(digits))


def iban(text: str) -> bool:
    """Whether `text` is an IBAN whose check digits and country form are right."""
    plain = "".join(filter(str.isalnum, text)).upper()
    if int("".join(_BASE36[char] for char in plain[4:] + plain[:4])) % 97 != 1:
        return False
    from stdnum import iban as module

    return bool(module.is_valid(plain))


def dni(text: str) -> bool:
    """Whether `text` is a Spanish DNI or NIE with the right letter."""
    from stdnum.es import nif as module

    return bool(module.is_valid(text))


def phone(text: str, region: str | None = None) -> bool:
    """Whether `text` is a phone number in use, in `region` when it has no country code."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def card(digits: str) -> bool:
    """Whether `digits` has the prefix and length of a card network and passes the Luhn check."""
    from stdnum import luhn

    return len(set(digits)) > 1 and _network(digits) and bool(luhn.is_valid(digits))


def _network(digits: str) -> bool:
    size, two, three, four = len(digits), int(digits[:2]), int(digits[:3]), int(digits[:4])
    if digits[0] == "4":
        return size in {13, 16, 19}
    if two in {34, 37}:
        return size == 15
    if two in {36, 38, 39} or 300 <= three <= 305:
        return size == 14
    mastercard = 51 <= two <= 55 or 2221 <= four <= 2720
    discover = four == 6011 or two == 65 or 644 <= three <= 649
    local = four in {5067, 5090, 6277, 6363, 6062, 6370, 6504, 6505, 6516, 6550} or 3528 <= four <= 3589
    return size == 16 and (mastercard or discover or local or two == 62 or two in {50, 56, 57, 58, 63, 67})


def _mod11(digits: str, weights: range | tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11


def pis(digits: str) -> bool:
    """Whether `digits` (11) is a PIS/PASEP/NIT with the right check digit (modulo 11, 3298765432)."""
    rest = 11 - _mod11(digits, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2))
    return len(set(digits)) > 1 and (0 if rest > 9 else rest) == int(digits[10])


def cns(digits: str) -> bool:
    """Whether `digits` (15) is a Brazilian health card: weights 15 to 1 sum to a multiple of 11."""
    return digits[0] in "12789" and len(set(digits)) > 2 and _mod11(digits, range(15, 0, -1)) == 0


def cnh(digits: str) -> bool:
    """Whether `digits` (11) is a Brazilian driving licence with right check digits (DENATRAN's modulo 11)."""
    if len(set(digits)) == 1:
        return False
    first = _mod11(digits, range(9, 0, -1))
    discount, first = (2, 0) if first > 9 else (0, first)
    second = _mod11(digits, range(1, 10)) - discount
    second = second + 11 if second < 0 else second
    return digits[9:] == f"{first}{0 if second > 9 else second}"


def voter_id(digits: str) -> bool:
    """Whether `digits` (12) is a título de eleitor: state 01 to 28 and two modulo 11 digits."""
    if not 1 <= int(digits[8:10]) <= 28:
        return False
    lenient = digits[8:10] in {"01", "02"}
    first = _mod11(digits, range(2, 10))
    first = 1 if first == 0 and lenient else 0 if first > 9 else first
    second = (int(digits[8]) * 7 + int(digits[9]) * 8 + first * 9) % 11
    second = 1 if second == 0 and lenient else 0 if second > 9 else second
    return digits[10:] == f"{first}{second}"


CHECKS: dict[str, Callable[[str], bool]] = {
    "cpf": cpf, "cnpj": cnpj, "ssn": ssn, "card": card, "pis": pis, "cns": cns, "cnh": cnh, "voter_id": voter_id,
}  # fmt: skip
"""The check of each kind of number that has one, over its digits alone."""
_SIZES = {"cpf": 11, "cnpj": 14, "ssn": 9, "pis": 11, "cns": 15, "cnh": 11, "voter_id": 12}


def check_size(kind: str) -> int:
    """How many digits the check of `kind` reads; 0 when it takes several lengths or there is none."""
    return _SIZES.get(kind, 0)
