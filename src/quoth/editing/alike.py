"""A change of very many statements in which few differences recur.

It is held as `AlikeEdits` where the store is as its file has it, with nothing in the journal. Every
other change is made record by record.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final, overload

from quoth.editing.changes import Edit, ManyEdits
from quoth.store.alike import LEAST, AlikeEdits, Columns
from quoth.store.differing import Difference
from quoth.store.entries import DocumentTexts, JournalEdit, name_in_json
from quoth.store.file import StoreFile
from quoth.store.parsing import Document

_TABLE: Final = "statements"
_TOGETHER: Final = 1_000
"""Edits that are written at once."""
_RECURS: Final = 8
"""So many records at least have each difference, on average."""


class AlikeChanges(ManyEdits):
    """Edits of very many statements, made in few ways, or what takes them back."""

    def __init__(self, edits: AlikeEdits, *, is_back: bool = False) -> None:
        """Take the edits, and whether this is what takes them back."""
        self.edits = edits
        self.is_back = is_back

    @property
    def table(self) -> str:
        """The table that all the records are in."""
        return self.edits.table

    @property
    def fields(self) -> frozenset[str]:
        """The fields that may be others."""
        return frozenset(name for was, now, _ in self.edits.differences for name in (*was, *now))

    def inverse(self) -> "AlikeChanges":
        """Return what takes them back."""
        return AlikeChanges(self.edits, is_back=not self.is_back)

    def __len__(self) -> int:
        return len(self.edits)

    @overload
    def __getitem__(self, place: int) -> Edit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Edit]: ...
    def __getitem__(self, place: int | slice) -> Edit | list[Edit]:
        """Return an edit, or some, with the records that are read for it."""
        if isinstance(place, slice):
            return list(map(self._edit, self.edits[place]))
        return self._edit(self.edits[place])

    def __iter__(self) -> Iterator[Edit]:
        """Yield all edits; as `__getitem__`."""
        return map(self._edit, self.edits)

    def _edit(self, one: JournalEdit) -> Edit:
        """Return an edit as people make them."""
        edit = Edit(one.table, one.key, one.before, one.after)
        return edit.inverse() if self.is_back else edit

    def in_json(self, texts: DocumentTexts) -> Iterator[str] | None:
        """Yield the edits as a history has them, with a comma between two, some at a time.

        Nothing is returned where the fields that are changed don't tell all.
        """
        return None if self.is_back or not self.edits.is_short(texts) else self._in_json(texts)

    def _in_json(self, texts: DocumentTexts) -> Iterator[str]:
        """Yield what `in_json` does."""
        head = f'[{name_in_json(self.table)},"'
        told = [texts.told(one) or ("", "") for one in self.edits.differences]
        alone = [f'",{{{was}}},{{{now}}}]' for was, now in told]
        beside = [("," * bool(was) + was, "," * bool(now) + now) for was, now in told]
        keys, ids, _, _, which = self.edits.columns
        for first in range(0, len(keys), _TOGETHER):
            last = first + _TOGETHER
            yield "," * bool(first) + ",".join(
                [
                    f"{head}{key}{_with_id(record_id, beside[one]) if record_id else alone[one]}"
                    for key, record_id, one in zip(
                        keys[first:last], ids[first:last], which[first:last], strict=True
                    )
                ]
            )


def _with_id(record_id: str, told: tuple[str, str]) -> str:
    """Return what follows the key of a record that has an id of its own, as a history has it."""
    own = f'{{"id":{name_in_json(record_id)}'
    return f'",{own}{told[0]}}},{own}{told[1]}}}]'


class Gathering:
    """Gathers edits of statements that are read from a file one after the other, in any order."""

    def __init__(self, size: int) -> None:
        """Begin with none of so many."""
        self.keys = [""] * size
        self.ids = [""] * size
        """The ids that they have in a field."""
        self.outcomes = [-1] * size
        """The number of what becomes of each; below zero where nothing was put in."""
        self._is_fit = True

    def put(self, place: int, key: str, document: Document, outcome: int) -> None:
        """Put in a statement, in its place among the others, and what becomes of it."""
        self.keys[place] = key
        self.outcomes[place] = outcome
        if "id" in document:
            record_id = document["id"]
            if type(record_id) is str and record_id:
                self.ids[place] = record_id
            else:
                self._is_fit = False

    def edits(
        self,
        file: StoreFile,
        spans: Sequence[tuple[int, int]],
        differences: Sequence[Difference | None],
    ) -> AlikeEdits | None:
        """Return the edits, without those that change nothing; nothing where they aren't alike.

        Args:
            file: the file.
            spans: where each statement stands: its first byte, and how many it has.
            differences: what is changed by each outcome, by its number; nothing if that is nothing.
        """
        made: dict[int, Difference] = {id(one): one for one in differences if one is not None}
        numbers = {which: number for number, which in enumerate(made)}
        numbered = [-1 if one is None else numbers[id(one)] for one in differences]
        which = list(map(numbered.__getitem__, self.outcomes))
        is_changed = [one >= 0 for one in which]
        keys = list(compress(self.keys, is_changed))
        if len(keys) < LEAST or len(made) * _RECURS > len(keys) or len({*keys}) < len(keys):
            return None
        if not (self._is_fit and all(map(_is_simple, made.values()))):
            return None
        there = list(compress(spans, is_changed))
        columns = Columns(
            keys,
            list(compress(self.ids, is_changed)),
            [start for start, _ in there],
            [start + length for start, length in there],
            list(compress(which, is_changed)),
        )
        return AlikeEdits(file, _TABLE, columns, list(made.values()))


def _is_simple(difference: Difference) -> bool:
    """Tell whether a difference is one that `AlikeEdits` can have."""
    was, now, is_in_order = difference
    return is_in_order and difference.is_any and "id" not in was and "id" not in now
