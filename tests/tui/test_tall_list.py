"""A list whose items differ in height: it scrolls, turns pages and opens, and measures little."""

from __future__ import annotations

import random

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseScrollDown
from textual.geometry import Offset

from quoth.tui.lines.places import LinePlace
from quoth.tui.widgets.tall_list import TallList

pytestmark = pytest.mark.usefixtures("full_speed")
KEYS = ("down", "down", "down", "up", "pagedown", "pageup", "home", "end")


class Rows(TallList):
    """Items of one to seven lines, twice as many where the cursor rests, which it does at once."""

    REST = 0

    def __init__(self, size: int) -> None:
        super().__init__(id="rows")
        self.items = size
        self.asked: set[int] = set()

    def on_mount(self) -> None:
        self.fill(self.items, 0)

    def item_lines(self, item: int, width: int) -> list[Content]:
        self.asked.add(item)
        height = item * 5 % 7 + 1
        if self.is_open(item):
            height = min(2 * height, self._height)
        return [Content(f"{item}.{part} {width}") for part in range(height)]


class OneList(App[None]):
    """An application of nothing but the list."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.rows = Rows(size)

    def compose(self) -> ComposeResult:
        yield self.rows


def check(rows: Rows) -> None:
    """Hold what is always so."""
    places, height = rows.places, rows.size.height
    lines = [(place.item, part) for place in {p.item: p for p in places}.values()
             for part in range(len(rows.lines_of(place.item)))]  # fmt: skip
    start = lines.index((places[0].item, places[0].part))
    assert [tuple(place) for place in places] == lines[start : start + len(places)]
    assert len(places) == height or places[0] == LinePlace(0)
    assert rows.scroll_offset.y == rows._heights.units(places[0], rows.UNIT)
    assert 0 <= rows.scroll_offset.y <= rows.max_scroll_y
    shown = [rows.render_line(y).text.split(" ")[0] for y in range(len(places))]
    assert shown == [f"{item}.{part}" for item, part in places]


def cursor_is_seen_whole(rows: Rows) -> bool:
    lines = [place.part for place in rows.places if place.item == rows.cursor]
    return lines == list(range(len(rows.lines_of(rows.cursor))))


@pytest.mark.parametrize("size", [1, 3, 40, 1_000_000])
@pytest.mark.parametrize("screen", [(40, 12), (80, 24), (30, 45)])
async def test_whatever_is_pressed_the_cursors_item_is_seen_whole(
    size: int, screen: tuple[int, int]
) -> None:
    chance = random.Random(f"{size} {screen}")  # noqa: S311  # no secret
    app = OneList(size)
    async with app.run_test(size=screen) as pilot:
        for _ in range(60):
            await pilot.press(chance.choice(KEYS))
            check(app.rows)
            assert cursor_is_seen_whole(app.rows)
        await pilot.resize_terminal(33, 9)
        await pilot.pause()
        check(app.rows)
        assert cursor_is_seen_whole(app.rows)


async def test_a_million_items_open_as_ten_do() -> None:
    app = OneList(1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "home", *["pagedown"] * 10)
        assert len(app.rows.asked) < 300
        assert app.rows.cursor < 100
        await pilot.press("end")
        assert app.rows.cursor == 999_999
        assert app.rows.places[-1].item == 999_999
        assert app.rows.scroll_offset.y == app.rows.max_scroll_y
        await pilot.press("home")
        assert app.rows.scroll_offset.y == 0


async def test_pages_leave_no_item_out() -> None:
    app = OneList(60)
    async with app.run_test(size=(40, 12)) as pilot:
        seen: set[int] = set()
        for _ in range(60):
            heights = {p.item: p.part + 1 for p in app.rows.places}
            seen |= {item for item, last in heights.items() if last == len(app.rows.lines_of(item))}
            before = app.rows.cursor
            await pilot.press("pagedown")
            assert app.rows.cursor > before or before == 59
        assert seen == set(range(60))
        for _ in range(60):
            before = app.rows.cursor
            await pilot.press("pageup")
            assert app.rows.cursor < before or before == 0
        assert app.rows.cursor == 0


async def test_the_wheel_scrolls_by_lines_and_the_cursor_stays() -> None:
    app = OneList(1_000)
    async with app.run_test(size=(40, 12)) as pilot:
        lines = app.rows.places
        await pilot._post_mouse_events([MouseScrollDown], app.rows, (2, 2))
        await pilot.pause()
        assert app.rows.places[0] == lines[3]
        assert app.rows.cursor == 0
        check(app.rows)
        app.rows.scroll_by(-1)
        assert app.rows.places[0] == lines[2]


async def test_the_scrollbar_leads_to_the_item_it_points_at() -> None:
    app = OneList(1_000)
    async with app.run_test(size=(40, 12)) as pilot:
        for wanted in (0, 500, 999, 0, 250):
            app.rows.scroll_to(y=wanted * app.rows.UNIT, animate=False, force=True)
            await pilot.pause()
            check(app.rows)
            assert app.rows.places[0].item == wanted or app.rows.places[-1].item == 999


async def test_a_click_takes_the_item_whose_line_it_hit() -> None:
    app = OneList(100)
    async with app.run_test(size=(40, 12)) as pilot:
        place = app.rows.places[7]
        await pilot.click(app.rows, offset=(3, 7))
        assert app.rows.cursor == place.item > 0
        assert cursor_is_seen_whole(app.rows)
        assert (
            app.rows.cursor_screen_offset.y
            == next(y for y, one in enumerate(app.rows.places) if one.item == place.item)
            + app.rows.content_region.y
        )


async def test_what_holds_steady_stays_where_it_is_on_the_screen() -> None:
    app = OneList(100)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press(*["down"] * 30)
        above = app.rows.cursor_screen_offset
        app.rows.fill(120, app.rows.cursor, steady=True)
        await pilot.pause()
        assert app.rows.cursor_screen_offset == above != Offset(0, 0)
        check(app.rows)
        app.rows.fill(2, 1)
        await pilot.pause()
        check(app.rows)
        app.rows.fill(0, 0)
        await pilot.pause()
        assert app.rows.places == []
        assert not app.rows.show_vertical_scrollbar


async def test_nothing_moves_until_the_cursor_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rows, "REST", 3600.0)
    app = OneList(1_000)
    async with app.run_test(size=(40, 24)) as pilot:
        places = app.rows.places
        await pilot.press("down", "down")
        assert app.rows.places == places
        before = [place for place in places if place.item == 2]
        assert app.rows.cursor_reach(2, 0) is None
        assert app.rows.cursor_reach(2, 1) == 0
        app.rows._rest()
        assert app.rows.is_open(2)
        assert not app.rows.is_open(0)
        assert app.rows.cursor_reach(2, 1) is None
        opened = [place for place in app.rows.places if place.item == 2]
        assert len(opened) == 2 * len(before)
        check(app.rows)


async def test_the_line_that_is_read_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rows, "REST", 3600.0)
    app = OneList(1_000)
    async with app.run_test(size=(40, 40)) as pilot:
        await pilot.press("end")
        app.rows._rest()
        app.rows.go_to_item(500)
        app.rows._rest()
        await pilot.press("down")
        before = app.rows._lines_above(501, app.rows.places)
        app.rows._rest()
        check(app.rows)
        assert app.rows._lines_above(501, app.rows.places) == before
