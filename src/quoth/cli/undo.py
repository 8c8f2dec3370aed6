"""`quoth undo`, `quoth redo` and `quoth log`: changes made, undone and redone."""

from __future__ import annotations

from itertools import islice

from quoth.basics.exits import Exit
from quoth.cli.desk import StoreSession
from quoth.cli.printing import Printer, shown
from quoth.editing.changes import Change
from quoth.editing.errors import ConflictError, EditError
from quoth.store import StoreError


def step(desk: StoreSession, printer: Printer, *, back: bool) -> Exit:
    """Undo the last change, or redo the one undone last, and say which it is."""
    change = _stepped(desk, back=back)
    if change is None:
        printer.say(f"quoth: there is nothing to {'undo' if back else 'redo'}")
        return Exit.NOTHING
    printer.line(shown(change.label))
    printer.say(
        "quoth: undone; `quoth redo` redoes it" if back
        else "quoth: redone; `quoth undo` takes it back"
    )  # fmt: skip
    return Exit.DONE


def _stepped(desk: StoreSession, *, back: bool) -> Change | None:
    """Undo or redo a change, and return it; `check --fix` has some in stores that aren't valid."""
    try:
        return desk.step(back=back)
    except ConflictError:
        raise
    except (EditError, StoreError):
        if desk.upstream is not None:
            raise
        from quoth.checking.applying import step as step_of_tidying  # noqa: PLC0415  # it is rare

        change = step_of_tidying(desk.path, back=back)
        if change is None:
            raise
        return change


def log(desk: StoreSession, printer: Printer, limit: int, *, as_json: bool) -> Exit:
    """Print the changes made, the newest first, with those that can be redone."""
    done, undone = desk.history.stacks()
    steps = [*((one, True) for one in undone), *((one, False) for one in reversed(done))]
    if not steps:
        printer.say("quoth: no changes to this store yet")
        return Exit.NOTHING
    for change, is_undone in islice(steps, limit or None):
        if as_json:
            made = {"label": change.label, "records": len(change.edits), "undone": is_undone}
            printer.record(made)
        else:
            printer.line(shown(change.label) + (" (undone)" if is_undone else ""))
    return Exit.DONE
