"""What a store has to offer to be explored, searched, counted, exported and changed.

The explorer and the commands know only what is written here and in `quoth.store.snapshot`. The
store in a file is one implementation (`quoth.query.file_store`), which `quoth.query.stores` makes;
`tests/in_memory.py` is the smallest one that the explorer runs on. For another:

1. implement `Snapshot` (what is read of records), `StoreQueries` (what finds and what counts),
   `Changer` (what changes) and `StoreAccess` (what opens);
2. have `quoth.query.stores.store_at` make it for the locations that are its own;
3. add it to the fixture of `tests/tui/test_any_store.py`.

Threads: the explorer opens in one thread, asks in a second and changes in a third; its screen reads
records of a snapshot in a fourth, as they are painted. So what is asked for on a screen (a
statement by its row, a name by its id) has to be at hand, or be kept once it was read.

Errors: `StoreError` is for a store that can't be read or written any more, `EditError` and
`ConflictError` for a change that can't be made. Each is shown to the user in one line. `Damaged` is
for something kept beside the store that can't be trusted; its handler calls `Changer.rebuild`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from quoth.basics.dates import Date
    from quoth.editing.changes import Change
    from quoth.query.analysis.columns import StatementColumns
    from quoth.query.changes.positions import PositionHistory
    from quoth.query.families.model import WordingFamily
    from quoth.query.language.completion import Completion
    from quoth.query.language.names import NameIndex
    from quoth.query.language.tree import FieldName, Parsed, Problem
    from quoth.query.model import Query, Sort
    from quoth.query.result import Result
    from quoth.search.model import Matches
    from quoth.store.facets import Facet
    from quoth.store.model import Statement
    from quoth.store.parsing import Document
    from quoth.store.snapshot import Snapshot


class Found(Protocol):
    """What a query lets through, before anything is counted or put in order.

    It is given back to the store that it came from, which may keep in it what else it needs.
    """

    @property
    def query(self) -> Query:
        """The query."""

    @property
    def parsed(self) -> Parsed:
        """How its text was understood: `quoth.query.language.parsing.parse` says."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What of it was not."""

    @property
    def matches(self) -> Matches | None:
        """What its words matched, by row; nothing where none are searched for."""

    @property
    def hides_unread(self) -> bool:
        """Whether drafts and rejected statements are left out, as no status was asked for."""


class Finder(Protocol):
    """What finds statements in a snapshot of a store."""

    @property
    def corpus(self) -> Snapshot:
        """The snapshot that is searched; another one after each change."""

    def find(
        self,
        query: Query,
        today: date | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Found:
        """Return what a query lets through; it means nothing once `cancelled()` is true.

        "Last week" is said on `today`, or on the day that it is.
        """

    def rows(self, found: Found, order: Sort | None = None) -> Sequence[int]:
        """Return the rows of what was found, in an order, or in that of the query."""

    def with_layers(self) -> StoreQueries:
        """Return what asks all that this person may see, the layers of coders among it."""

    def family(self, row: int) -> WordingFamily | None:
        """Return the wordings of what a statement says; nothing where nothing else has its words.

        Drafts are among them only if it is one. It may take as long as a search.
        """

    def positions(self, found: Found) -> Sequence[tuple[str, PositionHistory]]:
        """Return how positions changed, each with its actor's id, certain changes first.

        It may take as long as a search for near matches.
        """

    def wordings(self) -> Sequence[Sequence[int]]:
        """Return the rows of statements that are wordings of one quote, those of one together."""

    def explain(self, found: Found, rows: int, seconds: float) -> Iterator[str]:
        """Yield lines for a person: how a query was understood, and what it cost to find `rows`."""

    def reasons(self, found: Found, statement: Statement) -> Sequence[str]:
        """Return which words of a statement matched, and how, in lines for a person."""

    def complete(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return what completes a search at its cursor, the likeliest first."""

    def names(self, field: FieldName) -> NameIndex:
        """Return the values that a field of the query language may have."""

    def prepare(self) -> None:
        """Make ready what the first search, or the first completion, would have to wait for."""


class StatementCounter(Protocol):
    """Counts statements. The counts of a facet ignore what is chosen of that facet itself."""

    def result(self, found: Found) -> Result:
        """Return what was found with all that the panes show: rows, actors, dates, lanes."""

    def dates(self, found: Found) -> Sequence[tuple[Date, int]]:
        """Return the statements by date, the newest first, whatever period is chosen."""

    def count(
        self, found: Found, most: int | None = None, facets: Sequence[Facet] | None = None
    ) -> Mapping[Facet, Mapping[str, int]]:
        """Return how many statements have each value of some facets.

        Without `facets`, these are all that can be filtered by. With `most`, of each facet only
        that many values, those with the most statements, and those that are chosen.
        """

    def columns(self, found: Found) -> StatementColumns:
        """Return what was found column by column, for `quoth.query.analysis`."""


class StoreQueries(Finder, StatementCounter, Protocol):
    """What finds and counts in one snapshot: all that a screen asks."""


class HeldRecords(Protocol):
    """The records as they are now, with their keys, for building a change."""

    def find(self, table: str, record_id: str, /) -> tuple[str, Document] | None:
        """Return the key and the document of an id, if there is one."""

    def documents(self, table: str, /) -> Iterator[tuple[str, Document]]:
        """Yield the key and the document of every record of a table."""

    def statements(self, keys: Collection[str], /) -> Iterator[tuple[str, Document]]:
        """Yield the statements that have some keys."""

    def naming(self, actors: Collection[str], /) -> Iterator[tuple[str, Document]]:
        """Yield the statements that name one of some actors, in whatever field."""

    def of_source(self, source: str, /) -> Iterator[tuple[str, Document]]:
        """Yield the statements of a source."""

    def referring(
        self, gone: Mapping[str, Collection[str]], beside: Collection[tuple[str, str]] = (), /
    ) -> object | None:
        """Return a reference to one of some records, by table; nothing if nothing refers to them.

        The records `beside`, each by its table and key, are not asked.
        """


class Changer(Protocol):
    """What changes a store, for one person and one thread; others may change it meanwhile."""

    @property
    def who(self) -> str:
        """The name in which this person changes the store; nothing where it isn't known."""

    @property
    def current(self) -> HeldRecords:
        """The records as they are now, as far as others' changes were taken in."""

    def commit(self, change: Change) -> Change:
        """Make a change durable, and return it as it was made: with the keys of what was added.

        It is made as a whole or not at all. Other people's changes to other fields stay.

        Raises:
            EditError: it can't be made as things are.
            ConflictError: someone else changed the same field.
            StoreError: the store can't be read any more, or can't be written.
        """

    def undo(self) -> Change | None:
        """Undo this person's last change, and return it; `None` if there is none.

        Raises:
            EditError: someone changed the same since, or it would leave the store invalid.
            StoreError: the store can't be read any more, or can't be written.
        """

    def redo(self) -> Change | None:
        """Redo the change undone last, and return it; as `undo`."""

    @property
    def is_pending(self) -> bool:
        """Whether something durable is still to be put in its place by `fold`."""

    def fold(self) -> None:
        """Fold durable changes into the store; a store that writes them there at once does nothing.

        Raises:
            StoreError: the store can't be read any more.
            OSError: it can't be written; nothing is lost, and it is tried again.
        """

    def follow(self) -> None:
        """Take in what others changed; called about once a second while nothing else is to do.

        Raises:
            StoreError: the store can't be read any more.
        """

    @property
    def taken_in(self) -> int:
        """How often others' changes were read: by `follow`, or in the course of another call."""

    def queries(self) -> StoreQueries:
        """Return what finds and counts in the store as it is now, ready to be shown."""

    def rebuild(self) -> None:
        """Begin again without the index, which turned out to be `Damaged`.

        Raises:
            StoreError: the store can't be read.
        """


class OpeningStep(NamedTuple):
    """How far the opening of a store is."""

    queries: StoreQueries | None
    """What can be looked at by now, if that is another than before."""
    share: float
    """How much of the store can be, from 0 to 1; 1 with all of it."""
    told: str = ""
    """What there is to say of it, in a line."""


class StoreAccess(Protocol):
    """A store at one location, to be opened once."""

    def probe(self) -> None:
        """Look quickly whether there is such a store, before a screen is shown.

        Raises:
            StoreError: there is none.
        """

    @property
    def may_write(self) -> bool:
        """Whether this person may change the store, as far as is known without trying."""

    def open(self) -> Iterator[OpeningStep]:
        """Yield what can be looked at as soon as there is something, and at last all of it.

        Raises:
            StoreError: it can't be read.
        """

    def changer(self) -> Changer:
        """Return what changes the store, once all of it was opened."""

    def close(self) -> None:
        """Close what is open; nothing is asked afterwards."""

    def forget_index(self) -> None:
        """Remove a `Damaged` index, when all else has to end."""
