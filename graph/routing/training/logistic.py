"""Logistic regression solved to the last digits, so that the same utterances give the same weights on any processor.

The L2 penalty makes the loss strongly convex: there is one optimum. Newton's method goes on until the gradient is all
rounding errors; what the order of sums or the width of vectors changes is then far below the rounding of the weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

Array = NDArray[np.float64]
STEPS = 60
"""Newton's steps at most."""
INNER = 400
"""Conjugate gradients of one step at most."""
EXACT = 1e-13
"""Share of the first gradient that is left at the optimum: rounding errors of sums."""


class Fitted(NamedTuple):
    """Weights, a row for each feature, and the bias of each column."""

    weights: Array
    bias: Array

    def scores(self, grid: csr_matrix) -> Array:
        """Log-odds, a row for each of `grid`."""
        return np.asarray(grid @ self.weights + self.bias)


class Problem:
    """Mean loss and penalty over the rows of `grid`, whose last column is the bias.

    `wanted` has a column for each class; with one column the other class is what is left.
    """

    def __init__(self, grid: csr_matrix, wanted: Array, strength: float, balance: bool) -> None:
        size = grid.shape[0]
        self._grid = hstack([grid, np.ones((size, 1))], format="csr")
        self._turned = self._grid.T.tocsr()
        self._squared = self._turned.multiply(self._turned).tocsr()
        self._wanted = wanted
        self._share = (balanced(wanted) if balance else np.ones(size))[:, None] / size
        self._penalty = np.full((self._grid.shape[1], 1), 1 / (strength * size))
        self._penalty[-1] = 0

    def start(self) -> Array:
        """Zeros."""
        return np.zeros((self._grid.shape[1], self._wanted.shape[1]))

    def loss(self, at: Array) -> float:
        """What is to be least."""
        scores = self._grid @ at
        least = np.log(np.exp(_rest(scores)).sum(axis=1)) - (self._wanted * scores).sum(axis=1)
        return float((self._share[:, 0] * least).sum() + 0.5 * (self._penalty * at * at).sum())

    def slope(self, at: Array) -> tuple[Array, Callable[[Array], Array], Array]:
        """The gradient, the Hessian as a function of a direction, and its diagonal."""
        chances = softmax(self._grid @ at)
        share, penalty = self._share, self._penalty

        def curve(way: Array) -> Array:
            moved = self._grid @ way
            bent = chances * (moved - (chances * moved).sum(axis=1, keepdims=True))
            return np.asarray(self._turned @ (share * bent) + penalty * way)

        gradient = self._turned @ (share * (chances - self._wanted)) + penalty * at
        diagonal = self._squared @ (share * chances * (1 - chances)) + penalty
        return gradient, curve, diagonal


def balanced(wanted: Array) -> Array:
    """A weight for each row: together the rows of each class weigh the same."""
    classes = wanted if wanted.shape[1] > 1 else np.hstack([wanted, 1 - wanted])
    return np.asarray(classes @ (len(classes) / (classes.shape[1] * classes.sum(axis=0))))


def _rest(scores: Array) -> Array:
    return scores if scores.shape[1] > 1 else np.hstack([scores, np.zeros_like(scores)])


def softmax(scores: Array) -> Array:
    """Probabilities of the columns; of one column against what is left."""
    whole = _rest(scores)
    powers = np.exp(whole - whole.max(axis=1, keepdims=True))
    return np.asarray((powers / powers.sum(axis=1, keepdims=True))[:, : scores.shape[1]])


def fit_logistic(grid: csr_matrix, wanted: Array, strength: float, *, balance: bool = True) -> Fitted:
    """The optimum.

    `strength` is the inverse of the penalty; with `balance` all classes weigh the same however many rows they have.
    """
    problem = Problem(grid, wanted, strength, balance)
    at = problem.start()
    gradient, curve, diagonal = problem.slope(at)
    first = size = float(np.abs(gradient).max())
    for _ in range(STEPS):
        step = _solved(curve, gradient, diagonal, min(0.1, size / first) * 0.5)
        at = _moved(problem, at, gradient, step)
        gradient, curve, diagonal = problem.slope(at)
        size = float(np.abs(gradient).max())
        if size <= EXACT * first:
            break
    return Fitted(at[:-1], at[-1] - (at[-1].mean() if at.shape[1] > 1 else 0))


def _moved(problem: Problem, at: Array, gradient: Array, step: Array) -> Array:
    """`at` and as much of `step` as makes the loss smaller."""
    now, slope, share = problem.loss(at), float((gradient * step).sum()), 1.0
    if -slope < 1e-10 * now:
        return at + step
    while problem.loss(at + share * step) > now + 1e-4 * share * slope:
        share /= 2
    return at + share * step


def _solved(curve: Callable[[Array], Array], gradient: Array, diagonal: Array, rough: float) -> Array:
    """Newton's step by conjugate gradients, each weight scaled by its own curvature."""
    step, left = np.zeros_like(gradient), -gradient
    scaled = left / diagonal
    way, length = scaled, float((left * scaled).sum())
    aim = length * rough * rough
    for _ in range(INNER):
        bent = curve(way)
        far = length / float((way * bent).sum())
        step, left = step + far * way, left - far * bent
        scaled = left / diagonal
        before, length = length, float((left * scaled).sum())
        if length <= aim:
            break
        way = scaled + (length / before) * way
    return step
