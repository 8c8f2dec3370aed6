"""Places of a list whose items differ in height: up and down, and as numbers for a scrollbar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.lines.places import ItemHeights, LinePlace

HEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=30)


def items(heights: list[int]) -> ItemHeights:
    return ItemHeights(len(heights), heights.__getitem__)


def every_place(heights: list[int]) -> list[LinePlace]:
    """Return all lines, which is what the list must never have to make."""
    return [LinePlace(item, part) for item, height in enumerate(heights) for part in range(height)]


@given(HEIGHTS, st.integers(0, 300), st.integers(0, 300))
def test_up_and_down_go_by_lines(heights: list[int], start: int, lines: int) -> None:
    places = every_place(heights)
    start %= len(places)
    assert items(heights).down(places[start], lines) == places[min(start + lines, len(places) - 1)]
    assert items(heights).up(places[start], lines) == places[max(start - lines, 0)]


@given(HEIGHTS, st.integers(0, 300), st.integers(1, 60))
def test_what_is_seen_are_the_lines_from_the_top_on(
    heights: list[int], top: int, room: int
) -> None:
    places = every_place(heights)
    top %= len(places)
    assert items(heights).seen(places[top], room) == places[top : top + room]


@given(HEIGHTS, st.integers(1, 60))
def test_the_lowest_top_shows_the_last_line_and_no_blank_one(heights: list[int], room: int) -> None:
    found = items(heights)
    places = every_place(heights)
    shown = found.seen(found.lowest_top(room), room)
    assert shown == places[-min(room, len(places)) :]


@given(HEIGHTS, st.integers(1, 5), st.integers(0, 300))
def test_a_place_is_a_number_and_back(heights: list[int], unit: int, at: int) -> None:
    found, places = items(heights), every_place(heights)
    place = places[at % len(places)]
    units = found.units(place, unit)
    assert units // unit == place.item
    back = found.place_of(units, unit)
    assert back.item == place.item
    assert found.units(back, unit) <= units
    if heights[place.item] <= unit:  # else several lines share a number
        assert back == place or found.units(back, unit) == units


@given(HEIGHTS, st.integers(1, 5))
def test_numbers_grow_with_places(heights: list[int], unit: int) -> None:
    numbers = [items(heights).units(place, unit) for place in every_place(heights)]
    assert numbers == sorted(numbers)


def test_a_million_items_are_not_measured() -> None:
    asked: set[int] = set()

    def height(item: int) -> int:
        asked.add(item)
        return item % 7 + 1

    found = ItemHeights(1_000_000, height)
    for top in (LinePlace(0), found.lowest_top(40), found.place_of(1_500_000, 3)):
        assert len(found.seen(top, 40)) == 40
        found.up(found.down(top, 40), 80)
        found.units(top, 3)
    assert len(asked) < 300
