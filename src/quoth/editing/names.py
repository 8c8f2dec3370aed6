"""Whom and what people mean: records of a store by their id or by their name.

A name that nothing has is never guessed at: it is refused with the nearest that there is, or made a
new record where that was asked for. A name that several have is refused too; an id says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Protocol

from quoth.editing.changes import Edit
from quoth.editing.current import record_id_of
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, TITLES, nearest
from quoth.naming import folded, slug
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


class Names:
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
        self._taken: dict[tuple[str, str], int] = {}

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
        """Return the ids of all who go by a name."""
        if table not in self._ids:
            self._ids[table] = {}
            for key, document in self._records.documents(table):
                self._index(table, record_id_of(document, key), document)
            for record_id, document in self._added[table].items():
                self._index(table, record_id, document)
        return self._ids[table].get(folded(name), [])

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

    def id_of(self, table: str, meant: str) -> str:
        """Return the id of the record that is meant.

        Raises:
            EditError: there is none, or it may be one of several.
        """
        text = meant.strip()
        if text and self.has(table, text):
            return text
        found = self.by_name(table, text) if text else []
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(found[:4]) + (", …" if len(found) > 4 else "")
            raise EditError(f"“{text}” may be one of several; write the id that is meant: {ids}")
        if not self._makes or not text:
            raise self._missing(table, text)
        return self._make(table, text)

    def _missing(self, table: str, text: str) -> EditError:
        """Return the error for a name that nothing has."""
        near = nearest(text, self._called[table]) if text else ""
        remedy = f"write “{near}” if that is meant, or {self._hint}" if near else self._hint
        return EditError(f"there is no {ONE[table]} “{text}”; {remedy}")

    def _make(self, table: str, name: str) -> str:
        """Make a record of a name."""
        document: Document = {"id": self.new_id(table, name), TITLES[table]: name}
        if table == "sources" and name.startswith(_WEB):
            document["url"] = name
        self.add(table, document)
        self.made.append(Edit(table, "", None, document))
        return str(document["id"])

    def new_id(self, table: str, name: str) -> str:
        """Return an id of a name that no record has: `ann-archer`, `ann-archer-2`."""
        base = slug(name) or ONE[table]
        number = self._taken.get((table, base), 0) + 1
        while self.has(table, made := base if number == 1 else f"{base}-{number}"):
            number += 1
        self._taken[table, base] = number
        return made
