"""`quoth wording`: the user's decisions about two wordings of a quote."""

from __future__ import annotations

import argparse
from datetime import date

from quoth.basics.exits import Exit
from quoth.cli.choosing import unseen
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.editing.deciding import Deciding, deciding
from quoth.editing.errors import EditError
from quoth.store.model import WordingVerdict


def decide_wording(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Keep a decision about the wordings of two statements, and print its id.

    Raises:
        RefusedError: it isn't said about which two, or what.
    """
    if len(options.words) != 3:
        raise RefusedError(
            "write the ids of two statements and what they are: same, misquote or different"
        )
    one, other, said = options.words
    if hidden := unseen(desk, (one, other)):
        raise EditError(f"there is no statement “{hidden}”")
    verdicts = {str(verdict): verdict for verdict in WordingVerdict}
    if said not in verdicts:
        raise RefusedError(f"“{said}” isn't a verdict; write {', '.join(verdicts)}")
    what = Deciding(
        (one, other), verdicts[said], options.right or "", options.note or "", options.by or ""
    )
    change = deciding(desk.records, what, date.today())
    done = desk.commit(change)
    printer.line(shown(str((done.edits[0].after or {}).get("id", ""))))
    printer.say(f"quoth: done: {change.label}; `quoth undo` takes it back")
    return Exit.DONE
