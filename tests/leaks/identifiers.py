"""Private things made by a seeded generator: valid numbers, addresses, credentials, and sentences that tell them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from string import ascii_letters, ascii_uppercase, digits
from typing import NamedTuple

from stdnum import luhn
from stdnum.br import cnpj, cpf
from stdnum.es import dni
from stdnum.iso7064 import mod_97_10


class Private(NamedTuple):
    """One private thing: `value` must appear nowhere outside, `told` is a sentence that holds it."""

    kind: str
    value: str
    told: str
    secret: bool = False


def make(random: Random, kinds: tuple[str, ...] = ()) -> Private:
    """A private thing of one of `kinds` (all of them, if none is named)."""
    kind = random.choice(kinds or tuple(MAKERS))
    value, sentences = MAKERS[kind](random)
    return Private(kind, value, random.choice(sentences).format(value), kind in SECRETS)


Made = tuple[str, tuple[str, ...]]


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices(digits, k=count))


def _word(random: Random, size: int) -> str:
    return "".join(random.choices(ascii_letters + digits, k=size))


def _punctuated(random: Random, number: str, form: str) -> str:
    """The number with or without the punctuation of `form`, in which each # is a character of it."""
    if random.random() < 0.3:
        return number
    rest = iter(number)
    return "".join(next(rest) if mark == "#" else mark for mark in form)


def _cpf(random: Random) -> Made:
    base = _digits(random, 9)
    number = next(number for end in range(100) if cpf.is_valid(number := f"{base}{end:02d}"))
    sentences = ("Meu CPF é {}.", "O CPF do cliente é {}.", "My CPF number is {}.", "Mi CPF es {}.")
    return _punctuated(random, number, "###.###.###-##"), sentences


def _cnpj(random: Random) -> Made:
    letters = digits if random.random() < 0.5 else digits + ascii_uppercase
    base = random.choice(digits) + "".join(random.choices(letters, k=7)) + "0001"
    number = base + cnpj.calc_check_digits(base)
    return _punctuated(random, number, "##.###.###/####-##"), ("O CNPJ da empresa é {}.", "Our CNPJ is {}.")


def _card(random: Random) -> Made:
    base = random.choice(("4", "51", "52", "53")) + _digits(random, 14)
    base = base[:15]
    number = base + luhn.calc_check_digit(base)
    return _punctuated(random, number, "#### #### #### ####"), ("O cartão de crédito é {}.", "My credit card is {}.")


def _iban(random: Random) -> Made:
    body = "".join(_digits(random, 20))
    number = f"ES{mod_97_10.calc_check_digits(body + 'ES')}{body}"
    return _punctuated(random, number, "#### #### #### #### #### ####"), ("El IBAN es {}.", "Pay to the IBAN {}.")


def _dni(random: Random) -> Made:
    base = _digits(random, 8)
    return base + dni.calc_check_digit(base), ("Mi DNI es {}.", "El DNI de la paciente es {}.")


def _email(random: Random) -> Made:
    name = _word(random, 9).lower()
    return f"{name}.souza@{random.choice(('gmail.com', 'empresa.com.br'))}", ("Meu e-mail é {}.", "Write to {}.")


def _phone(random: Random) -> Made:
    number = f"{random.choice(('11', '21', '61', '85'))}9{_digits(random, 8)}"
    return _punctuated(random, number, "(##) #####-####"), ("Meu telefone é {}.", "O celular dela é {}.")


def _token(random: Random) -> Made:
    value = random.choice(("ghp_" + _word(random, 36), "sk-" + _word(random, 40), "AKIA" + _upper(random, 16)))
    return value, ("A chave da API é {}.", "Use the token {}.", "El token es {}.")


def _upper(random: Random, size: int) -> str:
    return "".join(random.choices(ascii_uppercase + digits, k=size))


def _password(random: Random) -> Made:
    value = f"{_word(random, 6)}#{_digits(random, 4)}!{_word(random, 3)}"
    return value, ("A senha do banco é {}.", "My password is {}.", "La contraseña es {}.")


def _login(random: Random) -> Made:
    value = _word(random, 14)
    return value, ("A conexão é postgres://admin:{}@db.interno:5432/vendas.",)


def _declared(random: Random) -> Made:
    value = f"Zéfiro-{_digits(random, 8)}"
    return value, ("Não envie isto para a nuvem: o projeto {}.", "Keep this local: the project {} is confidential.")


MAKERS: dict[str, Callable[[Random], Made]] = {
    "cpf": _cpf, "cnpj": _cnpj, "card": _card, "iban": _iban, "dni": _dni, "email": _email, "phone": _phone,
    "token": _token, "password": _password, "login": _login, "declared": _declared,
}  # fmt: skip
SECRETS = frozenset({"token", "password", "login", "declared"})
PERSONAL = tuple(kind for kind in MAKERS if kind not in SECRETS)
