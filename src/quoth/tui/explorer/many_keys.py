"""The editing commands for the statements that are marked: each is shown before it is done.

What a key does to one statement it does to all that are marked, as one change, which one step
takes back. It is worked out in the thread that changes the store, while the screen stays alive.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.basics.counting import counted
from quoth.editing.entering import Entered
from quoth.editing.fields import FieldSpec
from quoth.store.errors import StoreError
from quoth.store.model import STAR
from quoth.store.parsing import Document
from quoth.tui.configured import told_keys
from quoth.tui.editing.fields import shared
from quoth.tui.editing.many import (
    ManyProposal,
    MarkedRows,
    Propose,
    deleting,
    details,
    proposed,
    setting,
    starring,
)
from quoth.tui.lines.confirm_lines import ShownChange
from quoth.tui.look.painting import line, plain
from quoth.tui.screens.confirming import ConfirmScreen
from quoth.tui.screens.form import FormScreen, FormSpec
from quoth.tui.threads.working import Done, Outcome

if TYPE_CHECKING:
    from quoth.tui.editing.desk import Desk, Told
    from quoth.tui.explorer.host import ExplorerHost

_SAID_EVERY: Final = 0.2
"""Seconds after which it is said again how far something is."""
_LEFT: Final = "left as it was"


class ManyCommands:
    """Applies the editing commands to all marked statements of one screen."""

    def __init__(self, screen: ExplorerHost, desk: Desk) -> None:
        """Create the commands for a screen and the desk that changes its store."""
        self._screen = screen
        self._desk = desk

    # The keys.

    async def edit(self) -> None:
        """Ask what is to become of the fields of all that are marked."""
        await self._ask("Change", shared())

    async def field(self, name: str, title: str) -> None:
        """Ask what is to become of one field of all that are marked."""
        await self._ask(title, shared(name))

    def star(self) -> None:
        """Star all marked statements, or remove the star if all have one."""
        self._propose(starring(STAR), self._reported)

    def delete(self) -> None:
        """Ask whether all that are marked are to be deleted."""
        self._propose(deleting, self._reported)

    # How they are done.

    def _reported(self, outcome: Outcome, _: Document | None) -> None:
        """Report the outcome of a change that no form asked for."""
        if outcome.problem != _LEFT:
            self._desk.report(outcome)

    async def _ask(self, title: str, fields: Sequence[FieldSpec]) -> None:
        """Open a form for all that are marked; what it comes to is shown before it is done."""

        def save(entered: Entered, told: Told) -> None:
            def tell(outcome: Outcome, now: Document | None) -> None:
                told(outcome, now)
                if not outcome.problem:
                    self._desk.report(outcome)

            self._propose(setting(fields, entered.values), tell)

        what = counted(self._screen.marks.count, "marked statement")
        ways = told_keys(self._screen, "{save} previews, {leave_form} closes")
        form = FormSpec(
            f"{title}: {what} · {ways}", "statements", fields, _FORM, {}, done_by="preview"
        )
        await self._screen.app.push_screen(FormScreen(form, self._desk, save))

    def _propose(self, propose: Propose, told: Told) -> None:
        """Work a change of all that are marked out, show it, and make it if that is agreed to."""
        marks = self._screen.marks
        if marks.snapshot is None or marks.snapshot is not self._screen.corpus:
            told(Outcome(None, "the store was changed just now; press the key again"), None)
            return
        marked = MarkedRows(marks.snapshot, marks.rows())
        self._say(f"Looking at {counted(len(marked.rows), 'statement')} …")
        progress = self._progress(len(marked.rows))
        self._desk.worker.look(
            lambda changer: proposed(changer, marked, propose, progress),
            lambda found: self._show(found, told),
        )

    def _progress(self, total: int) -> Callable[[int], None]:
        """Return a function that reports from another thread how many statements were read."""
        said = time.monotonic()

        def progress(number: int) -> None:
            nonlocal said
            if time.monotonic() - said >= _SAID_EVERY:
                said = time.monotonic()
                text = f"Looking at {total:,} statements … {100 * number // total} %"
                self._screen.post_message(Done(lambda: self._say(text)))

        return progress

    def _say(self, text: str) -> None:
        """Show the progress of something where the user looks."""
        top = self._screen.app.screen
        if isinstance(top, FormScreen):
            top.show_state(text)
        else:
            self._desk.say(text)

    def _show(self, found: ManyProposal, told: Told) -> None:
        """Show what would change, and make it if that is agreed to."""
        if found.problem:
            told(Outcome(None, plain(found.problem)), None)
            return
        if not found.change.edits:
            told(Outcome(None), None)
            self._desk.say(plain(found.headline))
            return

        def answer(way: int | None) -> None:
            if way is None:
                told(Outcome(None, _LEFT), None)
                return
            self._say(f"Saving {counted(len(found.change.edits), 'record')} …")
            self._desk.worker.change(lambda _: found.change, partial(_tell, told, found))

        try:
            shown = details(found, self._screen.app.size.height)
        except StoreError as error:  # the statements are read for it
            told(Outcome(None, plain(str(error))), None)
            return
        lines = [line((plain(found.headline), "strong"))]
        lines += [line((f"  {plain(one)}", "label")) for one in shown]
        self._screen.app.push_screen(ConfirmScreen([ShownChange("Do it?", lines)]), answer)


def _tell(told: Told, _: ManyProposal, outcome: Outcome) -> None:
    """Report the outcome of a change; what was read for it is kept until then."""
    told(outcome, None)


_FORM: Final = "marked"
"""The name under which the text of a form for many statements is kept."""
