"""Counting over columns with numpy: as `arrays` does it, for stores with many statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from quoth.query.analysis.arrays import PlainTallying, Tally, laid_out, ranges_of
from quoth.query.analysis.columns import Axes, ValueSets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.camps import Divided
    from quoth.query.analysis.columns import Axis, Span
    from quoth.query.analysis.windows import DatedTally

    _Numbers: TypeAlias = NDArray[np.int64]

_DENSE: Final = 4
"""Combinations that there may be of each that is seen, for all to have a count of their own."""
_MOST: Final = 1 << 60
"""Combinations that numbers of eight bytes tell apart, with room for the signs of none."""
_NARROW: Final = 1 << 31
"""Combinations that numbers of four bytes tell apart."""


class ArrayTally:
    """How often combinations occur, each as one number."""

    def __init__(self, keys: _Numbers, counts: _Numbers, ranges: Sequence[int]) -> None:
        """Take the combinations that occur, how often, and how many values each axis may have."""
        self._keys = keys
        self._counts = counts
        self._ranges = ranges

    def _axis(self, place: int, keys: _Numbers) -> _Numbers:
        """Return the values of one axis."""
        after = int(np.prod(self._ranges[place + 1 :], dtype=np.int64))
        return (keys // after) % self._ranges[place]

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        keys, counts = self._kept(only)
        summed = np.bincount(self._axis(place, keys), weights=counts).astype(np.int64)
        there = np.flatnonzero(summed)
        return dict(zip(there.tolist(), summed[there].tolist(), strict=True))

    def least(self, columns: Sequence[Sequence[int]], meant: bytes) -> Sequence[Mapping[int, int]]:
        """Return, for each value of the first of two axes, the least number of the second's."""
        size = self._ranges[1]
        firsts = self._keys // size
        seconds = self._keys - firsts * size
        kept = np.frombuffer(meant, np.bool_)[seconds]
        firsts, seconds = firsts[kept], seconds[kept]
        if not len(firsts):
            return [{} for _ in columns]
        new = np.flatnonzero(_new(firsts))  # they are in order
        ones = firsts[new].tolist()
        return [
            dict(zip(ones, np.minimum.reduceat(of_dates[seconds], new).tolist(), strict=True))
            for of_dates in map(_numbers, columns)
        ]

    def mutual(self) -> Sequence[tuple[int, int]]:
        """Return the two values of two axes, the lower first, that occur either way, in order."""
        size = self._ranges[1]
        firsts, seconds = np.divmod(self._keys, size)
        keys = self._keys[(firsts < seconds) & (seconds < self._ranges[0])]
        turned = np.sort(keys % size * size + keys // size)  # in order they are found faster
        places = np.searchsorted(self._keys, turned)
        found = turned[self._keys[np.minimum(places, len(self._keys) - 1)] == turned]
        found = np.sort(found % size * size + found // size)
        return list(zip((found // size).tolist(), (found % size).tolist(), strict=True))

    def regrouped(
        self, firsts: Sequence[int], seconds: Sequence[int], *, once: bool
    ) -> Mapping[tuple[int, int], int]:
        """Return how often numbers occur together that stand for the values of two axes."""
        size = 1 + max(seconds, default=0)
        ones = self._keys // self._ranges[1]
        others = self._keys - ones * self._ranges[1]
        keys = (_numbers(firsts) * size)[ones] + _numbers(seconds)[others]
        summed = np.bincount(keys, weights=None if once else self._counts).astype(np.int64)
        there = np.flatnonzero(summed != 0)
        pairs = zip((there // size).tolist(), (there % size).tolist(), strict=True)
        return dict(zip(pairs, summed[there].tolist(), strict=True))

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
            kept &= table[self._axis(place, self._keys)]
        return self._keys[kept], self._counts[kept]

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        keys, counts = self._kept(only)
        columns = [self._axis(place, keys).tolist() for place in range(len(self._ranges))]
        return dict(zip(zip(*columns, strict=True), counts.tolist(), strict=True))


class ArrayTallying:
    """Counts with numpy."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        if prod(ranges) > _MOST:
            return PlainTallying().tally(pieces, once=once)
        if len(ranges) == 1 and not once:
            return self._of_one(pieces, ranges)
        keys = np.concatenate([np.empty(0, np.int32), *(_keys(one, ranges)[0] for one in pieces)])
        if once:
            last = ranges.pop()
            return _in_order(_distinct(keys) // last, ranges)
        return _counted(keys, ranges)

    def _of_one(self, pieces: Sequence[Axes], ranges: Sequence[int]) -> Tally:
        """Count the values of one axis: how often there is each code, then what it stands for."""
        counts = np.zeros(ranges[0], np.int64)
        for piece in pieces:
            _, lengths, values = _laid_out(piece.axes[0])
            codes = _codes(piece.axes[0])
            if piece.chosen is not None:
                codes = codes[np.frombuffer(piece.chosen, np.bool_)]
            times = np.repeat(np.bincount(codes, minlength=len(lengths)), lengths)
            found = np.bincount(values[: len(times)], times, ranges[0])
            counts += found.astype(np.int64)
        there = np.flatnonzero(counts)
        return ArrayTally(there, counts[there], ranges)

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
        values = np.empty(size, np.int64)
        places = None if isinstance(order, range) else np.zeros(size, np.int64)
        if places is not None:
            places[_numbers(order)] = np.arange(len(order))
        found = []
        for piece, column in zip(pieces, beside, strict=True):
            starts, _, numbers = _laid_out(column)
            end = piece.start + len(column.codes)
            values[piece.start : end] = numbers[starts[_codes(column)]]
            keys, rows = _keys(piece, ranges)
            found.append((keys, rows + piece.start))
        keys, rows = (np.concatenate(one) for one in zip(*found, strict=True))
        keys, rows = _sorted(keys, places, rows, size)
        kept = np.roll(_new(keys), -1)  # the last of each
        last = ranges.pop()
        counted = values[rows[kept]] * prod(ranges) + keys[kept] // last
        return _counted(counted, [*dates, *ranges])

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


def _counted(keys: _Numbers, ranges: Sequence[int]) -> Tally:
    """Return how often each of some combinations is there."""
    size = prod(ranges)
    if size > _DENSE * len(keys):
        return _in_order(np.sort(keys), ranges)
    counts = np.bincount(keys, minlength=size)
    there = np.flatnonzero(counts != 0)  # faster than that of numbers
    return ArrayTally(there, counts[there], ranges)


def _in_order(keys: _Numbers, ranges: Sequence[int]) -> Tally:
    """Return how often each of some ordered combinations is there."""
    places = np.flatnonzero(_new(keys))
    counts = np.diff(places, append=len(keys))
    return ArrayTally(keys[places].astype(np.int64), counts, ranges)


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
    if int(keys.max(initial=0)) >= _MOST // max(size, 1):
        sort = np.lexsort((at, keys))
        return keys[sort], rows[sort]
    both = keys * np.int64(size) + at
    both.sort()
    keys = both // size
    found = both - keys * size
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


def _keys(piece: Axes, ranges: Sequence[int]) -> tuple[_Numbers, _Numbers]:
    """Return the combinations of the rows that are meant, each as one number, and their rows.

    A code that stands for several values weighs so much that the number is below 0.
    """
    laid = [_laid_out(axis) for axis in piece.axes]
    rows, codes = _meant(piece, laid)
    steps = [prod(ranges[place + 1 :]) for place in range(len(ranges))]
    nothing = -prod(ranges) - 1
    are_single = all(lengths.max(initial=0) <= 1 for _, lengths, _ in laid)
    largest = prod(ranges) if are_single else -nothing * len(ranges)
    numbers: type[np.signedinteger] = np.int32 if largest < _NARROW else np.int64
    keys: NDArray[np.signedinteger] = np.zeros(len(rows), numbers)
    for (starts, lengths, values), step, own in zip(laid, steps, codes, strict=True):
        table = np.full(len(lengths), 0 if are_single else nothing, numbers)
        single = lengths == 1
        table[single] = values[starts[single]] * step
        keys += table[own]
    if are_single:
        return keys, rows
    several = keys < 0
    more, places = _of_several(laid, [one[several] for one in codes], steps)
    return (
        np.concatenate([keys[~several], more]),
        np.concatenate([rows[~several], rows[several][places]]),
    )


def _meant(
    piece: Axes, laid: Sequence[tuple[_Numbers, _Numbers, _Numbers]]
) -> tuple[_Numbers, Sequence[NDArray[np.integer]]]:
    """Return the rows that are meant and have a value on each axis, and their codes on each."""
    codes = [_codes(axis) for axis in piece.axes]
    chosen = None if piece.chosen is None else np.frombuffer(piece.chosen, np.bool_)
    for (_, lengths, _), own in zip(laid, codes, strict=True):
        if not lengths.all():
            there = (lengths > 0)[own]
            chosen = there if chosen is None else chosen & there
    if chosen is None:
        return np.arange(len(codes[0])), codes
    rows = np.flatnonzero(chosen)
    return rows, [one[rows] for one in codes]


def _of_several(
    laid: Sequence[tuple[_Numbers, _Numbers, _Numbers]],
    codes: Sequence[NDArray[np.integer]],
    steps: Sequence[int],
) -> tuple[_Numbers, _Numbers]:
    """Return the combinations of rows in which some code stands for several values, and which."""
    keys = np.zeros(len(codes[0]), np.int64)
    places = np.arange(len(keys))
    for place, ((starts, lengths, values), step) in enumerate(zip(laid, steps, strict=True)):
        taken = lengths[codes[place]]
        repeated = np.repeat(np.arange(len(keys)), taken)
        inside = np.arange(len(repeated)) - np.repeat(np.cumsum(taken) - taken, taken)
        keys, codes = keys[repeated], [one[repeated] for one in codes]
        places = places[repeated]
        keys += values[starts[codes[place]] + inside] * step
    return keys, places


def _codes(axis: Axis) -> NDArray[np.integer]:
    """Return the codes of a column, where they lie if they are numbers in memory already."""
    return np.asarray(axis.codes) if len(axis.codes) else np.empty(0, np.int64)


def _laid_out(axis: Axis) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return where the values of each code begin, how many they are, and all values."""
    sets = ValueSets.of(axis.sets)
    starts, values = (_numbers(one) for one in (sets.starts, sets.values))
    return starts[:-1], np.diff(starts), values if len(values) else np.zeros(1, np.int64)


def _numbers(numbers: Sequence[int]) -> _Numbers:
    """Return numbers as an array."""
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop, dtype=np.int64)
    whole = np.frombuffer(numbers, np.uint8) if isinstance(numbers, bytes) else np.asarray(numbers)
    return whole.astype(np.int64) if len(numbers) else np.empty(0, np.int64)
