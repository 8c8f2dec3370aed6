"""What an instruction comes to in each of many records, worked out once for all that are alike.

It depends on nothing but the fields that the instruction names, and many records have the same in
those.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from quoth.editing.changes import Edit
from quoth.editing.drafting import Assignment, edited
from quoth.editing.errors import AbsentError
from quoth.editing.fields import PLACES
from quoth.editing.names import NameResolver
from quoth.store.differing import Difference, Differences
from quoth.store.parsing import Document

_ABSENT: Final = object()
"""Stands for a field that isn't there."""


class FieldOutcome(NamedTuple):
    """What becomes of records whose fields have some state."""

    number: int
    """Counts them, from 0."""
    different: Mapping[str, object]
    """The fields that become others, each with what it becomes; nothing where it goes."""
    parts: Sequence[tuple[str, str, str]]
    """Each of those with its value before and after, in JSON."""
    difference: Difference | None
    """The same as all who keep changes have it; nothing where nothing is changed."""


class FieldOutcomes:
    """Finds what becomes of records."""

    def __init__(self, assignments: Sequence[Assignment], names: NameResolver) -> None:
        """Take the instruction, and what resolves names to records."""
        self._assignments = assignments
        self._names = names
        self._fields = list(
            dict.fromkeys("locator" if one.field in PLACES else one.field for one in assignments)
        )
        self.found: list[FieldOutcome] = []
        """Those that were found, by their numbers."""
        self._known: dict[str, FieldOutcome] = {}
        self._of = Differences().of

    def of(self, table: str, key: str, before: Document) -> FieldOutcome:
        """Return what becomes of a record.

        Raises:
            EditError: a field can't be changed so.
        """
        if len(self._fields) == 1:
            value = before.get(self._fields[0], _ABSENT)
            mark = table if value is _ABSENT else f"{table} {value!r}"
        else:
            fields = self._fields
            state = [(name, before[name]) for name in before if name in fields]
            mark = f"{table} {state!r}"
        found = self._known.get(mark)
        if found is None:
            found = self._known[mark] = self._made(table, key, before)
            self.found.append(found)
        return found

    def _made(self, table: str, key: str, before: Document) -> FieldOutcome:
        """Return what becomes of records, of which one is given."""
        made = self._edited(table, key, before).after or {}
        different = {
            name: made.get(name) for name in self._fields if before.get(name) != made.get(name)
        }
        parts = [
            (name, json.dumps(before.get(name)), json.dumps(value))
            for name, value in different.items()
        ]
        difference = self._of(before, changed_document(before, different)) if different else None
        return FieldOutcome(len(self.found), different, parts, difference)

    def _edited(self, table: str, key: str, before: Document) -> Edit:
        """Return the edit of one record, without what can't be taken away since it isn't there."""
        left = list(self._assignments)
        while True:
            try:
                return edited(table, (key, before), left, self._names)
            except AbsentError as error:
                left.remove(Assignment(error.field, "-=", error.text))


def changed_document(before: Document, different: Mapping[str, object]) -> Document:
    """Return a document with some fields changed; those that are nothing are left out."""
    after = {**before, **different}
    for field, value in different.items():
        if value is None:
            del after[field]
    return after
