"""Rows of quoth's own tables, as they were exported: ids are ids, and no text is changed.

A table with the columns `speaker` and `speaker_name` is one of these: no other program names a
speaker twice. A row that was edited into a form that isn't valid in a store (`20 March 2025` for a
date) is read like a row of any other table, except for its ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from quoth.editing.fields import PLAIN
from quoth.formats.cells import split
from quoth.formats.incoming.lines import json_decoder
from quoth.formats.incoming.own import of_source, of_statement
from quoth.formats.incoming.records import BadRow, IncomingActor, IncomingStatement, IncomingTopic
from quoth.store import reading
from quoth.store.errors import FieldError
from quoth.store.links import ID_LISTS
from quoth.store.model import Statement
from quoth.store.parsing import Document

EXTRA: Final = "extra"
"""The column of the fields that the table has no columns for, as an object of JSON."""
LOCATOR: Final = "locator"
"""The field in `extra` that says more of where a statement stands than three columns do."""
_OWN: Final = frozenset({"speaker", "speaker_name"})
_TEXTS: Final = (*PLAIN, "speaker", "source")
_LISTS: Final = (*ID_LISTS, "tags")
_PLACES: Final = ("paragraph", "start", "end")
_OF_SOURCE: Final = {
    "source": "id", "source_title": "title", "publisher": "publisher", "published": "published",
    "url": "url",
}  # fmt: skip
_KNOWN: Final = frozenset(
    (*_TEXTS, *_LISTS, *_PLACES, *_OF_SOURCE, "speaker_name", "stances", EXTRA)
)
_DIGITS: Final = 18


def is_own(columns: Collection[str]) -> bool:
    """Tell whether columns are those of one of quoth's own tables."""
    return _OWN.issubset(columns)


def exact(row: Mapping[str, str], line: int) -> IncomingStatement | None:
    """Return the statement that a row holds as it went out; nothing if it isn't as such rows are.

    Columns that people added are further fields.
    """
    more = further_of(row.get(EXTRA, ""))
    if more is None:
        return None
    try:
        made = reading.read_statement(_document(row, more), "")
        title = {field: row.get(column, "") for column, field in _OF_SOURCE.items()}
        source = reading.read_source({name: cell for name, cell in title.items() if cell})
    except (FieldError, ValueError):
        return None
    statement = of_statement(made)
    # What the object calls as we call a field is kept beside that, as `resolving` has it.
    clashing = {name: more[name] for name in more if name in _FIELDS and name != LOCATOR}
    return statement._replace(
        speaker=IncomingActor(row["speaker_name"], made.speaker),
        source=of_source(source),
        extra={**statement.extra, **clashing},
        line=line,
    )


_FIELDS: Final = frozenset(Statement._fields) - {EXTRA}


def _document(row: Mapping[str, str], more: Document) -> Document:
    """Return a row as a store holds it."""
    made: Document = {name: cell for name in _TEXTS if (cell := row.get(name, ""))}
    made |= {name: split(cell) for name in _LISTS if (cell := row.get(name, ""))}
    if stances := split(row.get("stances", "")):
        made["stances"] = [_stance(text) for text in stances]
    place = {name: _number(cell) for name in _PLACES if (cell := row.get(name, ""))}
    if place or LOCATOR in more:
        made[LOCATOR] = located(place, more)
    added = {name: cell for name, cell in row.items() if cell and name not in _KNOWN}
    rest = {name: value for name, value in more.items() if name not in _FIELDS}
    return {**rest, **added, **made}


def located(place: Mapping[str, object], more: Document) -> Mapping[str, object]:
    """Return where a statement stands, by its columns and by what `extra` says beside them.

    Raises:
        ValueError: what that says isn't a place.
    """
    further = more.get(LOCATOR, {})
    if not isinstance(further, dict):
        raise ValueError(LOCATOR)  # noqa: TRY004  # a value of a file, not of ours
    return {**further, **place}


def _stance(text: str) -> Document:
    """Return a stance as a store holds it."""
    topic, _, position = text.rpartition(":")
    return {"topic": topic, "position": position}


def _number(text: str) -> object:
    """Return a number, if a text is one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else text


def further_of(cell: str) -> Document | None:
    """Return the object that the cell `extra` holds; nothing if it holds something else."""
    if not cell:
        return {}
    try:
        found = json_decoder().decode(cell)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def by_ids(statement: IncomingStatement | BadRow) -> IncomingStatement | BadRow:
    """Return a statement whose lists name actors and topics by their ids."""
    if isinstance(statement, BadRow):
        return statement
    return statement._replace(
        via=_actors(statement.via),
        addressee=_actors(statement.addressee),
        on_behalf_of=_actors(statement.on_behalf_of),
        mentions=_actors(statement.mentions),
        topics=tuple(_topic(topic) for topic in statement.topics),
        stances=tuple(one._replace(topic=_topic(one.topic)) for one in statement.stances),
    )


def _actors(named: tuple[IncomingActor, ...]) -> tuple[IncomingActor, ...]:
    """Return actors whose names are ids."""
    return tuple(IncomingActor("", actor.name) for actor in named)


def _topic(named: IncomingTopic) -> IncomingTopic:
    """Return a topic whose name is an id."""
    return IncomingTopic("", named.name)
