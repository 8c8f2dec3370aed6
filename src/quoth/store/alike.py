"""Changes of very many records of a table in which few differences recur, held as columns.

A tag that is put on a hundred thousand statements is one difference, or a few, and a hundred
thousand places where it is made. As a record before and after each, with what is around them, such
a change takes most of its time and room to be held at all. Here it is a few lists; what needs a
record itself reads it where it stands.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, overload

from quoth.store.differing import Difference, with_difference
from quoth.store.entries import DocumentTexts, EditsInColumns, Extent, JournalEdit, name_in_json
from quoth.store.file import StoreFile

LEAST: Final = 1_000
"""Records of a change from which on it is held so."""
_TOGETHER: Final = 1_000
"""Records that are read, or written, at once."""


class Columns(NamedTuple):
    """Which records are changed, and how: an item of each list is of the same record."""

    keys: Sequence[str]
    ids: Sequence[str]
    """The ids that they have in a field; an empty text for those that go by their keys."""
    starts: Sequence[int]
    """Where they stand in the file: their first bytes."""
    ends: Sequence[int]
    which: Sequence[int]
    """The number of the difference that is made."""


class AlikeEdits(EditsInColumns):
    """Edits of records of a table that are in a file, and stay; each record is in one at most.

    No difference changes an id, and each keeps the order of the fields that stay.
    """

    def __init__(
        self, file: StoreFile, table: str, columns: Columns, differences: Sequence[Difference]
    ) -> None:
        """Take the file in which the records stand, and what is changed of them."""
        self.file = file
        self.table = table
        self.columns = columns
        self.differences = differences

    def __len__(self) -> int:
        return len(self.columns.keys)

    @overload
    def __getitem__(self, place: int) -> JournalEdit: ...
    @overload
    def __getitem__(self, place: slice) -> list[JournalEdit]: ...
    def __getitem__(self, place: int | slice) -> JournalEdit | list[JournalEdit]:
        """Return an edit, or some, with the records that are read for it.

        Raises:
            StoreError: one can't be read any more.
        """
        if isinstance(place, slice):
            return list(self._read(range(len(self))[place]))
        return self._edit(range(len(self))[place])

    def __iter__(self) -> Iterator[JournalEdit]:
        """Yield all edits; as `__getitem__`."""
        return self._read(range(len(self)))

    def _read(self, places: Sequence[int]) -> Iterator[JournalEdit]:
        """Yield some edits, whose records are read together."""
        starts, ends = self.columns.starts, self.columns.ends
        for first in range(0, len(places), _TOGETHER):
            some = places[first : first + _TOGETHER]
            ahead = self.file.read_ahead([(starts[one], ends[one] - starts[one]) for one in some])
            made = [self._edit(one) for one in some]
            del ahead
            yield from made

    def _edit(self, place: int) -> JournalEdit:
        """Return an edit."""
        keys, _, starts, ends, which = self.columns
        start, end = starts[place], ends[place]
        _, before = self.file.document(start, end - start)
        difference = self.differences[which[place]]
        after = with_difference(before, difference)
        return JournalEdit(self.table, keys[place], before, after, Extent(start, end), difference)

    def is_short(self, texts: DocumentTexts) -> bool:
        """Tell whether the fields that are changed tell all, as `DocumentTexts.fields` has it."""
        return all(texts.told(one) is not None for one in self.differences)

    def in_json(self, texts: DocumentTexts) -> Iterator[str]:
        """Yield the edits as the journal has them, with a comma between two, some at a time."""
        head = f'{{"of":{name_in_json(self.table)},"key":"'
        told = [texts.told(one) or ("", "") for one in self.differences]
        alone = [f'","was":{{{was}}},"now":{{{now}}},"place":[' for was, now in told]
        beside = [("," * bool(was) + was, "," * bool(now) + now) for was, now in told]
        keys, ids, starts, ends, which = self.columns
        for first in range(0, len(keys), _TOGETHER):
            last = first + _TOGETHER
            yield "," * bool(first) + ",".join(
                [
                    f"{head}{key}{alone[one]}{start:d},{end:d}]}}"
                    if not record_id
                    else _with_id(head, key, record_id, beside[one], start, end)
                    for key, record_id, start, end, one in zip(
                        keys[first:last], ids[first:last], starts[first:last], ends[first:last],
                        which[first:last], strict=True,
                    )
                ]
            )  # fmt: skip


def _with_id(
    head: str, key: str, record_id: str, told: tuple[str, str], start: int, end: int
) -> str:
    """Return the edit of a record that has an id of its own, as the journal has it."""
    own = f'{{"id":{name_in_json(record_id)}'
    return (
        f'{head}{key}","was":{own}{told[0]}}},"now":{own}{told[1]}}},"place":[{start:d},{end:d}]}}'
    )
