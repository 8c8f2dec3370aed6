"""What a change would do, in words: how many records of what, with a few examples."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from quoth.editing.changes import Change, Edit
from quoth.store.parsing import Document

_EXAMPLES = 3
_SHORT = 60
_ONE = {"actors": "actor", "statements": "statement", "sources": "source", "events": "event",
        "topics": "topic", "checks": "check", "wordings": "verdict",
        "meta": "line about the store"}  # fmt: skip
_MANY = {"meta": "lines about the store"}


def preview(change: Change) -> list[str]:
    """Return lines that say what a change does; what they repeat of a store isn't neutral yet."""
    lines = [change.label]
    counts = Counter((edit.table, _deed(edit)) for edit in change.edits)
    for (table, deed), number in counts.items():
        edits = [edit for edit in change.edits if (edit.table, _deed(edit)) == (table, deed)]
        fields = Counter(field for edit in edits for field in _changed(edit))
        named = ", ".join(f"{field} {times:,}" for field, times in fields.most_common())
        lines.append(f"{_number(number, table)} {deed}{': ' * bool(named)}{named}")
        lines += [f"  {_example(edit)}" for edit in islice(edits, _EXAMPLES)]
        if number > _EXAMPLES:
            lines.append(f"  and {number - _EXAMPLES:,} more")
    return lines


def _number(number: int, table: str) -> str:
    """Say how many records of a table."""
    one = _ONE.get(table, f"record of {table}")
    many = _MANY.get(table, f"records of {table}" if table not in _ONE else f"{one}s")
    return f"{number:,} {one if number == 1 else many}"


def _deed(edit: Edit) -> str:
    """Say what happens to a record."""
    if edit.before is None:
        return "added"
    return "deleted" if edit.after is None else "changed"


def _changed(edit: Edit) -> list[str]:
    """Return the fields that an edit changes; none where a record is added or deleted."""
    before, after = edit.before, edit.after
    if before is None or after is None:
        return []
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _example(edit: Edit) -> str:
    """Say one edit in a line: which record, and which of its fields."""
    called = _called(edit.after or edit.before or {}, edit.key)
    fields = ", ".join(_changed(edit))
    return f"{called}: {fields}" if fields else called


def _called(document: Document, key: str) -> str:
    """Return by what a person knows a record."""
    for field in ("name", "quote", "title", "id"):
        value = document.get(field)
        if isinstance(value, str) and value:
            return value if len(value) <= _SHORT else value[: _SHORT - 1] + "…"
    return key
