"""Sets of rows with numpy: for processes that search repeatedly, if numpy is installed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from quoth.index.rows import (
    RARE,
    EncodedWords,
    Join,
    MarkedWords,
    Packed,
    Rows,
    RowTexts,
    RunFinder,
    Some,
    Wanted,
)
from quoth.index.texts_numpy import (
    RunPlaces,
    SoughtWord,
    TextArrays,
    begins_of_rare,
    rows_with,
    rows_with_run,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Array = NDArray[np.uint32]
    _Octets = NDArray[np.uint8]


_AT_ONCE: Final = 1 << 18
"""Codes that are looked at together."""


class NumpySets:
    """Sets of rows as sorted arrays."""

    reading_cost = 250
    reads_many = True
    most_read = 1_000
    most_graded = 32_000
    most_kept = 1_000

    def __init__(self, size: int) -> None:
        """Take how many rows there are."""
        self.size = size
        self._run: tuple[Sequence[int], RunPlaces] = ((), {})
        """The codes that were looked for last, and where they stand: one more letter asks again."""

    def sought(self, wanted: Sequence[Wanted]) -> SoughtWord:
        """Return what stands for a word as it is looked for in many rows."""
        return SoughtWord(wanted)

    def texts(
        self,
        written: EncodedWords,
        rows: Sequence[int],
        beside: float,
        wanted: Sequence[SoughtWord],
    ) -> RowTexts:
        """Return the words of some rows that are wanted."""
        return TextArrays(written, rows, beside, wanted)

    def with_codes(
        self, written: EncodedWords, rows: Sequence[int], wanted: Sequence[int]
    ) -> list[int]:
        """Return those of some rows in which some codes stand in a row."""
        return rows_with(written, rows, wanted)

    def run_finder(self, codes: Sequence[int], last: Sequence[memoryview]) -> RunFinder:
        """Return what finds rows that may hold some codes in a row, and one of `last` behind."""
        wanted, known = self._run
        if wanted != codes:
            known = {}
            self._run = (codes, known)
        return partial(rows_with_run, wanted=codes, last=last, known=known)

    def gather(self, pieces: Sequence[Sequence[int]]) -> Some:
        """Return the rows of all pieces."""
        packed = [piece for piece in pieces if isinstance(piece, Packed)]
        arrays = [_array(piece) for piece in pieces if len(piece) and not isinstance(piece, Packed)]
        if packed:
            arrays.append(_array(_joined(packed)))
        if not arrays:
            return _some(np.empty(0, np.uint32))
        if len(arrays) == 1 and _ascends(arrays[0]):
            return _some(arrays[0])
        joined = np.concatenate(arrays)
        if len(joined) * 16 < self.size:
            joined.sort()
            new = np.ones(len(joined), np.bool_)
            np.not_equal(joined[1:], joined[:-1], out=new[1:])
            return _some(joined[new])
        flags = np.zeros(self.size, np.uint8)
        flags[joined] = 1
        return _some(np.flatnonzero(flags.view(np.bool_)).astype(np.uint32))

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
        return _some(rows[(_octets(raw)[rows >> 3] >> (rows & 7).astype(np.uint8)) & 1 != 0])

    def ascending(self, some: Some) -> list[int]:
        """Return the rows in order."""
        return cast("list[int]", _array(some).tolist())

    def first(self, some: Some, count: int) -> list[int]:
        """Return the first so many rows."""
        return cast("list[int]", _array(some)[:count].tolist())

    def has(self, some: Some, row: int) -> bool:
        """Tell whether a row is one of them."""
        rows = _array(some)
        place = int(rows.searchsorted(np.uint32(row)))
        return place < len(rows) and int(rows[place]) == row

    def bits(self, pieces: Sequence[Collection[int]]) -> int:
        """Return the rows of all pieces as the bits of a number."""
        return int.from_bytes(self._packed(pieces).tobytes(), "little")

    def _packed(self, pieces: Sequence[Collection[int]]) -> _Octets:
        """Return the bits of the rows of all pieces."""
        flags = np.zeros(self.size, np.uint8)
        for piece in pieces:
            flags[_array(piece)] = 1
        return np.packbits(flags, bitorder="little")

    def added(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows with a few more."""
        octets = _octets(many.raw).copy()
        np.bitwise_or.at(octets, *_bits_of(few))
        return self._of_octets(octets)

    def removed(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows without a few of them."""
        octets = _octets(many.raw).copy()
        places, bits = _bits_of(few)
        np.bitwise_and.at(octets, places, ~bits)
        return self._of_octets(octets)

    def raw(self, some: Some) -> Sequence[int]:
        """Return rows as the bits of bytes."""
        return cast("Sequence[int]", self._packed([some]))

    def many(self, pieces: Sequence[Collection[int]]) -> Rows:
        """Return the set of the rows of all pieces."""
        return self._of_octets(self._packed(pieces))

    def flagged(self, flags: bytes | bytearray) -> Rows:
        """Return the set of the rows whose byte is 1."""
        return self._of_octets(np.packbits(np.frombuffer(flags, np.uint8), bitorder="little"))

    def _of_octets(self, octets: _Octets) -> Rows:
        """Return the set of the rows whose bits are set."""
        return Rows(self, raw=cast("Sequence[int]", octets))

    def joined(self, join: Join, one: Rows, other: Rows) -> Rows:
        """Return the set of the bits that are made of those of two sets."""
        return self._of_octets(join(_octets(one.raw), _octets(other.raw)))

    def count(self, rows: Rows) -> int:
        """Return how many bits are set."""
        return int(_count_bits(_octets(rows.raw)).sum(dtype=np.int64))

    def flags(self, rows: Rows) -> bytes:
        """Return a byte for each row: 1 for some, 0 for others."""
        return np.unpackbits(_octets(rows.raw), count=self.size, bitorder="little").tobytes()

    def set_in(self, raw: Sequence[int], start: int) -> list[int]:
        """Return the rows whose bits are set in bytes, the first byte's from `start` on."""
        return cast("list[int]", (_set_in(_octets(raw)) + start).tolist())

    def in_bits(self, raw: Sequence[int], start: int) -> Sequence[int]:
        """Return the same as an array."""
        return cast("Sequence[int]", _set_in(_octets(raw)) + start)

    def in_order(self, some: Some) -> Sequence[int]:
        """Return rows in order, as an array."""
        return cast("Sequence[int]", _array(some))

    def those(self, rows: Sequence[int], flags: bytes) -> list[int]:
        """Return those of some rows whose byte is 1."""
        chosen = np.flatnonzero(np.frombuffer(flags, np.bool_))
        return cast("list[int]", np.asarray(rows)[chosen].tolist())

    def blocks(self, rows: Sequence[int], size: int) -> Collection[int]:
        """Return the numbers of the blocks, of so many rows each, that some rows are in."""
        found = np.asarray(rows) // size
        return cast("list[int]", found[np.flatnonzero(np.diff(found, prepend=-1))].tolist())

    def tally(self, codes: memoryview, rows: Rows, highest: int) -> Sequence[int]:
        """Return how many of some rows have each code, up to the highest."""
        values = np.frombuffer(codes, np.dtype(codes.format))
        if len(rows) * 2 > self.size:  # it is faster to count those that are not meant
            others = values[_set_in(~_octets(rows.raw))[: self.size - len(rows)]]
            every = np.bincount(values, minlength=highest + 1)
            return cast("list[int]", (every - np.bincount(others, minlength=len(every))).tolist())
        wanted = values[_array(rows.some) if rows.are_few else _set_in(_octets(rows.raw))]
        return cast("list[int]", np.bincount(wanted, minlength=highest + 1).tolist())

    def runs(self, rows: Rows, starts: Sequence[int]) -> Sequence[int]:
        """Return how many of some rows lie from each start up to the next."""
        if rows.are_few:
            found = np.searchsorted(_array(rows.some), np.asarray(starts))
            return cast("list[int]", np.diff(found).tolist())
        before = np.zeros(self.size + 1, np.int32)
        flags = np.unpackbits(_octets(rows.raw), bitorder="little", count=self.size)
        np.cumsum(flags, out=before[1:])
        return cast("list[int]", np.diff(before[np.asarray(starts)]).tolist())

    def word_counts(self, codes: memoryview) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """Return how often words stand among some: the frequent by code, the rare by term."""
        numbers = np.frombuffer(codes, np.uint16)
        places = _rare_places(numbers)
        lows, highs = numbers[places + 1], numbers[places + 2].astype(np.int64)
        counts = np.bincount(numbers, minlength=RARE + 1)
        counts[RARE] -= len(places)
        counts -= np.bincount(lows, minlength=RARE + 1) + np.bincount(highs, minlength=RARE + 1)
        terms, times = np.unique(lows | highs << 16, return_counts=True)
        rare = dict(zip(terms.tolist(), times.tolist(), strict=True))
        return _counted(counts), rare

    def less(self, numbers: memoryview, others: memoryview) -> Sequence[int]:
        """Return some numbers less others, none of which is greater."""
        return np.subtract(numbers, others, dtype=numbers.format).data

    def marked_words(self, marked: MarkedWords) -> Sequence[int]:
        """Return how many words each row's quote has within quotation marks."""
        counts = np.bincount(_array(marked.rows), np.asarray(marked.words), self.size)
        return counts.astype(np.uint32).data

    def highest(self, numbers: Sequence[int]) -> int:
        """Return the highest of some numbers; 0 where there is none."""
        return int(np.asarray(numbers).max(initial=0))

    def repeated(self, starts: Sequence[int]) -> Sequence[int]:
        """Return which of some stretches of rows each row is in, by where each stretch starts."""
        times = np.diff(np.asarray(starts), append=self.size)
        return np.repeat(np.arange(len(starts), dtype=np.uint32), times).data


def _rare_places(codes: NDArray[np.uint16]) -> NDArray[np.intp]:
    """Return where rare words begin among some codes."""
    # Piece by piece: what a comparison of all makes at once takes longer to get room for.
    found = [
        np.flatnonzero(codes[start : start + _AT_ONCE] == RARE) + start
        for start in range(0, len(codes), _AT_ONCE)
    ]
    places = np.concatenate([np.empty(0, np.intp), *found])
    return places[begins_of_rare(places)]


def _counted(counts: NDArray[np.int64]) -> dict[int, int]:
    """Return those of some numbers that aren't 0, by their places."""
    there = np.flatnonzero(counts)
    return dict(zip(there.tolist(), counts[there].tolist(), strict=True))


def _joined(pieces: Sequence[Packed]) -> Packed:
    """Return the rows of some pieces as one, which are taken apart in one go."""
    if len(pieces) == 1:
        return pieces[0]
    octets = [piece.octets[: 3 * len(piece)] for piece in pieces]
    return Packed(memoryview(b"".join([*octets, b"\0"])))


def _array(some: Collection[int]) -> _Array:
    """Return rows as an array, without copying those that are one."""
    if isinstance(some, np.ndarray):
        return some
    if isinstance(some, Packed):  # four bytes at the place of each, the last of them another's
        return np.ndarray(len(some), "<u4", some.octets, 0, (3,)) & np.uint32(0xFFFFFF)
    if isinstance(some, memoryview):
        return np.frombuffer(some, np.uint32)
    return np.fromiter(some, np.uint32, len(some))


def _bits_of(few: Rows) -> tuple[_Array, _Octets]:
    """Return where in a set of many the bits of a few rows are, and which of a byte's they are."""
    rows = _array(few.some)
    return (rows >> 3).astype(np.uint32), np.left_shift(1, rows & 7).astype(np.uint8)


def _octets(raw: Sequence[int]) -> _Octets:
    """Return bytes as an array, without copying them."""
    return np.frombuffer(cast("bytes", raw), np.uint8)


def _set_in(octets: _Octets) -> NDArray[np.intp]:
    """Return the rows whose bits are set in bytes."""
    filled = np.flatnonzero(octets != 0)  # faster than that of numbers, and so is the other
    places = np.flatnonzero(np.unpackbits(octets[filled], bitorder="little").view(np.bool_))
    return cast("NDArray[np.intp]", (filled << 3)[places >> 3] + (places & 7))


def _count_bits(octets: _Octets) -> _Octets:
    """Return how many bits are set in each byte."""
    if hasattr(np, "bitwise_count"):  # from numpy 2.0 on
        return np.bitwise_count(octets)
    return np.unpackbits(octets)


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
