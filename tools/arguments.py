"""The tools' arguments: JSON schemas for a model, and the check of what a model sent."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from .types import ToolError

_FENCE = re.compile(r"\s*```[\w+-]*[ \t]*\n(.*?)\n?```\s*", re.DOTALL)


def _unfenced(value: Any) -> Any:
    """Accept code as a list of lines, or inside one Markdown fence."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "\n".join(value)
    if isinstance(value, str) and (match := _FENCE.fullmatch(value)):
        return match[1]
    return value


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


_Path = Annotated[str, Field(min_length=1, description="Path relative to the workspace.")]
_Where = Annotated[str, Field(description="Folder or file to look in.")]
_Pattern = Annotated[str, Field(description="Glob for names, such as *.py.")]


class RunPython(_Arguments):
    """Run Python code in a sandbox and return what it prints and the value of its last line.

    Names stay defined between calls. Files in the current folder are the workspace.
    There is no network.
    """

    code: Annotated[str, BeforeValidator(_unfenced), Field(min_length=1, description="Python 3 code.")]
    timeout: Annotated[float | None, Field(gt=0, description="Seconds it may take.")] = None


class ListFiles(_Arguments):
    """List the files of the workspace with their sizes in bytes."""

    path: _Where = "."
    pattern: _Pattern = "*"


class ReadFile(_Arguments):
    """Read a text file of the workspace."""

    path: _Path
    start_line: Annotated[int, Field(ge=1, description="First line; 1 is the top.")] = 1
    lines: Annotated[int | None, Field(ge=1, description="How many lines; all when left out.")] = None


class WriteFile(_Arguments):
    """Write a text file into the workspace, replacing one that is there."""

    path: _Path
    content: Annotated[str, Field(description="The whole content.")]


class EditFile(_Arguments):
    """Replace a piece of text in a file of the workspace."""

    path: _Path
    old: Annotated[str, Field(min_length=1, description="Text that stands in the file exactly once.")]
    new: Annotated[str, Field(description="Text that takes its place.")]
    replace_all: Annotated[bool, Field(description="Replace every occurrence.")] = False


class SearchFiles(_Arguments):
    """Find the lines of the workspace's text files that hold a text. Letter case is ignored."""

    text: Annotated[str, Field(min_length=1, description="Text to find; not a regular expression.")]
    path: _Where = "."
    pattern: _Pattern = "*"


CODE_TOOLS: dict[str, type[_Arguments]] = {"run_python": RunPython}
FILE_TOOLS: dict[str, type[_Arguments]] = {
    "list_files": ListFiles,
    "read_file": ReadFile,
    "write_file": WriteFile,
    "edit_file": EditFile,
    "search_files": SearchFiles,
}


def schema(name: str, model: type[_Arguments]) -> dict[str, Any]:
    """Return a tool's schema in OpenAI's form."""
    fields = model.model_json_schema()
    properties = {key: _plain(value) for key, value in fields["properties"].items()}
    parameters = {"type": "object", "properties": properties, "required": fields.get("required", [])}
    description = " ".join((model.__doc__ or "").split())
    return {"type": "function", "function": {"name": name, "description": description, "parameters": parameters}}


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """Drop what a small model stumbles over: titles, and `null` as one of two types."""
    kept = {key: value for key, value in field.items() if key not in {"title", "anyOf"}}
    for option in field.get("anyOf", []):
        if option.get("type") != "null":
            kept |= option
    return {key: value for key, value in kept.items() if not (key == "default" and value is None)}


def parse(tools: dict[str, type[_Arguments]], name: str, arguments: Any) -> dict[str, Any]:
    """Return the checked arguments of a call. Raises ToolError with one line: what is wrong, what is accepted."""
    model = tools.get(name)
    if model is None:
        raise ToolError(f"there is no tool {name!r}; there are {', '.join(tools)}")
    accepted = _signature(model)
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError as error:
            raise ToolError(f"{name}: the arguments are not JSON ({error}); accepted: {accepted}") from None
    if not isinstance(arguments, dict):
        given = type(arguments).__name__
        raise ToolError(f"{name}: the arguments are {given}, not an object; accepted: {accepted}")
    try:
        return model.model_validate(arguments).model_dump()
    except ValidationError as error:
        wrong = "; ".join(_wrong(detail) for detail in error.errors(include_url=False)[:3])
        raise ToolError(f"{name}: {wrong}; accepted: {accepted}") from None


def _wrong(detail: Any) -> str:
    field = ".".join(str(part) for part in detail["loc"]) or "arguments"
    if detail["type"] == "missing":
        return f"{field!r} is missing"
    if detail["type"] == "extra_forbidden":
        return f"{field!r} is not an argument"
    return f"{field!r} is {str(detail['input'])[:40]!r}: {detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _signature(model: type[_Arguments]) -> str:
    fields = schema("", model)["function"]["parameters"]
    required = fields["required"]
    types = {key: value["type"] for key, value in fields["properties"].items()}
    return ", ".join(f"{key} ({kind}{'' if key in required else ', optional'})" for key, kind in types.items())
