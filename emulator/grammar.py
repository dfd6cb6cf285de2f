"""The `format` of a request: a JSON value that satisfies it, as a constrained model would write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .checks import AskError
from .gojson import dumps

_DEPTH = 8


def check(form: Any) -> None:
    """Refuse a `format` that is neither "json" nor a schema, with the server's 500."""
    if form is None or form == "json" or isinstance(form, Mapping):
        return
    shown = json.dumps(dumps(form))
    raise AskError(500, f'invalid format: {shown}; expected "json" or a valid JSON Schema object', late=True)


def sample(form: Any) -> str:
    """A JSON text that `form` allows."""
    return json.dumps(
        _value(form, form, 0) if isinstance(form, Mapping) else {"answer": "emulated"}, ensure_ascii=False
    )


def _value(schema: Any, root: Mapping[str, Any], depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > _DEPTH:
        return None
    if "$ref" in schema:
        return _value(_resolve(str(schema["$ref"]), root), root, depth + 1)
    for chosen in ("const", "default"):
        if chosen in schema:
            return schema[chosen]
    if schema.get("enum"):
        return schema["enum"][0]
    for several in ("anyOf", "oneOf", "allOf"):
        if schema.get(several):
            return _value(schema[several][0], root, depth + 1)
    return _of_type(schema, root, depth)


def _of_type(schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> Any:
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties") or {}
        return {name: _value(inner, root, depth + 1) for name, inner in properties.items()}
    if kind == "array":
        return [_value(schema.get("items") or {"type": "string"}, root, depth + 1)]
    numbers = {"integer": int(schema.get("minimum", 1)), "number": float(schema.get("minimum", 1))}
    return numbers.get(kind, {"boolean": True, "null": None}.get(kind, "emulated"))


def _resolve(reference: str, root: Mapping[str, Any]) -> Any:
    value: Any = root
    for part in reference.lstrip("#/").split("/"):
        value = value.get(part, {}) if isinstance(value, Mapping) else {}
    return value
