"""The sample can't be changed: asks in which store to go on instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.basics.places import from_home
from quoth.store.location import Location, Origin
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.look.painting import plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.choices import ChoiceList, ChoiceRow, SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane

OWN, EMPTY, COPY = "use_own", "use_empty", "use_copy"
"""What the answer may be."""


class OnSampleScreen(Dialog[str], inherit_bindings=False):
    """The dialog; its result is one of the answers."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ON_SAMPLE)]

    def __init__(self, own: str, asked: str, *, needs_record: bool) -> None:
        """Create the dialog with the user's own store, if any, and the requested command.

        A change of a record is first offered where there are records.
        """
        super().__init__()
        self._own = own
        self._asked = asked
        self._needs_record = needs_record

    def compose(self) -> ComposeResult:
        """Make the list, and a line about what is chosen."""
        rows = self._rows()
        with Vertical(id="on-sample") as box:
            box.border_title = Content("The sample can't be changed")
            yield SaidLines(
                f"Where do you want to go on? Next: {self._asked}.", id="on-sample-asked"
            )
            yield ChoiceList(rows, id="on-sample-choices")
            yield SaidLines(rows[0].help, id="on-sample-about")
        yield KeyBar(id="on-sample-keys")

    def _rows(self) -> Sequence[ChoiceRow]:
        """Return the answers that there are, the likeliest first."""
        key = table_of(self).key
        own = f"It is at {plain(from_home(self._own))}."
        empty = "It starts without statements. You choose its name and its place."
        if self._needs_record:
            empty += f" There is nothing in it yet for “{self._asked}”."
        copy = "All statements of the sample, to change. You choose the name and the place."
        rows = [
            ChoiceRow(EMPTY, key(EMPTY), "Begin an empty store", "for your own work", empty),
            ChoiceRow(COPY, key(COPY), "Copy the sample", "to try things out", copy),
        ]
        if self._needs_record:
            rows.reverse()
        if self._own:
            name = plain(Location(self._own, Origin.OWN).name)
            rows.insert(0, ChoiceRow(OWN, key(OWN), "Go on in your own store", name, own))
        return rows

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeyBar).show_place(Context.ON_SAMPLE)
        self._list.focus()

    @property
    def _list(self) -> ChoiceList:
        """The answers."""
        return self.query_one(ChoiceList)

    def on_list_pane_moved(self, event: ListPane.Moved) -> None:
        """Say what the current answer means."""
        event.stop()
        self.query_one("#on-sample-about", SaidLines).show(self._list.row.help)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(self._list.row.action)

    def action_choose(self) -> None:
        """Take the answer that the cursor is on."""
        self.dismiss(self._list.row.action)

    def action_use_own(self) -> None:
        """Go on in the person's own store, if there is one."""
        if self._own:
            self.dismiss(OWN)

    def action_use_empty(self) -> None:
        """Begin an empty store."""
        self.dismiss(EMPTY)

    def action_use_copy(self) -> None:
        """Copy the sample."""
        self.dismiss(COPY)

    def action_leave_sample(self) -> None:
        """Leave the sample as it is."""
        self.dismiss(None)
