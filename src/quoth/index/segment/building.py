"""Records into a segment: what a search, a count and a look-up read instead of the store's file.

Rows are numbered from the newest statement to the oldest, so that what is alike is in the order in
which it is shown, and all rows of one date are neighbours. Everything about a row is a number in a
column; the statement itself stays in the store's file, where the segment says it is.

(It is long because each table, and each column, is read and written in one place.)
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, cast

from quoth.basics.dates import UNDATED, Date, extent, parse, recency
from quoth.basics.places import FilePath
from quoth.index.segment.columns import FacetColumn, write_column
from quoth.index.segment.encoding import (
    EncodedTexts,
    Numbering,
    inverse,
    narrow,
    reordered,
    write_rows,
)
from quoth.index.segment.facets import (
    FIELDS,
    LISTS,
    READERS,
    TABLES,
    TEXTS,
    Values,
    each_once,
    properties_of,
)
from quoth.index.segment.layout import NARROW_UNPLACED, OVER, SIZE, UNPLACED, SegmentWriter, hash_of
from quoth.index.segment.names import Called, write_names
from quoth.index.segment.titles import TitleWords
from quoth.index.segment.words import write_words
from quoth.store.accepting import Acceptor
from quoth.store.errors import FieldError
from quoth.store.facets import Facet
from quoth.store.parsing import Document
from quoth.store.reading import (
    SCHEMA,
    read_actor,
    read_check,
    read_event,
    read_meta,
    read_source,
    read_topic,
    read_wording,
)
from quoth.store.scanning import (
    HIGHEST_KEY,
    Keys,
    NotUnderstood,
    Record,
    Scanner,
    counted,
    number_of,
)

_DIRECTORIES: Final = ("actors", "sources", "topics", "events", "checks", "wordings")
"""The tables whose records are known by id and by number."""
_EARLY: Final = (20_000, 200_000)
"""The numbers of statements after which something is to be looked at."""

Pieces = list[bytes | memoryview]
"""The bytes of a segment's file."""


_Append = Callable[[int], None]


class _TextCodes(dict[str, int]):
    """The codes of what is one text, each made out once."""

    def __init__(self, combinations: Numbering[Values]) -> None:
        """Take the codes of all sets of values."""
        super().__init__()
        self._combinations = combinations

    def __missing__(self, text: str) -> int:
        self[text] = code = self._combinations[(text,)]
        return code


class _Plan(NamedTuple):
    """How the facets of documents with certain fields are found."""

    texts: Sequence[tuple[str, _TextCodes, _Append]]
    """The facets that are one text, by field: most facets, and quick to read."""
    lists: Sequence[tuple[str, Numbering[Values], _Append]]
    read: Sequence[tuple[Callable[[Document], Values], Numbering[Values], _Append]]
    missing: Sequence[tuple[_Append, int]]
    """The facets of fields that are not there, with the code of what that means."""


class Directory:
    """A table that statements refer to: where each of its records is, by number and by id."""

    def __init__(self) -> None:
        """Start with no records."""
        self.numbers: dict[str, int] = {}
        self.offsets = array("Q")
        self.lengths = array("I")

    def add(self, record_id: str, start: int, end: int) -> None:
        """Add a record."""
        if record_id in self.numbers:
            raise NotUnderstood("an id is taken")
        self.numbers[record_id] = len(self.numbers)
        self.offsets.append(start)
        self.lengths.append(end - start)


class ReferredRecords(Protocol):
    """What is known of the records that statements refer to."""

    @property
    def numbers(self) -> Mapping[str, Mapping[str, int]]:
        """The number of each record, by table and id."""

    def called(self, number: int) -> Called:
        """Return what an actor is called."""

    def named(self, words: Iterable[str]) -> set[int]:
        """Return the actors in whose names one of some words is."""


class Builder:
    """Takes a store's records one by one; `finish` may be called at any time."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.directories = {name: Directory() for name in _DIRECTORIES}
        self.title = ""
        self.schema = 0
        self.is_blind = False
        self._spellings: list[tuple[str, ...]] = []
        self._kinds: list[str] = []
        self._affiliations: list[str] = []
        self._roles: list[str] = []
        self._properties: list[Sequence[str]] = []
        self._publishers: list[str] = []
        self._titles = TitleWords()
        self._published: list[tuple[int, int]] = []
        self._event_dates: list[Date] = []
        self._event_references: list[tuple[str, Sequence[str]]] = []
        self._checked: list[int | str] = []
        """The ids of the statements whose claims were checked."""
        self._acceptor = Acceptor()
        self._offsets = array("Q")
        self._lengths = array("I")
        self._ids = Keys()
        self._highest_keys: dict[str, int] = {}
        self._lowest_key = HIGHEST_KEY
        self._keys_ascend = True
        self._next_id = 0
        """The id that counts on, while all do so."""
        self._hashes = array("I")
        """Those of all ids, from the first on that doesn't count on."""
        self._starts_in_source = array("I")
        self._dates: dict[str, int] = {}
        self._rows_by_date: list[array[int]] = []
        self._date_values: list[Date] = []
        self._combinations: dict[Facet, Numbering[Values]] = {f: Numbering() for f in Facet}
        self._codes = {facet: array("I") for facet in Facet}
        self._text_codes = {facet: _TextCodes(self._combinations[facet]) for facet in TEXTS}
        self._plans: tuple[dict[tuple[str, ...], _Plan], ...] = ({}, {})
        """By fields: of documents with an empty one, and of those without."""
        self._texts = EncodedTexts()

    def __len__(self) -> int:
        return len(self._offsets)

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all statements."""
        return map(str, self._ids)

    @property
    def lowest_key(self) -> int:
        """The lowest of TinyDB's numbers of the statements; those beyond reason are all one."""
        return self._lowest_key

    @property
    def is_complete(self) -> bool:
        """Whether everything that statements refer to exists, as far as is known."""
        return all(self.directories[name].numbers for name in ("actors", "sources"))

    def add(self, record: Record) -> None:
        """Add a record of any table.

        Raises:
            NotUnderstood: it isn't valid; reading the store as a whole tells why.
        """
        try:
            if record.table == "statements":
                self._add_statement(record)
            else:
                self._add_other(record)
        except (FieldError, AttributeError, TypeError, KeyError) as error:
            raise NotUnderstood(str(error)) from error

    def _add_other(self, record: Record) -> None:
        """Add a record of a table other than that of the statements."""
        table, document = record.table, record.document
        if table == "meta":
            meta = read_meta(document)
            self.schema = max(self.schema, meta.schema)
            self.title = self.title or meta.title
            self.is_blind = self.is_blind or meta.blind
            return
        if table == "actors":
            actor = read_actor(document)
            made = actor.id
            self._spellings.append((actor.name, *actor.aliases))
            self._kinds.append(str(actor.kind or ""))
            self._affiliations.append(actor.affiliation)
            self._roles.append(actor.role)
            self._properties.append(properties_of(actor))
        elif table == "sources":
            source = read_source(document)
            made = source.id
            self._publishers.append(source.publisher)
            self._titles.add(source.title)
            published = source.published or UNDATED
            self._published.append((published.first, published.last))
        elif table == "topics":
            made = read_topic(document).id
        elif table == "checks":
            check = read_check(document)
            made = check.id
            self._checked.extend(map(number_of, check.statements))
        elif table == "events":
            event = read_event(document)
            made = event.id
            self._event_dates.append(event.when)
            self._event_references.append((event.source, event.actors))
        elif table == "wordings":
            made = read_wording(document, record.key).id
        else:
            return
        highest = self._highest_keys.get(table, 0)
        self._highest_keys[table] = max(highest, counted(record.key))
        self.directories[table].add(made, record.start, record.end)

    def _add_statement(self, record: Record) -> None:
        """Add a statement."""
        _, key, document, start, end = record
        self._acceptor.check(document, key)
        made = cast("str", document.get("id") or key)
        number = number_of(made)
        if not self._ids.add(number):
            raise NotUnderstood("an id is taken")
        row = len(self._offsets)
        if number == self._next_id and not self._hashes:
            self._next_id += 1
        else:
            self._add_id(made, number)
        key_number = number if made is key and isinstance(number, int) else counted(key)
        self._note_key(key_number)
        self._offsets.append(start)
        self._lengths.append(end - start)
        self._starts_in_source.append(_start_in_source(document))
        said = cast("str", document.get("said") or "")
        date = self._dates.get(said)
        if date is None:
            date = self._add_date(said)
        self._rows_by_date[date].append(row)
        fields = tuple(document)
        filled = all(document.values())
        plan = self._plans[filled].get(fields)
        if plan is None:
            plan = self._plans[filled][fields] = self._plan(document, filled)
        for field, codes, append in plan.texts:
            append(codes[document[field]])  # type: ignore[index]  # it is a text
        for field, combinations, append in plan.lists:
            append(combinations[each_once(document[field])])  # type: ignore[arg-type]  # it is a list
        for read, combinations, append in plan.read:
            append(combinations[read(document)])
        for append, code in plan.missing:
            append(code)
        self._texts.add(cast("str", document["quote"]), cast("str", document.get("context") or ""))

    def _add_id(self, made: str, number: int | str) -> None:
        """Note an id that is the first, or doesn't count on: from then on ids are hashed."""
        row = len(self)
        if not row and isinstance(number, int):
            self._next_id = number + 1
            return
        if not self._hashes:
            before = range(self._next_id - row, self._next_id)
            self._hashes.extend(hash_of(str(one)) for one in before)
        self._hashes.append(hash_of(made))

    def _note_key(self, counted: int) -> None:
        """Note TinyDB's number of a statement."""
        highest = self._highest_keys.get("statements", 0)
        if counted > highest:
            self._highest_keys["statements"] = counted
        else:
            self._keys_ascend = False
        if counted <= highest or not highest:
            self._lowest_key = min(self._lowest_key, counted)

    def _plan(self, document: Document, filled: bool) -> _Plan:
        """Return how the facets of documents with the same fields are found.

        Where none of the fields is empty, they alone say which are filled in.
        """
        texts: list[tuple[str, _TextCodes, _Append]] = []
        lists: list[tuple[str, Numbering[Values], _Append]] = []
        read: list[tuple[Callable[[Document], Values], Numbering[Values], _Append]] = []
        missing: list[tuple[_Append, int]] = []
        for facet in Facet:
            append = self._codes[facet].append
            alone = facet is not Facet.ACTOR or "on_behalf_of" not in document
            if filled and alone and TEXTS.get(facet) in document:
                texts.append((TEXTS[facet], self._text_codes[facet], append))
            elif filled and LISTS.get(facet) in document:
                lists.append((LISTS[facet], self._combinations[facet], append))
            elif FIELDS.get(facet, "kind") in document and not (filled and facet is Facet.HAS):
                read.append((READERS[facet], self._combinations[facet], append))
            else:
                missing.append((append, self._combinations[facet][READERS[facet](document)]))
        return _Plan(texts, lists, read, missing)

    def _add_date(self, said: str) -> int:
        """Note a date that no statement had so far."""
        self._dates[said] = number = len(self._date_values)
        self._date_values.append(parse(said) if said else UNDATED)
        self._rows_by_date.append(array("I"))
        return number

    def finish(
        self,
        facts: Mapping[str, object] = MappingProxyType({}),
        checks: array[int] | None = None,
        known: ReferredRecords | None = None,
        dead: Sequence[int] = (),
    ) -> Pieces:
        """Return the segment's file, in pieces, with some facts and checksums about the store's.

        `known` knows the records that statements refer to, where those are not among what was
        added; `dead` are the rows of the part before that do not count any more.

        Raises:
            NotUnderstood: a reference leads nowhere; reading the store as a whole tells which.
        """
        writer = SegmentWriter()
        numbers: Mapping[str, Mapping[str, int]] = {
            name: made.numbers for name, made in self.directories.items()
        }
        called: list[Called] = list(zip(count(), self._spellings, self._kinds, strict=False))
        if known is not None:
            numbers = known.numbers
            speakers = {numbers["actors"][one] for one in chain(*self._combinations[Facet.ACTOR])}
            called = list(
                map(known.called, sorted(speakers | known.named(self._texts.words.numbers)))
            )
        self._check_references(numbers)
        order = self._write_dates(writer)
        self._write_statements(writer, order)
        for facet in Facet:
            self._write_facet(writer, facet, order, numbers)
        vocabulary = write_words(
            writer,
            self._texts,
            order,
            chain.from_iterable(spellings for _, spellings, _ in called),
        )
        write_names(writer, vocabulary, called)
        self._write_directories(writer)
        writer.numbers("file.checks", checks or array("I"))
        writer.numbers("dead", array("I", dead))
        own = {
            "rows": len(self),
            "title": self.title,
            "blind": self.is_blind,
            "period": self._period,
            "keys_ascend": self._keys_ascend,
            "highest_keys": self._highest_keys,
            "first_id": self._first_id,
        }
        return writer.finish({**own, **facts})

    @property
    def _period(self) -> tuple[int, int] | None:
        """The first and the last day worth seeing at once."""
        return extent(self._date_values) or extent(self._event_dates)

    def _check_references(self, numbers: Mapping[str, Mapping[str, int]]) -> None:
        """Make sure that every reference leads to a record."""
        actors = numbers["actors"]
        for facet, table in TABLES.items():
            known = numbers[table]
            for values in self._combinations[facet]:
                if not all(value in known for value in values):
                    raise NotUnderstood(f"a reference to {table} leads nowhere")
        for values in self._combinations[Facet.STANCE]:
            if not all(value.partition(":")[2] in numbers["topics"] for value in values):
                raise NotUnderstood("a stance leads nowhere")
        for source, concerned in self._event_references:
            if (source and source not in numbers["sources"]) or not all(
                actor in actors for actor in concerned
            ):
                raise NotUnderstood("a reference of an event leads nowhere")
        if not all(statement in self._ids for statement in self._checked):
            raise NotUnderstood("a check names a statement that doesn't exist")
        self._check_affiliations(actors)

    def _check_affiliations(self, actors: Mapping[str, int]) -> None:
        """Make sure that no actor belongs to one that doesn't exist, or to itself."""
        settled: set[str] = set()
        for start in self.directories["actors"].numbers:
            trail: set[str] = set()
            current = start
            while current and current not in settled:
                if current in trail or current not in actors:
                    raise NotUnderstood("an affiliation leads nowhere, or in a circle")
                trail.add(current)
                current = self._affiliations[actors[current]]
            settled |= trail

    def _write_dates(self, writer: SegmentWriter) -> Sequence[int]:
        """Write the runs of rows of each date, and return the order of rows: newest first."""
        spans: dict[tuple[int, int], list[int]] = {}
        for number, date in enumerate(self._date_values):
            spans.setdefault((date.first, date.last), []).append(number)
        undated = spans.pop((UNDATED.first, UNDATED.last), [])
        newest_first = sorted(spans, key=lambda span: recency(*span))
        order = array("I")
        starts = array("I", [0])
        for span in newest_first:
            same = [self._rows_by_date[number] for number in spans[span]]
            order.extend(same[0] if len(same) == 1 else array("I", sorted(chain(*same))))
            starts.append(len(order))
        for number in undated:
            order.extend(self._rows_by_date[number])
        writer.numbers("dates.starts", starts)
        writer.numbers("dates.first", array("q", [first for first, _ in newest_first]))
        writer.numbers("dates.last", array("q", [last for _, last in newest_first]))
        return order

    def _write_statements(self, writer: SegmentWriter, order: Sequence[int]) -> None:
        """Write where each statement is, and what finds it by its id."""
        for name, values in (("offsets", self._offsets), ("lengths", self._lengths)):
            numbers = map(values.__getitem__, order)
            writer.numbers(f"statements.{name}", narrow(numbers, max(values, default=0) + 1))
        writer.numbers("statements.places", _places(self._starts_in_source, order))
        if self._first_id:
            write_rows(writer, "statements.rows", inverse(order), len(order))
        else:
            _write_hashes(writer, "statements", map(self._hashes.__getitem__, order))

    @property
    def _first_id(self) -> int:
        """The first statement's id, where it is a number, and those after it count on; else 0."""
        return 0 if self._hashes else self._next_id - len(self)

    def _write_facet(
        self,
        writer: SegmentWriter,
        facet: Facet,
        order: Sequence[int],
        numbers: Mapping[str, Mapping[str, int]],
    ) -> None:
        """Write a column of sets of values, the sets, and the rows of each value."""
        combinations = list(self._combinations[facet])
        names: Mapping[str, int] = {}
        values: Mapping[str, int]
        if facet in TABLES:
            values = numbers[TABLES[facet]]
        else:
            values = names = {
                value: n for n, value in enumerate(dict.fromkeys(chain(*combinations)))
            }
        sets = [[values[value] for value in one] for one in combinations]
        codes = narrow(reordered(self._codes[facet], order, "I"), len(sets))
        write_column(writer, facet, FacetColumn(codes, sets, list(names), len(values)))

    def _write_directories(self, writer: SegmentWriter) -> None:
        """Write where each record is that statements refer to."""
        for name, directory in self.directories.items():
            for what, values in (("offsets", directory.offsets), ("lengths", directory.lengths)):
                highest = max(values, default=0)
                writer.numbers(f"{name}.{what}", narrow(values, highest + 1))
            _write_hashes(writer, name, map(hash_of, directory.numbers))
        for name in ("actors", "topics"):
            writer.texts(f"{name}.ids", list(self.directories[name].numbers))
        publishers: Numbering[str] = Numbering()
        of_sources = [publishers[one] for one in self._publishers]
        writer.numbers("sources.publishers", narrow(of_sources, len(publishers)))
        writer.texts("publishers.names", list(publishers))
        self._titles.write(writer)
        for place, name in enumerate(("first", "last")):
            days = array("q", [published[place] for published in self._published])
            writer.numbers(f"sources.{name}", days)
        writer.texts("actors.roles", self._roles)
        writer.texts("actors.properties", self._properties)
        writer.texts("actors.spellings", self._spellings)
        writer.texts("actors.kinds", self._kinds)
        actors = self.directories["actors"].numbers
        homes = [actors[home] if home else len(actors) for home in self._affiliations]
        writer.numbers("actors.affiliations", array("I", homes))


def build(
    path: FilePath,
    size: int,
    progress: Callable[[int, int], None],
    early: Callable[[Pieces], None] | None = None,
    read_at: Callable[[int, int], bytes] | None = None,
) -> Pieces:
    """Read a store's file, and return the segment of all that it holds.

    `progress` is called with how many of `size` bytes are read. `early` is called a few times with
    a segment of what was read so far, so that something can be shown before all of it is read. If
    the file is already open, `read_at` returns a number of its bytes from a position on.

    Raises:
        NotUnderstood: it can't be read, or isn't a valid store; reading it as a whole tells why.
    """
    scanner, builder = Scanner(path, read=read_at), Builder()
    worth_it = list(_EARLY)
    read = 0
    for record in scanner.records():
        builder.add(record)
        if scanner.read != read:
            read = scanner.read
            progress(read, size)
            if early and worth_it and builder.is_complete and len(builder) > worth_it[0]:
                worth_it.pop(0)
                with contextlib.suppress(NotUnderstood):  # it may refer to what is yet to be read
                    early(builder.finish())
    if not {"statements", "meta"}.intersection(scanner.tables) or builder.schema > SCHEMA:
        raise NotUnderstood("it isn't a store of a known version")
    statements_last = int(scanner.tables[-1] == "statements")
    facts = {"statements_last": statements_last, OVER: [], SIZE: size}
    return builder.finish(facts, scanner.checks)


def _write_hashes(writer: SegmentWriter, name: str, hashes: Iterable[int]) -> None:
    """Write what finds the number of a record by the hash of its id."""
    packed = sorted(made << 32 | number for number, made in enumerate(hashes))
    writer.numbers(f"{name}.hashes", array("I", [one >> 32 for one in packed]))
    writer.numbers(f"{name}.hashed", array("I", [one & 0xFFFFFFFF for one in packed]))


def _start_in_source(document: Document) -> int:
    """Return where a statement starts in its source, as far as that is known."""
    locator = document.get("locator")
    if not isinstance(locator, dict):
        return UNPLACED
    start, paragraph = locator.get("start"), locator.get("paragraph")
    if isinstance(start, int):
        return min(start, UNPLACED)
    return min(paragraph * 10_000, UNPLACED) if isinstance(paragraph, int) else 0


def _places(starts: Sequence[int], order: Sequence[int]) -> array[int]:
    """Return where in its source each row stands; the highest number there is stands for nowhere.

    Two bytes are enough for most sources.
    """
    known = max((one for one in starts if one != UNPLACED), default=0)
    if known >= NARROW_UNPLACED:
        return reordered(starts, order, "I")
    return array("H", [min(starts[row], NARROW_UNPLACED) for row in order])
