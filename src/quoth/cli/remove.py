"""`quoth rm`: records deleted, unless others refer to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.basics.exits import Exit
from quoth.cli.asking import agree
from quoth.cli.desk import StoreSession
from quoth.cli.printing import Printer, shown
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.editing.drafting import described, row_of
from quoth.editing.fields import ONE, TITLES, table_named

_SHOWN: Final = 10
_SHORT: Final = 60


def remove(
    desk: StoreSession, printer: Printer, words: Sequence[str], table: str | None, *, is_sure: bool
) -> Exit:
    """Delete records, once that is agreed to, and print their ids."""
    where = table_named(table) if table else ""
    edits = [
        Edit(one, key, before, None)
        for one, key, before in (row_of(desk.records, word, where) for word in dict.fromkeys(words))
    ]
    what = described(edits)
    if not is_sure:
        for edit in edits[:_SHOWN]:
            printer.say(f"  {_called(edit)}")
        if len(edits) > _SHOWN:
            printer.say(f"  and {len(edits) - _SHOWN:,} more")
        if not agree(
            printer, f"delete {what}?", "nothing was deleted; --yes says that you mean it"
        ):
            printer.say("quoth: nothing was deleted")
            return Exit.NOTHING
    made = desk.commit(Change(f"delete {what}", edits))
    for edit in made.edits:
        printer.line(shown(record_id_of(edit.before or {}, edit.key)))
    printer.say(f"quoth: deleted {what}; `quoth undo` brings it back")
    return Exit.DONE


def _called(edit: Edit) -> str:
    """Return what a person knows a record by."""
    document = edit.before or {}
    title = str(document.get(TITLES[edit.table]) or "")
    short = title if len(title) <= _SHORT else title[: _SHORT - 1] + "…"
    return f"{ONE[edit.table]} {record_id_of(document, edit.key)}: {short}"
