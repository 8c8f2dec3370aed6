"""Which pane has the keyboard, and the room that the panes have for it."""

from __future__ import annotations

from textual.screen import Screen

from quoth.tui.explorer.arrangement import (
    ACTORS,
    DETAIL,
    STATEMENTS,
    TIMELINE,
    Arrangement,
    arrange,
)

_PANES = (ACTORS, STATEMENTS, DETAIL, TIMELINE)


class Attention:
    """The pane that is attended to; the others are seen or folded as it and the size want it."""

    def __init__(self, screen: Screen[None]) -> None:
        """Take the screen; its panes go by the names of `quoth.tui.explorer.arrangement`."""
        self._screen = screen
        self._upper = STATEMENTS
        self.at = STATEMENTS
        """The pane that has the keyboard, or had it last."""

    def turn_to(self, pane: str) -> None:
        """Attend to a pane, and give it room if it was folded."""
        self.at = pane
        if pane != TIMELINE:
            self._upper = pane
        self.arrange()

    @property
    def arrangement(self) -> Arrangement:
        """How the panes are arranged now."""
        return arrange(*self._screen.app.size, self.at, self._upper)

    def arrange(self) -> None:
        """Give each pane its room, or none."""
        arrangement = self.arrangement
        panes = {name: self._screen.query_one(f"#{name}") for name in _PANES}
        for name, pane in panes.items():
            pane.display = name in arrangement.panes
        upper = arrangement.panes - {TIMELINE}
        self._screen.query_one("#panes").display = bool(upper)
        alone = len(upper) == 1
        panes[ACTORS].styles.width = (0 if alone else arrangement.actors_width) or "1fr"
        panes[DETAIL].styles.width = (0 if alone else arrangement.detail_width) or "1fr"
        panes[TIMELINE].styles.height = arrangement.timeline_height or "1fr"

    def neighbour(self, steps: int) -> str:
        """Return the pane so many steps on, round and round; one that is read is not left."""
        seen = self.arrangement.panes
        reading = DETAIL in seen and STATEMENTS not in seen
        round_trip = (DETAIL, TIMELINE) if reading else _PANES
        order = [pane for pane in round_trip if pane != DETAIL or DETAIL in seen]
        place = order.index(self.at) if self.at in order else 0
        return order[(place + steps) % len(order)]
