"""Sets of rows with numpy: for whoever searches again and again, and has it installed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from quoth.rows import Rows, Some

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Array = NDArray[np.uint32]


class NumpySets:
    """Sets of rows as sorted arrays."""

    reading_cost = 400

    def __init__(self, size: int) -> None:
        """Take how many rows there are."""
        self.size = size

    def gather(self, pieces: Sequence[Sequence[int]]) -> Some:
        """Return the rows of all pieces."""
        arrays = [_array(piece) for piece in pieces if len(piece)]
        if not arrays:
            return _some(np.empty(0, np.uint32))
        if len(arrays) == 1 and _ascends(arrays[0]):
            return _some(arrays[0])
        joined = np.concatenate(arrays)
        if len(joined) * 16 < self.size:
            joined.sort()
            return _some(joined[np.insert(joined[1:] != joined[:-1], 0, values=True)])
        flags = np.zeros(self.size, np.uint8)
        flags[joined] = 1
        return _some(np.flatnonzero(flags).astype(np.uint32))

    def both(self, some: Some, other: Some) -> Some:
        """Return the rows that are in both."""
        few, many = sorted((_array(some), _array(other)), key=len)
        return _some(few[_is_in(few, many)])

    def either(self, some: Some, other: Some) -> Some:
        """Return the rows that are in one or the other."""
        return self.gather([cast("Sequence[int]", some), cast("Sequence[int]", other)])

    def minus(self, some: Some, other: Some) -> Some:
        """Return the rows that are in the first alone."""
        rows = _array(some)
        return _some(rows[~_is_in(rows, _array(other))])

    def within(self, some: Some, raw: Sequence[int]) -> Some:
        """Return the rows whose bit is set in bytes."""
        rows = _array(some)
        octets = np.frombuffer(cast("bytes", raw), np.uint8)
        return _some(rows[(octets[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0])

    def ascending(self, some: Some) -> list[int]:
        """Return the rows in order."""
        return cast("list[int]", _array(some).tolist())

    def bits(self, pieces: Sequence[Collection[int]]) -> int:
        """Return the rows of all pieces as the bits of a number."""
        flags = np.zeros(self.size, np.uint8)
        for piece in pieces:
            flags[_array(piece)] = 1
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def of_bits(self, bits: int) -> list[int]:
        """Return the rows that are the bits of a number, in order."""
        return cast("list[int]", self._rows_of(bits).tolist())

    def _rows_of(self, bits: int) -> NDArray[np.intp]:
        """Return the rows that are the bits of a number."""
        raw = bits.to_bytes((self.size + 7) // 8, "little")
        return np.flatnonzero(np.unpackbits(np.frombuffer(raw, np.uint8), bitorder="little"))

    def of_flags(self, flags: bytes | bytearray) -> int:
        """Return the rows whose byte is 1 as the bits of a number."""
        packed = np.packbits(np.frombuffer(flags, np.uint8), bitorder="little")
        return int.from_bytes(packed.tobytes(), "little")

    def tally(self, codes: memoryview, rows: Rows, highest: int) -> Sequence[int]:
        """Return how many of some rows have each code, up to the highest."""
        values = np.frombuffer(codes, np.dtype(codes.format))
        if len(rows) * 2 > self.size:  # it is faster to count those that are not meant
            others = values[self._rows_of(~rows.bits & ((1 << self.size) - 1))]
            every = np.bincount(values, minlength=highest + 1)
            return cast("list[int]", (every - np.bincount(others, minlength=len(every))).tolist())
        wanted = values[_array(rows.rows()) if rows.are_few else self._rows_of(rows.bits)]
        return cast("list[int]", np.bincount(wanted, minlength=highest + 1).tolist())

    def runs(self, rows: Rows, starts: Sequence[int]) -> Sequence[int]:
        """Return how many of some rows lie from each start up to the next."""
        if rows.are_few:
            found = np.searchsorted(_array(rows.rows()), np.asarray(starts))
            return cast("list[int]", np.diff(found).tolist())
        raw = np.frombuffer(rows.bits.to_bytes((self.size + 7) // 8, "little"), np.uint8)
        before = np.zeros(self.size + 1, np.int32)
        np.cumsum(np.unpackbits(raw, bitorder="little", count=self.size), out=before[1:])
        return cast("list[int]", np.diff(before[np.asarray(starts)]).tolist())


def _array(some: Collection[int]) -> _Array:
    """Return rows as an array, without copying those that are one."""
    if isinstance(some, np.ndarray):
        return some
    if isinstance(some, memoryview):
        return np.frombuffer(some, np.uint32)
    return np.fromiter(some, np.uint32, len(some))


def _some(rows: _Array) -> Some:
    """Return an array as a collection of rows, which it is but for its type."""
    return cast("Some", rows)


def _ascends(rows: _Array) -> bool:
    """Tell whether rows are in order, and each there once."""
    return bool(np.all(rows[1:] > rows[:-1]))


def _is_in(few: _Array, many: _Array) -> NDArray[np.bool_]:
    """Tell which rows of one sorted array are in another."""
    if not len(many):
        return np.zeros(len(few), np.bool_)
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return cast("NDArray[np.bool_]", many[places] == few)
