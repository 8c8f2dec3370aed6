"""Counts wait while somebody types, and what was found doesn't."""

from __future__ import annotations

import pytest

from quoth.tui.lines.titles import actors_title
from tests.tui.driving import Opened


@pytest.fixture(autouse=True)
def _patience(_fingers_that_rest: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let counts wait for longer than this test takes."""
    monkeypatch.setattr("quoth.tui.explorer.facets.REST", 600.0)


async def test_who_types_sees_what_is_found_and_then_by_whom(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        await quoth.press("slash")
        await quoth.pilot.press(*"ironclad")
        for _ in range(200):
            await quoth.pilot.pause(0.01)
            if "Statements · 1─" in quoth.text:
                break
        assert "2 Statements · 1─" in quoth.text
        assert "1 Actors · 15 of 26─" in quoth.text
        await quoth.press("enter")
        assert "1 Actors · 2 of 26─" in quoth.text


async def test_a_search_that_is_given_up_is_never_counted(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        await quoth.press("slash")
        await quoth.pilot.press(*"ironclad")
        await quoth.press("escape")
        assert "1 Actors · 15 of 26─" in quoth.text
        assert "2 Statements · 24─" in quoth.text


@pytest.mark.parametrize(
    ("speaking", "everyone", "room", "title"),
    [
        (15, 26, 25, "1 Actors · 15 of 26"),
        (26, 26, 25, "1 Actors · 26"),
        (2_008, 2_011, 25, "1 Actors · 2,008 of 2,011"),
        (2_008, 2_011, 24, "1 Actors · 2,008"),
        (2_008, 2_011, -2, "1 Actors · 2,008 of 2,011"),
    ],
)
def test_no_number_of_the_title_is_cut(speaking: int, everyone: int, room: int, title: str) -> None:
    assert actors_title("1", speaking, everyone, room) == title
