"""A date means the days that it was typed for, and never fewer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST, DateError, iso, parse
from quoth.basics.periods import (
    date_words,
    may_become_date,
    nearest_date,
    period_of,
)
from tests.strategies import any_text, date_texts

TODAY = date(2025, 3, 20)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("today", "2025-03-20", "2025-03-20"),
        ("Yesterday", "2025-03-19", "2025-03-19"),
        ("tomorrow", "2025-03-21", "2025-03-21"),
        ("this week", "2025-03-17", "2025-03-23"),
        ("last week", "2025-03-10", "2025-03-16"),
        ("last-week", "2025-03-10", "2025-03-16"),
        ("this month", "2025-03-01", "2025-03-31"),
        ("last month", "2025-02-01", "2025-02-28"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("last 7 days", "2025-03-14", "2025-03-20"),
        ("past two weeks", "2025-03-07", "2025-03-20"),
        ("last 1 month", "2025-02-21", "2025-03-20"),
        ("last 3 months", "2024-12-21", "2025-03-20"),
        ("3 days ago", "2025-03-17", "2025-03-17"),
        ("2 months ago", "2025-01-01", "2025-01-31"),
        ("monday", "2025-03-17", "2025-03-17"),
        ("thu", "2025-03-20", "2025-03-20"),
        ("last Thursday", "2025-03-13", "2025-03-13"),
        ("friday", "2025-03-14", "2025-03-14"),
        ("March", "2025-03-01", "2025-03-31"),
        ("last March", "2024-03-01", "2024-03-31"),
        ("April", "2024-04-01", "2024-04-30"),
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("spring 2025", "2025-03-01", "2025-05-31"),
        ("20 March 2025", "2025-03-20", "2025-03-20"),
        ("20-Mar-2025", "2025-03-20", "2025-03-20"),
        ("March 20, 2025", "2025-03-20", "2025-03-20"),
        ("20th March", "2025-03-20", "2025-03-20"),
        ("21 March", "2024-03-21", "2024-03-21"),
        ("29 February", "2024-02-29", "2024-02-29"),
        (" 2025-03 ", "2025-03-01", "2025-03-31"),
    ],
)
def test_a_date_in_english_is_seen_from_today(typed: str, first: str, last: str) -> None:
    found = period_of(typed, TODAY)
    assert (iso(found.first), iso(found.last)) == (first, last)


@given(date_texts, st.dates())
def test_a_date_of_sources_means_what_it_means_there(text: str, today: date) -> None:
    assert period_of(text, today) == parse(text)[1:]


def test_an_open_end_stays_open() -> None:
    assert period_of("2025/..", TODAY).last == LATEST
    assert period_of("../2025", TODAY).first == EARLIEST


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "is not a date"),
        ("soon", "is not a date: write"),
        ("30 February 2025", "has no day 30"),
        ("30 February", "has a day 30"),
        ("2025-02-30", "has no day 30"),
        ("2025/2024", "ends before it begins"),
        ("last 0 days", "is not a date"),
        ("x" * 1000, "too long"),
    ],
)
def test_what_is_no_date_is_said_in_one_line(typed: str, message: str) -> None:
    with pytest.raises(DateError, match=message) as raised:
        period_of(typed, TODAY)
    assert len(str(raised.value).splitlines()) == 1


@given(any_text | date_texts.map(lambda text: text[1:]), st.dates())
def test_any_text_is_a_date_or_none(text: str, today: date) -> None:
    try:
        found = period_of(text, today)
    except DateError:
        pass
    else:
        assert found.first <= found.last
        assert may_become_date(text)


@given(st.one_of(date_texts, st.sampled_from([*date_words(), "20th March 2025", "3 days ago"])))
def test_every_beginning_of_a_date_may_become_one(text: str) -> None:
    for end in range(1, len(text) + 1):
        assert may_become_date(text[:end]), text[:end]


@pytest.mark.parametrize("text", ["2025-13", "lst", "march peace", "20 20", "!", "2025-03-20 x"])
def test_what_no_letter_mends_becomes_no_date(text: str) -> None:
    assert not may_become_date(text)


def test_a_slip_is_mended() -> None:
    assert nearest_date("lst wek") == "last week"
    assert nearest_date("yesterdy") == "yesterday"
    assert nearest_date("20 Marhc 2025") == "20 march 2025"
    assert nearest_date("soon") == ""
