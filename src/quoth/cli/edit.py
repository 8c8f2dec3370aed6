"""`quoth edit` and `quoth tag`: fields of a record, and tags of statements, changed."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.basics.exits import Exit
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.editing.drafting import Assignment, assignment, described, edited, row_of
from quoth.editing.fields import ONE, table_named
from quoth.editing.names import NameResolver
from quoth.intake.noted import answered


def edit(desk: StoreSession, printer: Printer, words: Sequence[str], table: str | None) -> Exit:
    """Change fields of one record, and print its id."""
    wanted, *changes = words
    if not changes:
        raise RefusedError("what is to be changed? write field=value after the id")
    where, key, before = row_of(desk.records, wanted, table_named(table) if table else "")
    assignments = [assignment(text) for text in changes]
    made = edited(where, (key, before), assignments, NameResolver(desk.records))
    if where == "statements" and made.after is not None:
        made = made._replace(after=answered(before, made.after))
    fields = ", ".join(dict.fromkeys(one.field for one in assignments))
    called = f"{ONE[where]} {record_id_of(before, key)}"
    return _done(desk, printer, [made], f"change {fields} of {called}")


def tag(desk: StoreSession, printer: Printer, words: Sequence[str]) -> Exit:
    """Put tags on statements and take others off, and print the ids of the statements."""
    tags = [word for word in words if word[:1] in ("+", "-") and word[1:].strip()]
    ids = list(dict.fromkeys(word for word in words if word not in tags))
    if not tags or not ids:
        raise RefusedError("write the ids of statements, and +tag or -tag")
    edits = []
    for wanted in ids:
        table, key, before = row_of(desk.records, wanted, "statements")
        have = before.get("tags")
        now = list(have) if isinstance(have, list) else []
        changes = [
            Assignment("tags", f"{word[0]}=", word[1:].strip())
            for word in tags
            if (word[1:].strip() in now) == (word[0] == "-")
        ]
        edits.append(edited(table, (key, before), changes, NameResolver(desk.records)))
    return _done(desk, printer, edits, f"tag {described(edits)}: {' '.join(tags)}")


def _done(desk: StoreSession, printer: Printer, edits: Sequence[Edit], label: str) -> Exit:
    """Make a change, and print the ids of what it is of."""
    made = desk.commit(Change(label, edits))
    for one in edits:
        printer.line(shown(record_id_of(one.after or {}, one.key)))
    if made.edits:
        printer.say(f"quoth: done: {label}; `quoth undo` takes it back")
    else:
        printer.say("quoth: that is how it was already; nothing was changed")
    return Exit.DONE
