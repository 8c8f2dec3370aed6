"""`quoth backup` and `quoth restore`: a dated copy of a store, and restoring one."""

from __future__ import annotations

from quoth.basics.exits import Exit
from quoth.cli.pipes import as_files
from quoth.cli.printing import Printer, shown, table
from quoth.store import Location, Origin
from quoth.store.backups import backup, backups, restore


def back_up(location: Location, printer: Printer, folder: str | None) -> Exit:
    """Copy a store and print where the copy is."""
    if location.origin is Origin.SAMPLE and folder is None:
        printer.say("quoth: the sample needs no backup; --to names a folder for one")
        return Exit.USAGE
    printer.line(shown(backup(location.path, folder)))
    return Exit.DONE


def put_back(
    location: Location, printer: Printer, file: str | None, folder: str | None, *, lists: bool
) -> Exit:
    """Restore a backup, the newest if none is named; or list the backups."""
    if location.origin is Origin.SAMPLE:
        printer.say("quoth: the sample can't be changed; --store names another store")
        return Exit.USAGE
    found = backups(location.path, folder) if lists or file is None else []
    if not found and (lists or file is None):
        where = f"in {folder}" if folder else f"beside {location.path}"
        printer.say(f"quoth: there is no backup {where}")
        return Exit.NOTHING
    if lists:
        rows = [(one.made, f"{one.size:,}", shown(one.path)) for one in found]
        for line in table(rows, right=frozenset({1})):
            printer.line(line)
        return Exit.DONE
    chosen = found[0].path if file is None else file
    with as_files([chosen]) as (copy,):
        kept = restore(location.path, copy)
    printer.line(shown(chosen))
    if kept:
        printer.say(f"quoth: restored; the previous store was saved to {kept}")
    return Exit.DONE
