"""Many records changed at once: one instruction for all of them into one change, with a preview.

Everything here is a pure function of records and an instruction, for the shell and the explorer
alike. What an instruction comes to depends only on the fields that it names, and many records have
the same in those: it is carried out once for each such state, so that a hundred thousand records
take hardly longer than a few.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.editing.drafting import Assignment, assignment, described, edited
from quoth.editing.errors import AbsentError, EditError
from quoth.editing.fields import FIELDS, ONE, PLACES, TITLES
from quoth.editing.names import NameResolver
from quoth.editing.typed import items_of
from quoth.store.parsing import Document
from quoth.store.snapshot import Snapshot

_SIGNS: Final = ("+", "-")
_LONGEST: Final = 60
"""Characters of a value in a preview."""

Row = tuple[str, str, Document]
"""The table, the key and the document of a record."""


class ChosenRecords(NamedTuple):
    """Records that are to be changed together; keep it until they are, for speed."""

    rows: Sequence[Row]
    ahead: object = None
    """Keeps at hand what was read of them (`StoreFile.read_ahead`)."""


class FieldStep(NamedTuple):
    """What becomes of a field in some of the records."""

    field: str
    before: object
    """Its value; nothing where the records don't have it."""
    after: object
    records: int


class ManyChange(NamedTuple):
    """A change to many records, and what a person has to know before it is made."""

    change: Change
    """Without the records that stay as they are."""
    same: int
    """How many of those there are."""
    steps: Sequence[FieldStep]
    """What becomes of the fields, the commonest first; nothing where records are deleted."""
    others: int = 0
    """How many records more change, since something follows or is needed: new names, say."""


def statements_at(snapshot: Snapshot, rows: Iterable[int]) -> ChosenRecords:
    """Return the statements in some rows of a store.

    Raises:
        StoreError: they can't be read any more.
    """
    kept = list(rows)
    ahead = snapshot.read_ahead(kept)
    return ChosenRecords([("statements", *snapshot.document_of_row(row)) for row in kept], ahead)


# Instructions.


def read_assignments(texts: Iterable[str]) -> list[Assignment]:
    """Read what is to become of fields: `field=value`, `field+=value`, `field=+value; -other`.

    Raises:
        EditError: it isn't said.
    """
    return [made for text in texts for made in _split(assignment(text))]


def _split(one: Assignment) -> list[Assignment]:
    """Return an assignment, item by item where each item of a list has a sign.

    In a list, `+x` adds and `-x` takes away; `["-x"]` is an item that begins with a dash.
    """
    if one.sign != "=" or one.text[:1] not in _SIGNS or not _is_list(one.field):
        return [one]
    texts = items_of(one.text) or []
    if not all(text[:1] in _SIGNS and text[1:].strip() for text in texts):
        raise EditError(f"“{one.field}”: write + or - before each of “{one.text}”, or before none")
    return [
        Assignment(one.field, f"{text[0]}=", as_item(one.field, text[1:].strip())) for text in texts
    ]


def _is_list(name: str) -> bool:
    """Tell whether a field holds several values, in whichever table has it."""
    return any((field := fields.get(name)) and field.is_list for fields in FIELDS.values())


def as_item(field: str, text: str) -> str:
    """Return one item of a list as an assignment has it, whatever signs are in it."""
    return text if field == "stances" else json.dumps([text])


def tagging(signed: Iterable[str]) -> list[Assignment]:
    """Return the assignments that put tags on, `+tag`, and take them off, `-tag`."""
    return [Assignment("tags", f"{tag[0]}=", as_item("tags", tag[1:].strip())) for tag in signed]


# Changes.


def changed(
    rows: Iterable[Row], assignments: Sequence[Assignment], names: NameResolver, label: str = ""
) -> ManyChange:
    """Return the change of some fields of many records.

    A value that a list doesn't have can't be removed from it: such a record stays as it is.

    Args:
        rows: the records.
        assignments: the new values of their fields.
        names: resolves names to records.
        label: the beginning of the label that is shown when the change is undone.

    Raises:
        EditError: a field can't be changed so.
    """
    fields = dict.fromkeys("locator" if one.field in PLACES else one.field for one in assignments)
    outcomes: dict[str, Document] = {}
    parts: dict[str, list[tuple[str, str, str]]] = {}
    counts: Counter[str] = Counter()
    edits: list[Edit] = []
    same = 0
    for table, key, before in rows:
        state = [[before.get(field)] if field in before else [] for field in fields]
        mark = f"{table} {state}"
        different = outcomes.get(mark)
        if different is None:
            made = _edited(table, key, before, assignments, names).after or {}
            different = {
                name: made.get(name) for name in fields if before.get(name) != made.get(name)
            }
            outcomes[mark] = different
            parts[mark] = [
                (name, json.dumps(before.get(name)), json.dumps(value))
                for name, value in different.items()
            ]
        if not different:
            same += 1
            continue
        counts[mark] += 1
        edits.append(Edit(table, key, before, _with(before, different)))
    steps: Counter[tuple[str, str, str]] = Counter()
    for mark, count in counts.items():
        for part in parts[mark]:
            steps[part] += count
    change = Change(f"{label or _fields_of(assignments)} {described(edits)}", edits)
    return ManyChange(change, same, [_step(*which, count) for which, count in steps.most_common()])


def _edited(
    table: str, key: str, before: Document, assignments: Sequence[Assignment], names: NameResolver
) -> Edit:
    """Return the edit of one record, without what can't be taken away since it isn't there."""
    left = list(assignments)
    while True:
        try:
            return edited(table, (key, before), left, names)
        except AbsentError as error:
            left.remove(Assignment(error.field, "-=", error.text))


def _with(before: Document, different: Mapping[str, object]) -> Document:
    """Return a document with some fields changed; those that are nothing are left out."""
    after = {**before, **different}
    for field, value in different.items():
        if value is None:
            del after[field]
    return after


def _fields_of(assignments: Iterable[Assignment]) -> str:
    """Say which fields are changed."""
    return f"change {', '.join(dict.fromkeys(one.field for one in assignments))} of"


def _step(field: str, before: str, after: str, records: int) -> FieldStep:
    """Return what becomes of a field, of its values in JSON."""
    return FieldStep(field, json.loads(before), json.loads(after), records)


def deleted(rows: Iterable[Row]) -> ManyChange:
    """Return the change that deletes many records."""
    edits = [Edit(table, key, before, None) for table, key, before in rows]
    return ManyChange(Change(f"delete {described(edits)}", edits), 0, ())


# What is said before.


def preview(made: ManyChange, most: int) -> list[str]:
    """Return lines that say what would change, not neutral yet: fields first, then the records.

    Args:
        made: the change.
        most: how many lines of each, at most.
    """
    lines = [
        f"{step.field}: {_value(step.before)} → {_value(step.after)}, in {step.records:,}"
        for step in made.steps[:most]
    ]
    if len(made.steps) > most:
        lines.append(f"and {len(made.steps) - most:,} other ways")
    edits = made.change.edits
    lines += [called(edit) for edit in edits[:most]]
    if len(edits) > most:
        lines.append(f"and {len(edits) - most:,} more")
    if made.same:
        lines.append(f"{made.same:,} would stay as they are")
    return lines


def called(edit: Edit) -> str:
    """Return what a person knows the record of an edit by."""
    document = edit.before or edit.after or {}
    title = document.get(TITLES[edit.table])
    return f"{ONE[edit.table]} {record_id_of(document, edit.key)}: {_short(str(title or ''))}"


def _value(value: object) -> str:
    """Return a field's value as a person reads it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        return _short("; ".join(map(_item, value)))
    return _short(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _item(value: object) -> str:
    """Return an item of a list as a person types it."""
    if isinstance(value, dict) and value.keys() == {"topic", "position"}:
        return f"{value['topic']}:{value['position']}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    """Return the beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
