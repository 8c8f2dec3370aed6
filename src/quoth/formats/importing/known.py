"""What a store has already, as those who import into it ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from quoth.index.corpus import Corpus
from quoth.store.model import Actor, Event, Facet, Records, Source, Statement, Topic


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


NOTHING = KnownRecords(Records("", {}, (), {}, (), {}))
"""An empty store."""
