"""A store's file into its records, validated as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from quoth.model import Actor, Event, Records, Source, Statement, Topic
from quoth.store import reading
from quoth.store.errors import FieldError, StoreError
from quoth.store.parsing import Document, Tables
from quoth.store.references import check_references
from quoth.store.storage import StrictStorage

SCHEMA: Final = 1
"""The newest version of the schema that this program reads."""

_Record = TypeVar("_Record", Actor, Statement, Source, Event, Topic)


def load(path: Path) -> Records:
    """Read a store, check every record and every reference, and return what it holds.

    TinyDB parses the whole file again at every query; this parses it once.

    Raises:
        StoreError: the file can't be read or is no valid store; the message is one line.
    """
    tables = StrictStorage(path).read()
    meta = _meta(tables, path)
    actors = _by_id(tables, "actors", reading.read_actor, path)
    sources = _by_id(tables, "sources", reading.read_source, path)
    topics = _by_id(tables, "topics", reading.read_topic, path)
    events = _by_id(tables, "events", reading.read_event, path)
    statements = _statements(tables, path)
    records = Records(
        title=meta.title or path.stem,
        actors=actors,
        statements=tuple(statements),
        sources=sources,
        events=tuple(events.values()),
        topics=topics,
    )
    check_references(records, path)
    return records


def _meta(tables: Tables, path: Path) -> reading.Meta:
    """Read what the store says of itself, and refuse one of a newer schema."""
    metas = [
        _read(reading.read_meta, document, path, f"meta {key}")
        for key, document in tables.get("meta", {}).items()
    ]
    schema = max((meta.schema for meta in metas), default=SCHEMA)
    if schema > SCHEMA:
        raise StoreError(
            path,
            "meta",
            f"a newer quoth wrote this store (schema {schema}; this one reads up to {SCHEMA})",
            "upgrade quoth",
        )
    return reading.Meta(schema, next((meta.title for meta in metas if meta.title), ""))


def _by_id(
    tables: Tables, table: str, read: Callable[[Document], _Record], path: Path
) -> dict[str, _Record]:
    """Read a table into its records by id."""
    records: dict[str, _Record] = {}
    for key, document in tables.get(table, {}).items():
        record = _read(read, document, path, f"{table} {key}")
        if record.id in records:
            raise _taken(path, f"{table} {key}", record.id)
        records[record.id] = record
    return records


def _statements(tables: Tables, path: Path) -> Iterator[Statement]:
    """Read the statements in the file's order."""
    seen: set[str] = set()
    for key, document in tables.get("statements", {}).items():
        try:
            statement = reading.read_statement(document, key)
        except FieldError as error:
            place = f"statements {key}"
            raise StoreError(path, place, error.problem, error.remedy) from None
        if statement.id in seen:
            raise _taken(path, f"statements {key}", statement.id)
        seen.add(statement.id)
        yield statement


_Read = TypeVar("_Read")


def _read(read: Callable[[Document], _Read], document: Document, path: Path, place: str) -> _Read:
    """Read one document, and name its place if that fails."""
    try:
        return read(document)
    except FieldError as error:
        raise StoreError(path, place, error.problem, error.remedy) from None


def _taken(path: Path, place: str, record_id: str) -> StoreError:
    """Return the error for a second record of the same id."""
    return StoreError(path, place, f"the id “{record_id}” is taken", "give one of them another id")
