"""The immutable snapshot of a store in memory: what every query is asked of.

A statement is a row, by its place in the file. What queries count and filter by stands in columns
beside the rows, each distinct value encoded once as a small number, so that counting a million rows
is a loop inside the interpreter and not one of ours.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import compress
from typing import Final, Generic, NamedTuple, TypeVar

from quoth.dates import EARLIEST, LATEST, Date, extent
from quoth.model import Actor, Records, Source, Statement, Topic

Mask = bytes
"""One byte a row: 1 where the row is meant."""

UNDATED: Final = Date("", LATEST + 1, EARLIEST - 1)
"""Stands for the date of a statement that has none: it begins after all days, and overlaps none."""

_Value = TypeVar("_Value", bound=Hashable)


class Column(Generic[_Value]):
    """One value a row, each distinct value kept once."""

    def __init__(self, values: Iterable[_Value]) -> None:
        """Encode the values, one a row."""
        codes: dict[_Value, int] = {}
        self.codes: Sequence[int] = array(
            "I", (codes.setdefault(value, len(codes)) for value in values)
        )
        self.values: tuple[_Value, ...] = tuple(codes)

    def __getitem__(self, row: int) -> _Value:
        return self.values[self.codes[row]]

    def count(self, mask: Mask | None = None) -> list[tuple[_Value, int]]:
        """Return the distinct values with the number of rows, of those meant, that have them."""
        codes = self.codes if mask is None else compress(self.codes, mask)
        return [(self.values[code], count) for code, count in Counter(codes).items()]

    def where(self, wanted: Callable[[_Value], bool]) -> Mask:
        """Return the rows whose value is wanted."""
        allowed = bytes(map(wanted, self.values))
        return bytes(map(allowed.__getitem__, self.codes))


class Facet(StrEnum):
    """A property that statements are counted and filtered by."""

    ACTOR = "actor"
    KIND = "kind"
    TOPIC = "topic"
    MEDIUM = "medium"
    VIA = "via"
    ADDRESSEE = "to"
    SOURCE = "source"
    STATUS = "status"
    TAG = "tag"


class Spoken(NamedTuple):
    """Who said a statement and when: what the lanes of the timeline are drawn from."""

    speaker: str
    said: Date


class Corpus:
    """A store's records, and the columns that queries read."""

    def __init__(self, records: Records) -> None:
        """Take a store's records, validated."""
        self.title = records.title
        self.statements: Sequence[Statement] = records.statements
        self.actors: Mapping[str, Actor] = records.actors
        self.sources: Mapping[str, Source] = records.sources
        self.topics: Mapping[str, Topic] = records.topics
        self.events = records.events

    def __len__(self) -> int:
        return len(self.statements)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each statement, by its id."""
        return {statement.id: row for row, statement in enumerate(self.statements)}

    @cached_property
    def newest(self) -> Sequence[int]:
        """All rows, by the latest day they may stand for, newest first; undated ones last."""
        return array("I", sorted(range(len(self)), key=self._age))

    @cached_property
    def spoken(self) -> Column[Spoken]:
        """The speaker and the date of each row."""
        return Column(
            Spoken(statement.speaker, statement.said or UNDATED) for statement in self.statements
        )

    @cached_property
    def dates(self) -> Column[Date]:
        """The date of each row."""
        return Column(statement.said or UNDATED for statement in self.statements)

    @cached_property
    def _facets(self) -> dict[Facet, Column[tuple[str, ...]]]:
        """The columns made so far."""
        return {}

    def facet(self, facet: Facet) -> Column[tuple[str, ...]]:
        """Return the values of a facet that each row has, made at the first call."""
        column = self._facets.get(facet)
        if column is None:
            column = Column(map(_READERS[facet], self.statements))
            if facet is Facet.ACTOR:
                column.values = tuple(map(self._voices, column.values))
            self._facets[facet] = column
        return column

    def lineage(self, actor: str) -> tuple[str, ...]:
        """Return an actor's id, and those of whom they belong to, nearest first."""
        line = []
        while actor:
            line.append(actor)
            actor = self.actors[actor].affiliation
        return tuple(line)

    def _voices(self, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """Return all whose voice is heard where these speak: they and whom they belong to."""
        return tuple(dict.fromkeys(actor for one in speakers for actor in self.lineage(one)))

    @cached_property
    def period(self) -> tuple[int, int] | None:
        """The first and the last day worth seeing at once; see `quoth.dates.extent`."""
        return extent(self.dates.values) or extent(event.when for event in self.events)

    def ranked_actors(self, counts: Mapping[str, int]) -> list[tuple[Actor, int]]:
        """Return all actors with their number of statements: the most first, then by name."""
        everyone = [(actor, counts.get(actor.id, 0)) for actor in self._actors_by_name]
        return sorted(everyone, key=lambda pair: -pair[1])

    @cached_property
    def _actors_by_name(self) -> Sequence[Actor]:
        """All actors in the order of their names."""
        return sorted(self.actors.values(), key=lambda actor: actor.name.casefold())

    @cached_property
    def rows_by_source(self) -> Mapping[str, Sequence[int]]:
        """The rows of each source, in the order in which it prints them."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, statement in enumerate(self.statements):
            rows[statement.source].append(row)
        for printed in rows.values():
            printed.sort(key=lambda row: _start(self.statements[row]))
        return rows

    @cached_property
    def rows_by_topic(self) -> Mapping[str, Sequence[int]]:
        """The rows on each topic, newest first."""
        rows: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for row in self.newest:
            for topic in set(self.statements[row].topics):
                rows[topic].append(row)
        return rows

    def related(self, row: int, limit: int) -> list[int]:
        """Return other rows on the topics of one, the newest first, up to a limit."""
        topics = self.statements[row].topics
        found = {
            other
            for topic in topics
            for other in self.rows_by_topic[topic][: limit + 1]
            if other != row
        }
        return sorted(found, key=self._age)[:limit]

    def _age(self, row: int) -> tuple[int, int, int]:
        """Return by what rows are sorted, newest first, those of one age in the file's order."""
        said = self.statements[row].said
        return (-said.last, -said.first, row) if said else (_NEVER, 0, row)

    def prepare(self) -> Corpus:
        """Make all that is otherwise made when it is first asked for, and return the corpus."""
        for facet in Facet:
            self.facet(facet)
        for name in ("newest", "spoken", "dates", "period", "rows_by_source", "rows_by_topic"):
            getattr(self, name)
        return self

    def label(self, facet: Facet, value: str) -> str:
        """Return what a value of a facet is called."""
        if facet in (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE):
            return self.actors[value].name
        if facet is Facet.TOPIC:
            return self.topics[value].name
        return self.sources[value].title if facet is Facet.SOURCE else value


_NEVER: Final = 10**15


def _start(statement: Statement) -> int:
    """Return where a statement starts in its source, as far as that is known."""
    locator = statement.locator
    if locator is None:
        return _NEVER
    if locator.start is not None:
        return locator.start
    return (locator.paragraph or 0) * 10_000


_READERS: Final[Mapping[Facet, Callable[[Statement], tuple[str, ...]]]] = {
    Facet.ACTOR: lambda statement: (statement.speaker, *statement.on_behalf_of),
    Facet.KIND: lambda statement: (statement.kind.value,),
    Facet.TOPIC: lambda statement: statement.topics,
    Facet.MEDIUM: lambda statement: (statement.medium,) if statement.medium else (),
    Facet.VIA: lambda statement: statement.via,
    Facet.ADDRESSEE: lambda statement: statement.addressee,
    Facet.SOURCE: lambda statement: (statement.source,),
    Facet.STATUS: lambda statement: (statement.status.value,),
    Facet.TAG: lambda statement: statement.tags,
}
