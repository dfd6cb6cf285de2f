"""Sums that stand in a request as they are: "12 * 7", "(3 + 4) / 2", "15% de 200"."""

from __future__ import annotations

import ast
import re

from .language import Language

_EXPRESSION = re.compile(r"[\d(][\d\s()+*/×÷^.,x-]*[\d)]")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%\s*(?:de|of|del)\s+(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_SIGNS = str.maketrans({"×": "*", "÷": "/", "x": "*"})
_ALLOWED = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Constant, ast.operator, ast.unaryop)


def expression_in(text: str, language: Language) -> str | None:
    """Code that prints the value of the first sum in `text`; None when there is none."""
    decimal = "," if language != "en" else "\0"
    if percent := _PERCENT.search(text):
        part, whole = (number.replace(",", ".") for number in percent.groups())
        return f"print({part} / 100 * {whole})"
    for match in _EXPRESSION.finditer(text):
        written = match.group().replace(decimal, ".").replace("^", "**").translate(_SIGNS).strip()
        if re.search(r"\d-\d", written) is None and _is_sum(written):
            return f"print({written})"
    return None


def _is_sum(written: str) -> bool:
    try:
        tree = ast.parse(written, mode="eval")
    except (SyntaxError, ValueError):
        return False
    nodes = list(ast.walk(tree))
    powers = [node for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)]
    small = all(isinstance(p.right, ast.Constant) and abs(float(str(p.right.value))) <= 100 for p in powers)
    return small and any(isinstance(node, ast.BinOp) for node in nodes) and all(isinstance(n, _ALLOWED) for n in nodes)
