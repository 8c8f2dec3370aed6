"""Sums over random draws: each draw takes as many sources as there are, some repeatedly.

The summands are first rounded to integers, small enough that a float holds each sum exactly. So the
sums are the same in any order, and numpy (`drawing_numpy`) and the standard library agree exactly.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import repeat
from math import frexp, ldexp
from operator import mul, rshift
from typing import Final

from quoth.query.agreement.lots import LOT, LOT_BITS, Column, drawn_bytes

MANY: Final = 1_000_000
"""Numbers to be drawn from which on numpy is worth its import."""
_EXACT_BITS: Final = 53
"""The bits of a whole number that a float holds exactly."""
_FIELD: Final = 8
"""Bytes that each sum has in a number that holds the sums of all columns side by side."""


def whole_column(numbers: Sequence[float]) -> Column:
    """Return numbers, none below zero, as whole ones in the same proportions to each other.

    As many of the largest as there are numbers add up to less than a float holds exactly.
    """
    largest = max(numbers) * len(numbers)
    shift = _EXACT_BITS - frexp(largest)[1] if largest else 0
    return tuple(int(ldexp(one, shift)) for one in numbers)


def drawn_sums(columns: Sequence[Column], draws: int, seed: int) -> Sequence[Sequence[int]]:
    """Return the sums of each column, one for each draw, all columns from the same draws.

    Args:
        columns: At least one, all of the same sources.
        draws: How often sources are drawn.
        seed: What the draws follow from.
    """
    if len(columns[0]) * draws >= MANY:
        try:
            from quoth.query.agreement.drawing_numpy import numpy_sums  # noqa: PLC0415
        except ImportError:
            pass
        else:
            return numpy_sums(columns, draws, seed)
    return plain_sums(columns, draws, seed)


def plain_sums(columns: Sequence[Column], draws: int, seed: int) -> Sequence[Sequence[int]]:
    """Return the sums as `drawn_sums` does, with the standard library alone.

    All numbers of a source are one long number, so that one addition adds to every sum.
    """
    size = len(columns[0])
    rows = [_side_by_side(row) for row in zip(*columns, strict=True)]
    found: list[array[int]] = []
    for lots in drawn_bytes(size, draws, seed):
        places = map(rshift, map(mul, array(LOT, lots), repeat(size)), repeat(LOT_BITS))
        packed = sum(map(rows.__getitem__, places))
        found.append(array("Q", packed.to_bytes(_FIELD * len(columns), "little")))
    return list(zip(*found, strict=True))


def _side_by_side(row: Sequence[int]) -> int:
    """Return the numbers of a source as one long number."""
    return int.from_bytes(b"".join(one.to_bytes(_FIELD, "little") for one in row), "little")
