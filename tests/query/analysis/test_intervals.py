"""Uncertain dates: bounds hold whatever a date turns out to be, and knowing more never widens."""

from __future__ import annotations

from itertools import product
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST, UNDATED
from quoth.query.analysis.columns import Span
from quoth.query.analysis.intervals import (
    Bounds,
    Periods,
    is_certain,
    is_closed,
    is_dated,
    is_possible,
    periods,
    ratio,
)
from quoth.query.analysis.spans import DateSpans
from quoth.query.analysis.spans_numpy import ArraySpans

spans = st.tuples(st.integers(0, 24), st.integers(0, 9)).map(lambda two: (two[0], sum(two)))
undated = st.just((UNDATED.first, UNDATED.last))
BUCKETS = [(start, start + 4) for start in range(0, 40, 5)]


def floor(day: int) -> int:
    """Return the first of the five days that a day is one of."""
    return day // 5 * 5


def share(span: Span, bucket: Span) -> float:
    """Return which part of the days of a date are in a period: the plain definition."""
    days = range(max(span[0], bucket[0]), min(span[1], bucket[1]) + 1)
    return len(days) / (span[1] - span[0] + 1)


def counted(dated: list[tuple[Span, int]], bucket: Span) -> Bounds:
    """Return how many of some dates, each so often, are in a period: the plain definition."""
    return Bounds(
        float(sum(number * is_certain(span, bucket) for span, number in dated)),
        fsum(number * share(span, bucket) for span, number in dated if is_closed(span)),
        float(sum(number * is_possible(span, bucket) for span, number in dated)),
    )


@given(spans)
def test_the_shares_of_a_date_add_up_to_one(span: Span) -> None:
    assert sum(share(span, bucket) for bucket in BUCKETS) == pytest.approx(1)


@given(st.lists(st.tuples(spans | undated, st.integers(1, 3)), max_size=6))
def test_counts_lie_between_their_bounds(dated: list[tuple[Span, int]]) -> None:
    for bucket in BUCKETS:
        found = counted(dated, bucket)
        assert found.lower <= found.value + 1e-9
        assert found.value <= found.upper + 1e-9


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_ratios_lie_between_their_bounds_and_shares_add_up(
    one: list[Span], other: list[Span]
) -> None:
    for bucket in BUCKETS:
        own, rest = (counted([(span, 1) for span in some], bucket) for some in (one, other))
        found, back = ratio(own, rest), ratio(rest, own)
        assert found.lower <= found.value + 1e-9
        assert found.value <= found.upper + 1e-9
        if own.value + rest.value:
            assert found.value + back.value == pytest.approx(1)


@settings(max_examples=60)
@given(st.lists(spans, max_size=4))
def test_periods_are_as_few_and_as_many_as_days_make_them(dated: list[Span]) -> None:
    choices = product(*(range(first, last + 1) for first, last in dated))
    numbers = {len({floor(day) for day in days}) for days in choices}
    found = periods(dated, floor)
    assert (found.lower, found.upper) == (min(numbers), max(numbers))
    assert found.value in numbers


@given(st.lists(st.integers(0, 30), max_size=6))
def test_exact_dates_make_all_three_the_same(days: list[int]) -> None:
    number = len({floor(day) for day in days})
    assert periods([(day, day) for day in days], floor) == Bounds(number, number, number)


@given(st.lists(spans | undated, min_size=1, max_size=5), st.data())
def test_knowing_more_never_widens(dated: list[Span], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(dated) - 1))
    first, last = dated[place] if dated[place][0] <= dated[place][1] else (0, 30)
    start = data.draw(st.integers(first, last))
    finer = (start, data.draw(st.integers(start, last)))
    known = [finer if one == place else span for one, span in enumerate(dated)]
    before, after = periods(dated, floor), periods(known, floor)
    assert before.lower <= after.lower <= after.value <= after.upper <= before.upper
    for bucket in BUCKETS:
        wide, fine = (counted([(span, 1) for span in some], bucket) for some in (dated, known))
        assert wide.lower <= fine.lower
        assert fine.upper <= wide.upper


open_ended = st.sampled_from([(EARLIEST, 12), (12, LATEST), (EARLIEST, LATEST)])


@given(st.lists(st.tuples(spans | undated | open_ended, st.integers(1, 3)), max_size=6))
def test_all_periods_at_once_are_each_by_itself(dated: list[tuple[Span, int]]) -> None:
    inside = BUCKETS[1:5]
    for found, bucket in zip(Periods(inside).counted(dated), inside, strict=True):
        assert found == pytest.approx(counted(dated, bucket))


@pytest.mark.parametrize("kind", [DateSpans, ArraySpans])
@given(dated=st.lists(spans | undated | open_ended | st.just((3, 2)), max_size=6))
def test_what_is_asked_of_dates_at_once_is_so_of_each(
    kind: type[DateSpans], dated: list[Span]
) -> None:
    found = kind.of(dated)
    assert [*found] == dated
    ordered, places = found.in_order()
    assert [*ordered] == sorted(dated)
    assert [ordered[place] for place in places] == dated
    assert [*found.dated] == [*map(is_dated, dated)]
    assert [*found.closed] == [*map(is_closed, dated)]
    for bucket in BUCKETS:
        assert [*found.within(bucket)] == [is_certain(one, bucket) for one in dated]
        assert [*found.meeting(bucket)] == [
            is_dated(one) and is_possible(one, bucket) for one in dated
        ]
    known = {day for one in dated if is_dated(one) for day in one} - {EARLIEST, LATEST}
    assert found.extent(found.dated) == ((min(known), max(known)) if known else None)


@given(st.lists(st.tuples(spans | undated | open_ended, st.integers(1, 3)), max_size=6))
def test_dates_in_one_period_count_as_one(dated: list[tuple[Span, int]]) -> None:
    periods_of = Periods(BUCKETS[1:5])
    days, places = periods_of.collapsed(DateSpans.of([span for span, _ in dated]))
    ones = [(days[place], number) for place, (_, number) in zip(places, dated, strict=True)]
    assert periods_of.counted(ones) == periods_of.counted(dated)
    assert len(days) <= 1 + 4 + len(dated)
