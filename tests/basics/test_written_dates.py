"""Dates as people write them are understood only where one reading is left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.basics.dates import Date, DateError, DateStyle, describe, describe_days, parse
from quoth.basics.written_dates import edtf, of_local_seconds, of_seconds
from tests import strategies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-20", "2025-03-20"),
        ("2025-03-17/2025-03-20", "2025-03-17/2025-03-20"),
        ("2025-03-18~", "2025-03-18~"),
        ("2025/3/9", "2025-03-09"),
        ("20250320", "2025-03-20"),
        ("20250320143000", "2025-03-20"),
        ("2025-03-20 14:30:00", "2025-03-20T14:30:00"),
        ("2025-03-20 14:30:00 UTC", "2025-03-20T14:30:00Z"),
        ("20 March 2025", "2025-03-20"),
        ("Mar. 20, 2025", "2025-03-20"),
        ("Sept 2, 2025", "2025-09-02"),
        ("March 2025", "2025-03"),
        ("03/20/2025", "2025-03-20"),
        ("20.03.2025", "2025-03-20"),
        ("05/05/2025", "2025-05-05"),
        ("20th of March 2025", "2025-03-20"),
        ("17–20 Mar 2025", "2025-03-17/2025-03-20"),
        ("17-20 March 2025", "2025-03-17/2025-03-20"),
        ("Mar 17–20, 2025", "2025-03-17/2025-03-20"),
        ("March 17-20, 2025", "2025-03-17/2025-03-20"),
        ("2025-03-17 – 2025-03-20", "2025-03-17/2025-03-20"),
        ("28 Feb – 3 Mar 2025", "2025-02-28/2025-03-03"),
        ("from 28 Feb 2025 to 3 Mar 2025", "2025-02-28/2025-03-03"),
        ("between 2 and 5 June 2024", "2024-06-02/2024-06-05"),
        ("Jan–Mar 2025", "2025-01/2025-03"),
        ("2024–2025", "2024/2025"),
        ("c. 2022", "2022~"),
        ("about March 2022", "2022-03~"),
        ("20 Mar 2025?", "2025-03-20?"),
        ("c. 2022?", "2022%"),
        ("by 20 Mar 2025", "/2025-03-20"),
        ("until 20 Mar 2025", "../2025-03-20"),
        ("from 2025-03", "2025-03/"),
        ("since March 2025", "2025-03/.."),
        ("spring 2024", "2024-21"),
        ("Fall 2024", "2024-23"),
        ("2020s", "202X"),
        ("1900s", "19XX"),
        ("17000", "Y17000"),
    ],
)
def test_a_date_with_one_reading_is_understood(text: str, expected: str) -> None:
    assert edtf(text) == expected
    assert parse(edtf(text))


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2025",
        "yesterday",
        "31 February 2025",
        "13/13/2025",
        "",
        "20 March",
        "Mar",
        "the 20th",
        "20–17 Mar 2025",
        "c. c. 2022",
        "by by 2022",
        "Spring 20, 2025",
        "last week",
    ],
)
def test_another_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        edtf(text)


WEDNESDAY = date(2025, 3, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2025-03-26"),
        ("Yesterday", "2025-03-25"),
        ("last week", "2025-03-17/2025-03-23"),
        ("last month", "2025-02"),
        ("3 days ago", "2025-03-23"),
        ("last year", "2024"),
        ("Monday", "2025-03-24"),
        ("by yesterday", "/2025-03-25"),
        ("since last week", "2025-03-17/.."),
    ],
)
def test_what_is_said_from_today_is_understood_where_the_day_is_known(
    text: str, expected: str
) -> None:
    assert edtf(text, WEDNESDAY) == expected
    with pytest.raises(DateError):
        edtf(text)


@pytest.mark.parametrize("text", ["20 March", "March", "Mar 20"])
def test_no_year_is_made_up(text: str) -> None:
    with pytest.raises(DateError):
        edtf(text, WEDNESDAY)


@given(strategies.dates, st.sampled_from(DateStyle))
@example(parse("Y20250320"), DateStyle.DAY)
@example(parse("200X"), DateStyle.DAY)
@example(parse("-200X~"), DateStyle.US)
@example(parse("2025-03-17?/2025-03-20?"), DateStyle.US)
@example(parse("2025-03-17/2025-03"), DateStyle.DAY)
def test_whatever_is_printed_of_a_date_is_read_and_never_more_precisely(
    one: Date, form: DateStyle
) -> None:
    read = parse(edtf(describe(one, form)))
    assert read.first <= one.first
    assert read.last >= one.last
    assert read.is_approximate == one.is_approximate
    assert read.is_uncertain == one.is_uncertain


@given(strategies.near_dates.filter(lambda one: one.days < 10**6), st.sampled_from(DateStyle))
def test_whatever_is_printed_of_days_is_read_as_these(one: Date, form: DateStyle) -> None:
    read = parse(edtf(describe_days(one.first, one.last, form)))
    assert (read.first, read.last) == (one.first, one.last)


def test_a_date_without_a_month_is_told() -> None:
    with pytest.raises(DateError, match="has no month"):
        edtf("32.13.2020")


@given(strategies.hostile_text | st.text("0123456789-/.: TZMarch,"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        made = edtf(text)
    except DateError:
        return
    assert parse(made).text == made


def test_a_midnight_of_nowhere_may_be_one_of_two_days() -> None:
    assert of_seconds(1_742_428_800) == "2025-03-20"
    assert of_local_seconds(1_742_428_800) == "2025-03-20"
    assert of_local_seconds(1_742_428_800 - 3600) == "2025-03-19/2025-03-20"
    assert of_local_seconds(1e30) == ""
    assert of_seconds(float("nan")) == ""


@pytest.mark.parametrize(
    "written", ["31/02/2026", "30.02.2024", "31 Feb 2026", "20260231", "5 May 2024 to 31 Feb 2025"]
)
@pytest.mark.parametrize("order", ["", "day-first"])
def test_a_day_that_there_isn_t_is_named_as_it_is_written(written: str, order: str) -> None:
    with pytest.raises(DateError, match=f"^“{written}” has no day 3"):
        edtf(written, None, order)
