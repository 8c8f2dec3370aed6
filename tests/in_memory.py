"""A store in memory: plain lists, a naive search, and nothing of the file store.

It is the smallest implementation of `quoth.query.seam`, on which the explorer's tests run beside
the file store: what they need and it hasn't, the seam doesn't say. Its search knows no slips.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, compress
from math import inf
from typing import Any, Final, Generic, NamedTuple, TypeVar

from quoth.basics.dates import UNDATED, Date, extent
from quoth.basics.periods import period_of
from quoth.basics.quotations import quoted_spans
from quoth.basics.text import words
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of, reference_to, references
from quoth.editing.errors import ConflictError
from quoth.index.carrying import carried_by_id
from quoth.index.segment.facets import READERS, properties_of
from quoth.presenting.claim_checks import is_rated
from quoth.query.analysis.columns import (
    KINDS,
    Axis,
    ColumnPiece,
    StatementColumns,
    numbered_papers,
    stance_number,
)
from quoth.query.catalogue import FACETS
from quoth.query.changes.positions import PositionHistory
from quoth.query.families.comparing import compared, member, nearest
from quoth.query.families.differing import NO_WORDS
from quoth.query.families.model import WordingFamily
from quoth.query.language.completion import Completion, complete
from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.parsing import parse
from quoth.query.language.resolving import resolve
from quoth.query.language.tree import (
    All,
    Either,
    FieldName,
    FieldTerm,
    LooseWords,
    Node,
    Not,
    Parsed,
    PatternTerm,
    Phrase,
    Problem,
)
from quoth.query.model import Query, Sort
from quoth.query.patterns import hits
from quoth.query.result import Lanes, Result
from quoth.query.run import COUNTED
from quoth.query.seam import Found, OpeningStep
from quoth.search.model import Matches, Meaning, Meanings
from quoth.store.errors import StoreError
from quoth.store.facets import Facet
from quoth.store.location import Location
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Kind,
    Position,
    Source,
    Statement,
    Status,
    Topic,
    WordingDecision,
)
from quoth.store.parsing import Document, Tables
from quoth.store.reading import (
    read_actor,
    read_check,
    read_event,
    read_source,
    read_statement,
    read_topic,
)
from quoth.store.snapshot import Snapshot

_Record = TypeVar("_Record", Actor, Source, Topic, Event, ClaimCheck)
_DATED: Final = (FieldName.SAID, FieldName.SINCE, FieldName.UNTIL)
_NAMED: Final = {
    **dict.fromkeys((Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION), "actors"),
    Facet.SOURCE: "sources",
    Facet.TOPIC: "topics",
}


class MemoryTable(Mapping[str, _Record], Generic[_Record]):
    """Records in a list; a number is a place in it."""

    def __init__(self, records: Sequence[_Record]) -> None:
        """Take the records."""
        self._records: Sequence[_Record] = records
        self._numbers = {record.id: number for number, record in enumerate(records)}

    def __getitem__(self, record_id: str) -> _Record:
        return self._records[self._numbers[record_id]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._records)

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all records."""
        return iter(range(len(self._records)))

    def number(self, record_id: str) -> int | None:
        """Return the number of an id."""
        return self._numbers.get(record_id)

    def record(self, number: int) -> _Record:
        """Return the record of a number."""
        return self._records[number]


class MemorySnapshot:
    """The records of some tables; rows are places in the list of the newest."""

    def __init__(self, tables: Tables) -> None:
        """Read all records."""
        self._documents = {
            name: {record_id_of(document, key): document for key, document in rows.items()}
            for name, rows in tables.items()
        }
        statements = tables.get("statements", {})
        self._keys = {record_id_of(document, key): key for key, document in statements.items()}

        def read(name: str, of: Callable[[Document], _Record]) -> MemoryTable[_Record]:
            return MemoryTable([of(document) for document in tables.get(name, {}).values()])

        self.title = str(next(iter(tables["meta"].values()))["title"])
        self.actors = read("actors", read_actor)
        self.sources = read("sources", read_source)
        self.topics = read("topics", read_topic)
        self._events = read("events", read_event)
        self.events = [*self._events.values()]
        self._checks = read("checks", read_check)
        self.checks = [*self._checks.values()]
        found = [read_statement(row, key) for key, row in tables.get("statements", {}).items()]
        self.statements = sorted(found, key=lambda one: _age(one.said))
        self.newest = range(len(self.statements))

    @property
    def decisions(self) -> Sequence[WordingDecision]:
        """What was decided about wordings: nothing, here."""
        return ()

    def __len__(self) -> int:
        return len(self.statements)

    def checks_of(self, statement_id: str) -> Sequence[ClaimCheck]:
        """Return the checks of what a statement claims."""
        return [check for check in self.checks if statement_id in check.statements]

    @property
    def everything(self) -> MemorySnapshot:
        """Itself: this store has no layers."""
        return self

    def table(self, name: str) -> MemoryTable[Any]:
        """Return a table other than that of the statements."""
        tables: dict[str, MemoryTable[Any]] = {
            "actors": self.actors,
            "sources": self.sources,
            "topics": self.topics,
            "events": self._events,
            "checks": self._checks,
        }
        return tables[name]

    def read_statement(self, row: int) -> Statement:
        """Return a statement."""
        return self.statements[row]

    def row_of(self, statement_id: str) -> int | None:
        """Return the row of an id."""
        return next((n for n, one in enumerate(self.statements) if one.id == statement_id), None)

    def document_of_row(self, row: int) -> tuple[str, Document]:
        """Return the key and the document of a statement."""
        document = self._documents["statements"][self.statements[row].id]
        return self._keys[self.statements[row].id], document

    def read_ahead(self, _: Iterable[int]) -> object:
        """Do nothing: all is at hand."""
        return None

    def statements_in_file(self, _: Sequence[int]) -> None:
        """Return nothing: there is no file."""

    def carried(
        self, before: Snapshot, flags: Sequence[int], away: Collection[str]
    ) -> tuple[bytearray, list[str]]:
        """Return which rows are of statements that were flagged before."""
        return carried_by_id(self, before, flags, away)

    def document(self, table: str, record_id: str) -> Document | None:
        """Return a record as it is stored."""
        return self._documents.get(table, {}).get(record_id)

    @property
    def period(self) -> tuple[int, int] | None:
        """The days worth seeing at once."""
        said = [one.said for one in self.statements if one.said is not None]
        return extent(said) or extent(event.when for event in self.events)

    def values(self, row: int, facet: Facet) -> Sequence[str]:
        """Return the values that a statement has of a facet."""
        return READERS[facet](self._documents["statements"][self.statements[row].id])

    def rows_of(self, facets: Sequence[Facet], value: str) -> Iterator[int]:
        """Yield the rows that have a value of some facets."""
        return (
            row for row in self.newest if any(value in self.values(row, facet) for facet in facets)
        )

    def number_of(self, status: Status) -> int:
        """Return how many statements have a status."""
        return sum(one.status is status for one in self.statements)

    def drafts_of(self, source: str) -> Iterator[int]:
        """Yield the rows of the drafts of a source."""
        rows = self.rows_of([Facet.SOURCE], source)
        return (row for row in rows if self.statements[row].status is Status.DRAFT)

    def sources_with_drafts(self) -> Sequence[int]:
        """Return the numbers of the sources that have drafts."""
        names = {one.source for one in self.statements if one.status is Status.DRAFT}
        return [number for number, name in enumerate(self.sources) if name in names]

    def around(self, row: int, source: str, count: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the rows before and after one in its source."""
        order = [*self._documents["statements"]]

        def place(row: int) -> tuple[float, int]:
            at, came = self.statements[row].locator, order.index(self.statements[row].id)
            if at is None or (at.start is None and at.paragraph is None):
                return inf if at is None else 0, came
            return (at.start if at.start is not None else 10_000 * (at.paragraph or 0)), came

        rows = sorted(self.rows_of([Facet.SOURCE], source), key=place)
        here = rows.index(row)
        return rows[max(0, here - count) : here], rows[here + 1 : here + 1 + count]

    def related(self, row: int, topics: Sequence[str], limit: int) -> Sequence[int]:
        """Return other rows on some topics."""
        wanted = set(topics)
        return [n for n, one in enumerate(self.statements) if n != row and wanted & {*one.topics}][
            :limit
        ]

    def label(self, facet: Facet, value: str) -> str:
        """Return what a value is called."""
        record = self.table(_NAMED[facet]).get(value) if facet in _NAMED else None
        return value if record is None else str(getattr(record, "name", "") or record.title)

    def ranked_actors(self, counts: Mapping[str, int]) -> Sequence[tuple[Actor, int]]:
        """Return all actors, those with the most statements first."""
        everyone = [(one, counts.get(one.id, 0)) for one in self.actors.values()]
        return sorted(everyone, key=lambda pair: (-pair[1], pair[0].name.casefold()))

    def lineage(self, actor: str) -> Iterator[str]:
        """Yield an actor, and those whom it belongs to."""
        seen: set[str] = set()
        while actor and actor not in seen:
            seen.add(actor)
            yield actor
            actor = self.actors[actor].affiliation if actor in self.actors else ""

    def voices(self, row: int) -> set[str]:
        """Return all whose voice is heard in a statement."""
        return {one for who in self.values(row, Facet.ACTOR) for one in self.lineage(who)}


class MemoryFound(NamedTuple):
    """What a query lets through, whatever is left out of it."""

    query: Query
    parsed: Parsed
    problems: Sequence[Problem]
    matches: Matches | None
    hides_unread: bool
    masks: Mapping[str, set[int]]
    """The rows that each part of the query lets through."""

    def rows(self, but: str | None = None) -> list[int]:
        """Return the rows that all parts but one let through."""
        kept = [rows for name, rows in self.masks.items() if name != but]
        return sorted(set.intersection(*kept))


class MemoryQueries:
    """Finds and counts by looking at every statement."""

    def __init__(self, corpus: MemorySnapshot, saved: Callable[[], Mapping[str, str]]) -> None:
        """Take the records, and what queries may name."""
        self.corpus = corpus
        self._saved = saved

    def find(
        self,
        query: Query,
        today: date | None = None,
        cancelled: Callable[[], bool] = lambda: False,  # it is soon done
    ) -> MemoryFound:
        """Return what a query lets through."""
        corpus, parsed = self.corpus, parse(query.text, self._saved())
        problems = [*parsed.problems]
        asks = "status:" in query.text or bool(query.chosen(Facet.STATUS))
        masks: dict[str, set[int]] = {"": set(corpus.newest)}
        if parsed.root is not None:
            masks["text"] = self._matching(parsed.root, problems, today or date.today())
        if not asks:
            masks[Facet.STATUS] = set(corpus.rows_of([Facet.STATUS], Status.CONFIRMED))
        for facet in {choice.facet for choice in query.choices}:
            masks[facet] = self._having(facet, query.chosen(facet))
        if query.period is not None:
            masks["period"] = self._said(*query.period)
        return MemoryFound(query, parsed, problems, _matches(parsed.root), not asks, masks)

    def with_layers(self) -> MemoryQueries:
        """Return itself: this store has no layers."""
        return self

    def wordings(self) -> Sequence[Sequence[int]]:
        """Return the rows of each family, found anew for each of its members."""
        families = (self.family(row) for row in self.corpus.newest)
        return [[one.row for one in found.members] for found in families if found is not None]

    def family(self, row: int) -> WordingFamily | None:
        """Return a statement with those whose words are related to its own."""
        corpus = self.corpus
        rows = [
            other
            for other in corpus.newest
            if other == row or nearest(member(corpus, row), member(corpus, other))[0].links
        ]
        return compared(corpus, rows, NO_WORDS) if len(rows) > 1 else None

    def positions(self, found: Found) -> Sequence[tuple[str, PositionHistory]]:
        """Return nothing: this store doesn't tell whose position changed."""
        return []

    def _having(self, facet: Facet, wanted: Collection[str]) -> set[int]:
        """Return the rows that have one of some values."""
        corpus = self.corpus
        if facet is Facet.ACTOR:
            return {row for row in corpus.newest if corpus.voices(row) & {*wanted}}
        return {row for row in corpus.newest if {*corpus.values(row, facet)} & {*wanted}}

    def _said(self, first: int, last: int) -> set[int]:
        """Return the rows that may have been said in a period."""
        said = enumerate(one.said for one in self.corpus.statements)
        return {row for row, when in said if when and when.first <= last and when.last >= first}

    def _matching(self, node: Node, problems: list[Problem], today: date) -> set[int]:
        """Return the rows that a node lets through."""
        everything = set(self.corpus.newest)
        match node:
            case LooseWords():
                return {row for row in everything if all(self._has(row, (w,)) for w in _bare(node))}
            case Phrase() | PatternTerm():
                return {row for row in everything if self._is_in(row, node)}
            case Not():
                return everything - self._matching(node.node, problems, today)
            case All():
                parts = [self._matching(one, problems, today) for one in node.nodes]
                return set.intersection(*parts)
            case Either():
                return set().union(*(self._matching(one, problems, today) for one in node.nodes))
            case FieldTerm(name=name) if name in _DATED:
                first, last = period_of(node.value, today)
                return self._said(
                    -(10**9) if name is FieldName.UNTIL else first,
                    10**9 if name is FieldName.SINCE else last,
                )
            case FieldTerm(name=FieldName.RATED) | FieldTerm(name=FieldName.HAS, value="check"):
                return {row for row in self.corpus.newest if self._is_checked(row, node)}
            case FieldTerm(name=FieldName.DIFFERS) | FieldTerm(name=FieldName.HAS, value="variant"):
                return {row for row in self.corpus.newest if self._has_wording(row, node)}
            case FieldTerm():
                resolution = resolve(node, self)
                problems += [] if resolution.problem is None else [resolution.problem]
                return self._having(FACETS[node.name], resolution.ids)

    def _is_in(self, row: int, wanted: Phrase | PatternTerm) -> bool:
        """Tell whether a statement has a phrase, or what a pattern matches."""
        if isinstance(wanted, Phrase):
            return self._has(row, wanted.words)
        return any(hits(self.corpus.statements[row], wanted.source))

    def _is_checked(self, row: int, asked: FieldTerm) -> bool:
        """Tell whether what a statement claims was checked, or rated so."""
        checks = self.corpus.checks_of(self.corpus.statements[row].id)
        if asked.name is FieldName.HAS:
            return bool(checks)
        return any(is_rated(one, asked.value, unfinished=asked.unfinished) for one in checks)

    def _has_wording(self, row: int, asked: FieldTerm) -> bool:
        """Tell whether a statement has another wording, or differs from it somehow."""
        family = self.family(row)
        if family is None or asked.name is FieldName.HAS:
            return family is not None and family.wordings > 1
        if asked.value == "speaker":
            return family.is_disputed
        return any(
            asked.value in (apart.kind, apart.weight)
            for one in family.others
            if one.member.row == row
            for apart in one.differences
        )

    def _has(self, row: int, wanted: Sequence[str]) -> bool:
        """Tell whether a statement has some words next to each other, the last perhaps begun."""
        one = self.corpus.statements[row]
        return f" {' '.join(wanted)}" in " ".join(["", *words(f"{one.quote} {one.context}")])

    def rows(self, found: Found, order: Sort | None = None) -> Sequence[int]:
        """Return the rows of what was found, in an order."""
        rows, statements = _own(found).rows(), self.corpus.statements
        order = order or _order(found)
        if order is Sort.SPEAKER:
            names = self.corpus.actors
            return sorted(rows, key=lambda row: names[statements[row].speaker].name.casefold())
        return rows[::-1] if order is Sort.OLDEST else rows

    def explain(self, found: Found, rows: int, seconds: float) -> Iterator[str]:
        """Yield what a query cost."""
        yield f"{rows} of {len(self.corpus)} have “{found.parsed.text}”; {seconds} s"

    def reasons(self, found: Found, statement: Statement) -> Sequence[str]:
        """Return the words that were looked for."""
        return [word for word in words(found.parsed.text) if word in words(statement.quote)]

    def complete(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return what completes a search."""
        return complete(text, cursor, self, saved=self._saved())

    def names(self, field: FieldName) -> NameIndex:
        """Return the values that a field may have."""
        facet, corpus = FACETS[field], self.corpus
        counts = Counter(value for row in corpus.newest for value in corpus.values(row, facet))
        values = corpus.table(_NAMED[facet]) if facet in _NAMED else counts
        entries = []
        for value in values:
            actor = corpus.actors.get(value)
            aliases, role = ((), "") if actor is None else (actor.aliases, actor.role)
            name = corpus.label(facet, value)
            entries.append(NamedValue(value, name, aliases, counts[value], role))
        return NameIndex(entries)

    entries = names  # as the language calls it

    def prepare(self) -> None:
        """Do nothing: nothing takes long."""

    def result(self, found: Found) -> Result:
        """Return what was found with all that the panes show."""
        own = _own(found)
        whoever, whenever = own.rows(Facet.ACTOR), own.rows("period")
        speakers = Counter(self.corpus.statements[row].speaker for row in whenever)
        voices = Counter(one for row in whoever for one in self.corpus.voices(row))
        return Result(
            query=found.query,
            parsed=found.parsed,
            problems=found.problems,
            order=_order(found),
            rows=self.rows(found),
            matches=found.matches,
            actors=voices,
            whoever=len(whoever),
            dates=self._dates(whenever),
            lanes=Lanes(
                self._commonest(Facet.ACTOR, speakers),
                lambda who: self._dates(
                    [row for row in whenever if self.corpus.statements[row].speaker == who]
                ),
            ),
        )

    def _commonest(self, facet: Facet, counts: Counter[str]) -> Sequence[str]:
        """Return values, the commonest first; equally common ones as they came in, or by name."""
        table = self.corpus.table(_NAMED[facet]) if facet in _NAMED else None

        def place(value: str) -> tuple[int, int | str]:
            number = None if table is None else table.number(value)
            return -counts[value], value if number is None else number

        return sorted(counts, key=place)

    def _dates(self, rows: Sequence[int]) -> Sequence[tuple[Date, int]]:
        """Count the rows of each date, the newest first."""
        found = Counter(self.corpus.statements[row].said or UNDATED for row in rows)
        return sorted(found.items(), key=lambda pair: _age(pair[0]))

    def dates(self, found: Found) -> Sequence[tuple[Date, int]]:
        """Count the rows of each date."""
        return self._dates(_own(found).rows("period"))

    def count(
        self, found: Found, most: int | None = None, facets: Sequence[Facet] | None = None
    ) -> Mapping[Facet, Mapping[str, int]]:
        """Count the values of each facet."""
        corpus, counts = self.corpus, {}
        for facet in COUNTED if facets is None else facets:
            values = Counter(
                value
                for row in _own(found).rows(facet)
                for value in (
                    corpus.voices(row) if facet is Facet.ACTOR else corpus.values(row, facet)
                )
            )
            chosen = {value: values[value] for value in found.query.chosen(facet)}
            common = self._commonest(facet, values)[:most]
            counts[facet] = {value: values[value] for value in common} | chosen
        return counts

    def columns(self, found: Found) -> StatementColumns:
        """Return what was found column by column."""
        corpus, rows = self.corpus, {*_own(found).rows()}
        spans = [(said.first, said.last) for said in self._said_dates()]
        piece = ColumnPiece(
            start=0,
            size=len(corpus.statements),
            chosen=bytes(row in rows for row in corpus.newest),
            axis=self._axis,
            said=lambda: (Axis(corpus.newest, [[row] for row in corpus.newest]), spans),
            words=self._numbers_of_words,
            marked=self._numbers_of_marked,
            said_words=self._said_words,
        )
        return StatementColumns(
            [piece], self._homes, self._properties, self._published,
            lambda: numbered_papers([one.publisher for one in corpus.sources.values()]),
            lambda: [self._quotes()],
        )  # fmt: skip

    def _numbers_of_words(self) -> tuple[Sequence[int], int]:
        """Return how many words each quote has, and how many the longest."""
        found = [len(words(one.quote)) for one in self.corpus.statements]
        return found, max(found, default=0)

    def _numbers_of_marked(self) -> tuple[Sequence[int], int]:
        """Return how many words each quote has within marks, and how many that with the most."""
        found = [len(words_in_marks(one.quote)) for one in self.corpus.statements]
        return found, max(found, default=0)

    def _said_words(self, quoted: bytes, marked: bytes) -> Counter[str]:
        """Count the words of some quotes, and those within marks of others."""
        said = [words(one.quote) for one in compress(self.corpus.statements, quoted)]
        within = [words_in_marks(one.quote) for one in compress(self.corpus.statements, marked)]
        return Counter(chain(*said, *within))

    def _quotes(self) -> list[int]:
        """Return a number for each quote, the same for those of the same words."""
        numbers: dict[tuple[str, ...], int] = {}
        quotes = (tuple(words(one.quote)) for one in self.corpus.statements)
        return [numbers.setdefault(one, len(numbers)) for one in quotes]

    def _said_dates(self) -> list[Date]:
        """Return the date of each row."""
        return [one.said or UNDATED for one in self.corpus.statements]

    def _axis(self, facet: Facet) -> Axis:
        """Return the values of each row as numbers."""
        corpus, found = self.corpus, []
        for row in corpus.newest:
            values = list(corpus.values(row, facet))
            if facet is Facet.STANCE:
                stances = (value.partition(":") for value in values)
                pairs = [(corpus.topics.number(topic), side) for side, _, topic in stances]
                found.append([stance_number(n or 0, Position(side)) for n, side in pairs])
            elif facet is Facet.KIND:
                found.append([KINDS.index(Kind(value)) for value in values])
            else:
                numbers = (corpus.table(_NAMED[facet]).number(value) for value in values)
                found.append([number for number in numbers if number is not None])
        return Axis(corpus.newest, found)

    def _homes(self) -> list[int]:
        """Return the topmost one to whom each actor belongs."""
        tops = [[*self.corpus.lineage(one)][-1] for one in self.corpus.actors]
        return [self.corpus.actors.number(top) or 0 for top in tops]

    def _properties(self) -> list[Sequence[str]]:
        """Return what is known of each actor."""
        return [properties_of(one) for one in self.corpus.actors.values()]

    def _published(self) -> list[tuple[int, int]]:
        """Return when each source was published."""
        dates = [one.published or UNDATED for one in self.corpus.sources.values()]
        return [(date.first, date.last) for date in dates]


class MemoryServer:
    """What several people share: the records, and how often they were changed."""

    def __init__(self, tables: Tables) -> None:
        """Take the records."""
        self.tables = copy.deepcopy(tables)
        self.version = 0

    def commit(self, change: Change) -> Change:
        """Make a change, all of it or nothing."""
        made = copy.deepcopy(self.tables)
        edits = [_settled(made, edit) for edit in change.edits]
        for table, key, _, after in edits:
            if after is None:
                del made[table][key]
            else:
                made[table][key] = copy.deepcopy(after)
        self.tables = made
        self.version += bool(edits)
        return change._replace(edits=edits)


class MemoryChanger:
    """One person's work on what several share."""

    def __init__(self, server: MemoryServer, saved: Callable[[], Mapping[str, str]]) -> None:
        """Take what is shared."""
        self._server = server
        self._saved = saved
        self._version = server.version
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self.taken_in = 0
        self.is_pending = False

    @property
    def who(self) -> str:
        """The name in which changes are made: none."""
        return ""

    @property
    def current(self) -> MemoryHeld:
        """The records as they are now."""
        return MemoryHeld(self._server.tables)

    def commit(self, change: Change) -> Change:
        """Make a change that can be taken back."""
        made = self._commit(change)
        self._done.append(made)
        self._undone.clear()
        return made

    def _commit(self, change: Change) -> Change:
        """Make a change."""
        self.follow()
        made = self._server.commit(change)
        self._version = self._server.version
        return made

    def undo(self) -> Change | None:
        """Take back the last change."""
        if not self._done:
            return None
        self._commit(self._done[-1].inverse())
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Change | None:
        """Redo the change undone last."""
        if not self._undone:
            return None
        self._commit(self._undone[-1])
        self._done.append(self._undone.pop())
        return self._done[-1]

    def fold(self) -> None:
        """Do nothing: all is in its place at once."""

    def follow(self) -> None:
        """Take in what others changed."""
        self.taken_in += self._version != self._server.version
        self._version = self._server.version

    def queries(self) -> MemoryQueries:
        """Return what finds and counts in the records as they are now."""
        return MemoryQueries(MemorySnapshot(self._server.tables), self._saved)

    def rebuild(self) -> None:
        """Do nothing: nothing is kept beside the records."""


class MemoryHeld:
    """The records with their keys."""

    def __init__(self, tables: Tables) -> None:
        """Take the records."""
        self._tables = tables

    def find(self, table: str, record_id: str) -> tuple[str, Document] | None:
        """Return the key and the document of an id."""
        rows = self.documents(table)
        return next((row for row in rows if record_id_of(row[1], row[0]) == record_id), None)

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """Yield the records of a table."""
        return iter(copy.deepcopy(self._tables.get(table, {})).items())

    def statements(self, keys: Collection[str]) -> Iterator[tuple[str, Document]]:
        """Yield the statements that have some keys."""
        return (row for row in self.documents("statements") if row[0] in keys)

    def naming(self, actors: Collection[str]) -> Iterator[tuple[str, Document]]:
        """Yield the statements that name one of some actors."""
        for key, document in self.documents("statements"):
            if {*actors} & {*references("statements", document)["actors"]}:
                yield key, document

    def of_source(self, source: str) -> Iterator[tuple[str, Document]]:
        """Yield the statements of a source."""
        return (row for row in self.documents("statements") if row[1].get("source") == source)

    def referring(
        self, gone: Mapping[str, Collection[str]], beside: Collection[tuple[str, str]] = ()
    ) -> object | None:
        """Return a reference to one of some records."""
        for table in self._tables:
            for key, document in self.documents(table):
                found = reference_to(gone, table, key, document)
                if found is not None and (table, key) not in beside:
                    return found
        return None


class MemoryStore:
    """A store in memory, opened at once."""

    may_write = True

    def __init__(self, server: MemoryServer, saved: Callable[[], Mapping[str, str]]) -> None:
        """Take what is shared, and what queries may name."""
        self._changer = MemoryChanger(server, saved)

    def probe(self) -> None:
        """Do nothing: it is there."""

    def open(self) -> Iterator[OpeningStep]:
        """Yield all that it holds."""
        yield OpeningStep(None, 0.5)
        yield OpeningStep(self._changer.queries(), 1.0)

    def changer(self) -> MemoryChanger:
        """Return what changes it."""
        return self._changer

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def forget_index(self) -> None:
        """Do nothing: there is none."""


class MemoryStores:
    """The stores in memory, by location."""

    def __init__(self) -> None:
        """Begin with none."""
        self._servers: dict[str, MemoryServer] = {}

    def add(self, address: str, tables: Tables) -> MemoryServer:
        """Have a store at an address."""
        return self._servers.setdefault(address, MemoryServer(tables))

    def store_at(self, location: Location, saved: Callable[[], Mapping[str, str]]) -> MemoryStore:
        """Return what opens the store at a location."""
        try:
            return MemoryStore(self._servers[str(location.path)], saved)
        except KeyError:
            raise StoreError(location.path, "", "there is no such store", "add it") from None


def words_in_marks(quote: str) -> list[str]:
    """Return the words of a quote that are within quotation marks."""
    return [word for start, end in quoted_spans(quote) for word in words(quote[start:end])]


def _own(found: Found) -> MemoryFound:
    """Return what was found here."""
    assert isinstance(found, MemoryFound)
    return found


def _age(said: Date | None) -> tuple[bool, int, int]:
    """Return by what statements are sorted, newest first."""
    return (True, 0, 0) if said is None or said.days < 1 else (False, -said.last, -said.first)


def _order(found: Found) -> Sort:
    """Return the order in force."""
    wanted = found.query.sort or (Sort(found.parsed.sort) if found.parsed.sort else None)
    return wanted or (Sort.RELEVANCE if found.matches else Sort.NEWEST)


def _bare(node: LooseWords) -> Sequence[str]:
    """Return the words of a node, folded."""
    return words(node.text)


def _matches(root: Node | None) -> Matches | None:
    """Return what the words of a query match: whatever begins with them."""
    match root:
        case LooseWords():
            wanted: Sequence[str] = words(root.text)
        case Phrase():
            wanted = root.words
        case All():
            return next((found for one in root.nodes if (found := _matches(one))), None)
        case _:
            return None
    meanings: list[tuple[str, Meaning]] = [(word, (n, 1.0)) for n, word in enumerate(wanted)]
    return Matches({0: 1.0}, 1.0, Meanings({}, meanings))


def _settled(tables: Tables, edit: Edit) -> Edit:
    """Return an edit with the key of what is added.

    Raises:
        ConflictError: the record isn't what it was.
    """
    rows = tables.setdefault(edit.table, {})
    if edit.before is None:
        return edit._replace(key=edit.key or str(max(map(int, rows), default=0) + 1))
    if rows.get(edit.key) != edit.before:
        raise ConflictError(f"{edit.table} {edit.key} was changed meanwhile; look at it again")
    return edit
