"""Texts as the matrices that scikit-learn learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from scipy.sparse import csr_matrix

from ..features import phrases, pieces

Names = dict[str, int]
"""Features, and the column of each."""


def bags(words: Sequence[str]) -> list[Counter[str]]:
    """The features of a stretch of text as the classifier counts them."""
    return [phrases(words), pieces(words)]


def names_in(found: Iterable[Iterable[str]], least: int) -> Names:
    """Features that at least `least` texts have, sorted."""
    seen: Counter[str] = Counter()
    for one in found:
        seen.update(set(one))
    return {name: column for column, name in enumerate(sorted(name for name, n in seen.items() if n >= least))}


def matrix(texts: Sequence[Sequence[Counter[str]]], names: Names) -> csr_matrix:
    """One row for each text; a bag's counts are divided by the square root of its known size."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for bag in texts:
        for counter in bag:
            known = {names[name]: count for name, count in counter.items() if name in names}
            norm = sum(known.values()) ** 0.5
            columns.extend(known)
            values.extend(count / norm for count in known.values())
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(names)))
