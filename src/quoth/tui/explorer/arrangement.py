"""Which panes are seen at which size: a pure function, so that it can be read and tested.

Nothing is ever lost, only folded: a pane that has no room is one key away.
"""

from __future__ import annotations

from typing import Final, NamedTuple

ACTORS: Final = "actors"
STATEMENTS: Final = "statements"
DETAIL: Final = "detail"
TIMELINE: Final = "timeline"

_UPPER: Final = (ACTORS, STATEMENTS, DETAIL)


class Arrangement(NamedTuple):
    """What is seen, and how large."""

    panes: frozenset[str]
    actors_width: int
    """Columns; 0 for all there are."""
    detail_width: int
    """Columns; 0 for all there are."""
    timeline_height: int
    """Lines, its heading included; 0 for all there are."""


def arrange(width: int, height: int, at: str, upper: str) -> Arrangement:
    """Arrange the panes for a terminal of so many columns and lines.

    `at` is the pane that has the attention, `upper` the one of the upper panes that had it last.
    """
    if width < 50 or height < 14:
        return Arrangement(frozenset({at}), 0, 0, 0)
    timeline_height = _timeline_height(height)
    if width >= 112:
        panes = frozenset((*_UPPER, TIMELINE))
        return Arrangement(panes, 30, max(38, width * 3 // 8), timeline_height)
    if width >= 72 and upper != DETAIL:
        panes = frozenset({ACTORS, STATEMENTS, TIMELINE})
        return Arrangement(panes, 26 if width < 96 else 30, 0, timeline_height)
    if upper == DETAIL and height < 20:
        return Arrangement(frozenset({at if at == TIMELINE else DETAIL}), 0, 0, 0)
    return Arrangement(frozenset({upper, TIMELINE}), 0, 0, timeline_height)


def _timeline_height(height: int) -> int:
    """Return the lines of a timeline that leaves the upper panes most of the room."""
    if height < 20:
        return 4
    return min(14, max(7, height // 3 - 1))
