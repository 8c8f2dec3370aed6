"""What people type into the change that it means: records added, and fields of records changed.

Every record is checked here as a store's are, so that what is wrong is said of what was typed; that
all of them together leave the store valid is looked at as they are written.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.editing.changes import Change, Edit, ManyEdits
from quoth.editing.current import record_id_of
from quoth.editing.errors import AbsentError, EditError
from quoth.editing.fields import FIELDS, ONE, PLACES, TITLES, FieldSpec, FieldType, field_of
from quoth.editing.names import Lookup, NameResolver
from quoth.editing.typed import items_of, linked_value, once, value_of
from quoth.store.errors import FieldError
from quoth.store.parsing import Document
from quoth.store.reading import read_record

_NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
_SIGNS: Final = ("+=", "-=", "=")


class Assignment(NamedTuple):
    """What is to become of a field: `field=value`, `field+=value` or `field-=value`."""

    field: str
    sign: str
    text: str


def assignment(text: str) -> Assignment:
    """Read what is to become of a field.

    Raises:
        EditError: it isn't said.
    """
    before, equals, value = text.partition("=")
    sign = before[-1:] + equals if before[-1:] in ("+", "-") else equals
    name = before[: -1 if len(sign) == 2 else None].strip()
    if not equals or not name:
        raise EditError(f"“{text}” changes nothing; write field=value, field+=value, field-=value")
    return Assignment(name, sign, value)


# What is added.


def addition(table: str, fields: Mapping[str, object], names: NameResolver) -> Edit:
    """Return the edit that adds a record; those that come after may refer to it.

    Its fields are as a store has them, but who and what they refer to may go by name.

    Raises:
        EditError: it can't be added.
    """
    for name in fields:
        field_of(table, name)
    placed = _placed(fields)
    given = {name: value for name, value in placed.items() if value not in _NOTHING}
    made = {name: given[name] for name in FIELDS[table] if name in given}
    if table != "statements":
        made = {"id": _id(table, made, names), **made}
    made = _resolved(table, made, names)
    _check(table, made, ONE[table])
    if "id" in made:
        if names.has(table, str(made["id"])):
            raise EditError(f"the {ONE[table]} “{made['id']}” already exists; choose another id")
        names.add(table, made)
    return Edit(table, "", None, made)


def _placed(fields: Mapping[str, object]) -> dict[str, object]:
    """Return fields with the parts of a statement's locator where they belong."""
    parts = {name: value for name, value in fields.items() if name in PLACES}
    rest = {name: value for name, value in fields.items() if name not in PLACES}
    if parts:
        before = rest.get("locator")
        whole = {**(before if isinstance(before, dict) else {}), **parts}
        rest["locator"] = {name: value for name, value in whole.items() if value is not None}
    return rest


def _id(table: str, made: Document, names: NameResolver) -> object:
    """Return the id of a record that is added: its own, or one made of its name."""
    if "id" in made:
        return made["id"]
    field = TITLES[table]
    title = made.get(field)
    if not isinstance(title, str) or not title.strip():
        raise EditError(f"{ONE[table]}: it has no “{field}”; fill it in")
    # Events come again under one title, and one claim is checked by several; names are given once.
    there = [] if table in ("events", "checks") else names.by_name(table, title)
    if there:
        raise EditError(
            f"the {ONE[table]} “{title}” already exists ({there[0]}); give an id to add another"
        )
    return names.new_id(table, title)


def added(edits: Sequence[Edit], names: NameResolver) -> Change:
    """Return edits that add records, with what they need, as a change that says what it does."""
    return Change(f"add {described(edits)}", [*names.made, *edits])


# What is changed.


def edited(
    table: str, row: tuple[str, Document], assignments: Iterable[Assignment], names: NameResolver
) -> Edit:
    """Return the edit that changes fields of a record, which may come to nothing.

    Raises:
        EditError: one can't be changed so.
    """
    key, before = row
    after = dict(before)
    for one in assignments:
        name = one.field
        field = FieldSpec(name) if _is_further(table, name, before) else field_of(table, name)
        if name in PLACES and table == "statements":
            _place(after, one)
            continue
        value = _assigned(one, field, after.get(name), names)
        if value in _NOTHING:
            after.pop(name, None)
        else:
            after[name] = value
    if after != before:
        _check(table, after, f"{ONE[table]} {record_id_of(before, key)}", key)
    return Edit(table, key, before, after)


def _is_further(table: str, name: str, before: Document) -> bool:
    """Tell whether a field is one that this version doesn't know, and the record has a text in."""
    return name not in FIELDS[table] and isinstance(before.get(name), str)


def _place(after: Document, one: Assignment) -> None:
    """Change a part of a statement's locator."""
    if one.sign != "=":
        raise EditError(f"“{one.field}” isn't a list; write {one.field}=value")
    locator = after.get("locator")
    whole = dict(locator) if isinstance(locator, dict) else {}
    whole.pop(one.field, None)
    if one.text:
        whole[one.field] = value_of(PLACES[one.field], one.text)
    after.pop("locator", None)
    if whole:
        after["locator"] = whole


def _assigned(one: Assignment, field: FieldSpec, now: object, names: NameResolver) -> object:
    """Return the value of a field once it is changed."""
    if one.sign == "=":
        return once(_settled(field, value_of(field, one.text), names)) if one.text else ""
    if not field.is_list:
        raise EditError(f"“{one.field}” isn't a list; write {one.field}=value")
    if field.form is FieldType.ATTRIBUTES:
        return _with_attributes(one, field, now)
    have: list[object] = (
        [now] if isinstance(now, str) else list(now) if isinstance(now, list) else []
    )
    items: list[object]
    if one.sign == "-=" and field.form is FieldType.STANCES and ":" not in one.text:
        topic = names.id_of(field.refers, one.text)
        items = [item for item in have if isinstance(item, dict) and item.get("topic") == topic]
    else:
        items = _items(one, field, names)
    if one.sign == "+=":
        known = set(map(_mark, have))
        return [*have, *(item for item in items if _mark(item) not in known)]
    taken = set(map(_mark, items))
    kept = [item for item in have if _mark(item) not in taken]
    if kept == have:
        raise AbsentError(one.field, one.text)
    return kept


def _with_attributes(one: Assignment, field: FieldSpec, now: object) -> object:
    """Return attributes with some added, in the place of others of their names, or without some.

    Those that are taken away go by their names, or by `name=value`.
    """
    have = dict(now) if isinstance(now, dict) else {}
    if one.sign == "+=":
        added = value_of(field, one.text)
        return {**have, **added} if isinstance(added, dict) else have
    for item in items_of(one.text) or ():
        name, equals, value = (part.strip() for part in item.partition("="))
        if name not in have or (equals and have[name] != value):
            raise AbsentError(one.field, item)
        del have[name]
    return have


def _items(one: Assignment, field: FieldSpec, names: NameResolver) -> list[object]:
    """Return the items that are added to a list, or taken away, each once."""
    found = once(_settled(field, value_of(field, one.text), names))
    return found if isinstance(found, list) else []


def _mark(item: object) -> str:
    """Return what equal items of a list have in common, and others don't."""
    return json.dumps(item, sort_keys=True)


# What both need.


_TYPED: Final = (
    FieldType.DATE, FieldType.CHOICE, FieldType.COUNTRY, FieldType.WIKIDATA,
)  # fmt: skip
"""What people write in several ways, in JSON too."""


def _resolved(table: str, fields: Mapping[str, object], names: NameResolver) -> Document:
    """Return fields as a record has them: dates in EDTF, ids for names.

    What is of a wrong kind is left for `_check` to refuse.
    """
    made: Document = {}
    for name, given in fields.items():
        field = FIELDS[table][name]
        is_typed = isinstance(given, str) and field.form in _TYPED
        value = value_of(field, str(given)) if is_typed else given
        if value is not None:
            made[name] = _settled(field, value, names)
    return made


def _settled(field: FieldSpec, value: object, names: NameResolver) -> object:
    """Return a value with ids in the place of names; what is new is made."""
    return names.settled(linked_value(field, value, names))


def _check(table: str, document: Document, called: str, key: str = "new") -> None:
    """Refuse a document that isn't a valid record."""
    try:
        read_record(table, document, key)
    except FieldError as error:
        raise EditError(f"{called}: {error.problem}; {error.remedy}") from None


def row_of(records: Lookup, text: str, table: str = "") -> tuple[str, str, Document]:
    """Return the table, the key and the document of an id: `15`, or `actor:ann`.

    Without a table it is the one that has the id, if no other has it too.

    Raises:
        EditError: there is none, or it may be one of several.
    """
    prefix, colon, rest = text.partition(":")
    if not table and colon and prefix in ONE.values():
        table = next(name for name, one in ONE.items() if one == prefix)
        text = rest
    found = [
        (name, *row)
        for name in ([table] if table else FIELDS)
        if (row := records.find(name, text)) is not None
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{ONE[name]}:{text}" for name, _, _ in found)
        raise EditError(f"“{text}” is the id of several records; write which: {ids}")
    raise EditError(f"there is no {ONE[table] if table else 'record'} “{text}”")


def described(edits: Sequence[Edit]) -> str:
    """Say of which records some edits are, in a few words."""
    if len(edits) == 1:
        ((table, key, before, after),) = edits
        document = after or before or {}
        name = document.get(TITLES[table]) if table != "statements" else None
        what = name if isinstance(name, str) else record_id_of(document, key)
        return f"{ONE[table]} {what}" if what else f"a {ONE[table]}"
    if isinstance(edits, ManyEdits):
        tables = [edits.table]
    else:
        tables = list(dict.fromkeys(edit.table for edit in edits))
    return f"{len(edits):,} {tables[0] if len(tables) == 1 else 'records'}"
