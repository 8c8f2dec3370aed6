"""What a store holds, asked for what a merge needs to know: documents with their keys.

The tables of a parsed file answer, and so does a corpus, which reads of a large store's file only
the statements that name an actor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Protocol

from quoth.corpus import Corpus, Facet
from quoth.store.parsing import Document, Tables

LISTS: Final = ("via", "addressee", "on_behalf_of", "mentions")
"""The fields of a statement that hold ids of actors, beside its speaker."""
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
        """Take the corpus."""
        self._corpus = corpus

    def table(self, name: str) -> Iterator[Row]:
        """Yield all records of a table."""
        sections = self._corpus.base.sections
        offsets, lengths = sections.numbers(f"{name}.offsets"), sections.numbers(f"{name}.lengths")
        for number in range(len(offsets)):
            yield self._corpus.file.document(offsets[number], lengths[number])

    def statements(self, keys: Collection[str]) -> Iterator[Row]:
        """Yield the statements that have some keys; all are looked through."""
        wanted = frozenset(keys)
        for row in self._corpus.newest:
            key, document = self._document(row)
            if key in wanted:
                yield key, document

    def naming(self, actors: Collection[str]) -> Iterator[Row]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)
        found = [self._corpus.actors.number(actor) for actor in wanted]
        numbers = [number for number in found if number is not None]
        for piece in self._corpus.pieces:
            rows: set[int] = set()
            for facet in self._FACETS if numbers else ():
                rows.update(piece.part.column(facet).rows(numbers))
            for local in sorted(rows):
                if piece.alive is not None and local not in piece.alive:
                    continue
                key, document = self._document(piece.start + local)
                if not wanted.isdisjoint(named_in(document)):
                    yield key, document

    def _document(self, row: int) -> Row:
        """Return the record of a row."""
        piece, local = self._corpus.piece_of(row)
        part = piece.part
        return self._corpus.file.document(part.offsets[local], part.lengths[local])


def named_in(document: Document) -> Iterator[str]:
    """Yield the ids of all actors that a statement names."""
    speaker = document.get("speaker")
    if isinstance(speaker, str):
        yield speaker
    for field in LISTS:
        yield from ids_of(document.get(field))


def ids_of(value: object) -> Iterator[str]:
    """Yield the ids of a field that is one id or a list of ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
