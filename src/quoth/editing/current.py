"""A store's records as they are now: those of its file, and what was changed since it was read.

(It is long because every way to find a record has to look at both.)
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple, cast

from quoth.index.corpus import Corpus
from quoth.index.segment.facets import stance_value
from quoth.store.alike import AlikeEdits
from quoth.store.facets import Facet
from quoth.store.file import ReadAhead
from quoth.store.journal import Extent, JournalEdit
from quoth.store.links import LINKS
from quoth.store.model import Position
from quoth.store.moving import Shifts
from quoth.store.parsing import Document
from quoth.store.scanning import counted
from quoth.store.splicing import Moves

TABLES: Final = ("actors", "sources", "topics", "events", "checks", "statements", "wordings")
_REFERRING: Final = {
    "actors": (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION),
    "sources": (Facet.SOURCE,),
    "topics": (Facet.TOPIC,),
}
"""The facets of statements whose values are a table's records."""


class Reference(NamedTuple):
    """A record that refers to another: the table and the id of each."""

    table: str
    record_id: str
    target: str
    target_id: str


class Current:
    """The records of a corpus, and what became of some of them.

    A record is known by its table and its key, TinyDB's number of it; what refers to it knows it by
    its id. The corpus is of some version of the file; others may have taken that one's place, and
    where each record stands in the one that is there now is known too.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self.corpus = corpus
        self._changed: dict[tuple[str, str], Document | None] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._waiting: list[AlikeEdits] = []
        """Changes of very many records that were not taken note of yet, one by one."""
        self._keys: dict[tuple[str, str], str] = {}
        self.shifts: Shifts | None = Shifts()
        """How far all that was not changed was moved since; nothing if that isn't known."""
        self._places: dict[tuple[str, str], Extent] = {}
        self._ends: dict[str, Extent] | None = None
        self._highest: dict[str, int] = {}
        self._ahead: (
            tuple[weakref.ref[ReadAhead], dict[str, tuple[str, Document, Extent]]] | None
        ) = None
        """The statements of the corpus that were read ahead, by id, and what keeps them."""

    # Records.

    @property
    def changed(self) -> dict[tuple[str, str], Document | None]:
        """The records that are not what they are in the corpus; nothing for what is deleted."""
        self._note_waiting()
        return self._changed

    @property
    def ids(self) -> dict[tuple[str, str], str]:
        """The ids that those have in the corpus."""
        self._note_waiting()
        return self._ids

    @property
    def most_changed(self) -> int:
        """How many records are not what they are in the corpus, at most."""
        return len(self._changed) + sum(map(len, self._waiting))

    @property
    def is_as_in_file(self) -> bool:
        """Whether all is as it stands in the file of the corpus."""
        return not self.most_changed and self.shifts is not None and not self.shifts.breaks

    def find(self, table: str, record_id: str) -> tuple[str, Document] | None:
        """Return the key and the document of an id, if there is one."""
        self._note_waiting()
        key = self._keys.get((table, record_id))
        if key is not None:
            document = self.changed.get((table, key))
            if document is not None and record_id_of(document, key) == record_id:
                return key, document
        found = self._in_corpus(table, record_id)
        if found is None or (table, found[0]) in self.changed:
            return None
        return found[0], found[1]

    def document(self, table: str, key: str, record_id: str) -> Document | None:
        """Return the document of a key, whose id is or was this; nothing if it isn't there."""
        if (table, key) in self.changed:
            return self.changed[table, key]
        found = self._in_corpus(table, record_id)
        return found[1] if found is not None and found[0] == key else None

    def held(self, table: str, key: str, record_id: str) -> tuple[Document | None, Extent | None]:
        """Return the document of a key, as `document`, and where it stands in the file now.

        The place is nothing where it isn't known.
        """
        which = (table, key)
        if which in self.changed:
            return self.changed[which], self._places.get(which)
        found = self._in_corpus(table, record_id)
        if found is None or found[0] != key:
            return None, None
        return found[1], None if self.shifts is None else self.moved_place(found[2])

    def read_ahead(self, statement_ids: Iterable[str]) -> ReadAhead:
        """Read many statements of the corpus together; they are at hand while this is kept."""
        corpus = self.corpus
        ids = list(statement_ids)
        kept = corpus.file.ahead
        if kept is not None:  # they were usually read a moment before the change
            there = _by_id(kept)
            if all(map(there.__contains__, ids)):
                self._ahead = weakref.ref(kept), there
                return kept
        likely = likely_spans(corpus, ids)
        ahead = corpus.file.read_ahead(chain.from_iterable(likely))
        found: dict[str, tuple[str, Document, Extent]] = {}
        for record_id, spans in zip(ids, likely, strict=True):
            for start, _ in spans:
                length, key, document = ahead.records[start]
                if record_id_of(document, key) == record_id:
                    found[record_id] = key, document, Extent(start, start + length)
                    break
        self._ahead = weakref.ref(ahead), found
        return ahead

    def moved_place(self, place: Extent) -> Extent:
        """Return where stands now what is as it is in the corpus, and stood in a place there."""
        assert self.shifts is not None  # noqa: S101  # else nobody knows
        return _moved(place, self.shifts) if self.shifts.breaks else place

    def changed_place(self, table: str, key: str) -> Extent | None:
        """Return where a record stands that was changed or added, if that is known."""
        return self._places.get((table, key))

    def ends(self) -> dict[str, Extent]:
        """Return where the last record of each table stands in the file, as far as is known."""
        if self.shifts is None:
            return {}
        if self._ends is None:
            self._ends = _ends(self.corpus)
        return self._ends

    def _in_corpus(self, table: str, record_id: str) -> tuple[str, Document, Extent] | None:
        """Return the key, the document and the place that an id has in the corpus."""
        corpus = self.corpus
        if table == "statements":
            return self._read_before(record_id) or _statement(corpus, record_id)
        records = corpus.table(table)
        number = records.number(record_id)
        return None if number is None else _at(corpus, *records.span(number))

    def _read_before(self, record_id: str) -> tuple[str, Document, Extent] | None:
        """Return what `_in_corpus` does of a statement that was read ahead; nothing of others."""
        if self._ahead is None:
            return None
        kept, found = self._ahead
        if kept() is None:
            self._ahead = None
            return None
        return found.get(record_id)

    # Changes.

    def next_key(self, table: str) -> str:
        """Return the number of a record that is added: one that none has, or had."""
        if table not in self._highest:
            self._highest[table] = _highest(self.corpus, table)
        self._highest[table] += 1
        return str(self._highest[table])

    def highest(self) -> dict[str, int]:
        """Return the highest number that a record of each table has, or had."""
        return {name: self._highest.get(name) or _highest(self.corpus, name) for name in TABLES}

    def apply(self, edits: Sequence[JournalEdit]) -> None:
        """Take note of changes."""
        if isinstance(edits, AlikeEdits):
            self._waiting.append(edits)
        else:
            self._note_waiting()
            self._note(edits)

    def _note_waiting(self) -> None:
        """Take note of the changes of very many records, which are read for that."""
        while self._waiting:
            self._note(self._waiting[0])
            del self._waiting[0]

    def _note(self, edits: Iterable[JournalEdit]) -> None:
        """Take note of changes, one by one."""
        changed, ids, keys = self._changed, self._ids, self._keys
        for table, key, before, after, _, _ in edits:
            which = (table, key)
            if before is not None and which not in changed:
                ids[which] = record_id_of(before, key)
            changed[which] = after
            if after is not None:
                keys[table, record_id_of(after, key)] = key
            if before is None:
                highest = self._highest.get(table) or _highest(self.corpus, table)
                self._highest[table] = max(highest, counted(key))

    def folded(self, moves: Moves | None) -> None:
        """Take note of where everything stands once changes were folded; nothing if unknown."""
        if moves is None or self.shifts is None:
            self.shifts = None
            self._places.clear()
            return
        ends = self.ends()
        gone = {which for which, document in self.changed.items() if document is None}
        kept = {
            which: Extent(
                moves.shifts.moved(old.start), moves.shifts.moved(old.start) - old.start + old.end
            )
            for which, old in self._places.items()
            if which not in gone
        }
        self._places = kept | moves.records
        self._ends = {
            table: max(places)
            for table in {*ends, *(table for table, _ in moves.records)}
            if (places := self._likely_ends(table, ends.get(table), moves))
        }
        self.shifts = self.shifts.then(moves.shifts)

    def _likely_ends(self, table: str, end: Extent | None, moves: Moves) -> list[Extent]:
        """Return where the last record of a table may stand."""
        found = [place for (name, _), place in moves.records.items() if name == table]
        if end is not None and not moves.replaced(end):
            found.append(_moved(end, moves.shifts))
        return found

    # References.

    def referring(
        self, gone: Mapping[str, Collection[str]], beside: Collection[tuple[str, str]] = ()
    ) -> Reference | None:
        """Return a reference to one of some records, by table; nothing if nothing refers to them.

        The records `beside` are not asked. Each other is looked at once, however many are gone.
        """
        for (name, key), document in self.changed.items():
            if document is not None and (name, key) not in beside:
                found = reference_to(gone, name, key, document)
                if found is not None:
                    return found
        there = {
            table: set(ids)
            if table == "statements"
            else {one for one in ids if self.corpus.table(table).number(one) is not None}
            for table, ids in gone.items()
        }
        if any(there.values()):
            for name, key, document in self._likely_to_refer(there):
                if (name, key) not in self.changed and (name, key) not in beside:
                    found = reference_to(there, name, key, document)
                    if found is not None:
                        return found
        return None

    def _likely_to_refer(
        self, gone: Mapping[str, Collection[str]]
    ) -> Iterator[tuple[str, str, Document]]:
        """Yield the records of the corpus that may refer to one of some."""
        corpus = self.corpus
        named = {table: ids for table, ids in gone.items() if table != "statements"}
        rows = {
            row for table, ids in named.items() for one in ids for row in self._rows(table, one)
        }
        for row in sorted(rows):
            yield "statements", *corpus.file.document(*corpus.span_of_row(row))
        tables = ("actors", "events") if any(named.values()) else ()
        for name in (*tables, *(["checks"] if gone.get("statements") else [])):
            records = corpus.table(name)
            for number in records.numbers():
                yield name, *corpus.file.document(*records.span(number))

    def _rows(self, table: str, record_id: str) -> Iterator[int]:
        """Yield the rows of the statements that refer to a record of the corpus."""
        yield from self.corpus.rows_of(_REFERRING[table], record_id)
        if table == "topics":
            for position in Position:
                yield from self.corpus.rows_of([Facet.STANCE], stance_value(position, record_id))

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield the key and the document of every record of a table."""
        corpus = self.corpus
        if table == "statements":
            spans: Iterator[tuple[int, int]] = map(corpus.span_of_row, sorted(corpus.newest))
        else:
            records = corpus.table(table)
            spans = map(records.span, records.numbers())
        for start, length in spans:
            key, document = corpus.file.document(start, length)
            if (table, key) not in self.changed:
                yield key, document
        for (name, key), changed in self.changed.items():
            if name == table and changed is not None:
                yield key, changed

    def statements(self, keys: Collection[str]) -> Iterator[tuple[str, Document]]:
        """Yield the statements that have some keys; all may be looked through."""
        wanted = set(keys)
        left = {key for key in wanted if ("statements", key) not in self.changed}
        for row in self.corpus.newest if left else ():
            key, document = self.corpus.file.document(*self.corpus.span_of_row(row))
            if key in left:
                yield key, document
                left.remove(key)
                if not left:
                    break
        yield from self._changed_statements(lambda key, _: key in wanted)

    def naming(self, actors: Collection[str]) -> Iterator[tuple[str, Document]]:
        """Yield the statements that name one of some actors."""
        wanted = frozenset(actors)

        def is_meant(_: str, document: Document) -> bool:
            return not wanted.isdisjoint(references("statements", document)["actors"])

        facets = _REFERRING["actors"]
        rows = {row for one in wanted for row in self.corpus.rows_of(facets, one)}
        for row in sorted(rows):
            key, document = self.corpus.file.document(*self.corpus.span_of_row(row))
            if ("statements", key) not in self.changed and is_meant(key, document):
                yield key, document
        yield from self._changed_statements(is_meant)

    def of_source(self, source: str) -> Iterator[tuple[str, Document]]:
        """Yield the statements of a source."""
        if self.corpus.sources.number(source) is not None:
            for row in self.corpus.rows_of([Facet.SOURCE], source):
                key, document = self.corpus.file.document(*self.corpus.span_of_row(row))
                if ("statements", key) not in self.changed:
                    yield key, document
        yield from self._changed_statements(lambda _, one: one.get("source") == source)

    def _changed_statements(
        self, is_meant: Callable[[str, Document], bool]
    ) -> Iterator[tuple[str, Document]]:
        """Yield those of the statements that were changed or added that are meant."""
        for (name, key), now in self.changed.items():
            if name == "statements" and now is not None and is_meant(key, now):
                yield key, now


def record_id_of(document: Document, key: str) -> str:
    """Return the id of a record; a statement without one of its own goes by its key."""
    return document.get("id") or key  # type: ignore[return-value]  # ids are texts


def reference_to(
    gone: Mapping[str, Collection[str]], table: str, key: str, document: Document
) -> Reference | None:
    """Return a reference of a document to one of some records, by table; nothing if it has none."""
    for target, ids in references(table, document).items():
        for record_id in ids:
            if record_id in gone.get(target, ()):
                # Only a query that names a layer shows anything of it.
                own = "of a layer" if document.get("layer") else record_id_of(document, key)
                return Reference(table, own, target, record_id)
    return None


def references(table: str, document: Document) -> dict[str, list[str]]:
    """Return the ids that a document refers to, by table."""
    found: dict[str, list[str]] = {"actors": [], "sources": [], "topics": [], "statements": []}
    for field, target in LINKS.get(table, {}).items():
        value = document.get(field) or ()
        items = [value] if isinstance(value, str) else cast("list[str | dict[str, str]]", value)
        found[target] += [one if isinstance(one, str) else one["topic"] for one in items]
    return found


def _by_id(ahead: ReadAhead) -> dict[str, tuple[str, Document, Extent]]:
    """Return the key, the document and the place of each statement that was read ahead, by id."""
    return {
        record_id_of(document, key): (key, document, Extent(start, start + length))
        for start, (length, key, document) in ahead.records.items()
    }


def _likely_rows(corpus: Corpus, record_id: str) -> Iterator[int]:
    """Yield the rows of the statements that may have an id, those that were added last first."""
    for piece in reversed(corpus.pieces):
        for local in piece.part.candidates("statements", record_id):
            if piece.alive is None or local in piece.alive:
                yield piece.start + local


def likely_spans(corpus: Corpus, ids: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return for each of some ids where the statements stand that may have it; as `_likely_rows`.

    What an index tells of all its rows is looked up once for all ids.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in ids]
    for piece in reversed(corpus.pieces):
        spans = piece.spans(len(ids))
        for spans_of_id, rows in zip(
            found, piece.part.candidates_of("statements", ids), strict=True
        ):
            for local in rows:
                if piece.alive is None or local in piece.alive:
                    spans_of_id.append(spans(local))
    return found


def _statement(corpus: Corpus, record_id: str) -> tuple[str, Document, Extent] | None:
    """Return the key, the document and the place of the statement that has an id in a corpus.

    Raises:
        StoreError: it isn't there any more.
        Damaged: another record stands where it should.
    """
    for row in _likely_rows(corpus, record_id):
        key, document, place = _at(corpus, *corpus.span_of_row(row))
        found_id = record_id_of(document, key)
        if found_id == record_id:
            return key, document, place
        piece, local = corpus.piece_of(row)
        if not isinstance(found_id, str) or local not in piece.part.candidates(
            "statements", found_id
        ):
            raise corpus.file.mislaid()
    return None


def _at(corpus: Corpus, start: int, length: int) -> tuple[str, Document, Extent]:
    """Return the key, the document and the place of a record."""
    key, document = corpus.file.document(start, length)
    return key, document, Extent(start, start + length)


def _moved(place: Extent, shifts: Shifts) -> Extent:
    """Return where stands now what stood in a place."""
    start = shifts.moved(place.start)
    return Extent(start, start + place.end - place.start)


def _ends(corpus: Corpus) -> dict[str, Extent]:
    """Return where the last record of each table stands in the file of a corpus."""
    found: dict[str, Extent] = {}
    for table in TABLES:
        spans = corpus.last_span(table)
        if spans is not None:
            found[table] = Extent(spans[0], spans[0] + spans[1])
    return found


def _highest(corpus: Corpus, table: str) -> int:
    """Return the highest key of a table."""
    facts = [cast("dict[str, int]", piece.part.facts["highest_keys"]) for piece in corpus.pieces]
    return max(one.get(table, 0) for one in facts)
