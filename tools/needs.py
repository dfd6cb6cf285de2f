"""What a piece of code needs that the Monty interpreter has not: found by reading it, before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .subset import ALL, EAGER, MODULES, NO_BUILTINS, NO_HOOKS, NO_METHODS

_SYNTAX = {
    "Yield": "generators",
    "YieldFrom": "generators",
    "Delete": "the del statement",
    "AsyncFor": "async for",
    "AsyncWith": "async with",
    "TryStar": "exception groups",
    "TypeAlias": "type aliases",
}
_TYPES = (str, bytes, list, dict, set, frozenset, tuple, int, float)
_METHODS = frozenset(name for kind in _TYPES for name in vars(kind) if not name.startswith("_"))
_CLASS_BODY = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign, ast.AnnAssign, ast.Pass)


def needs(tree: ast.Module) -> str:
    """Return the first thing that Monty lacks, as "needs ..."; empty when nothing was found."""
    code = _Code(tree)
    found = next((reason for node in ast.walk(tree) for reason in code.reasons(node)), "")
    return f"needs {found}" if found else ""


class _Code:
    """The names that a piece of code gives to things, and the checks of its nodes."""

    def __init__(self, tree: ast.Module) -> None:
        self.defined: set[str] = set()
        self.functions: set[str] = set()
        self.modules: dict[str, str] = {}
        self.called: set[int] = set()
        self.consumed: set[int] = set()
        for node in ast.walk(tree):
            self._note(node)

    def reasons(self, node: ast.AST) -> Iterator[str]:
        """Yield what `node` needs and Monty lacks."""
        kind = type(node).__name__
        if kind in _SYNTAX:
            yield _SYNTAX[kind]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name not in MODULES)
        elif isinstance(node, ast.ImportFrom):
            yield from _from(node)
        elif isinstance(node, ast.ClassDef):
            yield from _class(node)
        elif isinstance(node, ast.Name):
            yield from self._name(node)
        elif isinstance(node, ast.Attribute):
            yield from self._attribute(node)
        elif isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.GeneratorExp) and id(node) not in self.consumed:
            yield "generators"
        elif isinstance(node, ast.comprehension) and node.is_async:
            yield "async comprehensions"

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self.defined.add(node.name)
            self.functions.add(node.name)
        elif isinstance(node, ast.ClassDef):
            self.defined.add(node.name)
        elif isinstance(node, ast.arg):
            self.defined.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.defined.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            self.defined.add(node.attr)
        elif isinstance(node, ast.Import):
            self.modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.Call):
            self.called.add(id(node.func))
            if _tail(node.func) in EAGER and len(node.args) == 1:
                self.consumed.add(id(node.args[0]))

    def _name(self, node: ast.Name) -> Iterator[str]:
        if node.id in NO_BUILTINS and node.id not in self.defined:
            yield node.id

    def _attribute(self, node: ast.Attribute) -> Iterator[str]:
        base, attr = node.value, node.attr
        module = self.modules.get(base.id) if isinstance(base, ast.Name) else None
        if module:
            if not _has(module, attr):
                yield f"{module}.{attr}"
        elif attr in self.defined:
            return
        elif attr in NO_METHODS:
            yield f".{attr}()"
        elif _tail(base) in {"stdout", "stderr"} or (attr.startswith("__") and not _type_name(node)):
            yield f"{ast.unparse(node)[:40]}"
        elif attr in _METHODS and id(node) not in self.called:
            yield f"{ast.unparse(node)[:40]} as a value"
        elif isinstance(base, ast.Name) and base.id in {"str", "list", "set", "int", "float"}:
            yield f"{base.id}.{attr}"

    def _call(self, node: ast.Call) -> Iterator[str]:
        if _tail(node.func) == "sub" and any(self._function(argument) for argument in node.args):
            yield "re.sub with a function"

    def _function(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Lambda) or (isinstance(node, ast.Name) and node.id in self.functions)


def _from(node: ast.ImportFrom) -> Iterator[str]:
    module = node.module or ""
    for alias in node.names:
        if node.level or module not in MODULES:
            yield "." * node.level + module
        elif alias.name == "*" or not _has(module, alias.name):
            yield f"{module}.{alias.name}"


def _class(node: ast.ClassDef) -> Iterator[str]:
    if node.bases or node.keywords:
        yield "class inheritance"
    for part in node.body:
        text = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
        if not isinstance(part, _CLASS_BODY) and not text:
            yield "more in a class than methods"
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            if part.decorator_list:
                yield "decorators on methods"
            if part.name in NO_HOOKS:
                yield part.name


def _has(module: str, name: str) -> bool:
    names = MODULES.get(module, frozenset())
    return names is ALL or name in names or f"{module}.{name}" in MODULES


def _tail(node: ast.expr) -> str:
    """Return the last part of a name such as a.b.c."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _type_name(node: ast.Attribute) -> bool:
    """Return whether this is the `__name__` of `type(x)`."""
    base = node.value
    return node.attr == "__name__" and isinstance(base, ast.Call) and _tail(base.func) == "type"
