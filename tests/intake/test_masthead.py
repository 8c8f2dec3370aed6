"""The title, the publisher and the author of a plain text are those printed above it, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake.files.masthead import Masthead, masthead
from quoth.intake.files.reading import of_bytes

BODY = "\n\nBread is dear this week, and “dearer still in May”, said Ann Archer of the guild.\n"


@pytest.mark.parametrize(
    ("head", "title", "publisher", "author"),
    [
        ("Bakers raise prices\nBy Nora Ellis\nPublished: 12 May 2026", "Bakers raise prices", "",
         "Nora Ellis"),
        ("Bakers raise prices\n\nBy Nora Ellis and Tom Oake\nMay 3, 2024", "Bakers raise prices",
         "", "Nora Ellis and Tom Oake"),
        ("Bakers raise prices\n\nThe Tarn Echo, 3 May 2024\nBy our court reporter",
         "Bakers raise prices", "The Tarn Echo", ""),
        ("Bakers raise prices\n\nNora Ellis | Tarn Science News | 8 August 2024",
         "Bakers raise prices", "Tarn Science News", "Nora Ellis"),
        ("The Tarn Courier\nSaturday 9 March 2024\n\n‘Bread won’t wait’", "‘Bread won’t wait’",
         "The Tarn Courier", ""),
        ("FOR IMMEDIATE RELEASE\n\nGuild opens second bakery", "Guild opens second bakery", "", ""),
        ("Bakers raise prices\nPublished: 8 May 2024 | By Nora Ellis, Food Editor",
         "Bakers raise prices", "", "Nora Ellis"),
        ("Bakers raise prices\n\nLocal democracy reporter Nora Ellis\n8 May 2024",
         "Bakers raise prices", "", "Nora Ellis"),
        ("Bakers raise prices\n\nNora Ellis at Mill Lane\n15/09/2024", "Bakers raise prices", "",
         "Nora Ellis"),
        ("Bakers raise prices\n\nWHAT THE GUILD SAYS\n\nNora Ellis\n15/09/2024",
         "Bakers raise prices", "", ""),
        ("Words by Nora Ellis\n\nBakers raise prices", "Bakers raise prices", "", "Nora Ellis"),
        ("Will bread be dear?\n\nBy Nora Ellis", "Will bread be dear?", "", "Nora Ellis"),
    ],
)  # fmt: skip
def test_it_is_read(head: str, title: str, publisher: str, author: str) -> None:
    assert masthead(head + BODY) == Masthead(title, publisher, author)


def test_an_agency_is_named_by_its_dateline_and_a_reporter_at_the_foot() -> None:
    text = (
        "Bakers raise prices\n\nPORT SELBY, Nov 8 (Coastal Press) - Bread is dear.\n\n"
        "(Reporting by Nora Ellis; Editing by Tom Oake)\n"
    )
    assert masthead(text) == Masthead("Bakers raise prices", "Coastal Press", "Nora Ellis")


@pytest.mark.parametrize(
    "text",
    [
        BODY.lstrip(),
        "“Bread is dear.”\n\nAnn Archer said so on Monday.\n",
        "Ann Archer\nBread is dear, and it will be dearer in May.\n",
        "Bread is dear\nand it will be dearer in May\nif nothing is done about it, she said.\n",
        "By the river stood a mill, and by the mill a baker.\n",
        "",
    ],
)
def test_what_may_be_anything_is_left_out(text: str) -> None:
    assert masthead(text) == Masthead()


def test_what_a_file_says_of_itself_comes_first() -> None:
    article = of_bytes(
        b"title: Dear bread\n\nBakers raise prices\nBy Nora Ellis\n\nIt is.\n", "art"
    )
    assert (article.title, article.author) == ("Dear bread", "Nora Ellis")


def test_a_text_without_a_headline_is_called_as_its_file() -> None:
    assert of_bytes(BODY.encode(), "art").title == "art"


@given(st.text(max_size=300))
def test_it_makes_nothing_up(text: str) -> None:
    given_words = " ".join(text.split())
    assert all(field in given_words for field in masthead(text))
