"""`quoth rm`: records deleted, unless others refer to them."""

from __future__ import annotations

import argparse

from quoth.basics.counting import counted
from quoth.basics.exits import Exit
from quoth.cli import asking
from quoth.cli.choosing import chosen, is_agreed
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.editing.current import Current, record_id_of
from quoth.editing.drafting import described
from quoth.editing.fields import table_named
from quoth.editing.many import deleted
from quoth.intake.following import followed


def remove(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Delete records, once that is agreed to, and print their ids.

    Actors that an intake made are deleted with their last statement.
    """
    if options.words and options.query is not None:
        raise RefusedError(f"“{options.words[0]}”: name records, or write --query, not both")
    table = table_named(options.table) if options.table else ""
    found = chosen(desk, printer, options.query, options.words, table)
    if not found.rows:
        return Exit.NOTHING
    made = deleted(found.rows)
    if not (options.yes or options.dry_run or asking.can_ask()):
        raise RefusedError("nothing was deleted; confirm it with --yes")
    if not is_agreed(printer, made, options, asks=True):
        return Exit.DONE if options.dry_run else Exit.NOTHING
    records = desk.records
    whole = followed(records, made.change) if isinstance(records, Current) else made.change
    done = desk.commit(whole)
    own, others = done.edits[: len(made.change.edits)], done.edits[len(made.change.edits) :]
    ids = [record_id_of(edit.before or {}, edit.key) for edit in own]
    printer.changed_ids(ids, options.query)
    unused = f", and {counted(len(others), 'unused actor')}" if others else ""
    printer.say(f"quoth: deleted {described(own)}{unused}; `quoth undo` brings it back")
    return Exit.DONE
