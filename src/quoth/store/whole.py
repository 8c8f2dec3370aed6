"""Tables into records, validated as a whole: every field, every id, every reference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quoth.basics.places import FilePath
from quoth.store import reading
from quoth.store.errors import FieldError, StoreError
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Records,
    Source,
    Statement,
    Topic,
    WordingDecision,
)
from quoth.store.parsing import Document, Tables
from quoth.store.references import check_references

_Record = TypeVar("_Record", Actor, Statement, Source, Event, Topic, ClaimCheck, WordingDecision)


def records_of(tables: Tables, path: FilePath) -> Records:
    """Return what the tables of a store hold; `path` is the file that messages name.

    Raises:
        StoreError: they aren't a valid store; the message is one line.
    """
    meta = _meta(tables, path)
    actors = _by_id(tables, "actors", lambda row, _: reading.read_actor(row), path)
    sources = _by_id(tables, "sources", lambda row, _: reading.read_source(row), path)
    topics = _by_id(tables, "topics", lambda row, _: reading.read_topic(row), path)
    events = _by_id(tables, "events", lambda row, _: reading.read_event(row), path)
    wordings = _by_id(tables, "wordings", reading.read_wording, path)
    statements = _by_id(tables, "statements", reading.read_statement, path)
    checks = _by_id(tables, "checks", lambda row, _: reading.read_check(row), path)
    records = Records(
        title=meta.title or Path(path).stem,
        actors=actors,
        statements=tuple(statements.values()),
        sources=sources,
        events=tuple(events.values()),
        topics=topics,
        wordings=tuple(wordings.values()),
        checks=tuple(checks.values()),
    )
    check_references(records, path)
    return records


def _meta(tables: Tables, path: FilePath) -> reading.Meta:
    """Read what the store says of itself, and refuse one of a newer schema."""
    metas = []
    for key, document in tables.get("meta", {}).items():
        try:
            metas.append(reading.read_meta(document))
        except FieldError as error:
            raise StoreError(path, f"meta {key}", error.problem, error.remedy) from None
    schema = max((meta.schema for meta in metas), default=reading.SCHEMA)
    if schema > reading.SCHEMA:
        raise StoreError(
            path,
            "meta",
            f"a newer quoth wrote this store (schema {schema}; this one reads up to "
            f"{reading.SCHEMA})",
            "upgrade quoth",
        )
    return reading.Meta(schema, next((meta.title for meta in metas if meta.title), ""))


def _by_id(
    tables: Tables, table: str, read: Callable[[Document, str], _Record], path: FilePath
) -> dict[str, _Record]:
    """Read a table into its records by id, in the file's order."""
    records: dict[str, _Record] = {}
    for key, document in tables.get(table, {}).items():
        try:
            record = read(document, key)
        except FieldError as error:
            raise StoreError(path, f"{table} {key}", error.problem, error.remedy) from None
        if record.id in records:
            raise _taken(path, f"{table} {key}", record.id)
        records[record.id] = record
    return records


def _taken(path: FilePath, place: str, record_id: str) -> StoreError:
    """Return the error for a second record of the same id."""
    return StoreError(path, place, f"the id “{record_id}” is taken", "give one of them another id")
