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


class ArrayDated:
    """Codings by date, as arrays."""

    def __init__(
        self, keys: _Numbers, counts: _Numbers, sizes: tuple[int, int], dates: Sequence[Span]
    ) -> None:
        """Take the combinations in order, how often each occurs, and the days of each date."""
        step, stances = sizes[0] * sizes[1], sizes[1]
        self._topics_there = stances // len(SIDES) + 1
        self._dates = keys // step
        pairs, self._owners = _numbered(keys - self._dates * step)
        self._counts = counts.astype(np.float64)
        days = DateSpans.of(dates)
        self._firsts, self._lasts = (np.array(one, np.int64) for one in (days.firsts, days.lasts))
        self._closed = np.frombuffer(days.closed, np.bool_)
        whos = pairs // stances
        self._stances = pairs - whos * stances
        topics = self._stances // len(SIDES)
        self._signs = np.array(_SIGNS, np.float64)[self._stances - topics * len(SIDES)]
        of_topics = np.diff(whos * self._topics_there + topics, prepend=-1)  # they are in order
        new = np.flatnonzero(of_topics)
        self._places = np.cumsum(of_topics != 0) - 1
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
        summed = np.bincount(self._owners[start:end], each, len(self._signs))
        found = np.flatnonzero(summed != 0)  # faster than that of numbers
        if not len(found):
            return Weighed(0.0, {}, [])
        values = summed[found].astype(np.float64)
        stances = np.bincount(self._stances[found], values)
        taken = np.flatnonzero(stances)
        return Weighed(
            _exact_sum(values),
            dict(zip(taken.tolist(), stances[taken].tolist(), strict=True)),
            self._ties(found, values, most),
        )

    def _ties(self, found: _Numbers, values: _Weights, most: int) -> list[list[float]]:
        """Return how far the most active agree, none with itself."""
        places = self._places[found]
        net = np.bincount(places, values * self._signs[found], len(self._whos)).astype(np.float64)
        heard = np.flatnonzero(np.bincount(self._whos[places]))
        first = self._most_active(net, heard, most)
        table = np.zeros((len(first), self._topics_there))
        for line, own in zip(table, first, strict=True):
            line[self._topics[own]] = net[own]
        table = table[:, table.any(axis=0)]
        # Without a library of many threads, which would cost more than there is to add up.
        ties = np.round(np.einsum("it,jt->ij", table, table), DIGITS)
        np.fill_diagonal(ties, 0.0)
        told: list[list[float]] = ties.tolist()
        return told

    def _most_active(self, net: _Weights, heard: _Numbers, most: int) -> list[slice]:
        """Return where the topics are of those whose positions weigh most, the heaviest first.

        Those heard are the only ones who may be among them.
        """
        activity = np.bincount(self._whos, np.abs(net))
        near = heard
        if len(heard) > most:
            # Sums are rounded: those that may weigh as much as the last one are added up exactly.
            least = np.partition(activity[heard], len(heard) - most)[len(heard) - most]
            near = heard[activity[heard] >= least * _NEARLY]
        starts = np.searchsorted(self._whos, near).tolist()
        ends = np.searchsorted(self._whos, near, "right").tolist()
        topics = [*map(slice, starts, ends)]
        ranked = [
            (-fsum(np.abs(net[own]).tolist()), place) for place, own in enumerate(topics)
        ]  # those heard come in order
        return [topics[place] for _, place in nsmallest(most, ranked)]


def _exact_sum(values: _Weights) -> float:
    """Return the sum of weights, rounded once: most are whole, whose sum is not rounded at all."""
    whole = values == np.floor(values)
    return fsum([float(values[whole].sum()), *values[~whole].tolist()])


def _numbered(values: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return distinct values in order, and for each value its place there."""
    bits = len(values).bit_length()
    if int(values.max(initial=0)) >= 1 << (62 - bits):
        found, places = np.unique(values, return_inverse=True)
        return found, places
    # To sort numbers is faster than to find by which order they would be sorted.
    both = values.astype(np.int64) << bits | np.arange(len(values))
    both.sort()
    ordered = both >> bits
    new = np.diff(ordered, prepend=-1) != 0
    places = np.empty(len(values), np.int64)
    places[both & ((1 << bits) - 1)] = np.cumsum(new) - 1
    return ordered[new], places
