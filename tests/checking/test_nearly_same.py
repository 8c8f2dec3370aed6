"""Statements that are nearly the same are found, and no others."""

from __future__ import annotations

import random
from collections.abc import Callable

from quoth.checking.nearly_same import ComparedStatement, NearDuplicates, nearly_same
from tests.growth import BOUND, growth

QUOTE = "the price of bread has doubled since the mill closed in March"


def said(key: int, quote: str = QUOTE, speaker: str = "ann", first: int = 100) -> ComparedStatement:
    """Return a statement of one day."""
    return ComparedStatement(str(key), speaker, quote, first, first)


def test_the_same_words_on_near_days_are_one_group() -> None:
    rows = [said(1), said(2, f"“{QUOTE.upper()}!”", first=103), said(3, first=109)]
    assert nearly_same(rows) == [NearDuplicates(("1", "2", "3"), 1.0)]


def test_a_word_more_is_nearly_the_same() -> None:
    (group,) = nearly_same([said(1), said(2, QUOTE.replace("has", "has about"))])
    assert group.keys == ("1", "2")
    assert 0.9 <= group.score < 1


def test_other_speakers_far_days_and_other_words_are_not() -> None:
    rows = [said(1), said(2, speaker="bo"), said(3, first=200)]
    rows.append(said(4, "the price of flour fell when the mill opened again"))
    assert nearly_same(rows) == []


def test_short_quotes_are_said_again_and_again() -> None:
    assert nearly_same([said(1, "No comment today"), said(2, "No comment today")]) == []


def test_undated_statements_are_near_all() -> None:
    rows = [said(1), ComparedStatement("2", "ann", QUOTE, 10**12 + 1, -(10**12))]
    assert nearly_same(rows)[0].keys == ("1", "2")


def test_groups_come_the_most_alike_first_and_whatever_the_order() -> None:
    rows = [
        said(1), said(2, QUOTE + " again"),
        said(3, "we shall mend every bridge of this town", "bo"),
        said(4, "we shall mend every bridge of this town", "bo"),
    ]  # fmt: skip
    found = nearly_same(rows)
    assert [group.keys for group in found] == [("3", "4"), ("1", "2")]
    again = nearly_same(reversed(rows))
    assert [sorted(group.keys) for group in again] == [["3", "4"], ["1", "2"]]


def many(count: int) -> list[ComparedStatement]:
    """Return statements by 300 speakers within 400 days, of words that come again and again."""
    generator = random.Random(3)  # noqa: S311  # the same words each time
    words = ["".join(generator.choices("abcdefghij", k=5)) for _ in range(4_000)]
    return [
        said(key, " ".join(generator.choices(words, k=15)), f"actor {key % 300}", key % 400)
        for key in range(count)
    ]


def test_fifty_are_found_among_twenty_thousand() -> None:
    rows = many(20_000)
    found = nearly_same([*rows, *(row._replace(key=f"{row.key} again") for row in rows[:50])])
    assert sorted(group.keys for group in found) == sorted(
        (str(key), f"{key} again") for key in range(50)
    )


def test_many_are_compared_in_time_that_grows_with_their_number() -> None:
    def prepared(count: int) -> Callable[[], object]:
        rows = many(count)
        return lambda: nearly_same(rows)

    assert growth(prepared, 1_000, 5_000) < BOUND
