"""The lots of a draw: which sources each draw takes, as many as there are, some repeatedly."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from random import Random
from typing import Final

LOT: Final = "I"
"""The type of what the lot gives: numbers of four bytes."""
LOT_BITS: Final = 8 * array(LOT).itemsize
Column = tuple[int, ...]
"""A whole number for each source."""


def drawn_bytes(size: int, draws: int, seed: int) -> Iterator[bytes]:
    """Yield for each draw the lots of its sources, as numbers of type `LOT`."""
    lot = Random(seed)  # noqa: S311  # the same each time, and no secret
    many = size * LOT_BITS // 8
    return (lot.randbytes(many) for _ in range(draws))
