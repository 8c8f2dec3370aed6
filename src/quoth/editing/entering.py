"""What was entered into a form, made a change: the record, and those that it names and are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import ConflictError
from quoth.editing.fields import ONE, PLACES, TITLES
from quoth.editing.names import Lookup, NameResolver
from quoth.editing.typed import once
from quoth.store.parsing import Document

_LOCATOR: Final = "locator"
Settling = Callable[[str, Mapping[str, object], Document], Document]
"""Takes a table, and a record before and after a person changed it; returns the record without what
that settles."""


class Entered(NamedTuple):
    """What a person entered of one record."""

    table: str
    record_id: str
    """The record's id; nothing for one that is added."""
    before: Document | None
    """The record as it was when its form was opened; nothing for one that is added."""
    values: Mapping[str, object]
    """The fields that are to be others, with `New` where an id will be; empty ones go."""


def drafted(current: Lookup, entered: Entered, settling: Settling) -> Change:
    """Return the change that makes what was entered part of the store.

    Args:
        current: what the store holds now.
        entered: what was entered.
        settling: takes from a record what its change settles, such as doubts of an intake.

    Raises:
        ConflictError: the record isn't there any more.
    """
    names = NameResolver(current, makes=True)
    values = {name: once(names.settled(value)) for name, value in entered.values.items()}
    after = _document(entered.before, values)
    if entered.before is None:
        after = _with_id(entered.table, after, names)
        own = Edit(entered.table, "", None, after)
    else:
        after = settling(entered.table, entered.before, after)
        own = Edit(entered.table, _key(current, entered), entered.before, after)
    return Change(_label(entered, after, names.made), (*names.made, own))


def _with_id(table: str, document: Document, names: NameResolver) -> Document:
    """Return a record that is added with an id; statements go by their number."""
    if table == "statements":
        return document
    return {"id": names.new_id(table, str(document.get(TITLES[table], "")))} | document


def changed(
    current: Lookup,
    table: str,
    record_id: str,
    alter: Callable[[Document], Mapping[str, object]],
    label: Callable[[Document], str],
) -> Change:
    """Return the change of some fields of a record as it is now.

    Raises:
        ConflictError: it isn't there any more.
    """
    found = current.find(table, record_id)
    if found is None:
        raise _gone(table, record_id)
    key, before = found
    after = _document(before, alter(before))
    return Change(label(after), (Edit(table, key, before, after),))


def deleted(current: Lookup, table: str, record_id: str) -> Change:
    """Return the change that takes a record away.

    Raises:
        ConflictError: it isn't there any more.
    """
    found = current.find(table, record_id)
    if found is None:
        raise _gone(table, record_id)
    key, before = found
    return Change(f"delete {name_of(table, before)}", (Edit(table, key, before, None),))


def name_of(table: str, document: Mapping[str, object]) -> str:
    """Return what a record is called in a line; it isn't neutral yet."""
    if table == "statements":
        return f"the {statement_name(document)}"
    return f"{ONE[table]} {_name(table, document)}"


def statement_name(document: Mapping[str, object]) -> str:
    """Return what a statement is called in a line, by its first words; it isn't neutral yet."""
    name = _name("statements", document)
    return f"statement “{name[:30].rstrip()}{'…' * (len(name) > 30)}”"


def _name(table: str, document: Mapping[str, object]) -> str:
    """Return the name of a record, or its id."""
    return str(document.get(TITLES[table]) or document.get("id") or "")


def _key(current: Lookup, entered: Entered) -> str:
    """Return the key of the record that is edited."""
    found = current.find(entered.table, entered.record_id)
    if found is None:
        raise _gone(entered.table, entered.record_id)
    return found[0]


def _gone(table: str, record_id: str) -> ConflictError:
    """Return the error for a record that someone else deleted."""
    return ConflictError(f"{table} {record_id} was deleted meanwhile")


def _document(before: Document | None, values: Mapping[str, object]) -> Document:
    """Return a record with some of its fields others; those that are nothing go."""
    made: Document = dict(before or {})
    for name, value in values.items():
        if name in PLACES:
            name, value = _LOCATOR, _located(made.get(_LOCATOR), name, value)  # noqa: PLW2901
        if value in (None, "", [], {}):
            made.pop(name, None)
        else:
            made[name] = value
    return made


def _located(before: object, part: str, value: object) -> Mapping[str, object]:
    """Return where a statement stands in its source, with a part of that another."""
    whole = dict(before) if isinstance(before, dict) else {}
    whole.pop(part, None)
    return whole if value is None else {part: value} | whole


def _label(entered: Entered, after: Document, new: Sequence[Edit]) -> str:
    """Say what a change does."""
    deed = "add" if entered.before is None else "edit"
    more = [name_of(edit.table, edit.after or {}) for edit in new]
    fields = "" if entered.before is None else f": {', '.join(entered.values)}"
    also = f", with new {', '.join(more)}" if more else ""
    return f"{deed} {name_of(entered.table, after)}{fields}{also}"
