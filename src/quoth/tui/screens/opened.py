"""The statements behind a number of an analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.basics.counting import counted
from quoth.presenting.quotation import said, speaker, told
from quoth.presenting.reports.report import Opened
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.lines.wrapping import wrapped
from quoth.tui.look.painting import LineBar, ends, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

_WORTH_SHOWING: Final = 8
"""Cells of a source's title below which it says nothing."""
_MOST_LINES: Final = 3
"""Lines of words that are shown of a statement, as in the explorer's list."""


class OpenedList(TallList):
    """The statements that a number counts."""

    def __init__(
        self,
        corpus: Snapshot,
        rows: Sequence[int],
        at: str,
        *,
        id: str,  # noqa: A002  # Textual's name
    ) -> None:
        """Take the statements, and the id of the one to begin at."""
        super().__init__(id=id)
        self._at = at
        self._corpus = corpus
        self.rows = rows

    def on_mount(self) -> None:
        """Show them."""
        row = self._corpus.everything.row_of(self._at) if self._at else None
        self.fill(len(self.rows), self.rows.index(row) if row in self.rows else 0)

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return who said it, when and where, and the words."""
        statement = self._corpus.statements[self.rows[item]]
        source = plain(self._corpus.sources[statement.source].title)
        date = said(statement, settings_of(self).dates)
        head = line(f" {plain(date)}  ", (plain(speaker(self._corpus, statement)), "strong"))
        words = line(plain(told(statement)))
        # Who said it is never cut for where it stands.
        room = width - head.cell_length - 3
        place = line((f"{source}", "faint")).truncate(max(room, 0), ellipsis=True) + line(" ")
        return [
            ends(head, place, width) if room >= _WORTH_SHOWING else head,
            *(line("  ") + one for one in wrapped(words, max(width - 2, 1), _MOST_LINES)),
        ]


class OpenedScreen(Dialog[str], inherit_bindings=False):
    """The statements that a number counts; its result is the id of the one to read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.OPENED)]

    def __init__(self, what: str, corpus: Snapshot, opened: Opened, at: str = "") -> None:
        """Take what they are of. The cursor begins at the statement `at`."""
        super().__init__()
        self._at = at
        self._what = what
        self._corpus = corpus
        self._opened = opened

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(classes="analysis"):
            title = LineBar(id="opened-title")
            number, statements = self._opened.codings, len(self._opened.rows)
            of_them = counted(statements, "statement")
            same = of_them if number == statements else f"{number:,} counted, in {of_them}"
            repeated = self._opened.repeated
            repeat = "repeats" if repeated == 1 else "repeat"
            more = f" · {repeated:,} more {repeat} them" if repeated else ""
            title.show(line((f" {plain(self._what)} · {same}{more}", "label")))
            yield title
            yield OpenedList(self._corpus, self._opened.rows, self._at, id="opened")
        yield KeyBar(id="opened-keys")

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeyBar).show_place(Context.OPENED)
        self.query_one(OpenedList).focus()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Read what was clicked."""
        event.stop()
        self.action_read_opened()

    def action_read_opened(self) -> None:
        """Read the statement under the cursor."""
        rows = self.query_one(OpenedList)
        if rows.rows:
            self.dismiss(self._corpus.statements[rows.rows[rows.cursor]].id)

    def action_close_opened(self) -> None:
        """Go back to the numbers."""
        self.dismiss("")
