"""Values that stand for a secret without being one, and words that speak of a secret without telling it."""

from __future__ import annotations

import re

_SLOT = re.compile(r"^\$[\w{(]|^%\w+%$|^[<{\[]")
_FORM = re.compile(
    r"^\$[a-z_{(]|^%\w+%$|^[<{\[]|\*{3}|\.\.\.|^[#\-_.x*0]+$"
    r"|^(?:your|my_|sua?_|seu_|tu_|the_|some_|insert|enter|example|exemplo|ejemplo)\w*$"
    r"|x{6}|placeholder|redacted|(?:_|-)(?:here|aqui)$"
)
_DUMMY = re.compile(
    r"^(?:my|your|super|test|some|the)?[_\-]?(?:secret|password|passwd|senha|pass|pwd|token|key|contrasena)"
    r"[_\-]?\d{0,4}!?$"
)
_WORDS = frozenset(
    [
        "changeme",
        "change_me",
        "hidden",
        "secret",
        "secreto",
        "segredo",
        "senha",
        "password",
        "passwd",
        "pass",
        "pwd",
        "token",
        "key",
        "chave",
        "clave",
        "contrasena",
        "user",
        "usuario",
        "username",
        "none",
        "null",
        "nil",
        "true",
        "false",
        "undefined",
        "todo",
        "tbd",
        "string",
        "str",
        "text",
        "foo",
        "bar",
        "baz",
        "test",
        "teste",
        "api_key",
        "apikey",
        "value",
        "valor",
        "empty",
        "vazio",
        "required",
        "optional",
        "test_password",
        "md5",
        "sha1",
        "sha256",
        "sha512",
        "bcrypt",
        "argon2",
        "utf-8",
        "utf8",
        "base64",
        "oauth2",
        "oauth",
        "jwt",
        "aes256",
        "aes-256",
        "2fa",
        "pbkdf2",
        "scrypt",
        "rs256",
        "hs256",
        "n/a",
    ]
)
_TALK = frozenset(
    "a about accepted aceita alfanumerica algo alphanumeric alterada always an antiga antigo aquela aquele aquilo armazenada asked at auto-generated bad "
    "being better blocked bloqueada boa by case case-insensitive case-sensitive changed checked com como "
    "compartilhada composta compromised con correct correta correto criptografada curta curto debil defined "
    "definida denied diferente different difficult dificil easy el encrypted enough enviada errada errado esta "
    "expirada expirado expired expirou facil feita feito for forgotten forte fraca fraco from fuerte funciona "
    "generated gerada gone good hackeada hacked hard hashed how igual important importante in incorrect incorreta "
    "incorreto invalid invalida invalido just la leaked locked long long-lived longa longo lost mandatory minha "
    "minimo minimum mesma mesmo missing muito muy my nao necesaria necessaria needed negada never no not now numeric numerica "
    "nunca o obligatoria obrigatoria obrigatorio on one only opcional pedida personal pessoal privada private "
    "public publica que read-only recusada refused rejected requerida required reset roubada ruim safe salva same "
    "saved secure segura seguro sem sempre sendo sent set shared short short-lived shown simple simples so "
    "solicitada something somewhere still stolen stored strong sua suficiente tao the then too too-short um uma un una "
    "unica unique usada used user-defined validated vazada vazia vazou very visible visivel weak what with "
    "working wrong your".split()
)
_DESCRIBES = re.compile(
    r"^[a-z\-]+(?:ed|ing|able|ible|ive|ous|ful|less|ado|ada|ido|ida|ados|idas|vel|oso|osa|ente|ivo|iva|orio|oria)$"
)


def is_placeholder(value: str) -> bool:
    """Whether `value` stands where a secret would, as `$PASSWORD`, `<token>` or `your_key` do."""
    value = value.strip("\"'").lower()
    return value in _WORDS or bool(_FORM.search(value))


def is_dummy(value: str) -> bool:
    """Whether code would hold `value` in an example: `password123`, `mysecret`."""
    return bool(_DUMMY.match(value.strip("\"'").lower()))


def is_variable(value: str) -> bool:
    """Whether `value` is a variable or a slot of a template: `$PASSWORD`, `<token>`, `{{key}}`, `%PWD%`."""
    return bool(_SLOT.search(value))


def says_nothing(word: str) -> bool:
    """Whether the lower-case `word` describes a secret ('my password is weak') instead of telling it."""
    return word in _TALK or bool(_DESCRIBES.search(word))
