"""The statements that are marked, to be changed, copied or exported together.

A mark is a statement's: it stays whatever is searched for, how it is sorted and when the store is
read again, and comes back with a statement that was deleted and is there again. A byte for each row
of the snapshot holds a million of them.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, islice, repeat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

AT_ONCE: Final = 100_000
"""Rows that are marked within a frame."""


class Marks:
    """The marked statements of a store."""

    def __init__(self) -> None:
        """Start without marks."""
        self.snapshot: Snapshot | None = None
        """What the rows are of; nothing before anything is marked."""
        self._flags = bytearray()
        self._away: list[str] = []
        self.count = 0
        """How many statements there are that are marked."""

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < len(self._flags) and self._flags[row] == 1

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def is_known(self) -> bool:
        """Whether anything is marked, or was and may come back."""
        return self.count > 0 or bool(self._away)

    @property
    def size(self) -> int:
        """How many statements are looked up to carry the marks on."""
        return self.count + len(self._away)

    def rows(self) -> array[int]:
        """Return the marked rows, ascending."""
        return array("I", compress(count(), self._flags))

    def among(self, rows: Iterable[int]) -> Iterator[int]:
        """Yield those of some rows that are marked, in their order."""
        flags, size = self._flags, len(self._flags)
        return (row for row in rows if row < size and flags[row])

    def put(self, snapshot: Snapshot, rows: Sequence[int], *, on: bool = True) -> None:
        """Mark the statements in some rows of a snapshot, or take their marks off."""
        self.snapshot = snapshot
        highest = max(rows, default=-1)
        if highest >= len(self._flags):
            self._flags.extend(bytes(highest + 1 - len(self._flags)))
        deque(map(self._flags.__setitem__, rows, repeat(int(on))), maxlen=0)
        self.count = self._flags.count(1)

    def clear(self) -> None:
        """Remove all marks."""
        self._flags, self._away, self.count = bytearray(), [], 0

    def carried_to(self, now: Snapshot) -> Marks:
        """Return the same marks in a newer snapshot of the store; this stays as it is."""
        made = Marks()
        made.snapshot = now
        if self.snapshot is not None and self.is_known:
            made._flags, made._away = now.carried(self.snapshot, self._flags, self._away)
            made.count = made._flags.count(1)
        return made


def pieces(rows: Sequence[int]) -> Iterable[Sequence[int]]:
    """Yield rows in pieces, each of which can be marked within a frame."""
    left = iter(rows)
    while piece := array("I", islice(left, AT_ONCE)):
        yield piece
