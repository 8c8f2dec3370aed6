"""The combinations of values that rows have, each as one number, put together with numpy.

Rows are taken some at a time: what is made of them on the way then stays near the processor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from quoth.query.analysis.columns import ValueSets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.columns import Axes, Axis

    Numbers: TypeAlias = NDArray[np.signedinteger]
    _Codes: TypeAlias = NDArray[np.integer]
    _Flags: TypeAlias = NDArray[np.bool_]

AT_ONCE: Final = 1 << 16
"""Rows that are taken at once."""
_NARROW: Final = 1 << 31
"""Combinations that numbers of four bytes tell apart."""
_FEW: Final = 4
"""Codes up to which it is faster to compare all rows with each."""


class Combined(NamedTuple):
    """The combinations of some rows."""

    keys: Numbers
    rows: Numbers
    """The row of each."""


class _Laid(NamedTuple):
    """What the codes of a column stand for, as a part of a combination."""

    starts: Numbers
    lengths: Numbers
    values: Numbers
    there: _Flags | None
    """Which codes stand for any value; nothing where all do."""
    firsts: Numbers
    """What the first value of each code adds to a combination."""
    step: np.signedinteger | None
    """By what the codes are multiplied to be that; nothing where they stand for others."""

    @property
    def is_single(self) -> bool:
        """Whether no code stands for several values."""
        return int(self.lengths.max(initial=0)) <= 1

    def of(self, codes: _Codes) -> Numbers:
        """Return what the first values of codes add to combinations."""
        if self.step is None:
            return self.firsts.take(codes)
        made: Numbers = codes.astype(self.firsts.dtype)
        return made if self.step == 1 else np.multiply(made, self.step, out=made)


def codes_of(numbers: Sequence[int]) -> _Codes:
    """Return numbers as an array, where they lie if they are numbers in memory already."""
    if not len(numbers):
        return np.empty(0, np.int64)
    if isinstance(numbers, range):
        return np.arange(numbers.start, numbers.stop)
    return np.frombuffer(numbers, np.uint8) if isinstance(numbers, bytes) else np.asarray(numbers)


def numbers_of(numbers: Sequence[int]) -> NDArray[np.int64]:
    """Return numbers as an array of large ones."""
    return codes_of(numbers).astype(np.int64, copy=False)


def values_of(axis: Axis) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return where the values of each code begin, how many they are, and all values."""
    sets = ValueSets.of(axis.sets)
    starts, values = (numbers_of(one) for one in (sets.starts, sets.values))
    return starts[:-1], np.diff(starts), values if len(values) else np.zeros(1, np.int64)


def ranges_of(pieces: Sequence[Axes]) -> list[int]:
    """Return one more than the highest value of each axis."""
    number = len(pieces[0].axes) if pieces else 0
    return [
        1 + max(0, *(_highest(ValueSets.of(piece.axes[place].sets)) for piece in pieces))
        for place in range(number)
    ]


def _highest(sets: ValueSets) -> int:
    """Return the highest of some values; -1 where there is none."""
    if isinstance(sets.values, range):
        return sets.highest
    return int(codes_of(sets.values).max(initial=0)) if len(sets.values) else -1


def flagged(codes: _Codes, meant: _Flags) -> _Flags:
    """Return which rows have a code that is meant."""
    for wanted, turned in ((meant, False), (~meant, True)):
        few = np.flatnonzero(wanted)
        if len(few) <= _FEW:
            found = np.zeros(len(codes), np.bool_)
            for code in few.tolist():
                found |= codes == code
            return ~found if turned else found
    return meant.take(codes)


def combinations(piece: Axes, ranges: Sequence[int]) -> Combined:
    """Return the combinations of the rows that are meant, each as one number, and their rows."""
    found = [*_combined(piece, ranges, with_rows=True)]
    none = np.empty(0, np.int64)
    if not found:
        return Combined(none, none)
    return Combined(*map(np.concatenate, zip(*found, strict=True)))


def keys_of(pieces: Sequence[Axes], ranges: Sequence[int]) -> Numbers:
    """Return the combinations of the rows of some pieces that are meant, each as one number."""
    found = [keys for one in pieces for keys, _ in _combined(one, ranges, with_rows=False)]
    return np.concatenate([np.empty(0, np.int32), *found])


def counts_of(pieces: Sequence[Axes], ranges: Sequence[int]) -> NDArray[np.int64]:
    """Return how often each combination is there, of all that there may be."""
    found = np.zeros(prod(ranges), np.int64)
    for one in pieces:
        for keys, _ in _combined(one, ranges, with_rows=False):
            found += np.bincount(keys, minlength=len(found))
    return found


def _combined(
    piece: Axes, ranges: Sequence[int], *, with_rows: bool
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the combinations of some rows at once, and their rows if those are asked for."""
    numbers = np.int32 if prod(ranges) < _NARROW else np.int64
    laid = [
        _laid(axis, prod(ranges[place + 1 :]), numbers) for place, axis in enumerate(piece.axes)
    ]
    columns = [codes_of(axis.codes) for axis in piece.axes]
    chosen = None if piece.chosen is None else np.frombuffer(piece.chosen, np.bool_)
    are_single = all(one.is_single for one in laid)
    for first in range(0, len(columns[0]), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        codes = [column[some] for column in columns]
        meant = _meant(None if chosen is None else chosen[some], laid, codes)
        if are_single and not with_rows:
            keys = _single(laid, codes, meant)
            yield keys, keys
            continue
        rows = np.arange(len(codes[0])) if meant is None else np.flatnonzero(meant)
        codes = [own.take(rows) for own in codes]
        keys, places = (_sum(laid, codes), None) if are_single else _of_several(laid, codes)
        yield keys, (rows if places is None else rows[places]) + first


def _laid(axis: Axis, step: int, numbers: type[np.signedinteger]) -> _Laid:
    """Return what the codes of a column add to combinations, each value so often as a step says."""
    starts, lengths, values = values_of(axis)
    values = values.astype(numbers) * numbers(step)
    there = lengths > 0
    if there.all() and len(values) == len(lengths):  # each has one
        sets = ValueSets.of(axis.sets)
        is_own = sets.values == range(len(sets))
        return _Laid(starts, lengths, values, None, values, numbers(step) if is_own else None)
    firsts = np.zeros(len(lengths), numbers)
    firsts[there] = values[starts[there]]
    return _Laid(starts, lengths, values, None if there.all() else there, firsts, None)


def _meant(chosen: _Flags | None, laid: Sequence[_Laid], codes: Sequence[_Codes]) -> _Flags | None:
    """Return which rows are meant and have a value on each axis; nothing where all do."""
    for one, own in zip(laid, codes, strict=True):
        if one.there is not None:
            there = flagged(own, one.there)
            chosen = there if chosen is None else chosen & there
    return chosen


def _single(laid: Sequence[_Laid], codes: Sequence[_Codes], meant: _Flags | None) -> Numbers:
    """Return the combinations of rows that are meant; their codes stand for one value at most."""
    if meant is None:
        return _sum(laid, codes)
    if 2 * np.count_nonzero(meant) > len(meant):  # then it is faster to pick them in the end
        return _sum(laid, codes).compress(meant)
    rows = np.flatnonzero(meant)
    return _sum(laid, [own.take(rows) for own in codes])


def _sum(laid: Sequence[_Laid], codes: Sequence[_Codes]) -> Numbers:
    """Return the combinations of the first values of codes."""
    keys = laid[0].of(codes[0])
    for one, own in zip(laid[1:], codes[1:], strict=True):
        keys += one.of(own)
    return keys


def _of_several(laid: Sequence[_Laid], codes: Sequence[_Codes]) -> tuple[Numbers, Numbers]:
    """Return the combinations of rows in which codes may stand for several values, and which."""
    is_single = np.ones(len(codes[0]), np.bool_)
    for one, own in zip(laid, codes, strict=True):
        if not one.is_single:
            is_single &= (one.lengths == 1).take(own)
    single, several = np.flatnonzero(is_single), np.flatnonzero(~is_single)
    keys = _sum(laid, [own.take(single) for own in codes])
    more, places = _product(laid, [own.take(several) for own in codes])
    return np.concatenate([keys, more]), np.concatenate([single, several.take(places)])


def _product(laid: Sequence[_Laid], codes: Sequence[_Codes]) -> tuple[Numbers, NDArray[np.intp]]:
    """Return the combinations of all values of codes, and the place of the row of each."""
    places = np.arange(len(codes[0]))
    keys = np.zeros(len(places), laid[0].firsts.dtype)
    for one, own in zip(laid, codes, strict=True):
        if one.is_single:
            keys += one.of(own.take(places))
            continue
        every = own.take(places)
        taken = one.lengths.take(every)
        first = one.starts.take(every) - (np.cumsum(taken) - taken)
        keys, places = np.repeat(keys, taken), np.repeat(places, taken)
        keys += one.values.take(np.repeat(first, taken) + np.arange(len(keys)))
    return keys, places
