"""What a person, or an import, does to a store at once: records before and after it."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from quoth.store.parsing import Document


class Edit(NamedTuple):
    """One record's change: added where it was nothing before, deleted where it is nothing after."""

    table: str
    """`actors`, `statements`, `sources`, `events`, `topics`, `wordings` or `meta`."""
    key: str
    """TinyDB's document id, a decimal number; empty for a record that gets one as it is added."""
    before: Document | None
    after: Document | None

    def inverse(self) -> "Edit":
        """Return what takes it back."""
        return Edit(self.table, self.key, self.after, self.before)


class ManyEdits(Sequence[Edit]):
    """Edits of very many records that are there, and stay with their ids, without an object each.

    To look at one reads its record: ask for what they have in common where that is enough.
    """

    @property
    @abstractmethod
    def table(self) -> str:
        """The table that all the records are in."""

    @property
    @abstractmethod
    def fields(self) -> frozenset[str]:
        """The fields that may be others."""

    @abstractmethod
    def inverse(self) -> "ManyEdits":
        """Return what takes them back."""


class Change(NamedTuple):
    """Edits that are made, and taken back, together."""

    label: str
    """What it does, as shown when it is undone: "add a statement", "merge 2 actors"."""
    edits: Sequence[Edit]
    tidies: bool = False
    """Whether it only tidies records: such a change can be undone even if the store isn't valid."""

    def inverse(self) -> "Change":
        """Return what takes it back."""
        if isinstance(self.edits, ManyEdits):
            return self._replace(edits=self.edits.inverse())
        return self._replace(edits=tuple(edit.inverse() for edit in reversed(self.edits)))
