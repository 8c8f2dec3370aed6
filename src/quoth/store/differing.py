"""What a change makes another of a record: worked out once, for all who have to know.

A change of very many records is checked, written into the journal, folded into the file and into
the index, and each of these hangs on the changed fields alone. Most of those records are changed
alike, so that what was found out about one difference holds for all records that have it.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import Final, NamedTuple

from quoth.store.parsing import Document

_ABSENT: Final = object()
"""Stands for a field that isn't there."""


class Difference(NamedTuple):
    """The fields of a record that a change changes; equal ones are one object (`Differences`)."""

    was: Document
    """Those that will be others, or gone, as they are."""
    now: Document
    """Those that were others, or weren't there, as they will be."""
    is_in_order: bool
    """Whether all that stay keep their order, and what is new comes after them."""

    @property
    def is_any(self) -> bool:
        """Whether anything is another, where a number equals a truth value as Python has it."""
        return self.was != self.now


class Differences:
    """Finds the differences of records."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[str, Difference] = {}

    def of(self, before: Document, after: Document) -> Difference:
        """Return what is another in a record.

        A value that only equals the other one, as 1 equals true, is another.
        """
        get = after.get
        was = {
            name: value
            for name, value in before.items()
            if (other := get(name, _ABSENT)) is not value
            and (other != value or repr(other) != repr(value))
        }
        now = {name: after[name] for name in was if name in after}
        there, names = [*before], [*after]
        if len(now) < len(was):
            there = [name for name in there if name in after]
        stay = len(there)
        if len(names) > stay:
            now |= {name: after[name] for name in names if name not in before}
        mark = f"{was}{now}"
        is_in_order = names[:stay] == there
        found = self._known.get(mark) if is_in_order else None
        if found is None:
            found = Difference(was, now, is_in_order)
            if is_in_order:
                self._known[mark] = found
        return found


def with_difference(before: Document, difference: Difference) -> Document:
    """Return a record with some fields changed: those that are new come last."""
    was, now, _ = difference
    after = {**before, **now}
    for name in was:
        if name not in now:
            del after[name]
    return after
