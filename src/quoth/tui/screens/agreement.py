"""How far the coders agree in all numbers: each topic, each pair of coders, what is mixed up."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.report_pane import ReportPane

if TYPE_CHECKING:
    from quoth.presenting.reports.report import Report
    from quoth.store import Location
    from quoth.store.snapshot import Snapshot


class AgreementScreen(Dialog[None], inherit_bindings=False):
    """The tables that `quoth agree` prints."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.AGREEMENT)]

    def __init__(self, report: Report, corpus: Snapshot, location: Location) -> None:
        """Create the screen of a report on a store."""
        super().__init__()
        self._report = report
        self._corpus = corpus
        self._location = location

    def compose(self) -> ComposeResult:
        """Make the lines."""
        with Vertical(classes="analysis"):
            yield LineBar(id="agreement-title")
            yield ReportPane(id="agreement")
        yield KeyBar(id="agreement-keys")

    def on_mount(self) -> None:
        """Show the numbers."""
        title = line((f" {plain(self._report.title)}", "label"))
        self.query_one("#agreement-title", LineBar).show(title)
        self.query_one(KeyBar).show_place(Context.AGREEMENT)
        pane = self.query_one(ReportPane)
        pane.focus()
        pane.show(self._report)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Leave the cursor where it was clicked: no number here opens anything."""
        event.stop()

    def action_column_right(self) -> None:
        """Go a column to the right."""
        self.query_one(ReportPane).move_across(1)

    def action_column_left(self) -> None:
        """Go a column to the left."""
        self.query_one(ReportPane).move_across(-1)

    def action_write_numbers(self) -> None:
        """Ask for a file, and write the numbers to it."""
        from quoth.tui.sending.reports import ask  # noqa: PLC0415  # once they are written

        ask(self, self._report, self._corpus, self._location, self.query_one(KeyBar).say)

    def action_close_agreement(self) -> None:
        """Go back to what is to be settled."""
        self.dismiss(None)
