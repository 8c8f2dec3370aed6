"""Dates are intervals of days, and never more precise than their text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from quoth.basics.dates import (
    EARLIEST,
    LATEST,
    MONTHS,
    UNDATED,
    Date,
    DateError,
    DateStyle,
    civil,
    days_in_month,
    describe,
    describe_day,
    describe_days,
    extent,
    iso,
    ordinal,
    parse,
    recency,
    weekday,
    without_year,
)
from tests.strategies import any_text, date_texts, dates, days, intervals, months, points, years

any_day = st.integers(-(10**11), 10**11)
SEASONS = ("spring", "summer", "autumn", "winter")


def span(text: str) -> tuple[str, str]:
    """Return the first and the last day of a date, as they are written."""
    read = parse(text)
    return iso(read.first), iso(read.last)


# -- The notation ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-20", "2025-03-20", "2025-03-20"),
        ("2025-03", "2025-03-01", "2025-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("2025-03-20T09:30", "2025-03-20", "2025-03-20"),
        ("2025-03-20T09:30:15", "2025-03-20", "2025-03-20"),
        ("2025-03-20T09:30:15.25Z", "2025-03-20", "2025-03-20"),
        ("2025-03-20T23:59:59+01:00", "2025-03-20", "2025-03-20"),
        ("2025-03-20T24:00:00-05", "2025-03-20", "2025-03-20"),
        ("2025-03-17/2025-03-20", "2025-03-17", "2025-03-20"),
        ("2025-03/2025-04", "2025-03-01", "2025-04-30"),
        ("2024/2025-03-20", "2024-01-01", "2025-03-20"),
        ("2025-03-20/2025-03-20", "2025-03-20", "2025-03-20"),
        ("2025-03-18~", "2025-03-18", "2025-03-18"),
        ("2025-03?", "2025-03-01", "2025-03-31"),
        ("2025%", "2025-01-01", "2025-12-31"),
        ("2025-03-17~/2025-03-20?", "2025-03-17", "2025-03-20"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2XXX", "2000-01-01", "2999-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31"),
        ("2025-03-XX", "2025-03-01", "2025-03-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("-004X", "-0049-01-01", "-0040-12-31"),
        ("Y17000", "17000-01-01", "17000-12-31"),
        ("Y-17000", "-17000-01-01", "-17000-12-31"),
    ],
)
def test_a_date_spans_the_days_it_may_stand_for(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize("text", ["/2025-03-20", "../2025-03-20"])
def test_an_interval_without_a_beginning_reaches_back_for_ever(text: str) -> None:
    assert parse(text)[1:] == (EARLIEST, parse("2025-03-20").last)


@pytest.mark.parametrize("text", ["2025-03-20/", "2025-03-20/.."])
def test_an_interval_without_an_end_reaches_on_for_ever(text: str) -> None:
    assert parse(text)[1:] == (parse("2025-03-20").first, LATEST)


def test_even_the_farthest_years_lie_between_the_earliest_and_the_latest_day() -> None:
    assert parse("Y-999999999").first > EARLIEST
    assert parse("Y999999999").last < LATEST


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is not a date"),
        (" ", "is not a date"),
        ("yesterday", "is not a date"),
        ("20 March 2025", "is not a date"),
        ("20.03.2025", "is not a date"),
        ("2025-3-20", "is not a date"),
        ("25-03-20", "is not a date"),
        ("2025-03-20 ", "is not a date"),
        ("2025-03-20\n", "is not a date"),
        ("２０２５-03-20", "is not a date"),
        ("2025-03-20T9:30", "is not a date"),
        ("2025-03-20T24:01", "is not a date"),
        ("2025-03-20T25:00", "is not a date"),
        ("2025-03-20T09:60", "is not a date"),
        ("2025-03T09:30", "is not a date"),
        ("2025~?", "is not a date"),
        ("Y2025", "is not a date"),
        ("X025", "is not a date"),
        ("20X5", "is not a date"),
        ("2025-00", "has no month 00"),
        ("2025-13", "has no month 13"),
        ("2025-25", "has no month 25"),
        ("2025-04-00", "has no day 00"),
        ("2025-04-31", "has no day 31: Apr 2025 has fewer"),
        ("2025-02-29", "has no day 29: Feb 2025 has fewer"),
        ("2025-21-05", "names a day of a season"),
        ("2025-XX-05", "names a day of an unspecified month"),
        ("202X-05", "names a month of an unspecified year"),
        ("2025/2026/2027", "has more than one “/”"),
        ("2025-03-20/2025-03-17", "ends before it begins"),
        ("2026/2025-12", "ends before it begins"),
        ("/", "neither a beginning nor an end"),
        ("../..", "neither a beginning nor an end"),
        ("/..", "neither a beginning nor an end"),
        ("2025/soon", "is not a date"),
        ("/2025-13", "has no month 13"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, complaint: str) -> None:
    with pytest.raises(DateError) as refused:
        parse(text)
    assert f"“{text}”" in str(refused.value)
    assert complaint in str(refused.value)


@given(any_text | st.text("0123456789-X/.~?%YTZ:+", max_size=24))
@example("2025-03-20/../2025")
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        read = parse(text)
    except DateError:
        return
    assert read.text == text


@given(date_texts)
def test_a_date_begins_no_later_than_it_ends(text: str) -> None:
    read = parse(text)
    assert EARLIEST <= read.first <= read.last <= LATEST


@given(intervals())
def test_an_interval_contains_its_ends(text: str) -> None:
    whole = parse(text)
    start, _, end = text.partition("/")
    if start not in ("", ".."):
        assert whole.first == parse(start).first
        assert parse(start).overlaps(whole.first, whole.last)
    if end not in ("", ".."):
        assert whole.last == parse(end).last
        assert parse(end).overlaps(whole.first, whole.last)


@given(points, st.sampled_from("~?%"))
def test_a_qualifier_moves_no_date(text: str, qualifier: str) -> None:
    assert parse(text + qualifier)[1:] == parse(text)[1:]


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025-03-18", False, False),
        ("2025-03-18~", True, False),
        ("2025-03-18?", False, True),
        ("2025-03-18%", True, True),
        ("2025-03-17/2025-03-20~", True, False),
        ("2025-03-17?/2025-03-20", False, True),
    ],
)
def test_a_date_knows_what_its_source_doubts(text: str, approximate: bool, uncertain: bool) -> None:
    read = parse(text)
    assert (read.is_approximate, read.is_uncertain) == (approximate, uncertain)


# -- Intervals -------------------------------------------------------------------------------------


@given(dates, dates)
def test_two_dates_overlap_each_other_or_neither_does(one: Date, other: Date) -> None:
    assert one.overlaps(other.first, other.last) == other.overlaps(one.first, one.last)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(dates, dates)
def test_what_lies_within_a_span_overlaps_it(one: Date, other: Date) -> None:
    assume(one.within(other.first, other.last))
    assert one.overlaps(other.first, other.last)
    assert one.days <= other.days


@given(dates)
def test_a_date_lies_within_its_own_days_and_no_fewer(one: Date) -> None:
    assert one.within(one.first, one.last)
    assert not one.within(one.first + 1, one.last)
    assert not one.within(one.first, one.last - 1)


def test_neighbouring_days_do_not_overlap() -> None:
    day, following = parse("2025-03-20"), parse("2025-03-21")
    assert not day.overlaps(following.first, following.last)


def test_days_are_counted_with_both_ends() -> None:
    assert parse("2025-03-17/2025-03-20").days == 4
    assert parse("2025-03-20").days == 1
    assert parse("/2025-03-20").days > 10**9


# -- The calendar ----------------------------------------------------------------------------------


@given(any_day)
def test_a_day_is_its_civil_date_and_back(day: int) -> None:
    assert ordinal(*civil(day)) == day


@given(any_day)
def test_a_civil_date_has_a_month_and_a_day_of_it(day: int) -> None:
    year, month, number = civil(day)
    assert 1 <= month <= 12
    assert 1 <= number <= days_in_month(year, month)


@given(st.dates())
@example(date.min)
@example(date.max)
def test_days_are_counted_like_those_of_datetime(day: date) -> None:
    count = day.toordinal()
    assert ordinal(day.year, day.month, day.day) == count
    assert civil(count) == (day.year, day.month, day.day)
    assert weekday(count) == day.weekday()
    assert iso(count) == day.isoformat()


@given(any_day)
def test_the_following_day_is_one_later_in_the_calendar_too(day: int) -> None:
    assert civil(day + 1) > civil(day)
    assert weekday(day + 1) == (weekday(day) + 1) % 7


@given(days())
def test_a_day_is_written_as_it_is_read(text: str) -> None:
    assume(not text.startswith("-0000"))
    assert iso(parse(text).first) == text


# -- Words for dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-03-20", "20 Mar 2025"),
        ("2025-03-02", "2 Mar 2025"),
        ("2025-03-20T09:30", "20 Mar 2025"),
        ("2025-03", "Mar 2025"),
        ("2025-03-XX", "Mar 2025"),
        ("2025", "2025"),
        ("2025-XX", "2025"),
        ("2025-XX-XX", "2025"),
        ("202X", "2020s"),
        ("20XX", "20XX"),
        ("Y17000", "17000"),
        ("-0044-03-15", "15 Mar -0044"),
        ("2025-21", "spring 2025"),
        ("2025-24", "winter 2025"),
        ("2025-03-18~", "c. 18 Mar 2025"),
        ("2025-03?", "Mar 2025?"),
        ("2025%", "c. 2025?"),
        ("2025-03-17/2025-03-20", "17–20 Mar 2025"),
        ("2025-03-17/2025-04-02", "17 Mar – 2 Apr 2025"),
        ("2024-12-30/2025-01-02", "30 Dec 2024 – 2 Jan 2025"),
        ("2025-03/2025-04", "Mar–Apr 2025"),
        ("2024/2025", "2024–2025"),
        ("2025-03-20/2025-03-20", "20 Mar 2025"),
        ("2022~/2025-03-20", "c. 2022 – 20 Mar 2025"),
        ("2025-03-17/2025-03-20?", "17 Mar 2025 – 20 Mar 2025?"),
        ("/2025-03-20", "by 20 Mar 2025"),
        ("../2025-03-20", "until 20 Mar 2025"),
        ("2025-03-20/", "from 20 Mar 2025"),
        ("2022~/..", "since c. 2022"),
    ],
)
def test_a_date_is_said_in_few_words(text: str, words: str) -> None:
    assert describe(parse(text)) == words


@given(months, st.sampled_from(["", "-XX", "~", "?", "%", "-XX~"]))
def test_a_month_is_never_shown_with_a_day(month: str, rest: str) -> None:
    words = describe(parse(month + rest))
    assert re.fullmatch(rf"(c\. )?({'|'.join(MONTHS)}) -?\d{{4}}\??", words)


@given(years, st.sampled_from(["", "-XX", "-XX-XX", "~", "?", "%"]))
def test_a_year_is_never_shown_with_a_month(year: str, rest: str) -> None:
    assert re.fullmatch(r"(c\. )?-?\d{4}\??", describe(parse(year + rest)))


@given(date_texts)
def test_words_are_never_more_precise_than_the_date(text: str) -> None:
    ends = [end.rstrip("~?%") for end in text.split("/")]
    words = describe(parse(text))
    has_month = any(re.match(r"-?\d{4}-(0\d|1[0-2])", end) for end in ends)
    has_season = any(re.match(r"-?\d{4}-2[1-4]", end) for end in ends)
    has_day = any(re.match(r"-?\d{4}-\d\d-\d\d", end) for end in ends)
    assert any(month in words for month in MONTHS) == has_month
    assert any(season in words for season in SEASONS) == has_season
    assert bool(re.search(r"(?<![\d-])\d{1,2}(?![\dX])", words)) == has_day
    assert ":" not in words


@given(dates)
def test_words_keep_the_doubts_of_the_source(read: Date) -> None:
    words = describe(read)
    assert ("c. " in words) == read.is_approximate
    assert ("?" in words) == read.is_uncertain


@given(dates)
def test_words_for_a_date_fit_in_a_line(read: Date) -> None:
    words = describe(read)
    assert words == words.strip()
    assert 4 <= len(words) <= 45
    assert "\n" not in words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-03-20", "2025-03-20", "20 Mar 2025"),
        ("2025-03-17", "2025-03-20", "17–20 Mar 2025"),
        ("2025-03-01", "2025-03-31", "Mar 2025"),
        ("2025-01-01", "2025-03-31", "Jan–Mar 2025"),
        ("2024-11-01", "2025-02-28", "Nov 2024 – Feb 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "2024–2025"),
        ("2025-03-01", "2025-03-30", "1–30 Mar 2025"),
    ],
)
def test_a_span_of_days_is_a_month_or_a_year_where_it_is_exactly_one(
    first: str, last: str, words: str
) -> None:
    assert describe_days(parse(first).first, parse(last).last) == words


@given(st.dates())
def test_a_span_of_one_day_is_that_day(day: date) -> None:
    count = day.toordinal()
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert describe_day(count) == words
    assert describe_days(count, count) == words


# -- The extent ------------------------------------------------------------------------------------


def extent_of(*texts: str) -> tuple[str, str] | None:
    """Return the days worth seeing of these dates."""
    days = extent(map(parse, texts))
    return days and (iso(days[0]), iso(days[1]))


def test_the_extent_reaches_from_the_first_day_to_the_last() -> None:
    assert extent_of("2025-03-20", "2025-03-17/2025-03-19", "2025-02") == (
        "2025-02-01",
        "2025-03-20",
    )


def test_vague_dates_do_not_widen_the_extent_of_sharp_ones() -> None:
    assert extent_of("2025-03-20", "20XX", "/2025-04-01", "2022~/..") == (
        "2025-03-20",
        "2025-03-20",
    )


def test_vague_dates_alone_have_the_extent_they_know() -> None:
    assert extent_of("/2025-03-20", "2022/..") == ("2022-01-01", "2025-03-20")


def test_nothing_has_no_extent() -> None:
    assert extent([]) is None


@given(st.lists(dates, min_size=1))
def test_the_extent_touches_a_date_at_both_ends(several: list[Date]) -> None:
    days = extent(several)
    assert days is not None
    assert days[0] in {day for date in several for day in (date.first, date.last)}
    assert days[1] in {day for date in several for day in (date.first, date.last)}
    assert EARLIEST < days[0] <= days[1] < LATEST
    assert all(date.within(*days) for date in several if date.days <= 31)


# -- How they are written --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "us", "iso_8601"),
    [
        ("2025-03-20", "Mar 20, 2025", "2025-03-20"),
        ("2025-03", "Mar 2025", "2025-03"),
        ("2025", "2025", "2025"),
        ("2025-03-17/2025-03-20", "Mar 17–20, 2025", "2025-03-17 – 2025-03-20"),
        ("2025-02-27/2025-03-02", "Feb 27 – Mar 2, 2025", "2025-02-27 – 2025-03-02"),
        ("2024-12-30/2025-01-02", "Dec 30, 2024 – Jan 2, 2025", "2024-12-30 – 2025-01-02"),
        ("2025-03/2025-04", "Mar–Apr 2025", "2025-03 – 2025-04"),
        ("2025-03-18~", "c. Mar 18, 2025", "c. 2025-03-18"),
        ("2025-03-18%", "c. Mar 18, 2025?", "c. 2025-03-18?"),
        ("/2025-03-20", "by Mar 20, 2025", "by 2025-03-20"),
        ("2025-03/..", "since Mar 2025", "since 2025-03"),
        ("2025-21", "spring 2025", "spring 2025"),
        ("202X", "2020s", "2020s"),
    ],
)
def test_a_date_is_said_in_the_form_that_is_wanted(text: str, us: str, iso_8601: str) -> None:
    assert describe(parse(text), DateStyle.US) == us
    assert describe(parse(text), DateStyle.ISO) == iso_8601


@given(date_texts)
def test_no_form_says_more_than_another(text: str) -> None:
    said = {form: describe(parse(text), form) for form in DateStyle}
    for named in (DateStyle.DAY, DateStyle.US):
        days = len(re.findall(r"(?<![-\d])\d{1,2}(?![-\d])", said[named]))
        assert days <= 2 * len(text.split("/"))
    assert sorted(re.findall(r"[A-Za-z]+|\d+", said[DateStyle.DAY])) == sorted(
        re.findall(r"[A-Za-z]+|\d+", said[DateStyle.US])
    )


@given(points)
def test_in_iso_a_day_or_a_month_is_as_it_is_noted(text: str) -> None:
    bare = text.rstrip("?~%")
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])(-\d\d)?", bare):
        assert bare in describe(parse(text), DateStyle.ISO)


def test_spans_of_days_are_said_in_each_form() -> None:
    march = ordinal(2025, 3, 1), ordinal(2025, 3, 31)
    spring = march[0], ordinal(2025, 4, 30)
    assert [describe_days(*march, form) for form in DateStyle] == [
        "Mar 2025",
        "Mar 2025",
        "2025-03",
    ]
    assert describe_days(*spring, DateStyle.ISO) == "2025-03 – 2025-04"
    assert describe_day(march[0], DateStyle.US) == "Mar 1, 2025"
    assert describe_day(march[0], DateStyle.ISO) == "2025-03-01"


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ("20 Mar 2025", "20 Mar"),
        ("Mar 17–20, 2025", "Mar 17–20"),
        ("Mar 2025", "Mar"),
        ("2025-03-20", "2025-03-20"),
        ("2025", "2025"),
        ("c. 2025", "c. 2025"),
        ("by 2025", "by 2025"),
        ("20 Mar 2024", "20 Mar 2024"),
    ],
)
def test_a_year_that_goes_without_saying_is_left_out(described: str, expected: str) -> None:
    assert without_year(described, 2025) == expected


# -- Order -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("2024-05-20", "2024"),
        ("2024-01-01", "2024"),
        ("2024", "2023-12-31"),
        ("2025-03-20", "/2025-03-20"),
        ("0001", "/2025-03-20"),
        ("/2025-03-20", "/2025-03-19"),
        ("2025-03-20", "2025-03-20/.."),
        ("2025-03-21", "2025-03-20/.."),
    ],
)
def test_a_date_is_as_old_as_the_day_it_begins(newer: str, older: str) -> None:
    assert recency(*parse(newer)[1:]) < recency(*parse(older)[1:])


@given(dates)
def test_what_is_undated_comes_after_all_dates(one: Date) -> None:
    assert recency(one.first, one.last) < recency(UNDATED.first, UNDATED.last)


@given(dates, dates)
def test_only_dates_of_the_same_days_are_alike_in_order(one: Date, other: Date) -> None:
    alike = recency(one.first, one.last) == recency(other.first, other.last)
    assert alike == ((one.first, one.last) == (other.first, other.last))
