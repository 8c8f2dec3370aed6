"""Which panes are shown at which size: a pure function, so that it can be read and tested.

Nothing is ever lost, only folded: a pane that has no room is one key away.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import Final, NamedTuple

ACTORS: Final = "actors"
STATEMENTS: Final = "statements"
DETAIL: Final = "detail"
TIMELINE: Final = "timeline"

_UPPER: Final = (ACTORS, STATEMENTS, DETAIL)
_LOW: Final = 24
"""Lines of a screen in which a statement that is read needs those of the timeline."""
_NARROWEST_STATEMENTS: Final = 38
_NARROWEST_PANE: Final = 16


class Arrangement(NamedTuple):
    """What is seen, and how large."""

    panes: frozenset[str]
    actors_width: int
    """Columns; 0 for all there are."""
    detail_width: int
    """Columns; 0 for all there are."""
    timeline_height: int
    """Lines, its heading included; 0 for all there are."""


class PaneWishes(NamedTuple):
    """The user's wishes for the panes, followed if there is room."""

    is_zoomed: bool = False
    """Whether the pane that has the attention has all of the screen."""
    timeline: bool | None = None
    """Whether the timeline is there; nothing leaves it to the room that there is."""
    actors: int = 0
    """Columns that the actors have more than usual."""
    detail: int = 0
    """Columns that the statement that is read has more than usual."""


NO_WISHES: Final = PaneWishes()


def arrange(
    width: int, height: int, at: str, upper: str, wishes: PaneWishes = NO_WISHES
) -> Arrangement:
    """Arrange the panes for a terminal of so many columns and lines.

    `at` is the pane that has the attention, `upper` the one of the upper panes that had it last.
    """
    if width < 50 or height < 14 or wishes.is_zoomed:
        return Arrangement(frozenset({at}), 0, 0, 0)
    if upper == DETAIL and height < 20 and at == TIMELINE and width < 112:
        return Arrangement(frozenset({TIMELINE}), 0, 0, 0)
    timeline = {TIMELINE} if _has_timeline(height, at, upper, wishes) else set()
    timeline_height = _timeline_height(height) if timeline else 0
    if width >= 112:
        actors = _within(
            max(30, width // 5) + wishes.actors, width - _NARROWEST_STATEMENTS - _NARROWEST_PANE
        )
        usual = max(38, width * 3 // 8)
        detail = _within(usual + wishes.detail, width - _NARROWEST_STATEMENTS - actors)
        return Arrangement(frozenset({*_UPPER, *timeline}), actors, detail, timeline_height)
    if width >= 72 and upper != DETAIL:
        usual = 26 if width < 96 else 30
        actors = _within(usual + wishes.actors, width - _NARROWEST_STATEMENTS)
        return Arrangement(frozenset({ACTORS, STATEMENTS, *timeline}), actors, 0, timeline_height)
    return Arrangement(frozenset({upper, *timeline}), 0, 0, timeline_height)


def _within(columns: int, most: int) -> int:
    """Return a width that leaves the statements, and the pane itself, room."""
    return max(_NARROWEST_PANE, min(columns, most))


def _has_timeline(height: int, at: str, upper: str, wishes: PaneWishes) -> bool:
    """Tell whether the timeline is seen: to who goes to it it always is, to who reads if it can."""
    if at == TIMELINE:
        return True
    if upper == DETAIL and height < 20:
        return False
    if wishes.timeline is None:
        return upper != DETAIL or height > _LOW
    return wishes.timeline


def _timeline_height(height: int) -> int:
    """Return the lines of a timeline that leaves the upper panes most of the room."""
    if height < 20:
        return 4
    return min(14, max(7, height // 3 - 1))
