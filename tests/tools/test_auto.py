"""`auto`: which sandbox, why, and names that survive the move."""

import ast
import textwrap
from pathlib import Path

import pytest
from super_agent.tools import Toolbox
from super_agent.tools.needs import needs

from .conftest import TIGHT, need

LARGER = {
    "import numpy": "numpy",
    "import numpy.linalg as la": "numpy.linalg",
    "from string import digits": "string",
    "from collections import OrderedDict": "collections.OrderedDict",
    "from math import *": "math.*",
    "from . import x": ".",
    "import functools as f\n@f.wraps(print)\ndef g(): pass": "functools.wraps",
    "import os\nos.system('ls')": "os.system",
    "def f():\n    yield 1": "generators",
    "next((n for n in [1] if n), None)": "generators",
    "x = [1]\ndel x[0]": "the del statement",
    "class A(dict): pass": "class inheritance",
    "class A:\n    @property\n    def x(self): return 1": "decorators on methods",
    "class A:\n    def __len__(self): return 1": "__len__",
    "class A:\n    class B: pass": "more in a class than methods",
    "input('name')": "input",
    "exec('class A(dict): pass')": "exec",
    "isinstance(1, int) and issubclass(int, int)": "issubclass",
    "sorted(['B', 'a'], key=str.lower)": "str.lower as a value",
    "str.lower('A')": "str.lower",
    "a = []\nadd = a.append": "a.append as a value",
    "(5).bit_length()": ".bit_length()",
    "def f(): pass\nf.__name__": "f.__name__",
    "import re\nre.sub('a', lambda m: 'b', 'a')": "re.sub with a function",
    "import sys\nsys.stdout.write('x')": "sys.stdout.write",
    "async def f():\n    async for x in y: pass": "async for",
}
ENOUGH = [
    "import math, json, re, os.path\nfrom collections import Counter, defaultdict\nmath.sqrt(4)",
    "sum(n * n for n in range(5))",
    "','.join(str(n) for n in [1, 2])",
    "class P:\n  'doc'\n  x: int = 1\n  def __init__(self): self.items = [1]\n  def __add__(s, o): return s\nP().items",
    "def input(): return 'mine'\ninput()",
    "import functools\n@functools.lru_cache(None)\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(30)",
    "type(1).__name__",
    "with open('f', 'w') as f:\n    f.write('x')",
    "import sys\nprint('x', file=sys.stderr)",
    "match (1, 2):\n    case (a, b):\n        print(a)",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    print(type(e).__name__, e)",
    "from dataclasses import dataclass\n@dataclass\nclass Q:\n    x: int\nQ(1)",
    "import asyncio\nasync def f():\n    await asyncio.sleep(0)\nawait f()",
    "x = [3, 1]\nx.sort(key=lambda n: -n)\n{**{'a': 1}, 'b': [*x]}",
]


@pytest.mark.parametrize(("code", "reason"), LARGER.items())
def test_what_monty_lacks_is_found_by_reading(code: str, reason: str) -> None:
    assert needs(ast.parse(code)) == f"needs {reason}"


@pytest.mark.parametrize("code", ENOUGH)
async def test_what_monty_has_stays_there_and_runs(code: str, workspace: Path) -> None:
    need("monty")
    async with Toolbox(workspace, limits=TIGHT) as toolbox:
        result = await toolbox.run("run_python", {"code": textwrap.dedent(code)})
    assert (result.sandbox, result.error) == ("monty", "")


async def test_the_table_of_monty_is_true() -> None:
    """Every name that the table promises can be imported in the installed Monty."""
    need("monty")
    from super_agent.tools.subset import ALL, MODULES

    async with Toolbox(sandbox="monty") as toolbox:
        for module, names in MODULES.items():
            wanted = [] if names is ALL else sorted(names)
            code = "\n".join([f"import {module}", *(f"from {module} import {name}" for name in wanted)])
            result = await toolbox.run("run_python", {"code": "1" if module == "__future__" else code})
            assert not result.error, result.error


async def test_names_move_along(workspace: Path) -> None:
    need("bwrap")
    async with Toolbox(workspace, limits=TIGHT) as toolbox:
        first = await toolbox.run("run_python", {"code": "x = 2\nopen('log', 'a').write('once')\nprint('seen')"})
        assert (first.sandbox, first.why) == ("monty", "needs nothing more")
        await toolbox.run("run_python", {"code": "1 / 0"})
        second = await toolbox.run("run_python", {"code": "import string\nprint(string.digits[:x])"})
        assert (second.sandbox, second.why, second.output) == ("bwrap", "needs string", "01\n")
        assert "run again there" in second.notes[0]
        assert (workspace / "log").read_text() == "once"
        third = await toolbox.run("run_python", {"code": "open('log').read(), len(string.digits)"})
        assert (third.sandbox, third.value, third.notes) == ("bwrap", "('once', 10)", ())
        await toolbox.run("run_python", {"code": "while True: pass", "timeout": 0.3})
        assert (await toolbox.run("run_python", {"code": "1"})).sandbox == "monty"


async def test_what_reading_did_not_find_is_found_before_it_runs(workspace: Path) -> None:
    """Monty refuses syntax before it runs anything, so that the move is safe."""
    need("bwrap")
    code = "open('made', 'a').write('x')\nclass A:\n    x, y = 1, 2\nA.y"
    async with Toolbox(workspace, limits=TIGHT) as toolbox:
        result = await toolbox.run("run_python", {"code": code})
    assert (result.sandbox, result.value) == ("bwrap", "2")
    assert result.why.startswith("needs complex class variable targets")
    assert (workspace / "made").read_text() == "x"
