"""A corpus with changes on top: changed statements are read again, all others stay as they are.

So a change is shown, searched and counted as soon as it is made, however large the store. Once it
is in the store's file, the overlay is kept beside the segments of the older file (`keeping`), so
that a small change doesn't require reading a large store again.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final, NamedTuple

from quoth.basics.text import words
from quoth.editing.current import TABLES, record_id_of
from quoth.index.appending import KnownParts
from quoth.index.corpus import Corpus, Overlay
from quoth.index.segment.building import Builder, Pieces
from quoth.index.segment.part import Part
from quoth.store.facets import Facet
from quoth.store.model import Actor
from quoth.store.moving import UNCHANGED, Shifts, TableChanges
from quoth.store.parsing import Document
from quoth.store.scanning import Record

Changed = Mapping[tuple[str, str], Document | None]
"""The records that are others now, by table and key; nothing for those that were deleted."""
Ids = Mapping[tuple[str, str], str]
"""The ids that records have in a corpus, by table and key."""

_MOST_RENAMED: Final = 5_000
"""How many statements are read again, at most, because their speakers have other names now."""
_NOT_THERE: Final[Document] = {}


class Held(NamedTuple):
    """A statement that is read again."""

    key: str
    document: Document
    row: int | None
    """Its row in the corpus, where it was there."""
    is_changed: bool = True
    """Whether it is another than it was there."""


class ChangesLayer(NamedTuple):
    """What lies on top of the parts of a corpus: all that is another than in those."""

    held: Sequence[Held]
    dead: Sequence[Sequence[int]]
    """The rows of each part that don't count any more."""
    tables: Mapping[str, TableChanges]
    now: Corpus
    """The corpus with those tables, and without the statements that are held."""
    is_whole: bool
    """Whether the statements of all renamed actors are held: a few thousand at most are."""

    def segment(
        self,
        places: Iterable[tuple[int, int]],
        facts: Mapping[str, object] = MappingProxyType({}),
        checks: "array[int] | None" = None,
    ) -> Pieces:
        """Return the segment of what is held, each of which stands in a place of some file."""
        builder = Builder()
        for one, (start, end) in zip(self.held, places, strict=True):
            builder.add(Record("statements", one.key, one.document, start, end))
        return builder.finish(facts, checks, _Known(self.now))


def overlaid(corpus: Corpus, changed: Changed, ids: Ids) -> Corpus:
    """Return a corpus with changes on top of what is in its file.

    `ids` are the ids, in the corpus, of the records that were changed or deleted.
    """
    if not changed:
        return corpus
    layer = layered(corpus, changed, ids)
    beyond = count(corpus.file.stamp.size)
    places = [
        next(beyond) if one.row is None else corpus.span_of_row(one.row)[0] for one in layer.held
    ]
    part = Part(b"".join(layer.segment((place, place + 1) for place in places)))
    held = {place: (one.key, one.document) for place, one in zip(places, layer.held, strict=True)}
    overlay = Overlay(part, held, layer.dead, layer.tables, _shifts(corpus))
    return Corpus(corpus.file, corpus.parts, corpus.opened, overlay)


def layered(corpus: Corpus, changed: Changed, ids: Ids) -> ChangesLayer:
    """Return what lies on top of the parts of a corpus with some changes more."""
    tables = {
        name: _table_changes(corpus, name, changed, ids) for name in TABLES if name != "statements"
    }
    now = _with_tables(corpus, tables)
    rows = {
        key: row
        for (name, key), record_id in ids.items()
        if name == "statements" and (row := corpus.row_of(record_id)) is not None
    }
    gone = set(rows.values())
    held = [
        Held(key, document, rows.get(key))
        for (name, key), document in changed.items()
        if name == "statements" and document is not None
    ]
    renamed = _of_the_renamed(corpus, now)
    is_whole = len(renamed) <= _MOST_RENAMED
    again = dict.fromkeys([*_on_top(corpus), *(renamed if is_whole else ())])
    held += [
        Held(*corpus.document_of_row(row), row, is_changed=False)
        for row in again
        if row not in gone
    ]
    dead = _dead(corpus, gone | again.keys())
    return ChangesLayer(held, dead, tables, now, is_whole)


def _shifts(corpus: Corpus) -> Shifts | None:
    """Return how far the parts of a corpus were moved in its file."""
    return corpus.overlay.shifts if corpus.overlay is not None else None


def _with_tables(corpus: Corpus, tables: Mapping[str, TableChanges]) -> Corpus:
    """Return a corpus with some tables changed, and no statement."""
    part = Part(b"".join(Builder().finish({}, None, KnownParts(corpus))))
    overlay = Overlay(part, {}, [()] * len(corpus.parts), tables, _shifts(corpus))
    return Corpus(corpus.file, corpus.parts, corpus.opened, overlay)


def _table_changes(corpus: Corpus, name: str, changed: Changed, ids: Ids) -> TableChanges:
    """Return what became of a table's records, by the numbers they have in a corpus."""
    table = corpus.table(name)
    before = UNCHANGED if corpus.overlay is None else corpus.overlay.tables.get(name, UNCHANGED)
    there = [(key, document) for (one, key), document in changed.items() if one == name]
    numbers = {key: table.number(ids[name, key]) for key, _ in there if (name, key) in ids}
    by_number: dict[int, Document | None] = {
        number: None for number in numbers.values() if number is not None
    }
    added: list[Document] = []
    now = [(key, document) for key, document in there if document is not None]
    of_ids = {key: table.number(record_id_of(document, key)) for key, document in now}
    # What takes the id of another takes its number too: others refer to it by that.
    for key, document in sorted(now, key=lambda one: of_ids[one[0]] is None):
        of_id = of_ids[key]
        number = numbers.get(key) if of_id is None else of_id
        if number is not None and by_number.get(number, _NOT_THERE) is None:
            by_number[number] = document
        else:
            added.append(document)
    spans = {one: span for one, span in before.spans.items() if one not in by_number}
    return TableChanges({**before.by_number, **by_number}, [*before.added, *added], spans)


def _on_top(corpus: Corpus) -> Iterable[int]:
    """Return the rows that lie on top of the parts of a corpus already."""
    top = corpus.pieces[-1]
    return range(top.start, top.start + len(top.part)) if corpus.overlay is not None else ()


def _dead(corpus: Corpus, rows: Iterable[int]) -> list[list[int]]:
    """Return the rows of each part that don't count any more, with some more of them."""
    overlay = corpus.overlay
    dead = [list(overlay.dead[place]) if overlay else [] for place in range(len(corpus.parts))]
    for row in rows:
        place = corpus.place_of(row)
        if place < len(dead):
            dead[place].append(row - corpus.pieces[place].start)
    return [sorted(some) for some in dead]


def _of_the_renamed(corpus: Corpus, now: Corpus) -> Collection[int]:
    """Return the statements of those who have other names now: they are found by those."""
    rows: dict[int, None] = {}
    for number, actor in now.actors.changed.items():
        if number < corpus.actors.end and number not in corpus.actors.deleted:
            before = corpus.actors.record(number)
            if _called(before) != _called(actor):
                rows.update(dict.fromkeys(corpus.rows_of([Facet.ACTOR], before.id)))
    return rows


def _called(actor: Actor) -> tuple[object, ...]:
    """Return by what an actor's statements are found."""
    return actor.name, actor.aliases, actor.kind


class _Known(KnownParts):
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
            if not wanted.isdisjoint(words(" ".join((actor.name, *actor.aliases)))):
                found.add(number)
        return found
