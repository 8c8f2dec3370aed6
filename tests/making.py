"""Small stores and corpora, made in a line."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

from quoth.basics.dates import parse
from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.index import appending, opening
from quoth.index.corpus import Corpus
from quoth.index.opening import open_corpus
from quoth.index.segment.building import build
from quoth.query import Query
from quoth.query.run import Engine
from quoth.store import file, folding, scanning
from quoth.store.model import Actor, Event, Kind, Records, Source, Statement, Topic
from quoth.store.parsing import Document, Tables
from quoth.store.writing import document

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
    return corpus_of_records(records_of(statements, actors, events))


def records_of(
    statements: Iterable[Statement], actors: Iterable[Actor] = (), events: Iterable[Event] = ()
) -> Records:
    """Return these as records; whoever and whatever they name besides goes by its id."""
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
    topics = {
        topic: Topic(topic, topic)
        for statement in spoken
        for topic in (*statement.topics, *(stance.topic for stance in statement.stances))
    }
    return Records("test", people, spoken, sources, tuple(events), topics)


def corpus_of_records(records: Records) -> Corpus:
    """Return a corpus of these records."""
    return corpus_of_tables(tables_of(records))


def corpus_of_tables(tables: Tables) -> Corpus:
    """Return the corpus of a store of these tables.

    Its file is deleted again at once: whoever has it open goes on reading it.
    """
    with TemporaryDirectory() as folder:
        path = write_store(Path(folder) / "test.json", tables)
        return open_corpus(path, cache=Path(folder) / "cache")


@contextmanager
def small_stores_kept(chunk: int = 16) -> Iterator[None]:
    """Have stores kept, checked and appended to that are far too small for that to be of use."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_SMALL", 0)
        patch.setattr(appending, "_GROWN", 0)
        for module in (scanning, file, folding, appending):
            patch.setattr(module, "CHUNK", chunk)
        yield


def corpus_in_pieces(records: Records, appended: int) -> Corpus:
    """Return a corpus of records, the last statements of which were appended to what was kept."""
    tables = tables_of(records)
    keys = list(tables["statements"])
    kept = dict(list(tables["statements"].items())[: len(keys) - appended])
    with TemporaryDirectory() as folder, small_stores_kept():
        path, cache = Path(folder) / "test.json", Path(folder) / "cache"
        open_corpus(write_store(path, tables | {"statements": kept}), cache=cache)
        return open_corpus(write_store(path, tables), cache=cache)


def corpus_edited(records: Records, old: Collection[str], *, kept: bool) -> Corpus:
    """Return a corpus of records that a store came to hold by being edited.

    Before, the statements `old` said something else, and there were an actor and a statement more;
    an actor was called otherwise. What was changed lies on top of the first version, or is `kept`
    with it, and read again from there.
    """
    tables = tables_of(records)
    before: Tables = json.loads(json.dumps(tables))
    gone: Document = {"id": "gone", "name": "Gone Archer", "kind": "person"}
    edits = [Edit("actors", _ADDED, gone, None)]
    before["actors"][_ADDED] = gone
    for key, now in tables["statements"].items():
        if now["id"] in old:
            was: Document = {
                "id": now["id"], "quote": "Bread is gone", "kind": "mixed", "speaker": "gone",
                "source": now["source"], "said": "2024-12-31", "status": "draft",
            }  # fmt: skip
            before["statements"][key] = was
            edits.append(Edit("statements", key, was, now))
    for key, now in [*tables["actors"].items()][:1]:
        before["actors"][key] = now | {"name": "Nemo Bread", "aliases": ["The Crowd"]}
        edits.append(Edit("actors", key, before["actors"][key], now))
    if records.sources:
        extra: Document = {
            "id": "extra", "quote": "Nothing left", "kind": "direct", "speaker": "gone",
            "source": next(iter(records.sources)), "tags": ["p"],
        }  # fmt: skip
        before["statements"][_ADDED] = extra
        edits.append(Edit("statements", _ADDED, extra, None))
    with TemporaryDirectory() as folder, small_stores_kept():
        path, cache = write_store(Path(folder) / "test.json", before), Path(folder) / "cache"
        editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
        editor.commit(Change("edit", edits))
        if not kept:
            return editor.corpus
        editor.fold()
        return open_corpus(path, cache=cache)


_ADDED: Final = "1000"
"""The key of records that are deleted again."""


def segment_of(tables: Tables) -> bytes:
    """Return the segment of a store of these tables."""
    with TemporaryDirectory() as folder:
        path = write_store(Path(folder) / "test.json", tables)
        return b"".join(build(path, path.stat().st_size, lambda done, whole: None))


def tables_of(records: Records) -> Tables:
    """Return records as the tables of a store."""
    return {
        "meta": {"1": {"schema": 1, "title": records.title}},
        "actors": _numbered(records.actors.values()),
        "sources": _numbered(records.sources.values()),
        "topics": _numbered(records.topics.values()),
        "events": _numbered(records.events),
        "statements": _numbered(records.statements),
    }


def _numbered(records: Iterable[Actor | Statement | Source | Event | Topic]) -> dict[str, Document]:
    """Return records as a table."""
    return {str(number): document(record) for number, record in enumerate(records, 1)}


TODAY: Final = date(2025, 6, 15)
"""The day on which tests search."""


def found_in(where: Corpus | Engine, text: str) -> list[str]:
    """Return the ids of the statements that a text finds, in order."""
    engine = where if isinstance(where, Engine) else Engine(where)
    rows = engine.rows(engine.find(Query(text), TODAY))
    return [engine.corpus.statements[row].id for row in rows]


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
