"""Looking for camps with numpy: as `camps` does it, for many members or in many tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.camps import Divided

    _Numbers: TypeAlias = NDArray[np.int64]
    _Weights: TypeAlias = NDArray[np.float64]

_AT_ONCE: Final = 256
"""Splits whose members are moved together."""


def improve_each(splits: Sequence[Divided], number: int) -> Sequence[float]:
    """Move members to the camp that they agree with most, until no move is an improvement.

    The moves are those of `camps.improve`, and so are the sums, to the last digit: one member of
    each split is moved at once, the next that is better off elsewhere.
    """
    found: list[float] = []
    for first in range(0, len(splits), _AT_ONCE):
        some = splits[first : first + _AT_ONCE]
        moving = _Moving(some, number)
        moving.move()
        for (_, sides), (own, reached) in zip(some, moving.reached(), strict=True):
            sides[:] = own[: len(sides)]
            found.append(sum(reached[: len(sides)]))
    return found


class _Moving:
    """Splits of which members move; those with fewer members have some more without a tie."""

    def __init__(self, splits: Sequence[Divided], number: int) -> None:
        """Add up how much each member agrees with each camp."""
        tables = {id(weights): weights for weights, _ in splits}
        places = dict(zip(tables, range(len(tables)), strict=True))
        size = max(len(sides) for _, sides in splits)
        self._lines = np.zeros((len(tables), size, size))
        for lines, weights in zip(self._lines, tables.values(), strict=True):
            if len(weights):
                lines[: len(weights), : len(weights)] = weights
        self._tables = np.array([places[id(weights)] for weights, _ in splits])
        self._at = np.zeros((len(splits), size), np.int64)
        for at, (_, sides) in zip(self._at, splits, strict=True):
            at[: len(sides)] = sides
        self._pulls = np.zeros((len(splits), number, size))
        every = np.arange(len(splits))
        for one in range(size):
            self._pulls[every, self._at[:, one]] += self._lines[self._tables, one]

    def _own(self, some: _Numbers) -> _Weights:
        """Return how much each member of some splits agrees with its camp."""
        found = np.take_along_axis(self._pulls[some], self._at[some, np.newaxis], axis=1)
        return found[:, 0]

    def move(self) -> None:
        """Move members, one of each split at a time, as long as any is better off elsewhere."""
        some, after = np.arange(len(self._at)), np.zeros(len(self._at), np.int64)
        members = np.arange(self._at.shape[1])
        while True:
            better = self._pulls[some].max(axis=1) > self._own(some)
            moves = better.any(axis=1)
            some, better, after = some[moves], better[moves], after[moves]
            if not len(some):
                return
            later = better & (members >= after[:, np.newaxis])
            first = np.where(later.any(axis=1), later.argmax(axis=1), better.argmax(axis=1))
            lines = self._lines[self._tables[some], first]
            best = self._pulls[some, :, first].argmax(axis=1)
            self._pulls[some, self._at[some, first]] -= lines
            self._pulls[some, best] += lines
            self._at[some, first], after = best, first + 1

    def reached(self) -> list[tuple[list[int], list[float]]]:
        """Return in which camp the members of each split are, and how much they agree with it."""
        own = self._own(np.arange(len(self._at)))
        return list(zip(self._at.tolist(), own.tolist(), strict=True))
