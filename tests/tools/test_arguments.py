"""The schemas that a model sees, and what is said of a wrong call."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from super_agent.tools import Toolbox

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_schemas() -> None:
    names = [tool["function"]["name"] for tool in Toolbox(Path("w")).schemas()]
    assert names == ["run_python", "list_files", "read_file", "write_file", "edit_file", "search_files"]
    (only,) = Toolbox().schemas()
    assert only["type"] == "function"
    assert only["function"]["parameters"] == {
        "type": "object",
        "properties": {
            "code": {"description": "Python 3 code.", "minLength": 1, "type": "string"},
            "timeout": {"description": "Seconds it may take.", "exclusiveMinimum": 0, "type": "number"},
        },
        "required": ["code"],
    }


WRONG: list[tuple[str, Any, str]] = [
    ("runpython", {}, "there is no tool 'runpython'; there are run_python, list_files"),
    ("run_python", {}, "'code' is missing; accepted: code (string), timeout (number, optional)"),
    ("run_python", {"code": 5.5, "lang": "py"}, "'lang' is not an argument"),
    ("run_python", {"code": {"a": 1}}, "'code' is"),
    ("run_python", {"code": "1", "timeout": "soon"}, "'timeout' is 'soon': input should be a valid number"),
    ("run_python", "{code: 1}", "the arguments are not JSON"),
    ("run_python", ["1"], "the arguments are list, not an object"),
    ("read_file", {"path": "a", "start_line": 0}, "'start_line' is '0'"),
    ("edit_file", {"path": "a"}, "'old' is missing; 'new' is missing"),
]


@pytest.mark.parametrize(("name", "arguments", "said"), WRONG)
async def test_a_wrong_call_is_explained_in_one_line(name: str, arguments: Any, said: str) -> None:
    toolbox = Toolbox(Path("w"), "monty")
    problem = toolbox.check(name, arguments)
    assert said in problem
    assert "\n" not in problem
    assert (await toolbox.run(name, arguments)).error == problem
    assert not toolbox.risk(name, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"code": "1 + 1", "timeout": "5"},
        {"code": "```python\n1 + 1\n```"},
        {"code": ["1 + 1", ""]},
        '{"code": "1 + 1", "timeout": null}',
    ],
)
async def test_harmless_differences_are_accepted(arguments: Any) -> None:
    async with Toolbox(sandbox="monty") as toolbox:
        assert toolbox.check("run_python", arguments) == ""
        assert (await toolbox.run("run_python", arguments)).value == "2"


@given(st.sampled_from(["run_python", "read_file", "x"]), JSON)
def test_any_arguments_are_judged(name: str, arguments: Any) -> None:
    assert "\n" not in Toolbox(Path("w")).check(name, arguments)
