"""Statements of a file that are read one after the other; no more is kept than is asked for."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Sequence
from typing import Final, overload

from quoth.store.file import ReadAhead, StoreFile
from quoth.store.parsing import Document

Row = tuple[str, str, Document]
"""The table, the key and the document of a record."""

_TABLE: Final = "statements"
_TOLD_EVERY: Final = 2_000
"""Statements between two reports of progress."""


class StatementsInFile(Sequence[Row]):
    """Statements that stand in a file, each of which is read when it is asked for."""

    def __init__(self, file: StoreFile, spans: Sequence[tuple[int, int]]) -> None:
        """Take the file, and where each statement stands: its first byte, and how many it has."""
        self.file = file
        self.spans = spans
        self.ids: Sequence[str] | None = None
        """The ids of all, once they are known."""
        self._progress: Callable[[int], None] = lambda _: None
        self._ahead: ReadAhead | None = None
        """What was read of all of them, if that was asked for."""

    def watched(self, progress: Callable[[int], None]) -> "StatementsInFile":
        """Return the same, which reports to `progress` now and then how many were read."""
        made = StatementsInFile(self.file, self.spans)
        made._progress = progress
        return made

    def __len__(self) -> int:
        return len(self.spans)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        """Return a statement, or some.

        Raises:
            StoreError: it isn't there any more.
        """
        if isinstance(place, slice):
            return [self[one] for one in range(len(self))[place]]
        return _TABLE, *self.file.document(*self.spans[place])

    def __iter__(self) -> Iterator[Row]:
        """Yield all statements; from then on they are at hand for as long as these are.

        Raises:
            StoreError: one isn't there any more.
        """
        self._ahead = self.file.read_ahead(self.spans)
        return ((_TABLE, *self.file.document(*span)) for span in self.spans)

    def in_order_of_file(self) -> Iterator[tuple[int, str, Document]]:
        """Yield the place, the key and the document of each, as they follow each other in the file.

        Raises:
            StoreError: one isn't there any more.
            Damaged: it never was there.
        """
        spans = self.spans
        order = sorted(range(len(spans)), key=spans.__getitem__)
        records = self.file.decoded(map(spans.__getitem__, order))
        for number, (place, record) in enumerate(zip(order, records, strict=True)):
            if number % _TOLD_EVERY == 0:
                self._progress(number)
            yield place, *record
