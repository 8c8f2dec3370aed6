"""The day on which an article was published, in any usual place and form."""

from __future__ import annotations

import datetime as dt

import pytest

from quoth.intake.files.dating import published_by_name, published_in
from quoth.intake.files.reading import of_bytes
from quoth.intake.saying_when import said

BODY = "\n\n“Bread is dear,” said Ann Archer on 3 March 2021.\n\nIt was late, she said.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Bread is dear\n\nBy Cora Cook\nOctober 17, 2024 6:42 PM",
        "Bread is dear\n\nThe Herald\nThursday 17 October 2024",
        "Bread is dear\n\nCora Cook | The Herald | 17 October 2024",
        "Bread is dear\n\nCora Cook at the mill\n17/10/2024",
        "Bread is dear\n\nPublished: 2024-10-17",
        "Bread is dear\n\nUpdated: 19 October 2024\nFirst published 17 Oct 2024",
        "PORT AMBER, 17 October 2024 – Tallow & Wick sold more light.",
        "PORT AMBER, Oct. 17, 2024 (Norland Press) - Tallow & Wick sold more light.",
    ],
)
def test_the_head_tells_it(head: str) -> None:
    assert published_in(head + BODY) == "2024-10-17"


def test_the_foot_tells_it() -> None:
    assert published_in("Bread is dear" + BODY + "\nPublished: 17 October 2024") == "2024-10-17"


@pytest.mark.parametrize("head", ["Bread is dear", "Bread is dear\n\n03/04/2024"])
def test_the_words_never_tell_it_nor_what_may_be_two_days(head: str) -> None:
    assert published_in(head + BODY) == ""


@pytest.mark.parametrize(
    ("name", "day"),
    [("2024-10-17-bread", "2024-10-17"), ("20241017_bread", "2024-10-17"), ("bread 12345678", "")],
)
def test_the_name_of_the_file_is_the_last_resort(name: str, day: str) -> None:
    assert published_by_name(name) == day
    article = of_bytes(f"Bread is dear{BODY}".encode(), name)
    assert (article.published, article.is_dated_by_name) == (day, bool(day))


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("he said last night", "2024-03-06"),
        ("eight days ago she said", "2024-02-28"),
        ("two weeks ago she said", "2024-02-19/2024-02-25"),
        ("In January she said", "2024-01"),
        ("a year ago she said", "2023"),
        ("three months ago she said", "2023-12"),
        ("earlier this week she said", "2024-03-04/2024-03-07"),
    ],
)
def test_what_is_said_from_the_day_of_publication(words: str, date: str) -> None:
    assert said([words], dt.date(2024, 3, 7)) == date
