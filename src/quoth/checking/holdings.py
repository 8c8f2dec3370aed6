"""What a store holds, asked for what a merge needs to know: documents with their keys.

The tables of a parsed file answer, and so does a corpus, which reads of a large store's file only
the statements that name an actor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final, Protocol

from quoth.editing.current import Current
from quoth.index.corpus import Corpus, Facet
from quoth.store.links import ACTOR_LISTS
from quoth.store.parsing import Document, Tables

Row = tuple[str, Document]
"""A record's key in its table, and the record."""


class Holdings(Protocol):
    """Looks up records as the file holds them."""

    def table(self, name: str) -> Iterator[Row]:
        """Yield all records of a table but `statements`, in the file's order."""

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys."""

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors, in whatever part."""


class InTables:
    """Looks up in the tables of a file that was read whole."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables."""
        self._tables = tables

    def table(self, name: str) -> Iterator[Row]:
        """Yield all records of a table."""
        yield from self._tables.get(name, {}).items()

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys."""
        rows = self._tables.get("statements", {})
        return ((key, rows[key]) for key in keys if key in rows)

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)
        for key, document in self.table("statements"):
            if not wanted.isdisjoint(named_in(document)):
                yield key, document


class InCorpus:
    """Looks up in a corpus: its postings say which statements name an actor."""

    _FACETS: Final = (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION)

    def __init__(self, corpus: Corpus) -> None:
        """Take a corpus of what is in a store's file."""
        self._corpus = corpus

    def table(self, name: str) -> Iterator[Row]:
        """Yield all records of a table."""
        records = self._corpus.table(name)
        for number in records.numbers():
            yield self._corpus.file.document(*records.span(number))

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys; all may be looked through."""
        wanted = set(keys)
        for row in self._corpus.newest if wanted else ():
            key, document = self._document(row)
            if key in wanted:
                yield key, document
                wanted.remove(key)
                if not wanted:
                    return

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)
        rows: set[int] = set()
        for actor in wanted:
            rows.update(self._corpus.rows_of(self._FACETS, actor))
        for row in sorted(rows):
            key, document = self._document(row)
            if not wanted.isdisjoint(named_in(document)):
                yield key, document

    def _document(self, row: int) -> Row:
        """Return the record of a row."""
        return self._corpus.file.document(*self._corpus.span_of_row(row))


class InCurrent:
    """Looks up in what an editor knows: a corpus, and what was changed since it was read."""

    def __init__(self, current: Current) -> None:
        """Take what the editor knows."""
        self._corpus = InCorpus(current.corpus)
        self._current = current

    def table(self, name: str) -> Iterator[Row]:
        """Yield all records of a table."""
        return self._with_changes(name, self._corpus.table(name), lambda _key, _document: True)

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys."""
        changed = self._current.changed
        left = [key for key in keys if ("statements", key) not in changed]
        found = self._corpus.statements(left)
        return self._with_changes("statements", found, lambda key, _document: key in keys)

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)
        return self._with_changes(
            "statements",
            self._corpus.naming(actors),
            lambda _key, document: not wanted.isdisjoint(named_in(document)),
        )

    def _with_changes(
        self, table: str, rows: Iterator[Row], is_meant: Callable[[str, Document], bool]
    ) -> Iterator[Row]:
        """Yield rows as they are now, and those that were added."""
        changed = self._current.changed
        for key, document in rows:
            if (table, key) not in changed:
                yield key, document
        for (name, key), now in changed.items():
            if name == table and now is not None and is_meant(key, now):
                yield key, now


def named_in(document: Document) -> Iterator[str]:
    """Yield the ids of all actors that a statement names."""
    speaker = document.get("speaker")
    if isinstance(speaker, str):
        yield speaker
    for field in ACTOR_LISTS:
        yield from ids_of(document.get(field))


def ids_of(value: object) -> Iterator[str]:
    """Yield the ids of a field that is one id or a list of ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
