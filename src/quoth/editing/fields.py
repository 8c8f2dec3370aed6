"""The fields of each table, and the values that people type for them.

A list is typed as items with semicolons between them, or as JSON has it where an item has one. Who
or what a field refers to is typed by its id or by its name; `names` finds out which is meant.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from quoth.editing.errors import EditError


class FieldType(Enum):
    """What a field holds."""

    TEXT = "text"
    LIST = "list"
    STANCES = "stances"
    """Topics, and the position that is taken on each: typed `topic:position`."""
    NUMBER = "number"
    OBJECT = "object"
    DATE = "date"
    COUNTRY = "country"
    WIKIDATA = "wikidata"


class RecordField(NamedTuple):
    """A field of a record."""

    form: FieldType = FieldType.TEXT
    refers: str = ""
    """The table whose records it names; none where it is a text of its own."""

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.form in (FieldType.LIST, FieldType.STANCES)


_TEXT: Final = RecordField()
_LIST: Final = RecordField(FieldType.LIST)
_ACTOR: Final = RecordField(FieldType.TEXT, "actors")
_ACTORS: Final = RecordField(FieldType.LIST, "actors")
_SOURCE: Final = RecordField(FieldType.TEXT, "sources")
_DATE: Final = RecordField(FieldType.DATE)

FIELDS: Final[Mapping[str, Mapping[str, RecordField]]] = {
    "statements": {
        "id": _TEXT, "quote": _TEXT, "kind": _TEXT, "speaker": _ACTOR, "said": _DATE,
        "source": _SOURCE, "context": _TEXT, "cue": _TEXT, "medium": _TEXT, "via": _ACTORS,
        "addressee": _ACTORS, "on_behalf_of": _ACTORS, "mentions": _ACTORS,
        "topics": RecordField(FieldType.LIST, "topics"),
        "stances": RecordField(FieldType.STANCES, "topics"),
        "locator": RecordField(FieldType.OBJECT), "tags": _LIST, "status": _TEXT, "note": _TEXT,
    },
    "actors": {
        "id": _TEXT, "name": _TEXT, "kind": _TEXT, "role": _TEXT, "affiliation": _ACTOR,
        "country": RecordField(FieldType.COUNTRY), "aliases": _LIST,
        "wikidata": RecordField(FieldType.WIKIDATA),
        "note": _TEXT,
    },
    "sources": {
        "id": _TEXT, "title": _TEXT, "publisher": _TEXT, "author": _TEXT, "published": _DATE,
        "url": _TEXT, "archived": _TEXT, "accessed": _DATE, "licence": _TEXT, "note": _TEXT,
    },
    "events": {
        "id": _TEXT, "title": _TEXT, "when": _DATE, "actors": _ACTORS, "source": _SOURCE,
        "note": _TEXT,
    },
    "topics": {"id": _TEXT, "name": _TEXT, "note": _TEXT},
}  # fmt: skip
"""The fields of a record of each table, in the order in which a store has them."""
PLACES: Final[Mapping[str, RecordField]] = dict.fromkeys(
    ("paragraph", "start", "end"), RecordField(FieldType.NUMBER)
)
"""The parts of a statement's `locator`, which are typed as if they were fields of it."""
ONE: Final[Mapping[str, str]] = {
    "statements": "statement", "actors": "actor", "sources": "source", "events": "event",
    "topics": "topic",
}  # fmt: skip
"""What a record of each table is called."""
TITLES: Final[Mapping[str, str]] = {
    "statements": "quote", "actors": "name", "sources": "title", "events": "title",
    "topics": "name",
}  # fmt: skip
"""The field by which people know a record."""


def table_named(name: str) -> str:
    """Return a table by its name, or by that of one of its records.

    Raises:
        EditError: there is none.
    """
    for table, one in ONE.items():
        if name.casefold() in (table, one):
            return table
    raise EditError(f"there is no table “{name}”; write one of {', '.join(ONE.values())}")


def field_of(table: str, name: str) -> RecordField:
    """Return a field of a table.

    Raises:
        EditError: it has none of that name; the message names the nearest.
    """
    known = FIELDS[table]
    found = known.get(name) or (PLACES.get(name) if table == "statements" else None)
    if found is None:
        near = nearest(name, known)
        remedy = f"write “{near}” if that is meant" if near else f"write one of {', '.join(known)}"
        raise EditError(f"{_a(ONE[table])} has no field “{name}”; {remedy}")
    return found


def _a(word: str) -> str:
    """Return a word with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def nearest(typed: str, names: Mapping[str, object]) -> str:
    """Return the one of some names that was most likely meant; nothing if none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only where somebody slipped

    plain = {name: name.casefold() for name in names}
    for scorer, least in ((fuzz.ratio, 60), (fuzz.WRatio, 75)):
        found = process.extractOne(typed.casefold(), plain, scorer=scorer, score_cutoff=least)
        if found:
            return found[2]
    return ""


def typed(name: str, field: RecordField, text: str) -> object:
    """Return the value that a text stands for.

    Raises:
        EditError: it stands for none.
    """
    match field.form:
        case FieldType.TEXT | FieldType.DATE | FieldType.COUNTRY | FieldType.WIKIDATA:
            return text
        case FieldType.NUMBER:
            if not (text.isascii() and text.isdigit()):
                raise EditError(f"“{name}” is no whole number from 0; correct the number")
            return int(text)
        case FieldType.OBJECT:
            return _json(name, text, dict, '{"paragraph": 1}')
        case FieldType.STANCES:
            return [_stance(item) for item in items_of(name, text)]
        case _:
            return items_of(name, text)


def items_of(name: str, text: str) -> list[object]:
    """Return the items of a list.

    Raises:
        EditError: it can't be read.
    """
    if text.lstrip().startswith("["):
        found = _json(name, text, list, '["one", "two"]')
        assert isinstance(found, list)  # noqa: S101  # asked for
        return found
    return [item.strip() for item in text.split(";") if item.strip()]


def _json(name: str, text: str, kind: type, example: str) -> object:
    """Return a value that is typed as JSON."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, kind):
        raise EditError(f"“{name}” can't be read; write it like {example}")
    return found


def _stance(item: object) -> object:
    """Return a stance, typed `topic:position`."""
    if not isinstance(item, str):
        return item
    topic, colon, position = item.rpartition(":")
    if not colon or not topic.strip():
        raise EditError(f"“{item}” is no stance; write topic:support, :oppose or :neutral")
    return {"topic": topic.strip(), "position": position.strip()}
