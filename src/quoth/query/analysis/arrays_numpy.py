"""Counting over columns with numpy: as `arrays` does it, for stores with many statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from quoth.query.analysis.arrays import Axes, Tally, ranges_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.columns import Axis

    _Numbers: TypeAlias = NDArray[np.int64]

_DENSE: Final = 1 << 23
"""Combinations that there may be for each to have a count of its own, seen or not."""


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

    def sums(self, place: int) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        values = self._axis(place, self._keys)
        summed = np.bincount(values, weights=self._counts).astype(np.int64)
        there = np.flatnonzero(summed)
        return dict(zip(there.tolist(), summed[there].tolist(), strict=True))

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        kept = np.ones(len(self._keys), np.bool_)
        for place, allowed in only.items():
            table = np.zeros(self._ranges[place], np.bool_)
            table[[one for one in allowed if one < len(table)]] = True
            kept &= table[self._axis(place, self._keys)]
        keys, counts = self._keys[kept], self._counts[kept]
        columns = [self._axis(place, keys).tolist() for place in range(len(self._ranges))]
        return dict(zip(zip(*columns, strict=True), counts.tolist(), strict=True))


class ArrayTallying:
    """Counts with numpy."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations."""
        ranges = ranges_of(pieces)
        keys = np.concatenate([np.empty(0, np.int64), *(_keys(one, ranges) for one in pieces)])
        if once:
            last = ranges.pop()
            keys = _distinct(keys) // last
        size = int(np.prod(ranges, dtype=np.int64))
        if size <= _DENSE:
            counts = np.bincount(keys, minlength=size)
            there = np.flatnonzero(counts)
            return ArrayTally(there, counts[there], ranges)
        found, counts = np.unique(keys, return_counts=True)
        return ArrayTally(found, counts, ranges)

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return sums of products; of whole numbers below 2^53 they are exact."""
        if not rows:
            return []
        product = np.array(rows, np.float64) @ np.array(others, np.float64).T
        found: list[list[int]] = product.astype(np.int64).tolist()
        return found


def _distinct(keys: _Numbers) -> _Numbers:
    """Return numbers, each once."""
    keys.sort()
    new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return keys[new]


def _keys(piece: Axes, ranges: Sequence[int]) -> _Numbers:
    """Return the combinations of the rows that are meant, each as one number."""
    rows = None
    if piece.chosen is not None:
        rows = np.flatnonzero(np.frombuffer(piece.chosen, np.bool_))
    codes = [_codes(axis) if rows is None else _codes(axis)[rows] for axis in piece.axes]
    keys = np.zeros(len(codes[0]), np.int64)
    for place, (axis, size) in enumerate(zip(piece.axes, ranges, strict=True)):
        starts, lengths, values = _laid_out(axis)
        taken = lengths[codes[place]]
        if taken.max(initial=0) > 1:
            repeated = np.repeat(np.arange(len(keys)), taken)
            inside = np.arange(len(repeated)) - np.repeat(np.cumsum(taken) - taken, taken)
            keys, codes = keys[repeated], [one[repeated] for one in codes]
            found = values[starts[codes[place]] + inside]
        else:
            if not taken.all():
                there = taken != 0
                keys, codes = keys[there], [one[there] for one in codes]
            found = values[starts[codes[place]]]
        keys = keys * size + found
    return keys


def _codes(axis: Axis) -> NDArray[np.integer]:
    """Return the codes of a column, where they lie if they are numbers in memory already."""
    return np.asarray(axis.codes) if len(axis.codes) else np.empty(0, np.int64)


def _laid_out(axis: Axis) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return where the values of each code begin, how many they are, and all values."""
    lengths = np.fromiter(map(len, axis.sets), np.int64, len(axis.sets))
    values = np.fromiter((one for some in axis.sets for one in some), np.int64, int(lengths.sum()))
    starts = np.cumsum(lengths) - lengths
    if not len(values):
        values = np.zeros(1, np.int64)
    return starts, lengths, values
