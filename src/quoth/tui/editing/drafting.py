"""What was entered into a form, made a change: the record, and those that it names and are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, cast

from quoth.basics.naming import Ids, folded
from quoth.editing.changes import Change, Edit
from quoth.editing.current import Current
from quoth.editing.errors import ConflictError
from quoth.editing.fields import ONE, TITLES
from quoth.editing.names import record_named
from quoth.intake.noted import FIELD, answered
from quoth.store.parsing import Document
from quoth.tui.editing.typed import New

_LOCATOR: Final = "locator"


class Entered(NamedTuple):
    """What a person entered of one record."""

    table: str
    record_id: str
    """The record's id; nothing for one that is added."""
    before: Document | None
    """The record as it was when its form was opened; nothing for one that is added."""
    values: Mapping[str, object]
    """The fields that are to be others, with `New` where an id will be; empty ones go."""


def drafted(current: Current, entered: Entered) -> Change:
    """Return the change that makes what was entered part of the store.

    Raises:
        ConflictError: the record isn't there any more.
    """
    making = _Making(current)
    values = {name: making.resolved(value) for name, value in entered.values.items()}
    after = _document(entered.before, values)
    if entered.before is None:
        after = making.with_id(entered.table, after)
        own = Edit(entered.table, "", None, after)
    else:
        if entered.table == "statements":
            after = answered(entered.before, after)
        elif entered.table == "actors":
            after.pop(FIELD, None)  # it is a person's now, and stays though no draft names it
        own = Edit(entered.table, _key(current, entered), entered.before, after)
    return Change(_label(entered, after, making.edits), (*making.edits, own))


def changed(
    current: Current, table: str, record_id: str, alter: Callable[[Document], Mapping[str, object]],
    label: Callable[[Document], str],
) -> Change:  # fmt: skip
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


def deleted(current: Current, table: str, record_id: str) -> Change:
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


def _key(current: Current, entered: Entered) -> str:
    """Return the key of the record that is edited."""
    found = current.find(entered.table, entered.record_id)
    if found is None:
        raise _gone(entered.table, entered.record_id)
    return found[0]


def _gone(table: str, record_id: str) -> ConflictError:
    """Return the error for a record that somebody else deleted."""
    return ConflictError(f"{table} {record_id} was deleted meanwhile")


def _document(before: Document | None, values: Mapping[str, object]) -> Document:
    """Return a record with some of its fields others; those that are nothing go."""
    made: Document = dict(before or {})
    for name, value in values.items():
        if name == _LOCATOR:
            value = _located(cast("Mapping[str, object]", made.get(name) or {}), value)  # noqa: PLW2901
        if value in (None, "", [], {}):
            made.pop(name, None)
        else:
            made[name] = value
    return made


def _located(before: Mapping[str, object], paragraph: object) -> Mapping[str, object]:
    """Return where a statement stands in its source, in another paragraph."""
    rest = {name: value for name, value in before.items() if name != "paragraph"}
    return rest if paragraph is None else {"paragraph": paragraph} | rest


def _label(entered: Entered, after: Document, new: Sequence[Edit]) -> str:
    """Say what a change does."""
    deed = "add" if entered.before is None else "edit"
    more = [name_of(edit.table, edit.after or {}) for edit in new]
    fields = "" if entered.before is None else f": {', '.join(entered.values)}"
    also = f", with new {', '.join(more)}" if more else ""
    return f"{deed} {name_of(entered.table, after)}{fields}{also}"


class _Making:
    """Makes the records that are named and not there yet."""

    def __init__(self, current: Current) -> None:
        """Take what is there."""
        self._current = current
        self._ids: dict[str, Ids] = {}
        self._made: dict[New, str] = {}
        self.edits: list[Edit] = []

    def resolved(self, value: object) -> object:
        """Return a value with ids in place of what is new."""
        if isinstance(value, New):
            return self._id_of(value)
        if isinstance(value, list):
            return [self.resolved(one) for one in value]
        if isinstance(value, dict):
            return {name: self.resolved(one) for name, one in value.items()}
        return value

    def _id_of(self, new: New) -> str:
        """Return the id of a record that is made."""
        same = new._replace(name=folded(new.name))
        if same not in self._made:
            document = self.with_id(new.table, record_named(new.table, new.name))
            self._made[same] = str(document["id"])
            self.edits.append(Edit(new.table, "", None, document))
        return self._made[same]

    def with_id(self, table: str, document: Document) -> Document:
        """Return a record that is added with an id; statements go by their number."""
        if table == "statements":
            return document
        if table not in self._ids:
            self._ids[table] = Ids(lambda one: self._current.find(table, one) is not None)
        name = str(document.get(TITLES[table], ""))
        return {"id": self._ids[table].of_name(name, ONE[table])} | document
