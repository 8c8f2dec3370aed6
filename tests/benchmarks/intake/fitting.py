"""Fitting a linear model that chooses one of some candidates, or none.

The model is a conditional logit: of a group of candidates each has the chance exp(w . f), with f
its features (each there or not), beside a "none" that weighs 0 where a group may have none. A
group of one candidate with a "none" is logistic regression. The weights maximise the likelihood
less l2 / 2 * |w|^2, by L-BFGS (J. Nocedal, "Updating quasi-Newton matrices with limited storage",
Mathematics of Computation 35, 1980) with a backtracking line search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]


class Group(NamedTuple):
    """Candidates, each with its features, and the number of the right one; -1 for none."""

    candidates: Sequence[Sequence[str]]
    right: int


def fit(
    groups: Sequence[Group], l2: float, may_be_none: bool = True, fewest: int = 3
) -> dict[str, float]:
    """Return the weights of the features that occur `fewest` times, tiny ones left out."""
    counts = Counter(
        feature for group in groups for one in group.candidates for feature in set(one)
    )
    kept = sorted(feature for feature, count in counts.items() if count >= fewest)
    numbers = {feature: number for number, feature in enumerate(kept)}
    objective = _objective(groups, numbers, l2, may_be_none)
    weights = minimise(objective, len(numbers))
    return {
        feature: round(float(weights[number]), 2)
        for feature, number in numbers.items()
        if abs(weights[number]) >= 0.02
    }


def _objective(
    groups: Sequence[Group], numbers: dict[str, int], l2: float, may_be_none: bool
) -> Objective:
    rows: list[int] = []
    columns: list[int] = []
    owner: list[int] = []
    right: list[int] = []
    group_of_right: list[int] = []
    row = 0
    for group_number, group in enumerate(groups):
        for number, one in enumerate(group.candidates):
            found = [numbers[feature] for feature in set(one) if feature in numbers]
            columns += found
            rows += [row] * len(found)
            owner.append(group_number)
            if number == group.right:
                right.append(row)
                group_of_right.append(group_number)
            row += 1
    at, of = np.array(columns, dtype=np.intp), np.array(rows, dtype=np.intp)
    owners, chosen = np.array(owner, dtype=np.intp), np.array(right, dtype=np.intp)

    def evaluate(weights: Floats) -> tuple[float, Floats]:
        scores = np.bincount(of, weights=weights[at], minlength=row)
        top = np.full(len(groups), 0.0 if may_be_none else -np.inf)
        np.maximum.at(top, owners, scores)
        chances = np.exp(scores - top[owners])
        total = np.bincount(owners, weights=chances, minlength=len(groups))
        if may_be_none:
            total = total + np.exp(-top)
        loss = float((np.log(total) + top).sum() - scores[chosen].sum())
        slopes = chances / total[owners]
        slopes[chosen] -= 1
        gradient = np.bincount(at, weights=slopes[of], minlength=len(weights)) + l2 * weights
        return loss + l2 * float(weights @ weights) / 2, gradient

    return evaluate


def minimise(objective: Objective, size: int, rounds: int = 150, memory: int = 10) -> Floats:
    """Return where an objective is least, beginning at zero."""
    point = np.zeros(size)
    value, gradient = objective(point)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(rounds):
        direction = _direction(gradient, steps)
        slope = float(gradient @ direction)
        length = 1.0 if steps else 1.0 / max(1.0, float(np.abs(gradient).sum()))
        while True:
            following = point + length * direction
            new_value, new_gradient = objective(following)
            if new_value <= value + 1e-4 * length * slope or length < 1e-12:
                break
            length /= 2
        step, change = following - point, new_gradient - gradient
        if float(step @ change) > 1e-10:
            steps = [*steps[1 - memory :], (step, change)]
        done = value - new_value < 1e-7 * max(1.0, abs(value))
        point, value, gradient = following, new_value, new_gradient
        if done:
            break
    return point


def _direction(gradient: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return the quasi-Newton direction: the two loops of L-BFGS."""
    direction = -gradient
    parts = []
    for step, change in reversed(steps):
        part = float(step @ direction) / float(step @ change)
        parts.append(part)
        direction = direction - part * change
    if steps:
        step, change = steps[-1]
        direction = direction * (float(step @ change) / float(change @ change))
    for (step, change), part in zip(steps, reversed(parts), strict=True):
        back = float(change @ direction) / float(step @ change)
        direction = direction + (part - back) * step
    return direction
