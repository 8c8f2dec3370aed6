"""What is read from the records of a store: what every kind of store has to offer.

A screen, a command and an exporter know this, and not whether the records come from a file, from a
server or from a list in memory. A snapshot never changes: after a change there is another one.

A *row* names a statement, and a *number* a record of another table, in one snapshot alone. Both are
positions without a meaning of their own: don't calculate with them, or expect the same ones in
another snapshot. Anything that is kept longer than a snapshot is kept by id.

Whatever reads a record may raise `StoreError` when the store can't be read any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from quoth.store.facets import Facet
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
from quoth.store.parsing import Document

if TYPE_CHECKING:
    from quoth.store.file_records import StatementsInFile

_Record_co = TypeVar("_Record_co", covariant=True)


class RecordTable(Protocol[_Record_co]):
    """The records of a table by id, in the order in which they came in; each read when asked for.

    It reads as a mapping does; a class that inherits from `Mapping` has most of it already.
    """

    def __len__(self) -> int:
        """Return how many records there are."""

    def __iter__(self) -> Iterator[str]:
        """Yield their ids."""

    def __contains__(self, record_id: object, /) -> bool:
        """Tell whether there is a record of an id."""

    def __getitem__(self, record_id: str, /) -> _Record_co:
        """Return the record of an id, or raise `KeyError`."""

    def get(self, record_id: str, /) -> _Record_co | None:
        """Return the record of an id, if there is one."""

    def values(self) -> Iterable[_Record_co]:
        """Return all records."""

    def numbers(self) -> Iterator[int]:
        """Yield the numbers of all records, ascending, without reading the records."""

    def number(self, record_id: str, /) -> int | None:
        """Return the number of an id, if there is such a record."""

    def record(self, number: int, /) -> _Record_co:
        """Return the record of a number."""


class Snapshot(Protocol):
    """The records of a store, as they were at one moment."""

    def __len__(self) -> int:
        """Return how many statements there are, drafts and rejected ones among them."""

    @property
    def title(self) -> str:
        """What the store is called."""

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements by row; those that are shown are asked for again and again."""

    @property
    def actors(self) -> RecordTable[Actor]:
        """The actors."""

    @property
    def sources(self) -> RecordTable[Source]:
        """The sources."""

    @property
    def topics(self) -> RecordTable[Topic]:
        """The topics."""

    @property
    def events(self) -> Sequence[Event]:
        """What happened."""

    @property
    def decisions(self) -> Sequence[WordingDecision]:
        """What people decided about pairs of wordings, in the order in which they did."""

    @property
    def checks(self) -> Sequence[ClaimCheck]:
        """What fact-checkers found of claims."""

    def checks_of(self, statement_id: str, /) -> Sequence[ClaimCheck]:
        """Return the checks of what a statement claims."""

    @property
    def everything(self) -> Snapshot:
        """All that this person may see: with the layers of coders, which this is without."""

    def table(self, name: str, /) -> RecordTable[Any]:
        """Return the table `actors`, `sources`, `topics`, `events`, `checks` or `wordings`."""

    def read_statement(self, row: int, /) -> Statement:
        """Return a statement that is asked for once, as when all are exported."""

    def row_of(self, statement_id: str, /) -> int | None:
        """Return the row of the statement that has an id, if there is one."""

    def document_of_row(self, row: int, /) -> tuple[str, Document]:
        """Return the key and the document of a statement, as it is stored."""

    def read_ahead(self, rows: Iterable[int], /) -> object:
        """Read the statements in some rows together; they are at hand while this is kept."""

    def statements_in_file(self, rows: Sequence[int], /) -> StatementsInFile | None:
        """Return where the statements in some rows stand, to read them one after the other.

        Nothing is returned where one isn't in a file.
        """

    def carried(
        self, before: Snapshot, flags: Sequence[int], away: Collection[str], /
    ) -> tuple[bytearray, list[str]]:
        """Return which rows here are of statements that were flagged in another snapshot.

        Args:
            before: an earlier snapshot of the same store.
            flags: a number for each of its rows up to the last that is flagged, 1 where one is.
            away: the ids of statements that are flagged and weren't there.

        Returns:
            The same of this snapshot: a byte for each row, and the ids of those that aren't there.
        """

    def document(self, table: str, record_id: str, /) -> Document | None:
        """Return a record with all its fields as they are stored, for a form that edits it.

        `table` may be `statements` as well. Nothing is returned if there is no such record.
        """

    @property
    def newest(self) -> Sequence[int]:
        """All rows, by the latest day they may stand for, newest first; undated ones last."""

    @property
    def period(self) -> tuple[int, int] | None:
        """The first and the last day worth seeing at once; see `quoth.basics.dates.extent`."""

    def rows_of(self, facets: Sequence[Facet], value: str, /) -> Iterator[int]:
        """Yield the rows that have a value of any of some facets."""

    def number_of(self, status: Status, /) -> int:
        """Return how many statements have a status."""

    def drafts_of(self, source: str, /) -> Iterator[int]:
        """Yield the rows of the drafts of a source."""

    def sources_with_drafts(self) -> Sequence[int]:
        """Return the numbers of the sources that have drafts, ascending."""

    def around(self, row: int, source: str, count: int, /) -> tuple[Sequence[int], Sequence[int]]:
        """Return the rows that stand before and after one in its source, up to a number of each.

        A locator tells where: its first character, else 10,000 to a paragraph; those that have none
        come last, and those of one place as they came in.
        """

    def related(self, row: int, topics: Sequence[str], limit: int, /) -> Sequence[int]:
        """Return other rows on some topics, the newest first, up to a limit."""

    def label(self, facet: Facet, value: str, /) -> str:
        """Return what a value of a facet is called; the value itself where it is gone."""

    def ranked_actors(self, counts: Mapping[str, int], /) -> Sequence[tuple[Actor, int]]:
        """Return all actors with their number of statements: the most first, then by name."""
