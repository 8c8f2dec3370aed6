"""Resolve what a user typed (an id or a name) to a record of the store.

A name that nothing has is never guessed at: it is refused with the nearest that there is, or made a
new record where that was asked for. A name that several have is refused too; an id says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Protocol

from quoth.basics.naming import Ids, folded
from quoth.editing.changes import Edit
from quoth.editing.current import record_id_of
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, TITLES, nearest
from quoth.editing.typed import New, ambiguous
from quoth.store.parsing import Document

_OTHER_NAMES: Final = {"actors": ("aliases",), "sources": ("url",)}
_WEB: Final = ("http://", "https://")


class Lookup(Protocol):
    """The records of a store: what an editor knows of it (`current.Current`), or nothing yet."""

    def find(self, table: str, record_id: str, /) -> tuple[str, Document] | None:
        """Return the key and the document of an id, if there is one."""

    def documents(self, table: str, /) -> Iterator[tuple[str, Document]]:
        """Yield the key and the document of every record of a table."""


class Nothing:
    """The records of a store that is still to be made."""

    def find(self, _table: str, _record_id: str) -> tuple[str, Document] | None:
        """Return nothing."""
        return None

    def documents(self, _table: str) -> Iterator[tuple[str, Document]]:
        """Yield nothing."""
        return iter(())


class NameResolver:
    """The records that are there, and those that are made meanwhile, by id and by name."""

    def __init__(self, records: Lookup, *, makes: bool = False, hint: str = "add it first") -> None:
        """Take the records, whether what is missing is made, and else what is to be done."""
        self._records = records
        self._makes = makes
        self._hint = hint
        self.made: list[Edit] = []
        """The records that were made since they were missing."""
        self._added: dict[str, dict[str, Document]] = defaultdict(dict)
        self._ids: dict[str, dict[str, list[str]]] = {}
        self._called: dict[str, dict[str, None]] = defaultdict(dict)
        self._given: dict[str, Ids] = {}
        self._by_name: dict[New, str] = {}
        """The id of each record that was made, by its folded name."""

    def has(self, table: str, record_id: str) -> bool:
        """Tell whether there is a record of an id."""
        return record_id in self._added[table] or self._records.find(table, record_id) is not None

    def add(self, table: str, document: Document) -> None:
        """Take in a record that is added, for those that come after it."""
        record_id = str(document["id"])
        self._added[table][record_id] = document
        if table in self._ids:
            self._index(table, record_id, document)

    def by_name(self, table: str, name: str) -> list[str]:
        """Return the ids of all who go by a name, those whose own name it is before the others."""
        if table not in self._ids:
            self._ids[table] = {}
            for key, document in self._records.documents(table):
                self._index(table, record_id_of(document, key), document)
            for record_id, document in self._added[table].items():
                self._index(table, record_id, document)
        wanted = folded(name)
        found = self._ids[table].get(wanted, [])
        if len(found) < 2:
            return found
        return sorted(found, key=lambda one: folded(self._own_name(table, one)) != wanted)

    def _own_name(self, table: str, record_id: str) -> str:
        """Return the name that a record has before all others."""
        added = self._added[table].get(record_id)
        row = self._records.find(table, record_id) if added is None else ("", added)
        return str(row[1].get(TITLES[table], "")) if row is not None else ""

    def _index(self, table: str, record_id: str, document: Document) -> None:
        """Take note of what a record goes by."""
        names = [document.get(TITLES[table])]
        for field in _OTHER_NAMES.get(table, ()):
            value = document.get(field)
            names += value if isinstance(value, list) else [value]
        for name in names:
            if isinstance(name, str) and name:
                ids = self._ids[table].setdefault(folded(name), [])
                if record_id not in ids:
                    ids.append(record_id)
                self._called[table][name] = None

    def meant(self, table: str, name: str) -> Sequence[str]:
        """Return the ids of the records that an id or a name is exactly."""
        text = name.strip()
        if text and self.has(table, text):
            return [text]
        # A statement has no name: it is known by its id alone.
        return self.by_name(table, text) if text and table != "statements" else ()

    def id_of(self, table: str, name: str) -> str:
        """Return the id of the record that is meant.

        Raises:
            EditError: there is none, or it may be one of several.
        """
        found = self.meant(table, name)
        if len(found) > 1:
            raise EditError(ambiguous(name.strip(), found))
        return found[0] if found else self._made_of(New(table, name.strip()))

    def settled(self, value: object) -> object:
        """Return a value that was understood, with the ids of what is new: it is made now.

        Raises:
            EditError: something isn't there, and isn't to be made.
        """
        if isinstance(value, New):
            return self._made_of(value)
        if isinstance(value, list):
            return [self.settled(one) for one in value]
        if isinstance(value, dict):
            return {name: self.settled(one) for name, one in value.items()}
        return value

    def _made_of(self, new: New) -> str:
        """Return the id of a record that is made of a name, once for all who name it."""
        if not self._makes or not new.name:
            raise self._missing(new.table, new.name)
        same = new._replace(name=folded(new.name))
        if same not in self._by_name:
            self._by_name[same] = self._make(new.table, new.name)
        return self._by_name[same]

    def _missing(self, table: str, text: str) -> EditError:
        """Return the error for a name that nothing has."""
        near = nearest(text, self._called[table]) if text else ""
        remedy = f"write “{near}” if that is meant, or {self._hint}" if near else self._hint
        return EditError(f"there is no {ONE[table]} “{text}”; {remedy}")

    def _make(self, table: str, name: str) -> str:
        """Make a record of a name."""
        document = {"id": self.new_id(table, name)} | record_named(table, name)
        self.add(table, document)
        self.made.append(Edit(table, "", None, document))
        return str(document["id"])

    def new_id(self, table: str, name: str) -> str:
        """Return an id of a name that no record has: `ann-archer`, `ann-archer-2`."""
        if table not in self._given:
            self._given[table] = Ids(partial(self.has, table))
        return self._given[table].of_name(name, ONE[table])


def record_named(table: str, name: str) -> Document:
    """Return a record of which no more than a name is known; it still needs an id."""
    document: Document = {TITLES[table]: name}
    if table == "sources" and name.startswith(_WEB):
        document["url"] = name
    return document
