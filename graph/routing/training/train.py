"""Train the classifier: `python -m super_agent.graph.routing.training.train` writes its data file.

Logistic regression with L2 is strongly convex: its optimum is one point, here found to a tolerance far below
the rounding step of the weights, so that the same versions write the same bytes.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from ..classifier import TASKS
from ..features import phrases, pieces, shapes, words
from .rows import DATA, Example, disturbed, examples

SCALE = 40
"""Weights are stored as whole numbers of 1 / SCALE."""
STRENGTH = 8.0
"""Inverse of the L2 penalty."""
COPIES = 1
SEED = 7


def bags(text: str) -> list[Counter[str]]:
    """The features of a text as the classifier counts them, one bag for each kind."""
    tokens = words(text)
    parts = Counter(f"#{piece}" for token in dict.fromkeys(tokens) for piece in pieces(token))
    return [Counter(phrases(tokens)), parts, Counter(shapes(text))]


def vocabulary(texts: list[list[Counter[str]]], least: int) -> list[str]:
    """Features seen in at least `least` texts, sorted."""
    seen: Counter[str] = Counter()
    for bag in texts:
        seen.update({name for counter in bag for name in counter})
    return sorted(name for name, count in seen.items() if count >= least)


def matrix(texts: list[list[Counter[str]]], names: list[str]) -> csr_matrix:
    """One row for each text; a bag's counts are divided by the square root of its known size."""
    place = {name: column for column, name in enumerate(names)}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for bag in texts:
        for counter in bag:
            known = {place[name]: count for name, count in counter.items() if name in place}
            norm = sum(known.values()) ** 0.5
            columns.extend(known)
            values.extend(count / norm for count in known.values())
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(texts), len(names)))


def model(strength: float = STRENGTH) -> LogisticRegression:
    """The estimator, the same for tasks and for complexity."""
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=5000, tol=1e-7)


def material() -> list[Example]:
    """All examples and their disturbed copies."""
    chance = random.Random(SEED)  # noqa: S311
    plain = examples()
    return plain + [disturbed(example, chance) for example in plain for _ in range(COPIES)]


def fit(found: list[Example]) -> dict[str, object]:
    """The data file's content."""
    texts = [bags(example.text) for example in found]
    names = vocabulary(texts, 3)
    grid = matrix(texts, names)
    tasks = model().fit(grid, [TASKS.index(example.task) for example in found])
    marked = [row for row, example in enumerate(found) if example.hard is not None]
    hard = model().fit(grid[marked], [found[row].hard for row in marked])
    weights = np.vstack([tasks.coef_, hard.coef_])
    bias = [*tasks.intercept_, *hard.intercept_]
    whole = np.rint(weights * SCALE).astype(int)
    kept = np.flatnonzero(np.abs(whole).max(axis=0) > 1)
    return {
        "scale": SCALE,
        "bias": [round(value * SCALE) for value in bias],
        "features": "\n".join(names[column] for column in kept),
        "weights": whole[:, kept].tolist(),
    }


def check(found: list[Example]) -> None:
    """Print the accuracy on examples left out, whole groups at a time."""
    texts = [bags(example.text) for example in found]
    names = vocabulary(texts, 3)
    answers = np.array([TASKS.index(example.task) for example in found])
    guess = cross_val_predict(model(), matrix(texts, names), answers, groups=[e.group for e in found], cv=GroupKFold(5))
    for number, task in enumerate(TASKS):
        part = guess[answers == number]
        print(f"{task:10} {np.mean(part == number):.3f} of {len(part)}", np.bincount(part, minlength=4))
    print(f"accuracy {np.mean(guess == answers):.3f}, {len(names)} features")


def pack(data: dict[str, object]) -> bytes:
    """Compact JSON, compressed without a date."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(target: Path = DATA / "classifier.json.gz") -> None:
    """Train on the shipped utterances and write the data file."""
    found = material()
    if "--check" in sys.argv:
        check(found)
    packed = pack(fit(found))
    target.write_bytes(packed)
    print(f"{target.name}: {len(packed)} bytes from {len(found)} examples")


if __name__ == "__main__":
    main()
