"""Whose position changed: by actor and topic, then over time, then before and after a day."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches

from quoth.query.changes.saying import change_told
from quoth.query.model import Choice
from quoth.store.errors import Damaged, StoreError
from quoth.store.model import Facet, Status
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.lines.position_lines import band, history_lines, left_out, name_of
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.occasions_list import OccasionsList
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.query.changes.positions import PositionHistory
    from quoth.query.model import Query
    from quoth.query.seam import StoreQueries
    from quoth.store.snapshot import Snapshot

_WAITING: Final = (
    Choice(Facet.STATUS, str(Status.CONFIRMED)),
    Choice(Facet.STATUS, str(Status.DRAFT)),
)
"""Drafts are told of, and count for nothing."""
_BAND: Final = 4
"""Lines of the positions along time."""


class HistoriesList(TallList):
    """Whose positions there are, certain changes first."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="positions")
        self.histories: Sequence[tuple[str, PositionHistory]] = ()
        self._corpus: Snapshot | None = None
        self._empty = "Looking for positions in what is shown…"

    def show(
        self, corpus: Snapshot, found: Sequence[tuple[str, PositionHistory]], problem: str
    ) -> None:
        """Show them, or why there are none."""
        self._corpus, self.histories = corpus, found
        self._empty = problem or "Nothing here takes a side on a topic."
        self.fill(len(found), 0)

    def empty_line(self) -> str:
        """Say that they are still looked for, or that there are none."""
        return self._empty

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return whose position on what it is, and what became of it."""
        assert self._corpus is not None  # noqa: S101  # else there are no items
        who, history = self.histories[item]
        return history_lines(self._corpus, who, history, width, settings_of(self).dates)


class PositionsScreen(Dialog[str], inherit_bindings=False):
    """The list of positions; its result is the id of the statement to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.POSITIONS)]

    def __init__(self, engine: StoreQueries, query: Query, idle: threading.Event) -> None:
        """Take what finds them, in what; `idle` is set once they are found."""
        super().__init__()
        self._engine = engine
        self._query = query
        self._idle = idle

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(classes="analysis"):
            yield LineBar(id="positions-title")
            yield HistoriesList()
        yield KeyBar(id="positions-keys")

    def on_mount(self) -> None:
        """Have them looked for."""
        self.query_one(KeyBar).show_place(Context.POSITIONS)
        self.query_one("#positions-title", LineBar).show(line((" Whose position changed", "label")))
        self.query_one(HistoriesList).focus()
        self._idle.clear()
        threading.Thread(target=self._find, daemon=True).start()

    def _find(self) -> None:
        """Look for them; in a thread."""
        query = self._query
        if not query.chosen(Facet.STATUS):
            query = query._replace(choices=(*query.choices, *_WAITING))
        found: Sequence[tuple[str, PositionHistory]] = ()
        problem = ""
        try:
            found = self._engine.positions(self._engine.find(query))
        except (StoreError, Damaged) as error:
            problem = plain(str(error))
        if self.is_running:
            with suppress(NoMatches, RuntimeError):  # it was closed meanwhile
                self.app.call_from_thread(
                    self.query_one(HistoriesList).show, self._engine.corpus, found, problem
                )
        self._idle.set()

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Show what was clicked."""
        event.stop()
        self.action_open_position()

    def action_open_position(self) -> None:
        """Show the position under the cursor over time, and then what is chosen of it."""
        shown = self.query_one(HistoriesList)
        if not shown.histories:
            self.query_one(KeyBar).say("There is no position to show.")
            return
        who, history = shown.histories[shown.cursor]
        self.app.push_screen(HistoryScreen(self._engine.corpus, who, history), self._read)

    def _read(self, statement: str | None) -> None:
        """Close all, to read a statement that was chosen."""
        if statement:
            self.dismiss(statement)

    def action_close_positions(self) -> None:
        """Close the list."""
        self.dismiss(None)


class HistoryScreen(Dialog[str], inherit_bindings=False):
    """Where somebody stood on a topic; its result is the id of the statement to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.HISTORY)]

    def __init__(self, corpus: Snapshot, who: str, history: PositionHistory) -> None:
        """Take whose position it is."""
        super().__init__()
        self._corpus = corpus
        self._who = who
        self._history = history

    def compose(self) -> ComposeResult:
        """Make the lines along time, and the list."""
        with Vertical(classes="analysis"):
            yield LineBar(id="history-title")
            yield LineBar(id="history-change")
            for number in range(_BAND):
                yield LineBar(id=f"history-band-{number}")
            yield OccasionsList(self._corpus, id="history")
        yield KeyBar(id="history-keys")

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(KeyBar).show_place(Context.HISTORY)
        history = self._history
        name = line((f" {name_of(self._corpus, self._who, history)}", "label"))
        more = line((f"{left_out(history)} ", "faint"))
        self.query_one("#history-title", LineBar).show(name, more)
        said = change_told(history, settings_of(self).dates)
        self.query_one("#history-change", LineBar).show(line(f" {said}"))
        found = self.query_one(OccasionsList)
        found.show(history.occasions)
        found.focus()

    def on_resize(self) -> None:
        """Paint the lines along time as wide as there is room for."""
        lines = band(self._history, self.size.width)
        for number in range(_BAND):
            bar = self.query_one(f"#history-band-{number}", LineBar)
            bar.display = number < len(lines)
            if bar.display:
                bar.show(lines[number])

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Read what was clicked."""
        event.stop()
        self.action_read_position()

    def action_read_position(self) -> None:
        """Read the statement under the cursor."""
        self.dismiss(self.query_one(OccasionsList).statement)

    def action_before_and_after(self) -> None:
        """Show what was said before a day, and from it on, and then what is chosen of it."""
        from quoth.tui.screens.before_after import BeforeAfterScreen  # noqa: PLC0415

        def read(statement: str | None) -> None:
            if statement:
                self.dismiss(statement)

        both = BeforeAfterScreen(self._corpus, self._who, self._history)
        if both.day is None:
            self.query_one(KeyBar).say("Everything was said at one time, or has no date.")
            return
        self.app.push_screen(both, read)

    def action_close_history(self) -> None:
        """Go back to the list of positions."""
        self.dismiss(None)
