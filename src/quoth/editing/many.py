"""Many records changed at once: one instruction for all of them into one change, with a preview.

Everything here is a pure function of records and an instruction, for the shell and the explorer
alike. What an instruction comes to depends only on the fields that it names, and many records have
the same in those: it is carried out once for each such state, so that a hundred thousand records
take hardly longer than a few.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from quoth.editing.alike import AlikeChanges, Gathering
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.editing.drafting import Assignment, assignment, described
from quoth.editing.errors import EditError
from quoth.editing.fields import FIELDS, ONE, TITLES
from quoth.editing.names import NameResolver
from quoth.editing.outcomes import FieldOutcome, FieldOutcomes
from quoth.editing.typed import items_of
from quoth.store.alike import LEAST
from quoth.store.differing import with_difference
from quoth.store.file_records import Row, StatementsInFile
from quoth.store.snapshot import Snapshot

_SIGNS: Final = ("+", "-")
_LONGEST: Final = 60
"""Characters of a value in a preview."""


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
    if len(kept) >= LEAST:
        there = snapshot.statements_in_file(kept)
        if there is not None:
            return ChosenRecords(there)
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
    if isinstance(rows, StatementsInFile):
        made = _changed_alike(rows, assignments, names)
        if made is not None:
            return _as_change(*made, assignments, label)
    outcomes = FieldOutcomes(assignments, names)
    edits: list[Edit] = []
    counts: Counter[int] = Counter()
    for table, key, before in rows:
        found = outcomes.of(table, key, before)
        counts[found.number] += 1
        if found.difference is not None:
            after = with_difference(before, found.difference)
            edits.append(Edit(table, key, before, after))
    return _as_change(edits, counts, outcomes.found, assignments, label)


def _changed_alike(
    rows: StatementsInFile, assignments: Sequence[Assignment], names: NameResolver
) -> tuple[Sequence[Edit], Counter[int], Sequence[FieldOutcome]] | None:
    """Return the edits of very many statements, and how often each outcome is met.

    Nothing is returned where they are few, or not alike, or where one can't be changed so: each is
    then to be looked at in turn, for the first to be named.
    """
    if len(rows) < LEAST:
        return None
    outcomes, gathering = FieldOutcomes(assignments, names), Gathering(len(rows))
    of, put = outcomes.of, gathering.put
    try:
        for place, key, document in rows.in_order_of_file():
            put(place, key, document, of("statements", key, document).number)
    except EditError:
        return None
    edits = gathering.edits(rows.file, rows.spans, [one.difference for one in outcomes.found])
    if edits is None:
        return None
    rows.ids = [own or key for own, key in zip(gathering.ids, gathering.keys, strict=True)]
    return AlikeChanges(edits), Counter(gathering.outcomes), outcomes.found


def _as_change(
    edits: Sequence[Edit],
    counts: Counter[int],
    outcomes: Sequence[FieldOutcome],
    assignments: Sequence[Assignment],
    label: str,
) -> ManyChange:
    """Return some edits as a change, with how often each outcome is met, by its number."""
    steps: Counter[tuple[str, str, str]] = Counter()
    same = 0
    for number, count in counts.items():
        same += count if outcomes[number].difference is None else 0
        for part in outcomes[number].parts:
            steps[part] += count
    change = Change(f"{label or _fields_of(assignments)} {described(edits)}", edits)
    return ManyChange(change, same, [_step(*which, count) for which, count in steps.most_common()])


def record_ids(rows: Sequence[Row]) -> list[str]:
    """Return the ids of records."""
    if isinstance(rows, StatementsInFile) and rows.ids is not None:
        return list(rows.ids)
    return [record_id_of(document, key) for _, key, document in rows]


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
