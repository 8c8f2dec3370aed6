"""Room for the pane at hand: zoomed, the timeline folded, widths moved and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.settings.remembered import RememberedFile
from quoth.store import Location
from quoth.tui.explorer.arrangement import (
    ACTORS,
    DETAIL,
    STATEMENTS,
    TIMELINE,
    PaneWishes,
    arrange,
)
from tests.tui.driving import Explorer, Opened

WISHES = st.builds(
    PaneWishes,
    st.booleans(),
    st.sampled_from([None, True, False]),
    st.integers(-300, 300),
    st.integers(-300, 300),
)


def shown(quoth: Explorer) -> set[str]:
    return {
        name
        for name in (ACTORS, STATEMENTS, DETAIL, TIMELINE)
        if quoth.app.screen.query_one(f"#{name}").size.area
    }


def width(quoth: Explorer, pane: str) -> int:
    return quoth.app.screen.query_one(f"#{pane}").outer_size.width


@given(st.integers(1, 300), st.integers(1, 100), st.sampled_from([ACTORS, STATEMENTS, DETAIL]),
       st.booleans(), WISHES)  # fmt: skip
def test_whatever_is_wished_the_pane_at_hand_is_seen_and_the_statements_keep_room(
    columns: int, lines: int, upper: str, at_timeline: bool, wishes: PaneWishes
) -> None:
    at = TIMELINE if at_timeline else upper
    found = arrange(columns, lines, at, upper, wishes)
    assert at in found.panes
    if STATEMENTS in found.panes and len(found.panes - {TIMELINE}) > 1:
        detail = found.detail_width if DETAIL in found.panes else 0
        assert columns - found.actors_width - detail >= 34
        assert found.actors_width >= 16


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
@pytest.mark.parametrize("keys", [("1",), ("2",), ("enter",), ("3",)], ids=str)
async def test_z_zooms_the_pane_at_hand_and_back(
    explorer: Opened, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with explorer(size) as quoth:
        await quoth.press(*keys)
        before, at = shown(quoth), quoth.app.screen.focused
        await quoth.press("z")
        assert at is not None
        assert shown(quoth) == {at.id}
        assert width(quoth, at.id or "") == size[0]
        assert "z brings the other panes back" in quoth.text
        await quoth.press("z")
        assert shown(quoth) == before
        assert quoth.app.screen.focused is at
        await quoth.press("z", "escape")
        assert shown(quoth) == before


async def test_the_timeline_folds_by_a_key_and_comes_back(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        lines = quoth.app.screen.query_one(f"#{STATEMENTS}").size.height
        await quoth.press("Z")
        assert shown(quoth) == {ACTORS, STATEMENTS}
        assert quoth.app.screen.query_one(f"#{STATEMENTS}").size.height == lines + 7
        await quoth.press("3")  # who goes to it sees it
        assert TIMELINE in shown(quoth)
        await quoth.press("Z")
        assert TIMELINE not in shown(quoth)
        assert quoth.app.screen.focused is quoth.app.screen.query_one(f"#{STATEMENTS}")
        await quoth.press("Z")
        assert TIMELINE in shown(quoth)


async def test_who_reads_on_a_low_screen_has_all_of_it(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        await quoth.press("enter")
        assert shown(quoth) == {DETAIL}
        await quoth.press("Z")  # unless they want the timeline
        assert shown(quoth) == {DETAIL, TIMELINE}
        await quoth.press("escape")
        assert shown(quoth) == {ACTORS, STATEMENTS, TIMELINE}
    async with explorer((80, 30)) as quoth:
        await quoth.press("enter")
        assert shown(quoth) == {DETAIL, TIMELINE}


async def test_widths_are_moved_and_remembered(
    explorer: Opened, own: Location, tmp_path: Path
) -> None:
    memory = RememberedFile(tmp_path / "remembered.json")
    async with explorer((120, 36), own, memory=memory) as quoth:
        actors, detail = width(quoth, ACTORS), width(quoth, DETAIL)
        await quoth.press("1", "greater_than_sign", "greater_than_sign")
        assert width(quoth, ACTORS) == actors + 4
        await quoth.press("2", "greater_than_sign")
        assert width(quoth, DETAIL) == detail - 2
        await quoth.press("Z", "q")
    assert memory.panes == {ACTORS: 4, DETAIL: -2, TIMELINE: 0}
    async with explorer((120, 36), own, memory=memory) as quoth:
        assert width(quoth, ACTORS) == actors + 4
        assert width(quoth, DETAIL) == detail - 2
        assert TIMELINE not in shown(quoth)
        for _ in range(60):
            await quoth.press("less_than_sign")
        assert width(quoth, STATEMENTS) == 38
        assert "can't be made wider or narrower" in quoth.text


def test_what_is_no_width_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    path.write_text('{"panes": {"actors": "wide", "detail": 1e9, "timeline": 0}}')
    assert RememberedFile(path).panes == {"timeline": 0}
    path.write_text('{"panes": [1]}')
    assert RememberedFile(path).panes == {}
