"""A corpus with changes on top: what was changed is looked at anew, all else stays as it is read.

So a change is seen, searched and counted as soon as it is made, however large the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from quoth.appending import Known
from quoth.corpus import Corpus, Overlay
from quoth.editing.current import TABLES, record_id_of
from quoth.model import Actor
from quoth.segment.building import Builder
from quoth.segment.facets import Facet
from quoth.segment.part import Part
from quoth.store.parsing import Document
from quoth.store.scanning import Record
from quoth.tables import TableChanges
from quoth.text import words

Changed = Mapping[tuple[str, str], Document | None]
"""The records that are others now, by table and key; nothing for those that were deleted."""

MOST: Final = 2_000
"""With more changes than these, a store is better read again."""
_MOST_RENAMED: Final = 5_000
"""Statements that are looked at anew because those who made them have other names now."""


def overlaid(corpus: Corpus, changed: Changed, ids: Mapping[tuple[str, str], str]) -> Corpus:
    """Return a corpus with changes on top of what is in its file.

    `ids` are the ids, in the corpus, of the records that were changed or deleted.
    """
    if not changed:
        return corpus
    tables = {
        name: _table_changes(corpus, name, changed, ids) for name in TABLES if name != "statements"
    }
    now = _with_tables(corpus, tables)
    dead, held = _statements(corpus, now, changed, ids)
    builder = Builder()
    for place, (key, document) in enumerate(held, corpus.file.stamp.size):
        builder.add(Record("statements", key, document, place, place + 1))
    part = Part(b"".join(builder.finish({}, None, _Known(now))))
    return Corpus(corpus.file, corpus.parts, corpus.opened, Overlay(part, held, dead, tables))


def _with_tables(corpus: Corpus, tables: Mapping[str, TableChanges]) -> Corpus:
    """Return a corpus with some tables changed, and no statement."""
    part = Part(b"".join(Builder().finish({}, None, Known(corpus))))
    overlay = Overlay(part, (), [()] * len(corpus.parts), tables)
    return Corpus(corpus.file, corpus.parts, corpus.opened, overlay)


def _table_changes(
    corpus: Corpus, name: str, changed: Changed, ids: Mapping[tuple[str, str], str]
) -> TableChanges:
    """Return what became of a table's records, by the numbers they have in a corpus."""
    table = corpus.table(name)
    by_number: dict[int, Document | None] = {}
    there = [(key, document) for (one, key), document in changed.items() if one == name]
    for key, _ in there:
        before = ids.get((name, key))
        number = None if before is None else table.number(before)
        if number is not None:
            by_number[number] = None
    added: list[Document] = []
    for key, document in there:
        if document is None:
            continue
        # What takes the id of another takes its number too: others refer to it by that.
        number = table.number(record_id_of(document, key))
        if number is None and (name, key) in ids:
            number = table.number(ids[name, key])
        if number is not None and by_number.get(number, _NOT_THERE) is None:
            by_number[number] = document
        else:
            added.append(document)
    return TableChanges(by_number, added)


_NOT_THERE: Final[Document] = {}


def _statements(
    corpus: Corpus, now: Corpus, changed: Changed, ids: Mapping[tuple[str, str], str]
) -> tuple[list[list[int]], list[tuple[str, Document]]]:
    """Return the rows of each part that don't count any more, and what stands for them."""
    rows: dict[int, None] = {}
    held: list[tuple[str, Document]] = []
    for (name, key), document in changed.items():
        if name != "statements":
            continue
        before = ids.get((name, key))
        row = None if before is None else corpus.row_of(before)
        if row is not None:
            rows[row] = None
        if document is not None:
            held.append((key, document))
    for row in _of_the_renamed(corpus, now):
        if row not in rows:
            rows[row] = None
            held.append(corpus.document_of_row(row))
    dead: list[list[int]] = [[] for _ in corpus.parts]
    for row in rows:
        place = corpus.place_of(row)
        dead[place].append(row - corpus.pieces[place].start)
    return [sorted(some) for some in dead], held


def _of_the_renamed(corpus: Corpus, now: Corpus) -> Iterable[int]:
    """Return the statements of those who have other names now: they are found by those."""
    rows: dict[int, None] = {}
    for number, actor in now.actors.changed.items():
        if number < corpus.actors.end:
            before: Actor = corpus.actors.record(number)
            if _called(before) != _called(actor):
                rows.update(dict.fromkeys(corpus.rows_of([Facet.ACTOR], before.id)))
    return rows if len(rows) <= _MOST_RENAMED else ()


def _called(actor: Actor) -> tuple[object, ...]:
    """Return by what an actor's statements are found."""
    return actor.name, actor.aliases, actor.kind


class _Known(Known):
    """What is known of the records that statements refer to, some of them changed."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus with the changed tables."""
        super().__init__(corpus)
        self._actors = corpus.actors

    def named(self, some: Iterable[str]) -> set[int]:
        """Return the actors in whose names one of some words is."""
        wanted = frozenset(some)
        actors = self._actors
        found = super().named(wanted) - actors.deleted - actors.changed.keys()
        for number, actor in actors.changed.items():
            spelt = words(" ".join((actor.name, *actor.aliases)))
            if not wanted.isdisjoint(spelt):
                found.add(number)
        return found
