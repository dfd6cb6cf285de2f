"""What the value of a secret looks like, and what a name of code or a word of talk looks like instead."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter

from .placeholders import is_placeholder

_WORD = re.compile(r"[a-z_]+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*")
_REFERENCE = re.compile(
    r"^[a-z_]\w*(?:\.[a-zA-Z_]\w*)+$|^[A-Z][A-Z_]{3,}$|^[A-Z][A-Z0-9]*_[A-Z0-9_]*$"
    r"|^(?:os|env|process|self|this|config|settings|request|vault)\b"
    r"|://|^[./~]|^\d{1,2}-\d{1,2}$|^\W+$|^%|\$\{|\{\{",
    re.ASCII,
)
_UNUSUAL = re.compile(r"[^\w.,:\-/]|[a-z][A-Z].*[A-Z]")
_SIGN = re.compile(r"[!#$%&*?^+]|\w[@_]\d|\d[@_]\w")
_BASE32 = re.compile("[A-Z2-7]{16,64}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def has_digit(value: str) -> bool:
    """Whether there is a digit in `value`."""
    return any(map(str.isdigit, value))


def is_mixed(value: str) -> bool:
    """Whether `value` has both letters and digits."""
    return has_digit(value) and any(map(str.isalpha, value))


def is_word(value: str) -> bool:
    """Whether `value` may be a word of prose or a name in code: letters alone."""
    return bool(_WORD.fullmatch(value))


def is_reference(value: str) -> bool:
    """Whether `value` names a place where a secret is kept: a variable, an attribute, a path, a URL."""
    return bool(_REFERENCE.search(value))


def is_varied(value: str) -> bool:
    """Whether `value` looks chosen or made for secrecy: digits, or signs that words do not have."""
    return has_digit(value) or bool(_UNUSUAL.search(value))


def is_strong(value: str) -> bool:
    """Whether `value` has what password rules ask for: letters, digits and a sign that names do not have."""
    value = value.rstrip(".,;:?")
    signed = bool(_SIGN.search(value[1:])) and "://" not in value and "=" not in value
    return signed and is_mixed(value) and not is_placeholder(value) and not is_reference(value)


def is_random(value: str) -> bool:
    """Whether `value` looks made by a machine; a UUID does not count, since most name things."""
    digits = sum(map(str.isdigit, value))
    cased = value not in {value.lower(), value.upper()} and digits > 0 and entropy(value) > 3.8
    if _BASE32.fullmatch(value) and digits:
        return True
    random = (cased or (digits >= 3 and entropy(value) > 3)) and any(map(str.isalpha, value))
    return random and value.count("_") < 2 and not _UUID.fullmatch(value) and not is_placeholder(value)


def is_login(encoded: str) -> bool:
    """Whether base64 `encoded` is the 'user:password' of HTTP basic authentication (RFC 7617)."""
    try:
        return b":" in base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return False


def entropy(value: str) -> float:
    """Shannon entropy of the characters of `value`, in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)
