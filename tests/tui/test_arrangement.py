"""Which panes are seen at which size: folded where there is no room, and never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.explorer.arrangement import ACTORS, DETAIL, STATEMENTS, TIMELINE, arrange

PANES = (ACTORS, STATEMENTS, DETAIL, TIMELINE)


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((120, 36), {ACTORS, STATEMENTS, DETAIL, TIMELINE}),
        ((80, 24), {ACTORS, STATEMENTS, TIMELINE}),
        ((60, 16), {STATEMENTS, TIMELINE}),
        ((40, 12), {STATEMENTS}),
    ],
)
def test_as_many_panes_are_seen_as_there_is_room_for(
    size: tuple[int, int], panes: set[str]
) -> None:
    assert arrange(*size, at=STATEMENTS, upper=STATEMENTS).panes == panes


@given(st.integers(1, 300), st.integers(1, 100), st.sampled_from(PANES))
def test_the_pane_that_has_the_keyboard_is_always_seen(width: int, height: int, at: str) -> None:
    upper = at if at != TIMELINE else STATEMENTS
    assert at in arrange(width, height, at, upper).panes


@given(st.integers(50, 300), st.integers(14, 100), st.sampled_from(PANES[:3]))
def test_the_upper_panes_keep_at_least_half_of_the_room(
    width: int, height: int, upper: str
) -> None:
    assert arrange(width, height, upper, upper).timeline_height <= height / 2


@given(st.integers(112, 300), st.integers(14, 100))
def test_the_statements_keep_room_beside_their_neighbours(width: int, height: int) -> None:
    arrangement = arrange(width, height, STATEMENTS, STATEMENTS)
    assert width - arrangement.actors_width - arrangement.detail_width >= 38
