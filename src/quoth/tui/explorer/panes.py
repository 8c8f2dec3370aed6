"""The part of the screen that knows which pane has the focus, and how much room each has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.tui.commands import Context
from quoth.tui.configured import picking_of, told_keys
from quoth.tui.explorer.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE
from quoth.tui.explorer.attention import Attention
from quoth.tui.explorer.sending_keys import SendingScreen
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane

PLACES: Final[Mapping[str, Context]] = {
    ACTORS: Context.ACTORS,
    STATEMENTS: Context.STATEMENTS,
    DETAIL: Context.DETAIL,
    TIMELINE: Context.TIMELINE,
}
"""The panes by their names, each with the place that it is to the commands."""
_STEP: Final = 2
"""Columns by which a pane is made wider, or narrower."""


class PanesScreen(SendingScreen):
    """A screen of panes, one of which has the focus."""

    _attention: Attention

    @property
    def pane(self) -> str:
        """The pane that has the keyboard."""
        return self._attention.at

    @property
    def panes_left(self) -> Mapping[str, int]:
        """How the user wants the panes."""
        return self._attention.remembered

    @property
    def _statements(self) -> StatementsPane:
        return self.query_one(StatementsPane)

    @property
    def _timeline(self) -> TimelinePane:
        return self.query_one(TimelinePane)

    def go(self, pane: str) -> None:
        """Give a pane the keyboard, and room if it was folded."""
        self._attention.turn_to(pane)
        self.set_focus(self.query_one(f"#{pane}"))

    def action_go(self, pane: str) -> None:
        """Give a pane the keyboard; say so if it has it already."""
        if self._attention.at == pane and self.focused is self.query_one(f"#{pane}"):
            self.say(f"You are already in the {pane}.")
        self.go(pane)

    def _place(self, name: str | None) -> Context:
        """Return where the keyboard is, for the key bar; what isn't a pane is the search."""
        if name == STATEMENTS and picking_of(self) is not None:
            return Context.PICKING
        return PLACES.get(name or "", Context.SEARCH)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.go(self._attention.neighbour(1))

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.go(self._attention.neighbour(-1))

    def action_zoom_pane(self) -> None:
        """Give the current pane the whole screen, or bring the others back."""
        if self._attention.zoom():
            self.say(told_keys(self, "{zoom_pane} brings the other panes back."))

    def action_fold_timeline(self) -> None:
        """Fold the timeline away, or bring it back."""
        if not self._attention.fold_timeline():
            self.go(self._attention.at)
            self.say(told_keys(self, "The timeline is folded; {fold_timeline} brings it back."))

    def action_wider(self) -> None:
        """Make the current pane wider."""
        self._widen(_STEP)

    def action_narrower(self) -> None:
        """Make the current pane narrower."""
        self._widen(-_STEP)

    def _widen(self, columns: int) -> None:
        """Make the current pane wider or narrower; report if that isn't possible."""
        if not self._attention.widen(columns):
            self.say("This pane can't be made wider or narrower.")

    def action_next_statement(self) -> None:
        """Go to the next statement."""
        self._statements.action_down()

    def action_previous_statement(self) -> None:
        """Go to the statement before."""
        self._statements.action_up()

    def action_read_first(self) -> None:
        """Read the statement under the cursor."""
        self.go(DETAIL)

    def action_earlier(self) -> None:
        """Choose the period before."""
        self._timeline.step(-1)

    def action_later(self) -> None:
        """Choose the period after."""
        self._timeline.step(1)

    def action_zoom_in(self) -> None:
        """Cut the timeline finer."""
        self._cut_timeline(-1)

    def action_zoom_out(self) -> None:
        """Cut the timeline coarser."""
        self._cut_timeline(1)

    def _cut_timeline(self, steps: int) -> None:
        """Cut the timeline finer or coarser, and say so where it can't be seen."""
        self._timeline.zoom(steps)
        if not self._timeline.display:
            self.say(told_keys(self, "The timeline is folded; {fold_timeline} brings it back."))
