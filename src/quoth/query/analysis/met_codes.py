"""The codes that are met in rows, and the combinations of values that they stand for."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count, product, repeat
from math import prod
from operator import add, mul
from typing import Final

from quoth.query.analysis.columns import Axes, Axis, ValueSets
from quoth.query.analysis.packing import PackedCodes, flagged

_FEW: Final = 4
"""Codes for each value from which on it is quicker to count the values."""
_BYTES: Final = 256


class MetCodes:
    """The codes that the rows of a piece have, and what they stand for."""

    def __init__(self, piece: Axes) -> None:
        """Take the piece."""
        self._start = piece.start
        self._axes = [*map(_in_short, piece.axes)]
        self._size = len(piece.axes[0].codes)
        self.are_many = prod(len(axis.sets) for axis in self._axes) > self._size
        """Whether codes are combined in so many ways that most may be met once."""
        self._there = [ValueSets.of(axis.sets).there for axis in self._axes]
        self._flags = piece.chosen
        if self.are_many:
            self._flags = both(piece.chosen, self._with_values([one.codes for one in self._axes]))

    @cached_property
    def _packed(self) -> PackedCodes:
        """The codes of all rows."""
        return PackedCodes(self._axes)

    def _meant(self, numbers: Sequence[int]) -> Iterable[int]:
        """Return the numbers of the rows that are meant, of those of all rows."""
        return numbers if self._flags is None else compress(numbers, self._flags)

    @property
    def rows(self) -> Sequence[Iterable[int]]:
        """The codes of each row, column by column."""
        return [self._meant(axis.codes) for axis in self._axes]

    @property
    def numbers(self) -> Iterable[int]:
        """The codes of each row as one number."""
        return self._meant(self._packed.numbers)

    def _with_values(self, columns: Sequence[Iterable[int]]) -> bytes | None:
        """Return a 1 for each of some codes that has a value on each axis; nothing if all do."""
        found: bytes | None = None
        for there, codes in zip(self._there, columns, strict=True):
            if 0 in there:
                found = both(found, flagged(codes, there))
        return found

    def with_values(self, numbers: Collection[int]) -> Collection[int]:
        """Return those of such numbers that have a value on each axis."""
        flags = self._with_values(self.columns(numbers))
        return numbers if flags is None else [*compress(numbers, flags)]

    def columns(self, numbers: Collection[int]) -> Sequence[Iterable[int]]:
        """Return the codes that such numbers are of, column by column."""
        return self._packed.columns(numbers)

    def last_places(self, places: Mapping[int, int] | None) -> dict[int, int]:
        """Return where the codes are last in an order of rows; without one it is their own."""
        rows = self._meant(range(self._start, self._start + self._size))
        if places is None:
            return dict(zip(self.numbers, rows, strict=True))
        found: dict[int, int] = {}
        for number, place in zip(self.numbers, map(places.__getitem__, rows), strict=True):
            if place >= found.get(number, -1):
                found[number] = place
        return found

    def combinations(
        self, columns: Sequence[Iterable[int]], ranges: Sequence[int]
    ) -> tuple[Iterable[int], Iterable[int] | None]:
        """Return the combinations of values that codes stand for, as numbers.

        Where codes stand for several, the place of those that each is of is beside it.
        """
        steps = [prod(ranges[place + 1 :]) for place in range(len(ranges))]
        bases: Iterable[int] | None = None
        lists: list[Sequence[Sequence[int]]] = []
        for axis, step, codes in zip(self._axes, steps, columns, strict=True):
            if ValueSets.of(axis.sets).longest <= 1:
                weights = map(_table(axis, step).__getitem__, codes)
                bases = weights if bases is None else map(add, bases, weights)
            else:
                sets = [[value * step for value in values] for values in axis.sets]
                lists.append([*map(sets.__getitem__, codes)])
        if not lists:
            return bases or (), None
        *more, last = lists
        before = [*map(_sums, *more)] if len(more) > 1 else more[0] if more else repeat((0,))
        keys = [
            base + one + other
            for base, some, others in zip(bases or repeat(0), before, last, strict=False)
            for one in some
            for other in others
        ]
        numbers = map(mul, map(len, before), map(len, last))
        return keys, chain.from_iterable(map(repeat, count(), numbers))


def _sums(*lists: Sequence[int]) -> Sequence[int]:
    """Return the sums of one number of each list, in all ways."""
    return [*map(sum, product(*lists))]


def _in_short(axis: Axis) -> Axis:
    """Return a column whose codes are its values, where it has many more codes than those."""
    sets = ValueSets.of(axis.sets)
    if sets.longest > 1 or 0 in sets.there or (sets.highest + 1) * _FEW > len(sets):
        return axis
    table, size = _table(axis, 1), sets.highest + 1
    codes = map(table.__getitem__, axis.codes)
    short = bytes(codes) if size <= _BYTES else array("I", codes)
    return Axis(short, ValueSets.each(max(size, 1)))


def both(one: bytes | None, other: bytes | None) -> bytes | None:
    """Return a 1 where two both have one; what is missing has a 1 everywhere."""
    if one is None or other is None:
        return one or other
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(one), "little")


def _table(axis: Axis, step: int) -> Sequence[int]:
    """Return what each code of a column weighs in a combination; it stands for one value at most.

    What stands for none weighs nothing: it is left out before.
    """
    sets = ValueSets.of(axis.sets)
    if isinstance(sets.values, range) and isinstance(sets.starts, range):
        return range(0, step * len(sets), step)
    return [values[0] * step if values else 0 for values in sets]
