"""The commands that change a store: which is asked for, and what went wrong, in one line."""

from __future__ import annotations

import argparse
from typing import Final

from quoth.basics.exits import Exit
from quoth.cli.desk import StoreSession, Unwritten
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.editing.errors import EditError
from quoth.store import Location

# What one command does not need, it does not wait for.
# ruff: noqa: PLC0415

_BEGINNING: Final = ("add", "import", "intake")
"""The commands that may begin a store."""


def change(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that changes a store.

    Raises:
        StoreError: the store can't be read.
    """
    if "sample" in options:
        printer.say(
            "quoth: the sample can't be changed; without --sample, `quoth add` and `quoth import` "
            "begin a store of your own"
        )
        return Exit.USAGE
    try:
        with StoreSession(
            location, printer, begins=options.command in _BEGINNING,
            creates=getattr(options, "create", False) or _only_says(options),
        ) as desk:  # fmt: skip
            return _run(options, desk, printer)
    except RefusedError as error:
        printer.say(f"quoth: {error}")
        return error.code
    except EditError as error:
        printer.say(f"quoth: {error}")
        return Exit.USAGE
    except Unwritten as error:
        printer.say(f"quoth: {error}")
        return Exit.OUTPUT


def _decide(options: argparse.Namespace, desk: StoreSession, printer: Printer) -> Exit:
    """Run a command that keeps what people decide about statements, and about coding them."""
    match options.command:
        case "wording":
            from quoth.cli.wording import decide_wording

            return decide_wording(desk, printer, options)
        case "curate":
            from quoth.cli.curate import curate

            return curate(desk, printer, options)
        case _:
            from quoth.cli.assign import assign

            return assign(desk, printer, options)


def _only_says(options: argparse.Namespace) -> bool:
    """Tell whether a command only says what it would do, for which no store need be there."""
    prints = options.command == "intake" and options.json
    only_says = options.command in (*_BEGINNING, "merge", "split")
    return prints or (only_says and getattr(options, "dry_run", False))


def _run(options: argparse.Namespace, desk: StoreSession, printer: Printer) -> Exit:
    """Run a command. Each imports what it alone needs."""
    match options.command:
        case "add":
            from quoth.cli.add import add

            return add(desk, printer, options)
        case "import":
            from quoth.cli.importing import import_files

            return import_files(desk, printer, options)
        case "intake":
            from quoth.cli.intake import intake

            return intake(desk, printer, options)
        case "edit":
            from quoth.cli.edit import edit

            return edit(desk, printer, options)
        case "tag":
            from quoth.cli.edit import tag

            return tag(desk, printer, options)
        case "rm":
            from quoth.cli.remove import remove

            return remove(desk, printer, options)
        case "merge" | "split":
            from quoth.cli.merge import merge, split

            return (merge if options.command == "merge" else split)(desk, printer, options)
        case "wording" | "assign" | "curate":
            return _decide(options, desk, printer)
        case "log":
            from quoth.cli.undo import log

            return log(desk, printer, options.limit, as_json=options.json)
        case _:
            from quoth.cli.undo import step

            return step(desk, printer, back=options.command == "undo")
