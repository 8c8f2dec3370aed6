"""What a store holds, asked for what a merge needs to know: documents with their keys.

The records of a store that is open answer (`quoth.query.seam.HeldRecords`); they read only the
statements that name an actor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from quoth.store.links import ACTOR_LISTS
from quoth.store.parsing import Document

Row = tuple[str, Document]
"""A record's key in its table, and the record."""


class Holdings(Protocol):
    """Looks up records as the file holds them."""

    def documents(self, table: str, /) -> Iterator[Row]:
        """Yield all records of a table, in the file's order."""

    def statements(self, keys: Collection[str], /) -> Iterator[Row]:
        """Yield the statements that have some keys."""

    def naming(self, actors: Collection[str], /) -> Iterator[Row]:
        """Yield the statements that name one of some actors, in whatever part."""


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
