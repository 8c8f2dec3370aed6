"""Dates of saying: never more precise than the words, never after the publication."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.intake.saying_when import said
from tests.intake.articles import THURSDAY, drafts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("she said on Tuesday", "2024-03-05"),
        ("she said Thursday", "2024-03-07"),
        ("she said on Friday", "2024-03-01"),
        ("she said last Thursday", "2024-02-29"),
        ("she said yesterday", "2024-03-06"),
        ("she said this morning", "2024-03-07"),
        ("she said this week", "2024-03-04/2024-03-07"),
        ("Earlier this week, she said", "2024-03-04/2024-03-07"),
        ("she said last week", "2024-02-26/2024-03-03"),
        ("she said over the weekend, last weekend", "2024-03-02/2024-03-03"),
        ("she said this month", "2024-03"),
        ("she said last month", "2024-02"),
        ("she said last year", "2023"),
        ("she said in December", "2023-12"),
        ("she said in 2012", "2012"),
        ("she said on March 5", "2024-03-05"),
        ("she said on Dec. 24", "2023-12-24"),
        ("she said on 24 December 2021", "2021-12-24"),
        ("she said on January 5, 2020", "2020-01-05"),
        ("she said on 2020-01-05", "2020-01-05"),
        ("she said on March 9, 2024", ""),
        ("she said on June 31", ""),
        ("she said", ""),
        ("she may say so", ""),
    ],
)
def test_words_become_dates(words: str, expected: str) -> None:
    assert said([words], THURSDAY) == expected


def test_a_monday_has_no_week_before_it() -> None:
    assert said(["she said this week"], dt.date(2024, 3, 4)) == "2024-03-04"


def test_without_a_day_of_publication_a_date_needs_its_year() -> None:
    assert said(["she said on Tuesday"], None) == ""
    assert said(["she said on May 5"], None) == ""
    assert said(["she said on May 5, 2020"], None) == "2020-05-05"


def test_the_nearest_piece_that_has_a_date_wins() -> None:
    assert said(["she said", "on Monday", "in 2012"], THURSDAY) == "2024-03-04"


def test_a_date_in_the_words_is_not_when_they_were_said() -> None:
    (draft,) = drafts("Ada Marsh said on Tuesday that the bridge had closed on Monday.")
    assert draft.said == "2024-03-05"
    (draft,) = drafts("Ada Marsh said that the bridge had closed on Monday.")
    assert draft.said == ""


@given(
    st.sampled_from(
        ["Monday", "Sunday", "yesterday", "this week", "last week", "this weekend", "last month"]
    ),
    st.dates(dt.date(1, 2, 1)),
)
def test_dates_are_edtf_and_not_after_the_publication(words: str, published: dt.date) -> None:
    date = parse(said([f"she said {words}"], published))
    assert date.first <= published.toordinal()


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("eight days ago", "2024-02-28"),
        ("three weeks ago", "2024-02-12/2024-02-18"),
        ("a decade ago", "2014~"),
        ("early on Monday", "2024-03-04"),
        ("over the weekend", "2024-03-02/2024-03-03"),
        ("last summer", "2023-22"),
        ("this spring", "2024-21"),
        ("in the 1990s", "199X"),
        ("at the end of 2021", "2021"),
        ("the day before", ""),
    ],
)
def test_a_time_before_the_words_dates_them_and_is_none_of_them(when: str, said: str) -> None:
    (draft,) = drafts(f"Ada Roe said {when} that the bridge was safe.")
    assert draft.quote == "the bridge was safe"
    assert draft.said == said


@pytest.mark.parametrize(
    ("when", "published", "said"),
    [("last spring", "2024-05-31", "2023-21"), ("this summer", "2024-03-07", ""),
     ("last autumn", "2024-12-01", "2024-23")],
)  # fmt: skip
def test_a_season_is_one_that_has_been(when: str, published: str, said: str) -> None:
    (draft,) = drafts(f"Ada Roe said {when} that it was so.", dt.date.fromisoformat(published))
    assert draft.said == said
