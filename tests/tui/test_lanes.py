"""The lines of the timeline: what is drawn for what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from quoth.basics.dates import parse
from quoth.presenting.timeline import Bucket, Scale, Window, marks, window
from quoth.query import Period
from quoth.tui.lines import lanes

WEEK = (parse("2025-03-17").first, parse("2025-03-20").first)
DAYS = window(Scale.DAY, WEEK, WEEK[0], 48)


def lane(*dates: str, titles: list[str] | None = None) -> str:
    found = marks(DAYS, [(parse(date), 1) for date in dates])
    return lanes.lane(DAYS, found, titles).plain.rstrip()


def test_a_day_is_a_point() -> None:
    assert lane("2025-03-18").strip() == "●"


def test_several_statements_of_a_day_are_one_point_with_their_number() -> None:
    assert lane("2025-03-18", "2025-03-18").strip() == "● 2"


def test_an_interval_is_a_line_from_its_first_day_to_its_last() -> None:
    drawn = lane("2025-03-18/2025-03-19")
    assert drawn.startswith(" " * DAYS.width + "├")
    assert drawn.endswith("┤")
    assert len(drawn) == 3 * DAYS.width - 1


def test_a_beginning_that_nobody_knows_is_an_arrow() -> None:
    assert lane("/2025-03-18").startswith("◂")


def test_an_end_beyond_the_window_is_an_arrow() -> None:
    assert lane("2025-03-19/2025-04-02").endswith("▸")


def test_an_event_has_its_title() -> None:
    assert lane("2025-03-17/2025-03-20", titles=["Talks"]).startswith("├─ ◆ Talks ─")


def test_a_title_that_has_no_room_on_the_right_stands_on_the_left() -> None:
    assert lane("2025-03-20", titles=["A title of some length"]).strip() == (
        "A title of some length ◆"
    )


def test_the_axis_marks_what_is_chosen_and_what_is_pointed_at() -> None:
    axis = lanes.axis(DAYS, (1, 1), Period(WEEK[0], WEEK[0]))
    assert axis.plain.startswith("Mon 17 Mar ✓Tue 18 Mar")
    assert [span.style for span in axis.spans].count("cursor") == 1


def test_bars_tell_certain_from_possible() -> None:
    buckets = [Bucket(4, 0), Bucket(0, 4), Bucket(0, 0), Bucket(2, 2)]
    (bars,) = lanes.density(DAYS, buckets, 1)
    assert bars.plain[:: DAYS.width] == "█░ ▄"


def test_days_that_tell_nothing_apart_are_one_bar_that_says_so() -> None:
    buckets = [Bucket(0, 7)] * len(DAYS.bounds[:-1])
    (bars,) = lanes.density(DAYS, buckets, 1)
    assert " up to 7 on any one of these days " in bars.plain
    assert bars.plain.count(" 7 ") == 1
    apart = [Bucket(0, 7), Bucket(1, 7), *[Bucket(0, 0)] * (len(buckets) - 2)]
    (bars,) = lanes.density(DAYS, apart, 1)
    assert "any one" not in bars.plain


@pytest.mark.parametrize("scale", list(Scale))
@given(columns=st.integers(1, 200), first=st.integers(1, 10**6), days=st.integers(0, 10**5))
def test_every_line_fits_its_columns(scale: Scale, columns: int, first: int, days: int) -> None:
    shown: Window = window(scale, (first, first + days), first, columns)
    width = shown.size * shown.width
    buckets = [Bucket(place, place) for place in range(shown.size)]
    found = marks(shown, [(parse("../2030"), 3)])
    for content in (
        lanes.axis(shown, (0, 0), Period(first, first + days)),
        *lanes.density(shown, buckets, 2),
        lanes.lane(shown, found, ["A title " * 40] * len(found)),
        lanes.lane(shown, found),
    ):
        assert content.cell_length == width


def test_a_wide_title_leaves_the_columns_where_they_are() -> None:
    drawn = lane("2025-03-17", "2025-03-20", titles=["会議の議題についての長い題名である", ""])
    assert Content(drawn[: drawn.rindex("◆")]).cell_length == 3 * DAYS.width + DAYS.width // 3


def test_a_mark_that_is_combined_takes_no_column() -> None:
    drawn = lane("2025-03-17", "2025-03-20", titles=["Re\u0301union", ""])
    assert Content(drawn[: drawn.rindex("◆")]).cell_length == 3 * DAYS.width + DAYS.width // 3


@pytest.mark.parametrize(
    ("scale", "first", "columns", "shown"),
    [
        (Scale.MONTH, "2021-11", 48, "N D ’22 M A M"),
        (Scale.MONTH, "2021-11", 72, "N  D  ’22   M  A"),
        (Scale.DAY, "2025-03-29", 30, "29 30 31 Apr   3"),
    ],
)
def test_a_narrow_axis_says_where_a_year_or_a_month_begins(
    scale: Scale, first: str, columns: int, shown: str
) -> None:
    start = parse(first).first
    width = 2 if columns == 48 else 3
    bounds = tuple(scale.shift(start, step) for step in range(columns // width + 1))
    axis = lanes.axis(Window(scale, bounds, width), (9, 9), None)
    assert axis.plain.startswith(shown)
