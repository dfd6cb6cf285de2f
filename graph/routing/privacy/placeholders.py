"""Values that stand for a secret without being one, and words that speak of a secret without telling it."""

from __future__ import annotations

import re

_SLOT = re.compile(r"^\$[\w{(]|^%\w+%$|^[<{\[]")
_FORM = re.compile(
    r"^\$[a-z_{(]|^%\w+%$|^[<{\[]|\*{3}|\.\.\.|^[#\-_.x*0]+$|^(?:your|my_|sua?_|seu_|tu_|the_|some_|insert|enter|example|exemplo|ejemplo)\w*$"
    r"|x{6}|placeholder|redacted|(?:_|-)(?:here|aqui)$"
)
_DUMMY = re.compile(
    r"^(?:my|your|super|test|some|the)?[_\-]?(?:secret|password|passwd|senha|pass|pwd|token|key|contrasena)[_\-]?\d{0,4}!?$"
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
    ["muito", "too", "very", "not", "nao", "no", "so", "tao", "weak", "strong", "fraca", "fraco", "forte", "debil", "fuerte", "curta", "curto", "longa", "longo", "wrong", "errada", "errado", "expired", "expirada", "expirado", "expirou", "required", "obrigatoria", "obrigatorio", "obligatoria", "a", "an", "the", "o", "um", "uma", "un", "una", "el", "la", "que", "what", "stored", "saved", "salva", "armazenada", "hashed", "encrypted", "criptografada", "being", "sent", "enviada", "reset", "changed", "alterada", "segura", "seguro", "secure", "safe", "correct", "correta", "correto", "necessaria", "necesaria", "needed", "only", "just", "case", "used", "usada", "minimum", "minimo", "at", "in", "on", "from", "for", "by", "com", "con", "with", "sem", "sempre", "always", "still", "now", "then", "bloqueada", "locked", "blocked", "missing", "vazia", "importante", "important", "diferente", "different", "igual", "same", "esta", "pessoal", "personal", "unica", "unique", "composta", "gerada", "generated", "leaked", "vazada", "vazou", "compromised", "difficult", "dificil", "facil", "easy", "working", "funciona", "shown", "visible", "visivel", "set", "defined", "definida", "opcional", "simple", "simples", "requerida", "how", "como", "good", "boa", "bad", "ruim", "long", "short", "lost", "gone", "forgotten", "better", "one", "something", "algo", "never", "nunca", "hard", "enough", "suficiente", "muy", "incorrect", "incorreta", "incorreto", "invalid", "invalida", "invalido", "case-sensitive", "alphanumeric", "alfanumerica", "numerica", "numeric", "checked", "validated", "sendo", "feita", "feito", "pedida", "solicitada", "asked", "stolen", "roubada", "hacked", "hackeada", "public", "publica", "private", "privada", "shared", "compartilhada", "my", "minha", "your", "sua", "rejected", "recusada", "refused", "denied", "negada", "accepted", "aceita", "mandatory", "case-insensitive", "auto-generated", "read-only", "long-lived", "short-lived", "too-short", "user-defined"]
)  # fmt: skip

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
