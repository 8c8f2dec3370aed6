"""Counting over columns with numpy: as `arrays` does it, for stores with many statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from math import prod
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from quoth.query.analysis.arrays import Flagged, PlainTallying, Tally, laid_out
from quoth.query.analysis.columns import Axes
from quoth.query.analysis.keys_numpy import (
    AT_ONCE,
    codes_of,
    combinations,
    counts_of,
    flagged,
    keys_of,
    numbers_of,
    ranges_of,
    values_of,
)
from quoth.query.analysis.spans_numpy import ArraySpans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.camps import Divided
    from quoth.query.analysis.columns import Axis, Span
    from quoth.query.analysis.spans import DateSpans
    from quoth.query.analysis.windows import DatedTally

    _Numbers: TypeAlias = NDArray[np.signedinteger]

_DENSE: Final = 4
"""Combinations that there may be of each that is seen, for all to have a count of their own."""
_MOST_COUNTED: Final = 2 * AT_ONCE
"""Combinations that there may be for those of some rows at once to be counted at once."""
_MOST: Final = 1 << 60
"""Combinations that numbers of eight bytes tell apart, with room for the signs of none."""


class ArrayTally:
    """How often combinations occur, each as one number."""

    def __init__(
        self, keys: _Numbers, count: Callable[[], _Numbers], ranges: Sequence[int]
    ) -> None:
        """Take the combinations that occur, in order, and how many values each axis may have.

        What returns how often each occurs is called once that is asked for.
        """
        self._keys = keys
        self._count = count
        self._ranges = ranges

    @cached_property
    def _counts(self) -> _Numbers:
        """How often each combination occurs."""
        return self._count()

    @cached_property
    def _axes(self) -> Sequence[_Numbers]:
        """The values of the combinations on each axis."""
        return [self._axis(place, self._keys) for place in range(len(self._ranges))]

    def _axis(self, place: int, keys: _Numbers) -> _Numbers:
        """Return the values of one axis."""
        after, size = prod(self._ranges[place + 1 :]), self._ranges[place]
        above = keys // after if after > 1 else keys
        return above - above // size * size if place else above  # faster than what is left over

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        keys, counts = self._kept(only)
        if place:
            axis = self._axis(place, keys) if only else self._axes[place]
            summed = np.bincount(axis, weights=counts).astype(np.int64)
        else:  # they are in order
            every = np.arange(self._ranges[0] + 1, dtype=np.int64) * prod(self._ranges[1:])
            ends = np.searchsorted(keys, every.astype(keys.dtype))
            summed = np.diff(np.concatenate([[0], np.cumsum(counts)])[ends])
        there = np.flatnonzero(summed)
        return dict(zip(there.tolist(), summed[there].tolist(), strict=True))

    def there(self, place: int, size: int) -> bytes:
        """Return a 1 for each of so many values of one axis that occurs, a 0 for others."""
        found = np.zeros(size, np.bool_)
        found[self._axes[place]] = True
        return found.tobytes()

    def least(self, columns: Sequence[Sequence[int]], meant: bytes) -> Sequence[Mapping[int, int]]:
        """Return, for each value of the first of two axes, the least number of the second's."""
        firsts, seconds = self._axes
        kept = np.frombuffer(meant, np.bool_)[seconds]
        firsts, seconds = firsts[kept], seconds[kept]
        if not len(firsts):
            return [{} for _ in columns]
        new = np.flatnonzero(_new(firsts))  # they are in order
        ones = firsts[new].tolist()
        return [
            dict(zip(ones, np.minimum.reduceat(of_dates[seconds], new).tolist(), strict=True))
            for of_dates in map(numbers_of, columns)
        ]

    def mutual(self) -> Sequence[tuple[int, int]]:
        """Return the two values of two axes, the lower first, that occur either way, in order."""
        size = self._ranges[1]
        firsts, seconds = self._axes
        lower = (firsts < seconds) & (seconds < self._ranges[0])
        turned = np.sort(seconds[lower] * size + firsts[lower])  # in order they are found faster
        places = np.searchsorted(self._keys, turned)
        found = turned[self._keys[np.minimum(places, len(self._keys) - 1)] == turned]
        found = np.sort(found % size * size + found // size)
        return list(zip((found // size).tolist(), (found % size).tolist(), strict=True))

    def regrouped(
        self, firsts: Sequence[int], seconds: Sequence[int], *, once: bool
    ) -> Mapping[tuple[int, int], int]:
        """Return how often numbers occur together that stand for the values of two axes."""
        by_first, by_second = numbers_of(firsts), numbers_of(seconds)
        size = 1 + int(by_second.max(initial=0))
        by_first = by_first * size
        summed = np.zeros(size + int(by_first.max(initial=0)), np.float64)
        for first in range(0, len(self._keys), max(AT_ONCE, len(summed))):
            some = slice(first, first + max(AT_ONCE, len(summed)))
            ones = self._keys[some] // self._ranges[1]
            keys = by_second.take(self._keys[some] - ones * self._ranges[1])
            keys += by_first.take(ones)
            summed += np.bincount(keys, None if once else self._counts[some], len(summed))
        there = np.flatnonzero(summed != 0)
        pairs = zip((there // size).tolist(), (there % size).tolist(), strict=True)
        return dict(zip(pairs, summed[there].astype(np.int64).tolist(), strict=True))

    def dated(self, dates: Sequence[Span]) -> DatedTally:
        """Return the same by date."""
        from quoth.query.analysis.windows_numpy import ArrayDated  # noqa: PLC0415  # one's

        return ArrayDated(self._keys, self._counts, (self._ranges[1], self._ranges[2]), dates)

    def _kept(self, only: Mapping[int, Collection[int]]) -> tuple[_Numbers, _Numbers]:
        """Return the combinations with some values on some axes, and how often each occurs."""
        if not only:
            return self._keys, self._counts
        kept = np.ones(len(self._keys), np.bool_)
        for place, allowed in only.items():
            table = np.zeros(self._ranges[place], np.bool_)
            table[[one for one in allowed if one < len(table)]] = True
            kept &= table.take(self._axes[place])
        return self._keys[kept], self._counts[kept]

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        keys, counts = self._kept(only)
        columns = [self._axis(place, keys).tolist() for place in range(len(self._ranges))]
        return dict(zip(zip(*columns, strict=True), counts.tolist(), strict=True))

    def in_groups(
        self, size: int, only: Mapping[int, Collection[int]] = {}
    ) -> Mapping[tuple[int, int], Sequence[int]]:
        """Return how often each combination occurs, by groups of values of the second axis."""
        keys, counts = self._kept(only)
        firsts, seconds = self._axis(0, keys), self._axis(1, keys)
        groups = seconds // size
        new = _new(firsts * (self._ranges[1] // size + 1) + groups)  # they are in order
        numbers = np.zeros((np.count_nonzero(new), size), np.int64)
        numbers[np.cumsum(new) - 1, seconds - groups * size] = counts
        pairs = zip(firsts[new].tolist(), groups[new].tolist(), strict=True)
        return dict(zip(pairs, numbers.tolist(), strict=True))


class ArrayTallying:
    """Counts with numpy."""

    def spans(self, spans: Sequence[Span]) -> DateSpans:
        """Return the days of dates as arrays."""
        return ArraySpans.of(spans)

    def number(self, chosen: bytes | None, columns: Sequence[Flagged]) -> int:
        """Return how many rows have a code that is meant in each of some columns."""
        if not all(1 in meant for _, meant in columns):
            return 0
        every = None if chosen is None else np.frombuffer(chosen, np.bool_)
        for codes, meant in columns:
            own = flagged(codes_of(codes), np.frombuffer(meant, np.bool_))
            every = own if every is None else every & own
        return 0 if every is None else int(np.count_nonzero(every))

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        if prod(ranges) > _MOST:
            return PlainTallying().tally(pieces, once=once)
        if len(ranges) == 1 and not once:
            return self._of_one(pieces, ranges)
        if not once and prod(ranges) <= _MOST_COUNTED:
            return _there(counts_of(pieces, ranges), ranges)
        keys = keys_of(pieces, ranges)
        if once:
            last = ranges.pop()
            return _in_order(_distinct(keys) // last, ranges)
        return _counted(keys, ranges)

    def _of_one(self, pieces: Sequence[Axes], ranges: Sequence[int]) -> Tally:
        """Count the values of one axis: how often there is each code, then what it stands for."""
        counts = np.zeros(ranges[0], np.int64)
        for piece in pieces:
            _, lengths, values = values_of(piece.axes[0])
            times = np.repeat(_times(piece, len(lengths)), lengths)
            found = np.bincount(values[: len(times)], times, ranges[0])
            counts += found.astype(np.int64)
        there = np.flatnonzero(counts)
        return ArrayTally(there, lambda: counts[there], ranges)

    def last(self, pieces: Sequence[Axes], beside: Sequence[Axis], order: Sequence[int]) -> Tally:
        """Count combinations of which each counts once: where it is last in an order."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        dates = ranges_of(
            [one._replace(axes=[date]) for one, date in zip(pieces, beside, strict=True)]
        )
        if prod(ranges) > _MOST or prod([*dates, *ranges]) > _MOST * ranges[-1]:
            return PlainTallying().last(pieces, beside, order)
        size = sum(len(one.axes[0].codes) for one in pieces)
        places = None if isinstance(order, range) else np.zeros(size, np.int64)
        if places is not None:
            places[numbers_of(order)] = np.arange(len(order))
        found = [combinations(piece, ranges) for piece in pieces]
        keys = np.concatenate([one.keys for one in found])
        rows = np.concatenate(
            [one.rows + piece.start for one, piece in zip(found, pieces, strict=True)]
        )
        keys, rows = _sorted(keys, places, rows, size)
        kept = np.roll(_new(keys), -1)  # the last of each
        last = ranges.pop()
        values = _values_at(rows[kept], pieces, beside)
        return _counted(values * prod(ranges) + keys[kept] // last, [*dates, *ranges])

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return sums of products; of whole numbers below 2^53 they are exact."""
        if not rows:
            return []
        product = np.array(rows, np.float64) @ np.array(others, np.float64).T
        found: list[list[int]] = product.astype(np.int64).tolist()
        return found

    def improve(self, splits: Sequence[Divided], number: int) -> Sequence[float]:
        """Move members of some splits, of many of them at once."""
        from quoth.query.analysis.camps_numpy import improve_each  # noqa: PLC0415  # two analyses'

        return improve_each(splits, number)


def _times(piece: Axes, size: int) -> _Numbers:
    """Return how often each of so many codes of the one axis is there."""
    codes = codes_of(piece.axes[0].codes)
    chosen = None if piece.chosen is None else np.frombuffer(piece.chosen, np.bool_)
    found = np.zeros(size, np.int64)
    at_once = max(AT_ONCE, size)
    for first in range(0, len(codes), at_once):
        some = codes[first : first + at_once]
        if chosen is not None:
            some = some[chosen[first : first + at_once]]
        found += np.bincount(some, minlength=size)
    return found


def _values_at(rows: _Numbers, pieces: Sequence[Axes], columns: Sequence[Axis]) -> _Numbers:
    """Return the values of some rows in a column of pieces, of which each code has but one."""
    found = np.zeros(len(rows), np.int64)
    for piece, column in zip(pieces, columns, strict=True):
        codes = codes_of(column.codes)
        own: NDArray[np.intp] | slice = slice(None)
        if len(pieces) > 1:
            own = np.flatnonzero((rows >= piece.start) & (rows < piece.start + len(codes)))
        starts, _, values = values_of(column)
        found[own] = values[starts][codes[rows[own] - piece.start]]
    return found


def _counted(keys: _Numbers, ranges: Sequence[int]) -> Tally:
    """Return how often each of some combinations is there."""
    size = prod(ranges)
    if size > _DENSE * len(keys):
        keys.sort()
        return _in_order(keys, ranges)
    return _there(np.bincount(keys, minlength=size), ranges)


def _there(counts: _Numbers, ranges: Sequence[int]) -> Tally:
    """Return those of all combinations that are there, by how often each is."""
    there = np.flatnonzero(counts != 0)  # faster than that of numbers
    return ArrayTally(there, lambda: counts[there], ranges)


def _in_order(keys: _Numbers, ranges: Sequence[int]) -> Tally:
    """Return how often each of some ordered combinations is there."""
    new = _new(keys)
    return ArrayTally(keys[new], partial(_distances, new), ranges)


def _distances(new: NDArray[np.bool_]) -> _Numbers:
    """Return how many numbers there are from each new one up to the next."""
    places = np.flatnonzero(new)
    found = np.full(len(places), len(new))
    found[:-1] = places[1:]
    found -= places
    return found


def _distinct(keys: _Numbers) -> _Numbers:
    """Return numbers, each once, in order."""
    keys.sort()
    return keys[_new(keys)]


def _sorted(
    keys: _Numbers, places: _Numbers | None, rows: _Numbers, size: int
) -> tuple[_Numbers, _Numbers]:
    """Return keys in order, those that are alike by the places of their rows, and the rows.

    Without places the rows are numbered in their order; there are so many.
    """
    at = rows if places is None else places[rows]
    bits = size.bit_length()
    if int(keys.max(initial=0)) >= _MOST >> bits:
        sort = np.lexsort((at, keys))
        return keys[sort], rows[sort]
    both = keys.astype(np.int64) << bits | at
    both.sort()
    keys, found = both >> bits, both & ((1 << bits) - 1)
    if places is None:
        return keys, found
    row_at = np.empty(size, np.int64)
    row_at[at] = rows
    return keys, row_at[found]


def _new(keys: _Numbers) -> NDArray[np.bool_]:
    """Tell which of ordered numbers differ from the one before."""
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return new
