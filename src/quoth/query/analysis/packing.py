"""The codes of several columns as one number per row, put together without a step for each row.

The bytes of each column's codes are written beside those of the others. So a million rows are told
apart, and counted, by what is met: only then is it looked up what each combination stands for.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import repeat
from operator import and_, lshift, or_, rshift
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quoth.query.analysis.columns import Axis

_TYPES: Final = {1: "B", 2: "H", 4: "I", 8: "Q"}
"""Numbers by how many bytes they have."""
_BYTE: Final = 8
_FEW: Final = 4
"""Codes up to which it is faster to look through the bytes of all rows for each."""
_IS_LITTLE: Final = sys.byteorder == "little"


class PackedCodes:
    """The codes of some columns, those of each row as one number; the first column's are lowest."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        """Take the columns."""
        self._widths = [_width(len(axis.sets)) for axis in axes]
        total = sum(self._widths)
        size = next((size for size in _TYPES if size >= total), 0)
        self.numbers = _side_by_side(axes, self._widths, size) if size else self._added_up(axes)

    def _added_up(self, axes: Sequence[Axis]) -> Sequence[int]:
        """Return the numbers where they are larger than a machine has them."""
        first, *others = (
            map(lshift, axis.codes, repeat(shift))
            for axis, shift in zip(axes, self._shifts, strict=True)
        )
        for other in others:
            first = map(or_, first, other)
        return [*first]

    @property
    def _shifts(self) -> list[int]:
        """How many bits stand before those of each column."""
        return [_BYTE * sum(self._widths[:place]) for place in range(len(self._widths))]

    def columns(self, numbers: Iterable[int]) -> list[Iterator[int]]:
        """Return the codes of each column, of some numbers."""
        found: list[Iterator[int]] = []
        for shift, width in zip(self._shifts, self._widths, strict=True):
            shifted = map(rshift, numbers, repeat(shift)) if shift else numbers
            found.append(map(and_, shifted, repeat((1 << _BYTE * width) - 1)))
        return found


def flagged(codes: Iterable[int], meant: bytes) -> bytes:
    """Return a 1 for each of some codes that is meant, a 0 for others.

    Args:
        codes: The codes.
        meant: A 1 for each code that there may be and is meant, a 0 for others.
    """
    few, rest = meant.count(1), meant.count(0)
    if min(few, rest) > _FEW or not isinstance(codes, memoryview | array):
        return bytes(map(meant.__getitem__, codes))
    return _having(codes, meant, 1) if few <= rest else _having(codes, meant, 0, turned=True)


def _having(
    codes: memoryview | array[int], meant: bytes, flag: int, *, turned: bool = False
) -> bytes:
    """Return a 1 for each of some codes that has a flag; or a 0, a 1 for others."""
    size, number = memoryview(codes).itemsize, len(codes)
    octets = bytes(memoryview(codes).cast("B")) if number else b""
    parts = [octets[_place(byte, size) :: size] for byte in range(min(_width(len(meant)), size))]
    found = 0
    for code in (one for one, own in enumerate(meant) if own == flag):
        own = [
            int.from_bytes(part.translate(_only(code >> _BYTE * byte & 0xFF)), "little")
            for byte, part in enumerate(parts)
        ]
        found |= reduce(and_, own)
    if turned:
        found ^= int.from_bytes(b"\1" * number, "little")
    return found.to_bytes(number, "little")


def _only(octet: int) -> bytes:
    """Return what makes a 1 of one byte, and a 0 of all others."""
    table = bytearray(1 << _BYTE)
    table[octet] = 1
    return bytes(table)


def _width(size: int) -> int:
    """Return how many bytes tell so many codes apart."""
    return max(((size - 1).bit_length() + _BYTE - 1) // _BYTE, 1)


def _side_by_side(axes: Sequence[Axis], widths: Sequence[int], size: int) -> array[int]:
    """Return the codes of each row as one number of so many bytes."""
    packed = bytearray(size * len(axes[0].codes))
    before = 0
    for axis, width in zip(axes, widths, strict=True):
        codes = _in_memory(axis.codes)
        octets = bytes(codes.cast("B")) if len(codes) else b""
        for byte in range(min(width, codes.itemsize)):
            own = octets[_place(byte, codes.itemsize) :: codes.itemsize]
            packed[_place(before + byte, size) :: size] = own
        before += width
    made = array(_TYPES[size])
    made.frombytes(packed)
    return made


def _in_memory(codes: Sequence[int]) -> memoryview:
    """Return codes where they lie, or else as an array of them."""
    return memoryview(codes if isinstance(codes, memoryview | array | bytes) else array("Q", codes))


def _place(byte: int, size: int) -> int:
    """Return where in a number of so many bytes one of them is, counted from the lowest."""
    return byte if _IS_LITTLE else size - 1 - byte
