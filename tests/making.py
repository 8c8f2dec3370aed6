"""Small stores and corpora, made in a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from quoth.corpus import Corpus
from quoth.dates import parse
from quoth.model import Actor, Event, Kind, Records, Source, Statement, Topic
from quoth.store.parsing import Tables

SOURCE: Final = "the-paper"
SPEAKER: Final = "ann"


def say(
    quote: str, row: int | str = 1, *, said: str | None = "2025-03-20", **fields: Any
) -> Statement:
    """Return a statement of Ann's in the paper, or of whoever the fields name."""
    return Statement(
        **{
            "id": str(row),
            "quote": quote,
            "kind": Kind.DIRECT,
            "speaker": SPEAKER,
            "source": SOURCE,
            "said": None if said is None else parse(said),
            **fields,
        }
    )


def corpus_of(
    statements: Iterable[Statement], actors: Iterable[Actor] = (), events: Iterable[Event] = ()
) -> Corpus:
    """Return a corpus of these; whoever and whatever they name besides goes by its id."""
    spoken = tuple(statements)
    people = {actor.id: actor for actor in actors}
    for statement in spoken:
        named = (
            statement.speaker,
            *statement.via,
            *statement.addressee,
            *statement.on_behalf_of,
            *statement.mentions,
        )
        for name in named:
            people.setdefault(name, Actor(name, name))
    sources = {statement.source: Source(statement.source, statement.source) for statement in spoken}
    topics = {topic: Topic(topic, topic) for statement in spoken for topic in statement.topics}
    return Corpus(Records("test", people, spoken, sources, tuple(events), topics))


def corpus_of_quotes(*quotes: str) -> Corpus:
    """Return a corpus of these words, all Ann's of one day."""
    return corpus_of(say(quote, row) for row, quote in enumerate(quotes, 1))


def small_tables() -> Tables:
    """Return the tables of a small store that is right; a test spoils what it is about."""
    return {
        "meta": {"1": {"schema": 1, "title": "Small"}},
        "actors": {
            "1": {"id": "ann", "name": "Ann Archer", "affiliation": "guild"},
            "2": {"id": "guild", "name": "The Guild", "kind": "organisation"},
        },
        "sources": {"1": {"id": "paper", "title": "The Paper", "published": "2025-03-20"}},
        "topics": {"1": {"id": "bread", "name": "Bread"}},
        "events": {"1": {"id": "fair", "title": "The fair", "when": "2025-03"}},
        "statements": {
            "1": {
                "quote": "Bread is dear",
                "kind": "direct",
                "speaker": "ann",
                "source": "paper",
                "said": "2025-03-19",
                "topics": ["bread"],
                "stances": [{"topic": "bread", "position": "oppose"}],
                "locator": {"paragraph": 1, "start": 10, "end": 23},
            }
        },
    }


def write_store(path: Path, tables: Tables) -> Path:
    """Write tables to a file as TinyDB would, and return the file."""
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path
