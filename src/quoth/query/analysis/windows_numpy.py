"""Codings in a window of days with numpy: as `windows` does it, for many statements."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from math import fsum
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from quoth.query.analysis.columns import OPPOSE, SIDES, SUPPORT, Span
from quoth.query.analysis.spans import DateSpans
from quoth.query.analysis.windows import DIGITS, LEAST, DriftWindow, Weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Numbers: TypeAlias = NDArray[np.int64]
    _Weights: TypeAlias = NDArray[np.float64]

_SIGNS: Final = [(side == SUPPORT) - (side == OPPOSE) for side in range(len(SIDES))]
_NEARLY: Final = 1 - 1e-9
"""What those weigh at least who may weigh as much as another, for sums are rounded."""

_DENSE: Final = 16
"""Values that there may be of each that is seen, for all to have a place of their own."""


class ArrayDated:
    """Codings by date, as arrays."""

    def __init__(
        self, keys: _Numbers, counts: _Numbers, sizes: tuple[int, int], dates: Sequence[Span]
    ) -> None:
        """Take the combinations in order, how often each occurs, and the days of each date."""
        self._step, self._stances = sizes[0] * sizes[1], sizes[1]
        self._dates, pairs = np.divmod(keys, self._step)
        self._pairs, self._owners = _numbered(pairs, self._step)
        self._counts = counts
        days = DateSpans.of(dates)
        self._firsts, self._lasts = (np.array(one, np.int64) for one in (days.firsts, days.lasts))
        self._closed = np.frombuffer(days.closed, np.bool_)
        whos, stances = np.divmod(self._pairs, self._stances)
        topics = stances // len(SIDES)
        self._signs = np.array(_SIGNS)[stances % len(SIDES)]
        of_topics = whos * (self._stances // len(SIDES) + 1) + topics
        self._places = np.cumsum(np.diff(of_topics, prepend=-1) != 0) - 1  # they are in order
        new = np.flatnonzero(np.diff(of_topics, prepend=-1))
        self._whos, self._topics = whos[new], topics[new]

    def _weights(self, window: DriftWindow) -> _Weights:
        """Return what each date weighs."""
        first, last = np.maximum(self._firsts, window.first), np.minimum(self._lasts, window.last)
        meant = np.flatnonzero(self._closed & (first <= last))
        first, last = first[meant] - window.first, last[meant] - window.first
        sums = np.array(window.sums)
        found = (sums[last + 1] - sums[first]) / (self._lasts[meant] - self._firsts[meant] + 1)
        weights = np.zeros(len(self._firsts))
        weights[meant] = np.where(found > LEAST, found, 0.0)
        return weights

    def weighed(self, window: DriftWindow, most: int) -> Weighed:
        """Return what codings weigh in a window, and how far so many of the most active agree."""
        weights = self._weights(window)
        there = np.flatnonzero(weights)
        first, last = (int(there[0]), int(there[-1])) if len(there) else (0, -1)
        start, end = np.searchsorted(self._dates, [first, last + 1]).tolist()
        each = weights[self._dates[start:end]] * self._counts[start:end]
        summed = np.bincount(self._owners[start:end], each, len(self._pairs))
        found = np.flatnonzero(summed)
        if not len(found):
            return Weighed(0.0, {}, [])
        values = summed[found].astype(np.float64)
        stances = np.bincount(self._pairs[found] % self._stances, values)
        taken = np.flatnonzero(stances)
        return Weighed(
            fsum(values.tolist()),
            dict(zip(taken.tolist(), stances[taken].tolist(), strict=True)),
            self._ties(found, values, most),
        )

    def _ties(self, found: _Numbers, values: _Weights, most: int) -> list[list[float]]:
        """Return how far the most active agree, none with itself."""
        places = self._places[found]
        signed = values * self._signs[found]
        net = np.bincount(places, signed, len(self._whos)).astype(np.float64)
        heard = np.flatnonzero(np.bincount(self._whos[places]))
        heard = self._most_active(net, heard, most)
        lines = np.full(int(self._whos[-1]) + 1, -1)
        lines[heard] = np.arange(len(heard))
        of = lines[self._whos]
        kept = np.flatnonzero(of >= 0)
        table = np.zeros((len(heard), self._stances // len(SIDES) + 1))
        table[of[kept], self._topics[kept]] = net[kept]
        table = table[:, table.any(axis=0)]
        # Without a library of many threads, which would cost more than there is to add up.
        ties = np.round(np.einsum("it,jt->ij", table, table), DIGITS)
        np.fill_diagonal(ties, 0.0)
        told: list[list[float]] = ties.tolist()
        return told

    def _most_active(self, net: _Weights, heard: _Numbers, most: int) -> _Numbers:
        """Return those whose positions weigh most, of those heard, the heaviest first."""
        activity = np.bincount(self._whos, np.abs(net))
        near = heard
        if len(heard) > most:
            # Sums are rounded: those that may weigh as much as the last one are added up exactly.
            least = np.partition(activity[heard], len(heard) - most)[len(heard) - most]
            near = heard[activity[heard] >= least * _NEARLY]
        starts = np.searchsorted(self._whos, near).tolist()
        ends = np.searchsorted(self._whos, near, "right").tolist()
        parts = np.abs(net).tolist()
        exact = [fsum(parts[start:end]) for start, end in zip(starts, ends, strict=True)]
        ranked = nsmallest(
            most, zip(exact, near.tolist(), strict=True), key=lambda one: (-one[0], one[1])
        )
        return np.array([who for _, who in ranked], np.int64)


def _numbered(values: _Numbers, size: int) -> tuple[_Numbers, _Numbers]:
    """Return the values that there are below a size, in order, and for each its place there."""
    if size > _DENSE * len(values):
        order = np.argsort(values, kind="stable")
        new = np.diff(values[order], prepend=-1) != 0
        places = np.empty(len(values), np.int64)
        places[order] = np.cumsum(new) - 1
        return values[order][new], places
    there = np.zeros(size, np.bool_)
    there[values] = True
    found = np.flatnonzero(there)
    numbers = np.empty(size, np.int64)
    numbers[found] = np.arange(len(found))
    return found, numbers[values]
