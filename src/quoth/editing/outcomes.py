"""What an instruction comes to in each of many records, worked out once for all that are alike.

It depends on nothing but the fields that the instruction names, and many records have the same in
those.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Sequence
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
    difference: Difference | None
    """What is changed; nothing where all stays."""
    parts: Sequence[tuple[str, str, str]]
    """Each field that is changed, with its value before and after, in JSON."""


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
        mark = f"{table} {state_of(before, self._fields)}"
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
        after = {**before, **different}
        for name in [name for name, value in different.items() if value is None]:
            del after[name]
        difference = self._of(before, after) if different else None
        return FieldOutcome(len(self.found), difference, parts)

    def _edited(self, table: str, key: str, before: Document) -> Edit:
        """Return the edit of one record, without what can't be taken away since it isn't there."""
        left = list(self._assignments)
        while True:
            try:
                return edited(table, (key, before), left, self._names)
            except AbsentError as error:
                left.remove(Assignment(error.field, "-=", error.text))


def state_of(document: Document, fields: Sequence[str]) -> str:
    """Return what a document has in some fields, as a text that is another for each other state."""
    if len(fields) == 1:
        value = document.get(fields[0], _ABSENT)
        return "" if value is _ABSENT else repr(value)
    return repr([(name, document[name]) for name in document if name in fields])
