"""Documents into records: every field checked for its type, once, where the file comes in.

(It is long because each type of record has its reader here.)
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import sys
from collections.abc import Callable, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from quoth.basics import dates
from quoth.store.errors import FieldError
from quoth.store.model import (
    NO_ATTRIBUTES,
    NOTHING_MORE,
    Actor,
    ActorKind,
    ClaimCheck,
    Event,
    Kind,
    Locator,
    Polarity,
    Position,
    Source,
    Stance,
    Statement,
    Status,
    Topic,
    WordingDecision,
    WordingVerdict,
)
from quoth.store.parsing import Document

SCHEMA: Final = 1
"""The newest version of the schema that this program reads."""

_Choice = TypeVar("_Choice", ActorKind, Kind, Status, Polarity, Position, WordingVerdict)
_Reader = Callable[[str, object], object]

_ABSENT: Final = object()
"""Stands for a field that isn't there."""
_DEEPEST: Final = 100
"""Levels of lists and objects in a field that this version does not know."""


def _text(name: str, value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise FieldError(f"“{name}” is {_kind_of(value)}, not a text", "put it in quotation marks")
    return value


def _filled(name: str, value: object) -> str:
    """Read a text that has to say something."""
    text = _text(name, value)
    if not text.strip():
        raise FieldError(f"“{name}” is empty", "fill it in")
    return text


def _id(name: str, value: object) -> str:
    """Read an id, kept once in memory however often it stands in the file."""
    return sys.intern(_filled(name, value))


def _list(name: str, value: object) -> list[object]:
    """Read a list."""
    if not isinstance(value, list):
        raise FieldError(f"“{name}” is {_kind_of(value)}, not a list", "put it in brackets")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(_filled(name, item) for item in _list(name, value))


def _ids(name: str, value: object) -> tuple[str, ...]:
    """Read a list of ids."""
    return tuple(_id(name, item) for item in _list(name, value))


def _id_or_ids(name: str, value: object) -> tuple[str, ...]:
    """Read one id or a list of ids."""
    return (_id(name, value),) if isinstance(value, str) else _ids(name, value)


def _date(name: str, value: object) -> dates.Date:
    """Read an EDTF date."""
    text = _text(name, value)
    try:
        return dates.parse(text)
    except dates.DateError as error:
        raise FieldError(f"“{name}”: {error}", "correct the date") from None


def _choice(choices: Mapping[str, _Choice]) -> Callable[[str, object], _Choice]:
    """Return the reader of a text that is one of a few."""

    def read(name: str, value: object) -> _Choice:
        choice = choices.get(value) if isinstance(value, str) else None
        if choice is None:
            shown = f"“{value}”" if isinstance(value, str) else _kind_of(value)
            raise FieldError(f"“{name}” is {shown}", f"write one of {', '.join(choices)}")
        return choice

    return read


def _number(name: str, value: object) -> int:
    """Read a number that counts something."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FieldError(f"“{name}” isn't a whole number from 0", "correct the number")
    return value


def _flag(name: str, value: object) -> bool:
    """Read a boolean."""
    if not isinstance(value, bool):
        raise FieldError(f"“{name}” is {_kind_of(value)}", "write true or false")
    return value


def _amount(name: str, value: object) -> float:
    """Read a number on a scale."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise FieldError(f"“{name}” isn't a number", "correct the number")
    return value


def _kind_of(value: object) -> str:
    """Say what a JSON value is."""
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "null")


class _Shape(NamedTuple):
    """The fields of a kind of record: how each is read, and which it can't do without."""

    readers: Mapping[str, _Reader]
    required: tuple[str, ...]


def _read(document: Document, shape: _Shape) -> dict[str, object]:
    """Return the fields of a document, read; those that are unknown under `extra`."""
    known: dict[str, object] = {}
    extra: dict[str, object] = {}
    readers = shape.readers
    for name, value in document.items():
        reader = readers.get(name)
        if reader is None:
            _check_depth(name, value)
            extra[name] = value
        elif value is not None:
            known[name] = reader(name, value)
    for name in shape.required:
        if name not in known:
            raise FieldError(f"it has no “{name}”", "fill it in")
    known["extra"] = MappingProxyType(extra) if extra else NOTHING_MORE
    return known


def _check_depth(name: str, value: object) -> None:
    """Refuse a value that is nested so deeply that not all who handle it could follow."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise FieldError(f"“{name}” is nested too deeply", "make it flatter")


def _members(choices: type[_Choice]) -> dict[str, _Choice]:
    """Return the members of an enumeration by value."""
    return {choice.value: choice for choice in choices}


_STANCE: Final = _Shape(
    {"topic": _id, "position": _choice(_members(Position))}, ("topic", "position")
)
_LOCATOR: Final = _Shape({"paragraph": _number, "start": _number, "end": _number}, ())


def _stances(name: str, value: object) -> tuple[Stance, ...]:
    """Read a list of stances."""
    stances = []
    for item in _list(name, value):
        if not isinstance(item, dict):
            raise FieldError(
                f"“{name}” holds {_kind_of(item)}", 'write {"topic": …, "position": …}'
            )
        fields = _read(item, _STANCE)
        if fields.pop("extra"):
            raise FieldError(f"“{name}” holds more than topic and position", "correct it")
        stances.append(Stance(**fields))  # type: ignore[arg-type]  # read by _STANCE
    return tuple(stances)


def _locator(name: str, value: object) -> Locator:
    """Read where a statement stands in its source."""
    if not isinstance(value, dict):
        raise FieldError(
            f"“{name}” is {_kind_of(value)}", 'write {"paragraph": …, "start": …, "end": …}'
        )
    locator = Locator(**_read(value, _LOCATOR))  # type: ignore[arg-type]  # read by _LOCATOR
    if locator.end is not None and locator.end < (locator.start or 0):
        raise FieldError(f"“{name}” ends before it starts", "correct its start or its end")
    return locator


def _attributes(name: str, value: object) -> Mapping[str, str]:
    """Read attributes: texts by name."""
    if not isinstance(value, dict):
        raise FieldError(f"“{name}” is {_kind_of(value)}", 'write {"party": "…"}')
    for one, text in value.items():
        _filled(f"{name}: {one}", text)
        if not one.strip() or "=" in one:
            raise FieldError(
                f"“{name}” has the name “{one}”", "give it one that is filled in, without “=”"
            )
    return MappingProxyType(value) if value else NO_ATTRIBUTES


_ACTOR: Final = _Shape(
    {
        "id": _id, "name": _filled, "kind": _choice(_members(ActorKind)), "role": _text,
        "affiliation": _id, "country": _text, "aliases": _texts, "wikidata": _text,
        "tags": _texts, "attributes": _attributes, "note": _text,
    },
    ("id", "name"),
)  # fmt: skip
_STATEMENT: Final = _Shape(
    {
        "id": _id, "quote": _filled, "kind": _choice(_members(Kind)), "speaker": _id,
        "source": _id, "said": _date, "context": _text, "cue": _text, "medium": _text, "via": _ids,
        "addressee": _id_or_ids, "on_behalf_of": _id_or_ids, "mentions": _ids, "topics": _ids,
        "stances": _stances, "locator": _locator, "tags": _texts,
        "status": _choice(_members(Status)), "note": _text,
        "polarity": _choice(_members(Polarity)), "coder": _text, "layer": _text,
    },
    ("quote", "kind", "speaker", "source"),
)  # fmt: skip
_SOME_OF_A_STATEMENT: Final = _STATEMENT._replace(required=())
_SOURCE: Final = _Shape(
    {
        "id": _id, "title": _filled, "publisher": _text, "author": _text, "published": _date,
        "url": _text, "archived": _text, "accessed": _date, "licence": _text, "note": _text,
        "assigned": _texts, "done": _texts,
    },
    ("id", "title"),
)  # fmt: skip
_EVENT: Final = _Shape(
    {
        "id": _id, "title": _filled, "when": _date, "actors": _ids, "source": _id, "note": _text,
    },
    ("id", "title", "when"),
)  # fmt: skip
_TOPIC: Final = _Shape({"id": _id, "name": _filled, "note": _text}, ("id", "name"))
_CHECK: Final = _Shape(
    {
        "id": _id, "claim": _filled, "statements": _ids, "rating": _text, "value": _amount,
        "worst": _amount, "best": _amount, "publisher": _text, "url": _text, "date": _date,
        "claimant": _text, "appearances": _texts, "evidence": _texts, "by": _text, "note": _text,
    },
    ("id", "claim"),
)  # fmt: skip
_WORDING: Final = _Shape(
    {
        "id": _id, "statements": _ids, "verdict": _choice(_members(WordingVerdict)), "right": _id,
        "note": _text, "by": _text, "at": _date, "words": _text,
    },
    ("statements", "verdict"),
)  # fmt: skip
_META: Final = _Shape({"schema": _number, "title": _text, "blind": _flag}, ())


class Meta(NamedTuple):
    """What a store says of itself."""

    schema: int
    title: str
    blind: bool = False
    """Whether coders see nothing of each other before they closed a source."""


def read_meta(document: Document) -> Meta:
    """Read the record of the table `meta`."""
    fields = _read(document, _META)
    schema, title = fields.get("schema", 1), fields.get("title", "")
    assert isinstance(schema, int)  # noqa: S101  # read by _META
    assert isinstance(title, str)  # noqa: S101
    return Meta(schema, title, fields.get("blind") is True)


def read_actor(document: Document) -> Actor:
    """Read a record of the table `actors`."""
    return Actor(**_read(document, _ACTOR))  # type: ignore[arg-type]  # read by _ACTOR


def read_statement(document: Document, key: str) -> Statement:
    """Read a record of the table `statements`; without an id of its own it goes by its key."""
    fields = _read(document, _STATEMENT)
    fields.setdefault("id", key)
    return Statement(**fields)  # type: ignore[arg-type]  # read by _STATEMENT


def read_source(document: Document) -> Source:
    """Read a record of the table `sources`."""
    return Source(**_read(document, _SOURCE))  # type: ignore[arg-type]  # read by _SOURCE


def read_event(document: Document) -> Event:
    """Read a record of the table `events`."""
    return Event(**_read(document, _EVENT))  # type: ignore[arg-type]  # read by _EVENT


def read_topic(document: Document) -> Topic:
    """Read a record of the table `topics`."""
    return Topic(**_read(document, _TOPIC))  # type: ignore[arg-type]  # read by _TOPIC


def read_check(document: Document) -> ClaimCheck:
    """Read a record of the table `checks`."""
    check = ClaimCheck(**_read(document, _CHECK))  # type: ignore[arg-type]  # read by _CHECK
    if check.value is not None and not (
        (check.worst is None or check.worst <= check.value)
        and (check.best is None or check.value <= check.best)
    ):
        raise FieldError("“value” is beyond its scale", "correct “value”, “worst” or “best”")
    return check


def read_wording(document: Document, key: str = "") -> WordingDecision:
    """Read a record of the table `wordings`; without an id of its own it goes by its key."""
    fields = _read(document, _WORDING)
    fields.setdefault("id", key)
    decision = WordingDecision(**fields)  # type: ignore[arg-type]  # read by _WORDING
    if len(set(decision.statements)) != 2:
        raise FieldError("“statements” doesn't name two", "write the ids of two statements")
    if decision.right and decision.right not in decision.statements:
        raise FieldError("“right” isn't one of the two statements", "write the id of one of them")
    return decision


_READERS: Final[Mapping[str, Callable[[Document], object]]] = {
    "actors": read_actor,
    "sources": read_source,
    "topics": read_topic,
    "events": read_event,
    "checks": read_check,
    "meta": read_meta,
    "wordings": read_wording,
}


def read_record(table: str, document: Document, key: str) -> object:
    """Read the record of any table.

    Args:
        table: `actors`, `statements`, `sources`, `events`, `topics`, `checks`, `wordings` or
            `meta`.
        document: the record as the file holds it.
        key: its key in the table, the id of a statement that has none of its own.

    Raises:
        FieldError: a field of it can't be read, or there is no such table.
    """
    if table == "statements":
        return read_statement(document, key)
    if table not in _READERS:
        raise FieldError(f"a store has no table “{table}”", "name one that it has")
    return _READERS[table](document)


def fields_changed(before: Document, after: Document) -> Document:
    """Return the fields that a record is to have, and has not, or may be another in.

    A number equals a truth value: what may hold numbers is among them, unless it is the same.
    """
    return {
        name: value
        for name, value in after.items()
        if (was := before.get(name, _ABSENT)) is not value and (was != value or name == "locator")
    }


def check_changed(table: str, document: Document, key: str, changed: Document) -> None:
    """Refuse a record that can't be read, where the one that it was can be.

    A field of a statement hangs on no other, so those that stay aren't read again: of a change of
    very many statements most of the time was spent with that.

    Args:
        table: as with `read_record`.
        document: the record as it is to be.
        key: its key in the table.
        changed: what of it is another than a valid store holds, as `fields_changed` tells.

    Raises:
        FieldError: a field of it can't be read.
    """
    if table != "statements":
        read_record(table, document, key)
        return
    _read(changed, _SOME_OF_A_STATEMENT)
    check_filled(document)


def check_filled(statement: Document) -> None:
    """Refuse a statement that lacks a field which each has to have.

    Raises:
        FieldError: for the first such field.
    """
    if None not in map(statement.get, _STATEMENT.required):
        return
    name = next(name for name in _STATEMENT.required if statement.get(name) is None)
    raise FieldError(f"it has no “{name}”", "fill it in")
