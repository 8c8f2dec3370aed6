"""Changes of position: by actor and topic, then over time, then before and after a day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches

from quoth.query.changes.describing import change_told
from quoth.query.model import Choice
from quoth.store.errors import Damaged, StoreError
from quoth.store.facets import Facet
from quoth.store.model import Status
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of, told_keys
from quoth.tui.lines.position_lines import (
    band,
    history_lines,
    left_out,
    name_of,
    verdicts_told,
)
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.before_after import BeforeAfterScreen
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.occasions_list import OccasionsList
from quoth.tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from quoth.query.changes.positions import PositionHistory
    from quoth.query.model import Query
    from quoth.query.seam import StoreQueries
    from quoth.store import Location
    from quoth.store.snapshot import Snapshot

_WAITING: Final = (
    Choice(Facet.STATUS, str(Status.CONFIRMED)),
    Choice(Facet.STATUS, str(Status.DRAFT)),
)
"""Drafts are mentioned, but don't count."""
_BAND: Final = 4
"""Lines of the positions along time."""


class HistoriesList(TallList):
    """The positions by actor and topic, certain changes first."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(id="positions")
        self.histories: Sequence[tuple[str, PositionHistory]] = ()
        self.corpus: Snapshot | None = None
        self._empty = "Looking for positions in what is shown…"

    def show(
        self, corpus: Snapshot, found: Sequence[tuple[str, PositionHistory]], problem: str
    ) -> None:
        """Show them, or why there are none."""
        before = self.key
        self.corpus, self.histories = corpus, found
        self._empty = problem or told_keys(
            self, "Nothing here takes a side on a topic; {edit_record} gives a statement stances."
        )
        keys = [(who, history.topic) for who, history in found]
        self.fill(len(found), keys.index(before) if before in keys else 0)

    @property
    def key(self) -> tuple[str, str] | None:
        """The actor and the topic of the position that the cursor is on."""
        if not self.histories:
            return None
        who, history = self.histories[self.cursor]
        return who, history.topic

    def empty_line(self) -> str:
        """Say that they are still looked for, or that there are none."""
        return self._empty

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the lines of a position: the actor, the topic, and how it changed."""
        assert self.corpus is not None  # noqa: S101  # else there are no items
        who, history = self.histories[item]
        return history_lines(self.corpus, who, history, width, settings_of(self).dates)


class PositionPlace(NamedTuple):
    """A statement to be read, and the position over time that leads to it."""

    statement: str
    """Its id."""
    position: tuple[str, str]
    """The actor and the topic."""


class PositionsScreen(Dialog[PositionPlace], inherit_bindings=False):
    """The list of positions; its result is the statement to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.POSITIONS)]

    def __init__(
        self,
        engine: Callable[[], StoreQueries],
        query: Query,
        idle: threading.Event,
        location: Location,
        back_at: PositionPlace | None = None,
    ) -> None:
        """Take what finds them now, in what and where; `idle` is set once they are found.

        `back_at` is what was read of them: its position is shown over time at once.
        """
        super().__init__()
        self._back_at = back_at
        self._location = location
        self._engine = engine
        self._query = query
        self._turn = 0
        self._idle = idle

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical(classes="analysis"):
            yield LineBar(id="positions-title")
            yield HistoriesList()
        yield KeyBar(id="positions-keys")

    def on_mount(self) -> None:
        """Look for them in the background."""
        self.query_one(KeyBar).show_place(Context.POSITIONS)
        self.query_one("#positions-title", LineBar).show(line((" Whose position changed", "label")))
        self.query_one(HistoriesList).focus()
        self.show_changes()

    def show_changes(self) -> None:
        """Look for them in the current store, in the background."""
        self._turn += 1
        self._idle.clear()
        arguments = self._turn, self._engine()
        threading.Thread(target=self._find, args=arguments, daemon=True).start()

    def _find(self, turn: int, engine: StoreQueries) -> None:
        """Look for them; in a thread."""
        query = self._query
        if not query.chosen(Facet.STATUS):
            query = query._replace(choices=(*query.choices, *_WAITING))
        found: Sequence[tuple[str, PositionHistory]] = ()
        problem = ""
        try:
            found = engine.positions(engine.find(query))
        except (StoreError, Damaged) as error:
            problem = plain(str(error))
        if self.is_running:
            with suppress(NoMatches, RuntimeError):  # it was closed meanwhile
                self.app.call_from_thread(self._show, turn, engine.corpus, found, problem)
        if turn == self._turn:
            self._idle.set()

    def _show(
        self,
        turn: int,
        corpus: Snapshot,
        found: Sequence[tuple[str, PositionHistory]],
        problem: str,
    ) -> None:
        """Show the result, here and in the view of a single one; only the latest result counts."""
        if turn != self._turn:
            return
        shown = self.query_one(HistoriesList)
        before = shown.key
        shown.show(corpus, found, problem)
        title = line((" Whose position changed", "label"))
        more = verdicts_told([history for _, history in found])
        self.query_one("#positions-title", LineBar).show(title, line((f"{more} ", "faint")))
        if self._back_at is not None:
            self._go_back()
            return
        above = [
            screen
            for screen in reversed(self.app.screen_stack)
            if isinstance(screen, HistoryScreen | BeforeAfterScreen)
        ]
        at = shown.histories[shown.cursor][1] if shown.histories else None
        for screen in above:
            if at is not None and shown.key == before:
                screen.take(corpus, at)
            else:
                self.app.pop_screen()
                self.query_one(KeyBar).say("The position that you looked at is gone.")

    def _go_back(self) -> None:
        """Show the position over time that led to what was read, unless it is gone."""
        shown, place = self.query_one(HistoriesList), self._back_at
        self._back_at = None
        keys = [(who, history.topic) for who, history in shown.histories]
        if place is not None and place.position in keys:
            shown.cursor = keys.index(place.position)
            self._open_position(place.statement)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Show what was clicked."""
        event.stop()
        self.action_open_position()

    def action_open_position(self) -> None:
        """Show the position under the cursor over time, and then what is chosen of it."""
        self._open_position()

    def _open_position(self, at: str = "") -> None:
        """Show the position under the cursor over time, from a statement on if one is named."""
        shown = self.query_one(HistoriesList)
        if not shown.histories:
            self.query_one(KeyBar).say("There is no position to show.")
            return
        who, history = shown.histories[shown.cursor]
        assert shown.corpus is not None  # noqa: S101  # they are of it
        over_time = HistoryScreen(shown.corpus, who, history, self._location, at)

        def read(statement: str | None) -> None:
            """Close all, to read a statement that was chosen."""
            if statement:
                self.dismiss(PositionPlace(statement, (who, history.topic)))

        self.app.push_screen(over_time, read)

    def action_write_positions(self) -> None:
        """Ask for a file, and write the statements of all positions to it."""
        from quoth.tui.sending.exporting import ask_for_rows  # noqa: PLC0415  # once one writes

        shown, say = self.query_one(HistoriesList), self.query_one(KeyBar).say
        if shown.corpus is None or not shown.histories:
            say("There is no position to write.")
            return
        rows = dict.fromkeys(row for _, history in shown.histories for row in history.rows)
        ask_for_rows(self, shown.corpus, list(rows), self._location, say)

    def action_close_positions(self) -> None:
        """Close the list."""
        self.dismiss(None)


class HistoryScreen(Dialog[str], inherit_bindings=False):
    """An actor's position on a topic over time; the result is the id of a statement to read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.HISTORY)]

    def __init__(
        self, corpus: Snapshot, who: str, history: PositionHistory, location: Location, at: str = ""
    ) -> None:
        """Create the screen of an actor's positions on a topic, at a statement if one is named."""
        super().__init__()
        self._at = at
        self._location = location
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
            yield OccasionsList(id="history")
        yield KeyBar(id="history-keys")

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(KeyBar).show_place(Context.HISTORY)
        self._show()
        self.query_one(OccasionsList).focus()

    def take(self, corpus: Snapshot, history: PositionHistory) -> None:
        """Show the position as it is in the store now."""
        self._corpus, self._history = corpus, history
        self._show()
        self.on_resize()

    def _show(self) -> None:
        """Show the actor, the outcome and the dates of the position."""
        history = self._history
        name = line((f" {name_of(self._corpus, self._who, history)}", "label"))
        more = line((f"{left_out(history)} ", "faint"))
        self.query_one("#history-title", LineBar).show(name, more)
        self._show_change()
        self.query_one(OccasionsList).show(self._corpus, history.occasions, at=self._at)

    def _show_change(self) -> None:
        """Say what became of the position, as fully as there is room for."""
        form, room = settings_of(self).dates, self.size.width - 1
        said = change_told(self._history, form)
        if len(said) > room:
            said = change_told(self._history, form, briefly=True)
        self.query_one("#history-change", LineBar).show(line(f" {said}"))

    def on_resize(self) -> None:
        """Paint the lines along time as wide as there is room for."""
        self._show_change()
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

        def read(statement: str | None) -> None:
            if statement:
                self.dismiss(statement)

        both = BeforeAfterScreen(self._corpus, self._who, self._history, self._location)
        if both.day is None:
            self.query_one(KeyBar).say("Everything was said at one time, or has no date.")
            return
        self.app.push_screen(both, read)

    def action_write_history(self) -> None:
        """Ask for a file, and write the statements that tell of the position to it."""
        from quoth.tui.sending.exporting import ask_for_rows  # noqa: PLC0415  # once one writes

        say = self.query_one(KeyBar).say
        ask_for_rows(self, self._corpus, self._history.rows, self._location, say)

    def action_close_history(self) -> None:
        """Go back to the list of positions."""
        self.dismiss(None)
