"""An actor's statements on a topic before and from a day, side by side; keys move the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from quoth.basics.dates import describe_day
from quoth.query.changes.halving import PositionHalf, days_between, halves, likeliest_day
from quoth.query.changes.side_by_side import words_apart
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import settings_of
from quoth.tui.lines.position_lines import counted, name_of
from quoth.tui.look.painting import LineBar, join, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.occasions_list import OccasionsList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoth.query.changes.positions import PositionHistory
    from quoth.query.telling_words import TellingWord
    from quoth.store import Location
    from quoth.store.snapshot import Snapshot

_SIDES = ("before", "after")


class BeforeAfterScreen(Dialog[str], inherit_bindings=False):
    """Two lists, before and after a day; its result is the id of the statement to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.BEFORE_AFTER)]

    def __init__(
        self, corpus: Snapshot, who: str, history: PositionHistory, location: Location
    ) -> None:
        """Create the screen of an actor's positions; the day is that of the likeliest change."""
        super().__init__()
        self._location = location
        self._corpus = corpus
        self._who = who
        self._history = history
        self._days = days_between(history.occasions)
        self.day = likeliest_day(history.occasions, history.change)

    def compose(self) -> ComposeResult:
        """Make the two sides."""
        with Vertical(classes="analysis"):
            yield LineBar(id="before-after-title")
            with Horizontal(id="before-after"):
                for name in _SIDES:
                    with Vertical(classes="side"):
                        yield LineBar(id=f"{name}-counted")
                        yield OccasionsList(id=f"{name}-list")
                        yield LineBar(id=f"{name}-words")
        yield KeyBar(id="before-after-keys")

    def on_mount(self) -> None:
        """Show both sides."""
        self.query_one(KeyBar).show_place(Context.BEFORE_AFTER)
        self.query_one("#before-list", OccasionsList).focus()
        self._show()

    def _show(self) -> None:
        """Show what lies before the day, and from it on."""
        assert self.day is not None  # noqa: S101  # else it isn't opened
        parts = halves(self._history.occasions, self.day)
        day = describe_day(self.day, settings_of(self).dates)
        undated = f"undated, on neither side: {parts.undated}" if parts.undated else ""
        self.query_one("#before-after-title", LineBar).show(
            line(
                (f" before | from {day} on ", "label"),
                name_of(self._corpus, self._who, self._history),
            ),
            line((f"{undated} ", "faint")) if undated else None,
        )
        both = [[one.rows[0] for one in half.occasions] for half in (parts.before, parts.after)]
        words = words_apart(self._corpus, *both)
        for name, half, told in zip(_SIDES, (parts.before, parts.after), words, strict=True):
            self._show_side(name, half, told)

    def _show_side(self, name: str, half: PositionHalf, words: Sequence[TellingWord]) -> None:
        """Show one side."""
        unsure = f"? either side {len(half.unsure)}" if half.unsure else ""
        said = join([counted(half.occasions), unsure])
        self.query_one(f"#{name}-counted", LineBar).show(line((f" {said}", "strong")))
        self.query_one(f"#{name}-list", OccasionsList).show(
            self._corpus, half.occasions, half.unsure
        )
        more = " · ".join(plain(one.word) for one in words) or "none"
        self.query_one(f"#{name}-words", LineBar).show(line((f" more often: {more}", "faint")))

    def take(self, corpus: Snapshot, history: PositionHistory) -> None:
        """Show the position as it is in the store now, by the same day if that still divides it."""
        self._corpus, self._history = corpus, history
        self._days = days_between(history.occasions)
        if self.day not in self._days:
            self.day = likeliest_day(history.occasions, history.change)
        if self.day is None:
            self.dismiss(None)
        else:
            self._show()

    @property
    def _list(self) -> OccasionsList:
        """The side that has the focus."""
        after = self.query_one("#after-list", OccasionsList)
        return after if after.has_focus else self.query_one("#before-list", OccasionsList)

    def on_list_pane_chosen(self, event: ListPane.Chosen) -> None:
        """Read what was clicked."""
        event.stop()
        event.pane.focus()
        if isinstance(event.pane, OccasionsList) and (statement := event.pane.statement):
            self.dismiss(statement)

    def action_read_told(self) -> None:
        """Read the statement under the cursor."""
        statement = self._list.statement
        if statement is None:
            self.query_one(KeyBar).say("Nothing was said on this side.")
            return
        self.dismiss(statement)

    def action_other_side(self) -> None:
        """Go to the other side."""
        name = "before" if self._list.id == "after-list" else "after"
        self.query_one(f"#{name}-list", OccasionsList).focus()

    def action_day_earlier(self) -> None:
        """Move the day before the occasion before it."""
        self._move([day for day in self._days if self.day is not None and day < self.day][-1:])

    def action_day_later(self) -> None:
        """Move the day to the next occasion."""
        self._move([day for day in self._days if self.day is not None and day > self.day][:1])

    def _move(self, to: Sequence[int]) -> None:
        """Move the day, if there is where to."""
        if not to:
            self.query_one(KeyBar).say("Beyond this day one side would be empty.")
            return
        self.day = to[0]
        self._show()

    def action_write_side(self) -> None:
        """Ask for a file, and write the statements of the side that has the focus to it."""
        from quoth.tui.sending.exporting import ask_for_rows  # noqa: PLC0415  # once one writes

        say = self.query_one(KeyBar).say
        rows = list(dict.fromkeys(row for one in self._list.occasions for row in one.rows))
        if rows:
            ask_for_rows(self, self._corpus, rows, self._location, say)
        else:
            say("Nothing was said on this side.")

    def action_close_before_after(self) -> None:
        """Go back to the line of time."""
        self.dismiss(None)
