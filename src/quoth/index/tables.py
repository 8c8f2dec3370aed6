"""The records of a table by id and by number, read from the store's file when they are asked for.

A number is a place in the store's file, and stays with its id: those of records that were added
since come after, and those of records that were deleted stand for nothing.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from quoth.index.segment.part import Part
from quoth.store.errors import FieldError
from quoth.store.file import StoreFile
from quoth.store.model import Actor, ClaimCheck, Event, Source, Topic, WordingDecision
from quoth.store.moving import UNCHANGED, Shifts, TableChanges
from quoth.store.parsing import Document

_Record = TypeVar("_Record", Actor, Source, Topic, Event, ClaimCheck, WordingDecision)


class Table(Mapping[str, _Record], Generic[_Record]):
    """Records by id, read from the store's file when they are asked for."""

    def __init__(
        self,
        part: Part,
        file: StoreFile,
        name: str,
        read: Callable[[Document], _Record],
        changes: TableChanges = UNCHANGED,
        shifts: Shifts | None = None,
    ) -> None:
        """Name the table."""
        self._part = part
        self._file = file
        self._name = name
        self._read: Callable[[Document], _Record] = read
        self._offsets = part.sections.numbers(f"{name}.offsets")
        self._lengths = part.sections.numbers(f"{name}.lengths")
        self._shifts = shifts
        self._spans = changes.spans
        self._changes = changes
        self._records: dict[int, _Record] = {}
        self._by_id: dict[str, _Record] = {}
        self.deleted = {number for number, one in changes.by_number.items() if one is None}
        """The numbers that stand for nothing any more."""
        self._numbers: dict[str, int] = {}
        self.end = len(self._offsets) + len(changes.added)
        """One more than the highest number."""
        for number, document in enumerate(changes.added, len(self._offsets)):
            if number not in changes.by_number:
                self._keep(number, read(document))
        for number, changed in changes.by_number.items():
            if changed is not None:
                self._keep(number, read(changed))
        self.changed: Mapping[int, _Record] = dict(self._records)
        """The records that are others than in the part, and those that were added, by number."""

    def _keep(self, number: int, record: _Record) -> None:
        """Have a record be that of a number."""
        self._records[number] = record
        self._by_id[record.id] = record
        self._numbers[record.id] = number

    def __len__(self) -> int:
        return self.end - len(self.deleted)

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all records."""
        return (number for number in range(self.end) if number not in self.deleted)

    def record(self, number: int) -> _Record:
        """Return the record of a number."""
        found = self._records.get(number)
        if found is None:
            _, document = self._file.document(*self.span(number))
            try:
                found = self._read(document)
            except FieldError:
                raise self._file.mislaid() from None
            if number not in self._part.candidates(self._name, found.id):
                raise self._file.mislaid()
            self._records[number] = found
            self._by_id[found.id] = found
        return found

    def document(self, number: int) -> Document | None:
        """Return the record of a number as it is stored, with what was changed of it."""
        if number in self._changes.by_number:
            return self._changes.by_number[number]
        added = number - len(self._offsets)
        if added >= 0:
            return self._changes.added[added]
        return self._file.document(*self.span(number))[1]

    def span(self, number: int) -> tuple[int, int]:
        """Return the first byte of a record in the store's file, and how many it has.

        Raises:
            KeyError: it isn't in the file, or its position is unknown.
        """
        if number in self.changed or number >= len(self._offsets):
            return self._spans[number]
        start = self._offsets[number]
        start = start if self._shifts is None else self._shifts.moved(start)
        return start, self._lengths[number]

    def number(self, record_id: str) -> int | None:
        """Return the number of an id."""
        if record_id in self._numbers:
            return self._numbers[record_id]
        for number in self._part.candidates(self._name, record_id):
            if number in self.deleted or number in self.changed:
                continue
            if self.record(number).id == record_id:
                return number
        return None

    def __getitem__(self, record_id: str) -> _Record:
        found = self._by_id.get(record_id)
        if found is None:
            number = self.number(record_id)
            if number is None:
                raise KeyError(record_id)
            found = self.record(number)
        return found

    def __iter__(self) -> Iterator[str]:
        for number in self.numbers():
            yield self.record(number).id
