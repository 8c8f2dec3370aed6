"""The immutable snapshot of a store: what is in it, by row, by id, by value and by day.

It stands on segments, which know where everything is, and on the store's file, from which a record
is read when it is shown. So a corpus costs the same to open however large the store is.

A corpus has one part for all that was there when its segment was built, and may have another for
what was appended since. A row's number is that within its part, plus the rows of the parts before.

(It is long because everything that a row, an id or a value leads to is asked here.)
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
import weakref
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast, overload

from quoth.basics.dates import UNDATED, Date, extent, recency
from quoth.index.rows import Rows
from quoth.index.segment.facets import TABLES, properties_of
from quoth.index.segment.layout import SectionView
from quoth.index.segment.part import Part
from quoth.index.tables import Table
from quoth.store.errors import FieldError
from quoth.store.facets import Facet
from quoth.store.file import ReadAhead, StoreFile
from quoth.store.file_records import StatementsInFile
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Source,
    Statement,
    Status,
    Topic,
    WordingDecision,
)
from quoth.store.moving import UNCHANGED, Shifts, TableChanges
from quoth.store.parsing import Document
from quoth.store.reading import (
    read_actor,
    read_check,
    read_event,
    read_source,
    read_statement,
    read_topic,
    read_wording,
)

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

_MANY: Final = 1_000
"""Rows from which on it is quicker to read where all of them stand."""
_KEPT: Final = 4096
"""Statements that are kept once they were read."""

_Record = TypeVar("_Record", Actor, Source, Topic, Event, ClaimCheck, WordingDecision)
_Value = TypeVar("_Value")


class Piece(NamedTuple):
    """A part, and those of its rows that still count."""

    part: Part
    start: int
    """The number of its first row."""
    alive: Rows | None
    """The rows that still count; nothing where all do."""
    held: Mapping[int, tuple[str, Document]] | None = None
    """The key and the document of each row by its offset, where those are not in the file."""
    shifts: Shifts | None = None
    """How far its rows were moved in the store's file since the part was made."""

    def __len__(self) -> int:
        return len(self.part) if self.alive is None else len(self.alive)

    @property
    def rows(self) -> Rows:
        """The rows that still count, as a set."""
        return Rows.everything(self.part.sets) if self.alive is None else self.alive

    def span(self, local: int) -> tuple[int, int]:
        """Return the first byte of a row in the store's file, and how many it has."""
        start = self.part.offsets[local]
        start = start if self.shifts is None else self.shifts.moved(start)
        return start, self.part.lengths[local]

    def spans(self, number: int) -> Callable[[int], tuple[int, int]]:
        """Return what tells where rows stand in the store's file, for those who ask of so many.

        It takes the number of a row in the part, and returns its first byte, and how many it has.
        """
        offsets: Sequence[int] | SectionView = self.part.offsets
        lengths: Sequence[int] | SectionView = self.part.lengths
        if number >= _MANY:
            offsets, lengths = self.part.offsets.whole(), self.part.lengths.whole()
        shifts = self.shifts
        if shifts is None:
            return lambda local: (offsets[local], lengths[local])
        return lambda local: (shifts.moved(offsets[local]), lengths[local])

    def has_any(self, first: int, end: int) -> bool:
        """Tell whether one of neighbouring rows still counts."""
        return self.alive is None or any(row in self.alive for row in range(first, end))


class OpeningReport(NamedTuple):
    """How a corpus was opened and what that cost (`--explain` shows it)."""

    what: str
    """From segments that were `kept`, or `checked` first, or `appended` to, or `made`."""
    seconds: float
    segments: Sequence[str] = ()
    """The names under which the parts are kept, if they are."""


class Overlay(NamedTuple):
    """What was changed since the parts were made, and is not in the store's file they are of."""

    part: Part
    """The statements that were changed or added."""
    held: Mapping[int, tuple[str, Document]] | None
    """The key and the document of each of those by its offset, where they are not in the file: then
    the offset is where it stood before, or beyond the file's end if it did not."""
    dead: Sequence[Sequence[int]]
    """The rows of each part before that don't count any more."""
    tables: Mapping[str, TableChanges]
    shifts: Shifts | None = None
    """How far all else was moved in the file since the parts were made."""


class Statements(Sequence[Statement]):
    """The statements by row, read from the store's file when they are asked for."""

    def __init__(self, corpus: "Corpus") -> None:
        """Take whose they are."""
        # A corpus that is no longer referenced closes its file at once: keep no reference here.
        self._corpus: Corpus = weakref.proxy(corpus)
        self._kept: dict[int, Statement] = {}

    def __len__(self) -> int:
        return len(self._corpus)

    @overload
    def __getitem__(self, row: int) -> Statement: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Statement]: ...
    def __getitem__(self, row: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(row, slice):
            return [self[one] for one in self._corpus.newest[row]]
        found = self._kept.get(row)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[row] = self._corpus.read_statement(row)
        return found

    def __iter__(self) -> Iterator[Statement]:
        return (self._corpus.read_statement(row) for row in self._corpus.newest)


class Corpus:
    """A store, as it was when it was opened."""

    def __init__(
        self,
        file: StoreFile,
        parts: Sequence[Part],
        opened: OpeningReport | None = None,
        overlay: Overlay | None = None,
    ) -> None:
        """Take the store's file, and its parts: all that was there, and what was appended."""
        self.file = file
        self.parts = parts
        self.opened = opened or OpeningReport("made", 0.0)
        self.overlay = overlay
        self.pieces: Sequence[Piece] = _pieces(parts, overlay)
        self.base = base = parts[0]
        self._starts = [piece.start for piece in self.pieces]
        name, _ = os.path.splitext(os.path.basename(file.path))
        self.title = str(base.facts.get("title") or name)
        self.is_blind = base.facts.get("blind") is True
        changes = overlay.tables if overlay is not None else {}
        shifts = overlay.shifts if overlay is not None else None

        def table(name: str, read: Callable[[Document], _Record]) -> Table[_Record]:
            return Table(base, file, name, read, changes.get(name, UNCHANGED), shifts)

        self.actors = table("actors", read_actor)
        self.sources = table("sources", read_source)
        self.topics = table("topics", read_topic)
        self._events = table("events", read_event)
        self._checks = table("checks", read_check)
        self._wordings = table("wordings", read_wording)
        self.statements = Statements(self)
        self._value_numbers: dict[tuple[int, Facet], Mapping[str, int]] = {}
        self._everything: Corpus | None = None
        self._is_narrowed = False

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    @cached_property
    def has_layers(self) -> bool:
        """Whether any statement may be part of a coder's layer."""
        return any(self.value_numbers(piece.part, Facet.LAYER) for piece in self.pieces)

    @property
    def hides_something(self) -> bool:
        """Whether there is anything that some people may not see."""
        return self.has_layers or self.is_blind

    @property
    def everything(self) -> "Corpus":
        """All that may be seen: with the rows that this was narrowed to be without, if they may."""
        return self if self._everything is None else self._everything

    def narrowed(self, kept: Sequence[Rows], *, reaches: bool = False) -> "Corpus":
        """Return this corpus with some rows of each piece alone, which have the same numbers.

        All others can still be read through `everything`, if it `reaches` so far.
        """
        made = Corpus(self.file, self.parts, self.opened, self.overlay)
        pairs = zip(self.pieces, kept, strict=True)
        made._everything = self if reaches else None
        made._is_narrowed = True
        # `_replace` compares the length of the tuple, and that of a piece is the number of rows.
        made.pieces = [
            Piece(one.part, one.start, rows, one.held, one.shifts) for one, rows in pairs
        ]
        return made

    def close(self) -> None:
        """Close the store's file; nothing more can be read."""
        self.file.close()

    @cached_property
    def events(self) -> Sequence[Event]:
        """What happened, in the file's order."""
        return tuple(map(self._events.record, self._events.numbers()))

    @cached_property
    def checks(self) -> Sequence[ClaimCheck]:
        """What fact-checkers found of claims, in the file's order."""
        every = tuple(map(self._checks.record, self._checks.numbers()))
        if not self._is_narrowed:
            return every
        seen = ((one, tuple(filter(self._has_statement, one.statements))) for one in every)
        return tuple(one._replace(statements=ids) for one, ids in seen if ids or not one.statements)

    def _has_statement(self, statement_id: str) -> bool:
        """Tell whether a statement is there."""
        return self.row_of(statement_id) is not None

    def checks_of(self, statement_id: str) -> Sequence[ClaimCheck]:
        """Return the checks of what a statement claims."""
        return self._checks_by_statement.get(statement_id, ())

    @cached_property
    def _checks_by_statement(self) -> Mapping[str, Sequence[ClaimCheck]]:
        """The checks, by the statements that they are of."""
        found: defaultdict[str, list[ClaimCheck]] = defaultdict(list)
        for check in self.checks:
            for statement in dict.fromkeys(check.statements):
                found[statement].append(check)
        return found

    @property
    def decisions(self) -> Sequence[WordingDecision]:
        """What people decided about pairs of wordings, in the order in which they did."""
        table = self._wordings
        found = []
        for number in table.numbers():
            decision = table.changed.get(number)
            if decision is None:
                key, document = self.file.document(*table.span(number))
                decision = read_wording(document, key)
            if not self._is_narrowed or all(map(self._has_statement, decision.statements)):
                found.append(decision)
        return found

    def piece_of(self, row: int) -> tuple[Piece, int]:
        """Return the piece that a row lies in, and its number there."""
        piece = self.pieces[self.place_of(row)]
        return piece, row - piece.start

    def place_of(self, row: int) -> int:
        """Return the place among the pieces of that which a row lies in."""
        return bisect_right(self._starts, row) - 1

    def read_statement(self, row: int) -> Statement:
        """Read a statement from the store's file.

        Raises:
            StoreError: it isn't there any more.
        """
        piece, local = self.piece_of(row)
        key, document = self.document_of_row(row)
        try:
            statement = read_statement(document, key)
        except FieldError:
            raise self.file.mislaid() from None
        if local not in piece.part.candidates("statements", statement.id):
            raise self.file.mislaid()
        return statement

    def document_of_row(self, row: int) -> tuple[str, Document]:
        """Return the key and the document of a statement.

        Raises:
            StoreError: it isn't there any more.
        """
        piece, local = self.piece_of(row)
        if piece.held is not None:
            return piece.held[piece.part.offsets[local]]
        return self.file.document(*piece.span(local))

    def read_ahead(self, rows: Iterable[int]) -> ReadAhead:
        """Read the statements in some rows together; they are at hand while this is kept.

        Raises:
            StoreError: one isn't there any more.
        """
        chosen: list[list[int]] = [[] for _ in self.pieces]
        for row in rows:
            place = self.place_of(row)
            chosen[place].append(row - self.pieces[place].start)
        return self.file.read_ahead(
            chain.from_iterable(
                map(piece.spans(len(some)), some)
                for piece, some in zip(self.pieces, chosen, strict=True)
                if some and piece.held is None
            )
        )

    def statements_in_file(self, rows: Sequence[int]) -> StatementsInFile | None:
        """Return where the statements in some rows stand; nothing where one isn't in the file."""
        if any(piece.held is not None for piece in self.pieces):
            return None
        spans, starts = [piece.spans(len(rows)) for piece in self.pieces], self._starts
        if len(spans) == 1:
            return StatementsInFile(self.file, [*map(spans[0], rows)])
        places = [self.place_of(row) for row in rows]
        return StatementsInFile(
            self.file,
            [spans[one](row - starts[one]) for row, one in zip(rows, places, strict=True)],
        )

    def carried(
        self, before: "Snapshot", flags: Sequence[int], away: Collection[str]
    ) -> tuple[bytearray, list[str]]:
        """Return which rows are of statements that were flagged before; see `Snapshot.carried`."""
        from quoth.index import carrying  # noqa: PLC0415  # for those who flag rows

        if isinstance(before, Corpus) and carrying.stand_on_the_same(self, before):
            return carrying.carried_in_place(self, before, flags, away)
        return carrying.carried_by_id(self.everything, before, flags, away)

    def row_of(self, statement_id: str) -> int | None:
        """Return the row of the statement that has an id."""
        for piece in reversed(self.pieces):
            for local in piece.part.candidates("statements", statement_id):
                if piece.alive is not None and local not in piece.alive:
                    continue
                if self.statements[piece.start + local].id == statement_id:
                    return piece.start + local
        return None

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record as it is stored, with all that was changed; nothing if there is none."""
        if table == "statements":
            row = self.row_of(record_id)
            return None if row is None else self.document_of_row(row)[1]
        records = self.table(table)
        number = records.number(record_id)
        return None if number is None else records.document(number)

    # Where records stand in the store's file.

    def table(self, name: str) -> "Table[Any]":
        """Return a table other than that of the statements."""
        tables: Mapping[str, Table[Any]] = {
            "actors": self.actors,
            "sources": self.sources,
            "topics": self.topics,
            "events": self._events,
            "checks": self._checks,
            "wordings": self._wordings,
        }
        return tables[name]

    def span_of_row(self, row: int) -> tuple[int, int]:
        """Return the first byte of a statement in the store's file, and how many it has."""
        piece, local = self.piece_of(row)
        return piece.span(local)

    def last_span(self, table: str) -> tuple[int, int] | None:
        """Return the first byte and the number of bytes of a table's last record, if it has any."""
        if table != "statements":
            records = self.table(table)
            return max(map(records.span, records.numbers()), default=None)
        rows = [row for piece in self.pieces if (row := _last(piece)) is not None]
        return max(map(self.span_of_row, rows), default=None)

    def rows_of(self, facets: Sequence[Facet], value: str) -> Iterator[int]:
        """Yield the rows that have a value of some facets."""
        for piece in self.pieces:
            for facet in facets:
                number = self.value_number(piece.part, facet, value)
                if number is not None:
                    rows = piece.part.column(facet).rows([number])
                    for row in rows if piece.alive is None else rows & piece.alive:
                        yield piece.start + row

    def number_of(self, status: Status) -> int:
        """Return how many statements have a status."""
        found = 0
        for piece in self.pieces:
            number = self.value_number(piece.part, Facet.STATUS, str(status))
            if number is not None:
                column = piece.part.column(Facet.STATUS)
                if piece.alive is None:  # their number is known
                    found += column.size([number])
                else:
                    found += len(column.rows([number]) & piece.alive)
        return found

    def drafts_of(self, source: str) -> Iterator[int]:
        """Yield the rows of the drafts of a source."""
        number = self.sources.number(source)
        numbers = [] if number is None else [number]
        for piece, drafts in self._with_status(Status.DRAFT):
            for row in drafts & piece.part.column(Facet.SOURCE).rows(numbers):
                yield piece.start + row

    def sources_with_drafts(self) -> list[int]:
        """Return the numbers of the sources that have drafts, in the order they came in."""
        found: set[int] = set()
        for piece, drafts in self._with_status(Status.DRAFT):
            column = piece.part.column(Facet.SOURCE)
            highest = max(len(column.counts) - 1, 0)
            counts = piece.part.sets.tally(column.codes.whole(), drafts, highest)
            for code in compress(count(), counts):
                found.update(column.set_of_code(code))
        return sorted(found)

    def _with_status(self, status: Status) -> Iterator[tuple[Piece, Rows]]:
        """Yield the pieces that have statements of a status, and their rows."""
        for piece in self.pieces:
            number = self.value_number(piece.part, Facet.STATUS, str(status))
            if number is not None:
                rows = piece.part.column(Facet.STATUS).rows([number])
                yield piece, rows if piece.alive is None else rows & piece.alive

    # Order.

    def merged(self, found: Sequence[Sequence[int]]) -> Sequence[int]:
        """Return ascending rows of each piece as one list, the newest first."""
        if len(found) == 1:
            return found[0]
        later = [row for rows in found[1:] for row in rows]
        if not later:
            return found[0]
        rows: list[int] = []
        base = found[0]
        taken = 0
        for row in sorted(later, key=self.age):
            age = self.age(row)
            place = _bisect(base, taken, lambda other, age=age: self.age(other) <= age)  # type: ignore[misc]
            rows += base[taken:place]
            rows.append(row)
            taken = place
        rows += base[taken:]
        return rows

    @cached_property
    def newest(self) -> Sequence[int]:
        """All rows, newest first as `dates.recency` has it; undated ones last."""
        if len(self.pieces) == 1 and self.pieces[0].alive is None:
            return range(len(self.base))
        return array(
            "I",
            self.merged(
                [
                    range(piece.start, piece.start + len(piece.part))
                    if piece.alive is None
                    else [piece.start + row for row in piece.alive]
                    for piece in self.pieces
                ]
            ),
        )

    def age(self, row: int) -> tuple[int, int, int]:
        """Return by what rows are sorted, newest first, those of one age in the file's order."""
        first, last = self.span(row)
        # In one part, that is the rows' own order.
        place = row if len(self.pieces) == 1 else self.span_of_row(row)[0]
        return *recency(first, last), place

    def span(self, row: int) -> tuple[int, int]:
        """Return the first and the last day of a row; those of `UNDATED` if it has no date."""
        piece, local = self.piece_of(row)
        place = bisect_right(piece.part.date_starts, local) - 1
        spans = piece.part.date_spans
        return spans[place] if place < len(spans) else (UNDATED.first, UNDATED.last)

    @cached_property
    def period(self) -> tuple[int, int] | None:
        """The first and the last day worth seeing at once; see `quoth.basics.dates.extent`."""
        if len(self.pieces) == 1 and self.pieces[0].alive is None:
            found = cast("list[int] | None", self.base.facts.get("period"))
            return None if found is None else (found[0], found[1])
        said = [
            Date("", first, last)
            for piece in self.pieces
            for place, (first, last) in enumerate(piece.part.date_spans)
            if piece.has_any(*_extent_of_date(piece.part, place))
        ]
        return extent(said) or extent(event.when for event in self.events)

    # Actors.

    @cached_property
    def actor_ids(self) -> Sequence[str]:
        """The ids of all actors, by number."""
        return self._of_all(self.actors, "actors.ids", lambda actor: actor.id, "")

    @cached_property
    def topic_ids(self) -> Sequence[str]:
        """The ids of all topics, by number."""
        return self._of_all(self.topics, "topics.ids", lambda topic: topic.id, "")

    @cached_property
    def topic_numbers(self) -> Mapping[str, int]:
        """The numbers of all topics, by id."""
        gone = self.topics.deleted
        return {id_: number for number, id_ in enumerate(self.topic_ids) if number not in gone}

    @cached_property
    def spellings(self) -> Sequence[Sequence[str]]:
        """The name and the aliases of all actors, by number."""
        return self._of_all(
            self.actors, "actors.spellings", lambda actor: (actor.name, *actor.aliases), ("",)
        )

    @cached_property
    def roles(self) -> Sequence[str]:
        """The roles of all actors, by number."""
        return self._of_all(self.actors, "actors.roles", lambda actor: actor.role, "")

    @cached_property
    def properties(self) -> Sequence[Sequence[str]]:
        """What is known of all actors that a query may ask for, by number: `party=Greens`."""
        return self._of_all(self.actors, "actors.properties", properties_of, ())

    @cached_property
    def published(self) -> Sequence[tuple[int, int]]:
        """The first and the last day on which each source may have been published, by number."""
        first, last = (
            self.base.sections.numbers(f"sources.{name}").whole().tolist()
            for name in ("first", "last")
        )
        found = list(zip(first, last, strict=True))
        found += [(UNDATED.first, UNDATED.last)] * (self.sources.end - len(found))
        for number, source in self.sources.changed.items():
            published = source.published or UNDATED
            found[number] = published.first, published.last
        return found

    @cached_property
    def kinds(self) -> Sequence[str]:
        """What all actors are, by number."""
        return self._of_all(self.actors, "actors.kinds", lambda actor: str(actor.kind or ""), "")

    def _of_all(
        self,
        table: Table[_Record],
        section: str,
        of: Callable[[_Record], _Value],
        absent: _Value,
    ) -> list[_Value]:
        """Return a property of all records of a table, by number.

        A deleted record has the property it had in the part, or `absent` if it was added since.
        """
        found = list(cast("list[_Value]", self.base.sections.texts(section)))
        found += [absent] * (table.end - len(found))
        for number, record in table.changed.items():
            found[number] = of(record)
        return found

    @cached_property
    def affiliations(self) -> Sequence[int]:
        """The actor to which each actor belongs, by number; the number of actors means none."""
        found = self.base.sections.numbers("actors.affiliations").whole().tolist()
        if self.overlay is None:
            return found
        nobody = self.actors.end
        found = [nobody if home == len(found) else home for home in found]
        found += [nobody] * (nobody - len(found))
        for number, actor in self.actors.changed.items():
            home = self.actors.number(actor.affiliation) if actor.affiliation else None
            found[number] = nobody if home is None else home
        return found

    @cached_property
    def lineages(self) -> Sequence[Sequence[int]]:
        """Each actor's number, and those of whom they belong to, nearest first."""
        homes = self.affiliations
        lineages = []
        for actor in range(len(homes)):
            line = [actor]
            while homes[line[-1]] < len(homes) and len(line) <= len(homes):
                line.append(homes[line[-1]])
            lineages.append(line)
        return lineages

    def members(self, actors: Sequence[int]) -> Sequence[int]:
        """Return actors and all who belong to them, directly or not."""
        wanted = frozenset(actors)
        return [actor for actor, line in enumerate(self.lineages) if not wanted.isdisjoint(line)]

    def ranked_actors(self, counts: Mapping[str, int]) -> list[tuple[Actor, int]]:
        """Return all actors with their number of statements: the most first, then by name."""
        everyone = [(actor, counts.get(actor.id, 0)) for actor in self._actors_by_name]
        return sorted(everyone, key=lambda pair: -pair[1])

    @cached_property
    def _actors_by_name(self) -> Sequence[Actor]:
        """All actors in the order of their names."""
        everyone = map(self.actors.record, self.actors.numbers())
        return sorted(everyone, key=lambda actor: actor.name.casefold())

    # Values of facets.

    def value_number(self, part: Part, facet: Facet, value: str) -> int | None:
        """Return the number that a value of a facet has in a part, if any row has it there."""
        if facet in (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION):
            return self.actors.number(value)
        if facet is Facet.TOPIC:
            return self.topics.number(value)
        if facet is Facet.SOURCE:
            return self.sources.number(value)
        return self.value_numbers(part, facet).get(value)

    def value_numbers(self, part: Part, facet: Facet) -> Mapping[str, int]:
        """Return the numbers of all values of a facet that are texts, in their order."""
        key = (id(part), facet)  # its parts live as long as the corpus
        found = self._value_numbers.get(key)
        if found is None:
            names = cast("list[str]", part.sections.texts(f"{facet}.names"))
            found = {name: number for number, name in enumerate(names)}
            self._value_numbers[key] = found
        return found

    def value_name(self, part: Part, facet: Facet, number: int) -> str:
        """Return the value of a facet that has a number in a part: an id, or a text."""
        if facet in TABLES:
            if facet is Facet.SOURCE:
                return self.sources.record(number).id
            return (self.topic_ids if facet is Facet.TOPIC else self.actor_ids)[number]
        return next(islice(self.value_numbers(part, facet), number, None))

    def label(self, facet: Facet, value: str) -> str:
        """Return what a value of a facet is called; the value itself where it is gone."""
        if facet in (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION):
            actor = self.actors.get(value)
            return value if actor is None else actor.name
        if facet is Facet.TOPIC:
            topic = self.topics.get(value)
            return value if topic is None else topic.name
        source = self.sources.get(value) if facet is Facet.SOURCE else None
        return value if source is None else source.title

    # What stands near a statement.

    def around(self, row: int, source: str, count: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the rows that stand before and after one in its source, up to a number of each.

        Where it isn't known where they stand, they do in the file's order.
        """
        number = self.sources.number(source)
        placed = []
        for piece in self.pieces:
            if number is not None:
                rows = piece.part.column(Facet.SOURCE).rows([number])
                rows = rows if piece.alive is None else rows & piece.alive
                places, offsets = piece.part.places, piece.part.offsets
                placed += [(places[one], offsets[one], piece.start + one) for one in rows]
        in_order = [one for _, _, one in sorted(placed)]
        if row not in in_order:  # it is of a layer that this corpus is narrowed to be without
            return (), ()
        here = in_order.index(row)
        return in_order[max(0, here - count) : here], in_order[here + 1 : here + 1 + count]

    def related(self, row: int, topics: Sequence[str], limit: int) -> Sequence[int]:
        """Return other rows on some topics, the newest first, up to a limit."""
        numbers = [n for topic in topics if (n := self.topics.number(topic)) is not None]
        found = []
        for piece in self.pieces:
            if numbers:
                rows = piece.part.column(Facet.TOPIC).rows(numbers)
                rows = rows if piece.alive is None else rows & piece.alive
                found += [piece.start + one for one in rows.first(limit + 1)]
        others = [one for one in found if one != row]
        return sorted(others, key=self.age)[:limit]

    def prepare(self) -> "Corpus":
        """Read what the explorer shows first, and return the corpus."""
        _ = self.events, self.newest, self.period, self.lineages
        _ = self._actors_by_name, self.actor_ids
        for piece in self.pieces:
            _ = piece.part.date_spans
        return self


def _pieces(parts: Sequence[Part], overlay: Overlay | None) -> list[Piece]:
    """Return the parts, each with the rows of it that later ones don't stand for."""
    pieces = []
    start = 0
    for place, (part, later) in enumerate(zip(parts, (*parts[1:], None), strict=True)):
        dead = [] if later is None else list(later.dead)
        if overlay is not None:
            dead += overlay.dead[place]
        shifts = overlay.shifts if overlay is not None else None
        pieces.append(Piece(part, start, _alive(part, dead), None, shifts))
        start += len(part)
    if overlay is not None:
        pieces.append(Piece(overlay.part, start, None, overlay.held))
    return pieces


def _extent_of_date(part: Part, place: int) -> tuple[int, int]:
    """Return the first row of a date, and the one after its last."""
    starts = part.date_starts
    return starts[place], starts[place + 1] if place + 1 < len(starts) else len(part)


def _last(piece: Piece) -> int | None:
    """Return the row of a piece that stands last in the file, of those that count."""
    offsets = piece.part.offsets.whole()
    if piece.alive is not None:
        return max(((offsets[row], piece.start + row) for row in piece.alive), default=(0, None))[1]
    return piece.start + offsets.tolist().index(max(offsets)) if len(offsets) else None


def _alive(part: Part, dead: Sequence[int]) -> Rows | None:
    """Return the rows of a part that count; nothing where all do."""
    if not dead:
        return None
    return Rows.everything(part.sets) - Rows.listed(part.sets, dead)


def _bisect(rows: Sequence[int], start: int, is_before: Callable[[int], bool]) -> int:
    """Return the first place, from some place on, whose row is not before something.

    It is looked for near that place first: where many are asked for, the next is never far.
    """
    end, step = start, 1
    while end < len(rows) and is_before(rows[end]):
        start, end = end + 1, end + step
        step *= 2
    end = min(end, len(rows))
    while start < end:
        middle = (start + end) // 2
        if is_before(rows[middle]):
            start = middle + 1
        else:
            end = middle
    return start
