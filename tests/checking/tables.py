"""The plain answer to what a merge asks: tables of a file that was read whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quoth.checking.holdings import Row, named_in
from quoth.store.parsing import Tables


class InTables:
    """Looks up in the tables of a file that was read whole."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables."""
        self._tables = tables

    def documents(self, table: str) -> Iterator[Row]:
        """Yield all records of a table."""
        yield from self._tables.get(table, {}).items()

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys."""
        rows = self._tables.get("statements", {})
        return ((key, rows[key]) for key in keys if key in rows)

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)
        for key, document in self.documents("statements"):
            if not wanted.isdisjoint(named_in(document)):
                yield key, document
