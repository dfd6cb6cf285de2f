"""A value that a setting cannot take, in one line: the variable, the value and what is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import ValidationError
from pydantic.fields import FieldInfo


def one_line(error: ValidationError, fields: Mapping[str, FieldInfo]) -> str:
    """The first thing that is wrong; a key, and an address with a password, are not shown."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    field = next((field for key, field in fields.items() if name in (key, field.alias)), None)
    variable = (field and field.alias) or name
    told = first["msg"].removeprefix("Value error, ")
    return f"{variable}={_shown(variable, first.get('input'))}: " + (
        told if field is None or first["type"] == "value_error" else f"{_accepted(field)} is accepted"
    )


def _accepted(field: FieldInfo) -> str:
    if get_origin(field.annotation) is Literal:
        *most, last = map(repr, get_args(field.annotation))
        return f"{', '.join(most)} or {last}"
    if field.annotation in (bool, str):
        return "true or false" if field.annotation is bool else "a text"
    kind = "a number" if field.annotation is float else "a whole number"
    return " ".join([kind, *filter(None, map(_bound, field.metadata))])


def _bound(limit: object) -> str:
    match limit:
        case Gt(gt=value):
            return f"greater than {value}"
        case Ge(ge=value):
            return f"from {value}"
        case Le(le=value):
            return f"up to {value}"
    return ""


def _shown(variable: str, value: Any) -> str:
    return "<hidden>" if "KEY" in variable.upper() or "@" in str(value) else repr(value)
