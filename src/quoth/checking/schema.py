"""What is wrong with the fields of records: all of it, not the first of each record only.

`store.reading` says what is wrong with a document and stops there. So each field of a document
that it refuses is shown to it once more, alone in a document that is right otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from quoth.checking.findings import Finding, FindingPlace
from quoth.checking.rules import FIELD, SCHEMA, UNKNOWN_FIELD
from quoth.store import reading
from quoth.store.errors import FieldError
from quoth.store.model import (
    Actor,
    ClaimCheck,
    Event,
    Source,
    Statement,
    Topic,
    WordingDecision,
)
from quoth.store.parsing import Document, Tables


class _Form(NamedTuple):
    """How a table's documents are read, and the shortest that is right."""

    read: Callable[[Document], object]
    right: Document
    fields: tuple[str, ...]


_OF_INTAKE: Final = {
    "actors": ("intake",),
    "sources": ("text", "digest"),
    "statements": ("intake",),
}
"""The fields that an intake adds to what a record has (`quoth.intake.noted`)."""
_FORMS: Final = {
    "meta": _Form(reading.read_meta, {}, ("schema", "title", "blind")),
    "actors": _Form(
        reading.read_actor, {"id": "x", "name": "x"}, (*Actor._fields, *_OF_INTAKE["actors"])
    ),
    "sources": _Form(
        reading.read_source, {"id": "x", "title": "x"}, (*Source._fields, *_OF_INTAKE["sources"])
    ),
    "topics": _Form(reading.read_topic, {"id": "x", "name": "x"}, Topic._fields),
    "events": _Form(reading.read_event, {"id": "x", "title": "x", "when": "2025"}, Event._fields),
    "checks": _Form(reading.read_check, {"id": "x", "claim": "x"}, ClaimCheck._fields),
    "wordings": _Form(
        reading.read_wording,
        {"statements": ["x", "y"], "verdict": "same"},
        WordingDecision._fields,
    ),
    "statements": _Form(
        lambda document: reading.read_statement(document, "1"),
        {"quote": "x", "kind": "direct", "speaker": "x", "source": "x"},
        (*Statement._fields, "from", *_OF_INTAKE["statements"]),
    ),
}


def check_fields(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with fields, a record at a time."""
    yield from _check_schema(tables)
    for table, form in _FORMS.items():
        for key, document in tables.get(table, {}).items():
            try:
                form.read(document)
            except FieldError as error:
                place = place_of(table, key, document)
                problems = list(_problems(form, document))
                for field, problem, remedy in problems or [("", error.problem, error.remedy)]:
                    yield FIELD.at(place._replace(field=field), problem, remedy)


def _problems(form: _Form, document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield each field that is wrong, what is wrong with it, and what to do."""
    for field, value in document.items():
        try:
            form.read(form.right | {field: value})
        except FieldError as error:
            if value is not None:
                yield field, error.problem, error.remedy
    for field in form.right:
        if document.get(field) is None:
            yield field, f"it has no “{field}”", "fill it in"


def _check_schema(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with what the store says of itself."""
    for key, document in tables.get("meta", {}).items():
        schema = document.get("schema")
        if isinstance(schema, int) and schema > reading.SCHEMA:
            message = f"a newer quoth wrote this store (schema {schema})"
            yield SCHEMA.at(FindingPlace("meta", key, field="schema"), message, "upgrade quoth")


def check_unknown(tables: Tables) -> Iterator[Finding]:
    """Yield the fields and tables that this version doesn't know, each once, with how often."""
    for table in tables:
        if table not in _FORMS:
            remedy = "quoth keeps it and shows nothing of it"
            yield UNKNOWN_FIELD.at(FindingPlace(table), f"“{table}” isn't a table of quoth", remedy)
    for table, form in _FORMS.items():
        seen: dict[str, list[str]] = {}
        for key, document in tables.get(table, {}).items():
            for field in document:
                if field not in form.fields or field == "extra":
                    seen.setdefault(field, []).append(key)
        for field, keys in seen.items():
            place = place_of(table, keys[0], tables[table][keys[0]])._replace(field=field)
            more = f", in {len(keys):,} records" if len(keys) > 1 else ""
            message = f"“{field}” isn't a field of {table}{more}"
            yield UNKNOWN_FIELD.at(place, message, "if it is misspelt, correct it; else it is kept")


def place_of(table: str, key: str, document: Document) -> FindingPlace:
    """Return where a record stands."""
    own = document.get("id")
    return FindingPlace(table, key, own if isinstance(own, str) else "")
