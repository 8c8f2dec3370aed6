"""JSON Lines (https://jsonlines.org), without loss: one record per line.

First the actors, sources and topics that the statements refer to, and whom those belong to; with a
whole store its title, all of them, and its events. Then the statements, each with the name of who
said it and the title of where, so that a line says something alone. Then the checks of claims; with
a selection those of its statements. Last, with a whole store, what was decided about wordings.

The text is UTF-8. A line with a character that could act on a terminal, or that no UTF-8 can hold,
is in ASCII, with all else escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from quoth.basics.text import neutralise
from quoth.formats.outgoing.selection import Selection, checks_of
from quoth.formats.tagging import SOURCE_TITLE, SPEAKER_NAME, STORE, TITLE, TYPE, WORDING, tagged
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Source,
    Statement,
    Topic,
    WordingDecision,
)
from quoth.store.parsing import Document
from quoth.store.snapshot import RecordTable, Snapshot
from quoth.store.writing import document


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the lines."""
    readable = json.JSONEncoder(ensure_ascii=False)
    ascii_only = json.JSONEncoder(ensure_ascii=True)

    def line(
        kind: str,
        record: Actor | Source | Topic | Event | Statement | ClaimCheck | WordingDecision,
        **told: str,
    ) -> str:
        return encoded(tagged(kind, document(record), told))

    def encoded(made: Document) -> str:
        text = readable.encode(made)
        return (text if neutralise(text).text == text else ascii_only.encode(made)) + "\n"

    corpus = selection.corpus
    named = _Named.of_all(corpus) if selection.is_whole else _Named.by(selection)
    if selection.is_whole:
        yield encoded({TYPE: STORE, TITLE: corpus.title})
    for actor in named.actors:
        yield line("actor", corpus.actors[actor])
    for source in named.sources:
        yield line("source", corpus.sources[source])
    for topic in named.topics:
        yield line("topic", corpus.topics[topic])
    for event in corpus.events if selection.is_whole else ():
        yield line("event", event)
    for statement in selection.statements():
        told = {
            SPEAKER_NAME: corpus.actors[statement.speaker].name,
            SOURCE_TITLE: corpus.sources[statement.source].title,
        }
        yield line("statement", statement, **told)
    for kind, record in _about_statements(selection):
        yield line(kind, record)


def _about_statements(selection: Selection) -> Iterator[tuple[str, ClaimCheck | WordingDecision]]:
    """Yield what was found of claims, and what was decided about wordings, with its kind."""
    yield from (("check", check) for check in checks_of(selection))
    if selection.is_whole:
        yield from ((WORDING, decision) for decision in selection.corpus.decisions)


class _Named:
    """The ids of what statements refer to, each once, in the order of the first that does."""

    def __init__(self) -> None:
        """Begin with none."""
        self.actors: dict[str, None] = {}
        self.sources: dict[str, None] = {}
        self.topics: dict[str, None] = {}

    @classmethod
    def of_all(cls, corpus: Snapshot) -> _Named:
        """Return the ids of all that a store holds."""
        named = cls()
        named.actors = dict.fromkeys(corpus.actors)
        named.sources = dict.fromkeys(corpus.sources)
        named.topics = dict.fromkeys(corpus.topics)
        return named

    @classmethod
    def by(cls, selection: Selection) -> _Named:
        """Return the ids of what the statements of a selection refer to."""
        named = cls()
        for statement in selection.statements():
            for actor in _actors(statement):
                if actor not in named.actors:
                    named._add_with_homes(actor, selection.corpus.actors)
            named.sources.setdefault(statement.source)
            for topic in (*statement.topics, *(stance.topic for stance in statement.stances)):
                named.topics.setdefault(topic)
        return named

    def _add_with_homes(self, actor: str, actors: RecordTable[Actor]) -> None:
        """Add an actor, and before it whom it belongs to, directly or not."""
        line = [actor]
        while (home := actors[line[-1]].affiliation) and home not in self.actors:
            if home in line:
                break
            line.append(home)
        for one in reversed(line):
            self.actors.setdefault(one)


def _actors(statement: Statement) -> tuple[str, ...]:
    """Return the ids of all actors that a statement names."""
    return (
        statement.speaker,
        *statement.via,
        *statement.addressee,
        *statement.on_behalf_of,
        *statement.mentions,
    )
