"""`quoth edit` and `quoth tag`: fields of records, and tags of statements, changed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import takewhile

from quoth.basics.counting import counted
from quoth.basics.exits import Exit
from quoth.cli.choosing import chosen, is_agreed
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.editing.changes import Change, Edit, ManyEdits
from quoth.editing.current import Current, record_id_of
from quoth.editing.drafting import edited
from quoth.editing.fields import table_named
from quoth.editing.many import ManyChange, changed, read_assignments, record_ids, tagging
from quoth.editing.names import NameResolver
from quoth.intake.following import with_what_follows


def edit(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Change fields of records, and print the ids of those."""
    ids: list[str] = []
    if options.query is None:
        ids = _named(options.words)
    texts = options.words[len(ids) :]
    if not texts:
        where = "--query" if options.query is not None else "the id"
        raise RefusedError(f"nothing to change; write field=value after {where}")
    assignments = read_assignments(texts)
    names = NameResolver(desk.records)
    table = table_named(options.table) if options.table else ""
    found = chosen(desk, printer, options.query, ids, table)
    if not found.rows:
        return Exit.NOTHING
    if len(ids) == len(found.rows) == 1:  # then what can't be done to it is an error
        where, key, before = found.rows[0]
        edited(where, (key, before), assignments, names)
    made = changed(found.rows, assignments, names)
    if isinstance(desk.records, Current):
        made = with_what_follows(desk.records, made)
    return _done(desk, printer, made, options, record_ids(found.rows))


def _named(words: Sequence[str]) -> list[str]:
    """Return the ids at the beginning: the first word, and others if a change follows them."""
    first, *others = words
    more = list(takewhile(lambda word: "=" not in word, others))
    return [first, *more] if len(more) < len(others) else [first]


def tag(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Put tags on statements and take others off, and print the ids of the statements."""
    tags = [word for word in options.words if word[:1] in ("+", "-") and word[1:].strip()]
    ids = list(dict.fromkeys(word for word in options.words if word not in tags))
    if not tags or not (ids or options.query is not None):
        raise RefusedError("write the ids of statements, or --query, and +tag or -tag")
    if ids and options.query is not None:
        raise RefusedError(f"“{ids[0]}” isn't a tag; write +{ids[0]} or -{ids[0]}")
    found = chosen(desk, printer, options.query, ids, "statements")
    if not found.rows:
        return Exit.NOTHING
    made = changed(found.rows, tagging(tags), NameResolver(desk.records), "tag")
    label = f"{made.change.label}: {' '.join(tags)}"
    made = made._replace(change=made.change._replace(label=label))
    return _done(desk, printer, made, options, record_ids(found.rows))


def _done(
    desk: StoreSession,
    printer: Printer,
    made: ManyChange,
    options: argparse.Namespace,
    ids: Sequence[str],
) -> Exit:
    """Make a change once it is agreed to, and print the ids of what it is of."""
    if not made.change.edits:
        printer.changed_ids(ids, options.query)
        printer.say("quoth: no change: it already has that value")
        return Exit.DONE
    if not is_agreed(printer, made, options, asks=len(made.change.edits) > 1):
        return Exit.DONE if options.dry_run else Exit.NOTHING
    done: Change = desk.commit(made.change)
    renamed, gone = ({}, 0) if isinstance(done.edits, ManyEdits) else _followed(done.edits)
    printer.changed_ids([renamed.get(one, one) for one in ids] if renamed else ids, options.query)
    also = f"; {made.same:,} were so already" if made.same else ""
    also += f"; deleted {counted(gone, 'unused actor')}" if gone else ""
    printer.say(f"quoth: done: {made.change.label}{also}; `quoth undo` takes it back")
    return Exit.DONE


def _followed(edits: Sequence[Edit]) -> tuple[dict[str, str], int]:
    """Return which ids became which others, and how many actors are gone."""
    renamed = {
        record_id_of(one.before, one.key): record_id_of(one.after, one.key)
        for one in edits
        if one.before and one.after and one.before.get("id") != one.after.get("id")
    }
    return renamed, sum(one.table == "actors" and one.after is None for one in edits)
