"""The timeline cuts days into buckets, and counts in each what was said in it or around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quoth.basics.dates import Date, iso, parse
from quoth.presenting.timeline import (
    Bucket,
    Scale,
    TimelineMark,
    Window,
    density,
    fit,
    marks,
    whole,
    window,
)
from tests.strategies import near_dates

scales = st.sampled_from(Scale)
some_day = st.integers(-800_000, 4_000_000)
near_day = st.integers(parse("2024-10-01").first, parse("2025-06-30").first)
dated = st.lists(st.tuples(near_dates, st.integers(1, 5)), max_size=8)


def day(text: str) -> int:
    """Return the ordinal of a day."""
    return parse(text).first


def extent(first: str, last: str) -> tuple[int, int]:
    """Return the days from one to another."""
    return day(first), day(last)


def this_week() -> Window:
    """Return the window of four days from a Monday."""
    return whole(Scale.DAY, extent("2025-03-17", "2025-03-20"))


def several(*texts: str) -> list[tuple[Date, int]]:
    """Return these dates, each of one statement."""
    return [(parse(text), 1) for text in texts]


# -- Scales ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "first", "last"),
    [
        (Scale.DAY, "2025-03-20", "2025-03-20"),
        (Scale.WEEK, "2025-03-17", "2025-03-23"),
        (Scale.MONTH, "2025-03-01", "2025-03-31"),
        (Scale.YEAR, "2025-01-01", "2025-12-31"),
        (Scale.DECADE, "2020-01-01", "2029-12-31"),
    ],
)
def test_a_bucket_is_one_of_the_calendars(scale: Scale, first: str, last: str) -> None:
    start = scale.floor(day("2025-03-20"))
    assert (iso(start), iso(scale.last(start))) == (first, last)


def test_a_decade_before_the_year_nought_counts_backwards() -> None:
    assert iso(Scale.DECADE.floor(day("-0044-03-15"))) == "-0050-01-01"


@given(scales, some_day)
def test_a_day_lies_in_its_bucket(scale: Scale, day: int) -> None:
    start = scale.floor(day)
    assert start <= day <= scale.last(start)
    assert scale.floor(start) == start
    assert scale.floor(scale.last(start)) == start


@given(scales, some_day, st.integers(-500, 500))
def test_steps_lead_there_and_back(scale: Scale, day: int, steps: int) -> None:
    start = scale.floor(day)
    there = scale.shift(start, steps)
    assert scale.floor(there) == there
    assert scale.shift(there, -steps) == start
    assert scale.steps(min(start, there), max(start, there)) == abs(steps) + 1


@given(scales, some_day)
def test_buckets_leave_no_gap(scale: Scale, day: int) -> None:
    start = scale.floor(day)
    assert scale.floor(scale.last(start) + 1) == scale.shift(start, 1) == scale.last(start) + 1


@pytest.mark.parametrize(
    ("scale", "steps"),
    [
        (Scale.DAY, 33),
        (Scale.WEEK, 5),
        (Scale.MONTH, 3),
        (Scale.YEAR, 2),
        (Scale.DECADE, 1),
    ],
)
def test_buckets_are_counted_with_both_ends(scale: Scale, steps: int) -> None:
    assert scale.steps(*extent("2024-12-31", "2025-02-01")) == steps


@pytest.mark.parametrize(
    ("scale", "start", "labels"),
    [
        (Scale.DAY, "2025-03-20", ("Thu 20 Mar", "Thu 20", "20")),
        (Scale.WEEK, "2025-03-17", ("17–23 Mar", "17 Mar", "17")),
        (Scale.WEEK, "2025-03-31", ("31 Mar – 6 Apr", "31 Mar", "31")),
        (Scale.MONTH, "2025-03-01", ("Mar 2025", "Mar", "M")),
        (Scale.MONTH, "2025-01-01", ("Jan 2025", "2025", "J")),
        (Scale.YEAR, "2025-01-01", ("2025", "’25")),
        (Scale.YEAR, "2005-01-01", ("2005", "’05")),
        (Scale.DECADE, "2020-01-01", ("2020s", "’20s")),
        (Scale.YEAR, "0044-01-01", ("44",)),
        (Scale.YEAR, "-0044-01-01", ("-44",)),
        (Scale.DECADE, "-0050-01-01", ("-50s",)),
    ],
)
def test_a_bucket_has_a_name_and_shorter_ones(
    scale: Scale, start: str, labels: tuple[str, ...]
) -> None:
    assert scale.labels(day(start)) == labels


@pytest.mark.parametrize(
    ("scale", "start", "words"),
    [
        (Scale.DAY, "2025-03-20", "Thu 20 Mar 2025"),
        (Scale.WEEK, "2025-03-17", "17–23 Mar 2025"),
        (Scale.WEEK, "2024-12-30", "30 Dec 2024 – 5 Jan 2025"),
        (Scale.MONTH, "2025-03-01", "Mar 2025"),
        (Scale.YEAR, "2025-01-01", "2025"),
        (Scale.DECADE, "2020-01-01", "2020s"),
    ],
)
def test_a_bucket_is_said_in_full_with_its_year(scale: Scale, start: str, words: str) -> None:
    assert scale.describe(day(start)) == words


@given(scales, some_day)
def test_names_get_shorter_and_never_empty(scale: Scale, day: int) -> None:
    labels = scale.labels(scale.floor(day))
    assert all(labels)
    assert all(len(longer) >= len(shorter) for longer, shorter in pairwise(labels))


@given(scales, some_day)
def test_neighbouring_buckets_have_different_names(scale: Scale, day: int) -> None:
    start = scale.floor(day)
    assert scale.describe(start) != scale.describe(scale.shift(start, 1))
    assert scale.labels(start)[0] != scale.labels(scale.shift(start, 1))[0]


@pytest.mark.parametrize("scale", Scale)
def test_a_scale_is_named_in_the_plural(scale: Scale) -> None:
    assert scale.plural in ("days", "weeks", "months", "years", "decades")


# -- Windows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "scale"),
    [
        ("2025-03-17", "2025-03-20", Scale.DAY),
        ("2025-03-01", "2025-03-31", Scale.WEEK),
        ("2024-01-01", "2025-12-31", Scale.MONTH),
        ("1990-01-01", "2025-12-31", Scale.YEAR),
        ("1700-01-01", "2025-12-31", Scale.DECADE),
        ("0001-01-01", "9999-12-31", Scale.DECADE),
    ],
)
def test_the_finest_scale_that_fits_is_chosen(first: str, last: str, scale: Scale) -> None:
    assert fit(*extent(first, last), 78) is scale


@given(near_day, st.integers(0, 20_000), st.integers(10, 200))
def test_more_room_never_makes_the_scale_coarser(first: int, days: int, columns: int) -> None:
    assert fit(first, first + days, columns + 10) <= fit(first, first + days, columns)


@given(scales, some_day, st.integers(0, 30_000), some_day, st.integers(1, 200))
def test_a_window_always_shows_the_cursor(
    scale: Scale, first: int, days: int, cursor: int, columns: int
) -> None:
    shown = window(scale, (first, first + days), cursor, columns)
    assert shown.first <= cursor <= shown.last
    assert 0 <= shown.place(cursor) < shown.size


@given(scales, some_day, st.integers(0, 30_000), some_day, st.integers(1, 200))
def test_a_window_fits_into_its_columns(
    scale: Scale, first: int, days: int, cursor: int, columns: int
) -> None:
    shown = window(scale, (first, first + days), cursor, columns)
    assert shown.size >= 1
    assert shown.width >= 1
    assert shown.size * shown.width <= columns


@given(scales, some_day, st.integers(0, 30_000), some_day, st.integers(1, 200))
def test_a_window_is_made_of_neighbouring_buckets(
    scale: Scale, first: int, days: int, cursor: int, columns: int
) -> None:
    shown = window(scale, (first, first + days), cursor, columns)
    assert len(shown.bounds) == shown.size + 1
    assert all(scale.shift(start, 1) == end for start, end in pairwise(shown.bounds))
    assert scale.floor(shown.first) == shown.first


@given(near_day, st.integers(0, 3_000), st.integers(10, 200))
def test_all_of_the_extent_is_shown_where_it_fits(first: int, days: int, columns: int) -> None:
    last = first + days
    shown = window(fit(first, last, columns), (first, last), first, columns)
    assume(shown.scale is not Scale.DECADE)
    assert shown.first <= first
    assert last <= shown.last


@given(scales, near_day, st.integers(0, 3_000), st.integers(10, 200), st.data())
def test_the_picture_stays_while_the_cursor_moves_in_it(
    scale: Scale, first: int, days: int, columns: int, data: st.DataObject
) -> None:
    within = (first, first + days)
    shown = window(scale, within, first, columns)
    cursor = data.draw(st.integers(shown.first, shown.last))
    assert window(scale, within, cursor, columns) == shown


@given(scales, near_day, st.integers(0, 3_000), st.integers(10, 200))
def test_the_next_page_begins_where_this_one_ends(
    scale: Scale, first: int, days: int, columns: int
) -> None:
    within = (first, first + days)
    shown = window(scale, within, first, columns)
    assert window(scale, within, shown.last + 1, columns).first == shown.last + 1


@given(scales, near_day, st.integers(0, 3_000))
def test_a_whole_window_holds_the_extent_and_nothing_else(
    scale: Scale, first: int, days: int
) -> None:
    shown = whole(scale, (first, first + days))
    assert shown.bounds[0] <= first < shown.bounds[1]
    assert shown.bounds[-2] <= first + days < shown.bounds[-1]


def test_days_outside_a_window_have_places_outside() -> None:
    shown = this_week()
    assert [shown.place(shown.first + days) for days in (-1, 0, 3, 4, 400)] == [-1, 0, 3, 4, 4]


# -- Density ---------------------------------------------------------------------------------------


def test_what_was_certainly_said_in_a_bucket_is_told_from_what_may_have_been() -> None:
    said = several("2025-03-18", "2025-03-18", "2025-03-17/2025-03-19", "2025-03", "2024")
    assert density(this_week(), said) == [Bucket(0, 2), Bucket(2, 2), Bucket(0, 2), Bucket(0, 1)]


def test_an_interval_within_one_bucket_certainly_falls_in_it() -> None:
    months = whole(Scale.MONTH, extent("2025-02-01", "2025-03-31"))
    assert density(months, several("2025-03-17/2025-03-20")) == [Bucket(0, 0), Bucket(1, 0)]


def test_a_bucket_counts_all_that_may_fall_in_it() -> None:
    assert Bucket(2, 3).total == 5


@given(scales, near_day, near_day, dated)
def test_density_is_that_of_a_plain_count(
    scale: Scale, one: int, other: int, said: list[tuple[Date, int]]
) -> None:
    shown = whole(scale, (min(one, other), max(one, other)))
    expected = []
    for start, following in pairwise(shown.bounds):
        may = [(date, count) for date, count in said if date.overlaps(start, following - 1)]
        within = sum(count for date, count in may if date.within(start, following - 1))
        expected.append(Bucket(within, sum(count for _, count in may) - within))
    assert density(shown, said) == expected


# -- Marks -----------------------------------------------------------------------------------------


def test_days_are_points_and_intervals_are_lines() -> None:
    assert marks(this_week(), several("2025-03-18", "2025-03-18", "2025-03-19/2025-03-20")) == [
        TimelineMark(2, 3, 1, opens_before=False, ends_after=False),
        TimelineMark(1, 1, 2, opens_before=False, ends_after=False),
    ]


def test_lines_that_overlap_are_drawn_as_one() -> None:
    said = several("2025-03-17/2025-03-18", "2025-03-18/2025-03-19")
    assert marks(this_week(), said) == [TimelineMark(0, 2, 2, opens_before=False, ends_after=False)]


def test_lines_that_only_meet_stay_two() -> None:
    said = several("2025-03-17/2025-03-18", "2025-03-19/2025-03-20")
    assert [(mark.start, mark.end) for mark in marks(this_week(), said)] == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("/2025-03-18", TimelineMark(0, 1, 1, opens_before=True, ends_after=False)),
        ("2025-03-19/..", TimelineMark(2, 3, 1, opens_before=False, ends_after=True)),
        ("2025", TimelineMark(0, 3, 1, opens_before=True, ends_after=True)),
        ("/2025-03-17", TimelineMark(0, 0, 1, opens_before=True, ends_after=False)),
        ("2025-03-20/2025-04", TimelineMark(3, 3, 1, opens_before=False, ends_after=True)),
    ],
)
def test_a_line_shows_that_it_goes_on_outside(text: str, mark: TimelineMark) -> None:
    assert marks(this_week(), several(text)) == [mark]
    assert not mark.is_point


def test_only_what_lies_in_one_bucket_is_a_point() -> None:
    assert TimelineMark(1, 1, 5, opens_before=False, ends_after=False).is_point
    assert not TimelineMark(1, 2, 5, opens_before=False, ends_after=False).is_point


def test_what_lies_outside_is_not_drawn() -> None:
    assert marks(this_week(), several("2025-03-16", "2025-03-21", "2024")) == []


@given(scales, near_day, near_day, dated)
def test_marks_hold_every_statement_that_may_fall_in_the_window_once(
    scale: Scale, one: int, other: int, said: list[tuple[Date, int]]
) -> None:
    shown = whole(scale, (min(one, other), max(one, other)))
    drawn = marks(shown, said)
    expected = sum(count for date, count in said if date.overlaps(shown.first, shown.last))
    assert sum(mark.statements for mark in drawn) == expected
    assert all(0 <= mark.start <= mark.end < shown.size for mark in drawn)


@given(scales, near_day, near_day, dated)
def test_lines_come_first_in_order_and_never_overlap(
    scale: Scale, one: int, other: int, said: list[tuple[Date, int]]
) -> None:
    drawn = marks(whole(scale, (min(one, other), max(one, other))), said)
    lines = [mark for mark in drawn if not mark.is_point]
    points = [mark for mark in drawn if mark.is_point]
    assert drawn == [*lines, *points]
    assert all(before.end < after.start for before, after in pairwise(lines))
    assert all(before.start < after.start for before, after in pairwise(points))


@given(scales, near_day, near_day, dated)
def test_something_is_drawn_just_where_something_is_counted(
    scale: Scale, one: int, other: int, said: list[tuple[Date, int]]
) -> None:
    shown = whole(scale, (min(one, other), max(one, other)))
    drawn = {place for mark in marks(shown, said) for place in range(mark.start, mark.end + 1)}
    counted = {place for place, bucket in enumerate(density(shown, said)) if bucket.total}
    assert drawn == counted
