"""The rows of a set by their places in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

from quoth.index.rows import Rows

_STRETCH: Final = 1 << 10
"""Bytes of bits that are taken apart at once."""


class NearbyRows:
    """Finds the row of a place, and with it those near it.

    To list all rows of a large set takes longer than a frame may, wherever in the list a page is.
    What was found for the last two places is kept: a list asks for those of a page, and for its
    end.
    """

    def __init__(self, rows: Rows) -> None:
        """Take the set."""
        self._rows = rows
        self._found: list[tuple[int, Sequence[int]]] = []

    def __getitem__(self, place: int) -> int:
        """Return the row of a place, counted from the first.

        Raises:
            IndexError: there is none.
        """
        for first, rows in self._found:
            if first <= place < first + len(rows):
                return int(rows[place - first])
        found = first, rows = self._stretch(place)
        self._found = [found, *self._found[:1]]
        return int(rows[place - first])

    def _stretch(self, place: int) -> tuple[int, Sequence[int]]:
        """Return some rows, that of a place among them, and how many come before those."""
        rows = self._rows
        if not 0 <= place < len(rows):
            raise IndexError("there is no such row")
        if rows.are_few:
            return 0, rows.sets.in_order(rows.some)
        number = bisect_right(self._before, place) - 1
        start = number * _STRETCH
        some = rows.sets.set_in(rows.raw[start : start + _STRETCH], 8 * start)
        return self._before[number], some

    @cached_property
    def _before(self) -> Sequence[int]:
        """How many rows come before each stretch."""
        raw = self._rows.raw
        counts = (
            int.from_bytes(bytes(raw[start : start + _STRETCH]), "little").bit_count()
            for start in range(0, len(raw), _STRETCH)
        )
        return list(accumulate(counts, initial=0))
