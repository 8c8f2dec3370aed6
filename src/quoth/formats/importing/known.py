"""What a store has already, as those who import into it ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from quoth.index.corpus import Corpus
from quoth.store.facets import Facet
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Records,
    Source,
    Statement,
    Topic,
)
from quoth.store.parsing import Document
from quoth.store.reading import (
    read_actor,
    read_check,
    read_event,
    read_source,
    read_statement,
    read_topic,
)

_Record = TypeVar("_Record")


class StoreView(Protocol):
    """A store, as far as an import has to know it."""

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Its actors by id."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Its sources by id."""

    @property
    def topics(self) -> Mapping[str, Topic]:
        """Its topics by id."""

    @property
    def events(self) -> Sequence[Event]:
        """Its events."""

    @property
    def checks(self) -> Sequence[ClaimCheck]:
        """What fact-checkers found of claims."""

    def statements_by(self, speaker: str) -> Iterable[Statement]:
        """Return the statements that an actor made."""

    def has_statement(self, statement_id: str) -> bool:
        """Tell whether a statement has an id."""


class KnownRecords:
    """The records of a store that was loaded as a whole."""

    def __init__(self, records: Records) -> None:
        """Take the records."""
        self._records = records
        self.actors = records.actors
        self.sources = records.sources
        self.topics = records.topics
        self.events: Sequence[Event] = records.events
        self.checks: Sequence[ClaimCheck] = records.checks

    @cached_property
    def _by_speaker(self) -> Mapping[str, Sequence[Statement]]:
        """All statements, by who made them."""
        found: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self._records.statements:
            found[statement.speaker].append(statement)
        return found

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids of all statements."""
        return frozenset(statement.id for statement in self._records.statements)

    def statements_by(self, speaker: str) -> Iterable[Statement]:
        """Return the statements that an actor made."""
        return self._by_speaker.get(speaker, ())

    def has_statement(self, statement_id: str) -> bool:
        """Tell whether a statement has an id."""
        return statement_id in self._ids


class KnownCorpus:
    """A store that is open, of which single records are read."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self.actors: Mapping[str, Actor] = corpus.actors
        self.sources: Mapping[str, Source] = corpus.sources
        self.topics: Mapping[str, Topic] = corpus.topics
        self.events: Sequence[Event] = corpus.events
        self.checks: Sequence[ClaimCheck] = corpus.checks

    def statements_by(self, speaker: str) -> Iterator[Statement]:
        """Yield the statements that an actor made."""
        number = self._corpus.actors.number(speaker)
        if number is None:
            return
        for piece in self._corpus.pieces:
            rows = piece.part.column(Facet.ACTOR).rows([number])
            for row in rows if piece.alive is None else rows & piece.alive:
                statement = self._corpus.read_statement(piece.start + row)
                if statement.speaker == speaker:
                    yield statement

    def has_statement(self, statement_id: str) -> bool:
        """Tell whether a statement has an id."""
        return self._corpus.row_of(statement_id) is not None


class RecordsNow(Protocol):
    """The current records of any store, as code that changes it has them."""

    def find(self, table: str, record_id: str, /) -> tuple[str, Document] | None:
        """Return the key and the document of an id, if there is one."""

    def documents(self, table: str, /) -> Iterator[tuple[str, Document]]:
        """Yield the key and the document of every record of a table."""

    def naming(self, actors: Collection[str], /) -> Iterator[tuple[str, Document]]:
        """Yield the statements that name one of some actors, in whatever field."""


class KnownNow:
    """A store as it is being changed, with all that was changed so far."""

    def __init__(self, records: RecordsNow) -> None:
        """Take its records."""
        self._records = records

    def _read(self, table: str, read: Callable[[Document], _Record]) -> Iterator[_Record]:
        """Yield the records of a table."""
        return (read(document) for _, document in self._records.documents(table))

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Its actors by id."""
        return {one.id: one for one in self._read("actors", read_actor)}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Its sources by id."""
        return {one.id: one for one in self._read("sources", read_source)}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Its topics by id."""
        return {one.id: one for one in self._read("topics", read_topic)}

    @cached_property
    def events(self) -> Sequence[Event]:
        """Its events."""
        return list(self._read("events", read_event))

    @cached_property
    def checks(self) -> Sequence[ClaimCheck]:
        """Its checks of claims."""
        return list(self._read("checks", read_check))

    def statements_by(self, speaker: str) -> Iterator[Statement]:
        """Yield the statements that an actor made."""
        for key, document in self._records.naming([speaker]):
            if document.get("speaker") == speaker:
                yield read_statement(document, key)

    def has_statement(self, statement_id: str) -> bool:
        """Tell whether a statement has an id."""
        return self._records.find("statements", statement_id) is not None


NOTHING = KnownRecords(Records("", {}, (), {}, (), {}))
"""An empty store."""
