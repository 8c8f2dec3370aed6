"""Which pane has the focus, and the room that each pane gets."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from quoth.tui.explorer.arrangement import (
    ACTORS,
    DETAIL,
    STATEMENTS,
    TIMELINE,
    Arrangement,
    PaneWishes,
    arrange,
)

_PANES = (ACTORS, STATEMENTS, DETAIL, TIMELINE)


class Attention:
    """The pane in use; the others are shown or folded depending on it and on the size."""

    def __init__(self, screen: Screen[None]) -> None:
        """Create it for a screen; its panes have the names of `quoth.tui.explorer.arrangement`."""
        self._screen = screen
        self._upper = STATEMENTS
        self.at = STATEMENTS
        """The pane that has the keyboard, or had it last."""
        self.wishes = PaneWishes()
        """How the user wants the panes."""

    def turn_to(self, pane: str) -> None:
        """Attend to a pane, and give it room if it was folded."""
        self.at = pane
        if pane != TIMELINE:
            self._upper = pane
        self.arrange()

    def recall(self, panes: Mapping[str, int]) -> None:
        """Arrange the panes as they were left."""
        timeline = bool(panes[TIMELINE]) if TIMELINE in panes else None
        self.wishes = PaneWishes(False, timeline, panes.get(ACTORS, 0), panes.get(DETAIL, 0))

    @property
    def remembered(self) -> Mapping[str, int]:
        """The state to remember: all that differs from the default."""
        wishes = self.wishes
        columns = {ACTORS: wishes.actors, DETAIL: wishes.detail}
        timeline = {} if wishes.timeline is None else {TIMELINE: int(wishes.timeline)}
        return {name: number for name, number in columns.items() if number} | timeline

    @property
    def arrangement(self) -> Arrangement:
        """How the panes are arranged now."""
        return arrange(*self._screen.app.size, self.at, self._upper, self.wishes)

    def zoom(self) -> bool:
        """Give the current pane the whole screen, or stop; tell whether it has it."""
        self.wishes = self.wishes._replace(is_zoomed=not self.wishes.is_zoomed)
        self.arrange()
        return self.wishes.is_zoomed

    def fold_timeline(self) -> bool:
        """Fold the timeline away, or bring it back; tell whether it is there now."""
        is_there = TIMELINE not in self.arrangement.panes
        self.wishes = self.wishes._replace(timeline=is_there, is_zoomed=False)
        if self.at == TIMELINE and not is_there:
            self.at = self._upper
        self.arrange()
        return TIMELINE in self.arrangement.panes

    def widen(self, columns: int) -> bool:
        """Make the current pane wider or narrower; tell whether that was possible."""
        before, wishes = self.arrangement, self.wishes
        if self.at == STATEMENTS:  # which have what the others leave
            columns = -columns
        if self.at == DETAIL or (self.at == STATEMENTS and before.detail_width):
            self.wishes = wishes._replace(detail=wishes.detail + columns)
        elif self.at in (ACTORS, STATEMENTS):
            self.wishes = wishes._replace(actors=wishes.actors + columns)
        if self.arrangement == before:
            self.wishes = wishes
            return False
        self.arrange()
        return True

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
