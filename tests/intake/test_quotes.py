"""Regions in quotation marks: each kind of mark, nested, left open, out of balance."""

from __future__ import annotations

import pytest

from quoth.intake.text.quotes import has_double_marks, regions


def inside(text: str) -> list[str]:
    single = not has_double_marks(text)
    return [text[one.start : one.end] for one in regions(text, 0, len(text), single)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “go” and “stay”.", ["go", "stay"]),
        ('She said "go" and "stay".', ["go", "stay"]),
        ("She said ''go'' and ''stay''.", ["go", "stay"]),
        ("She said ``go'' .", ["go"]),
        ("Elle dit «va».", ["va"]),
        ("Sie sagt „geh“ und „bleib“.", ["geh", "bleib"]),
        ("‘Go,’ she said. ‘It’s late.’", ["Go,", "It’s late."]),
        ("'Go,' she said.", ["Go,"]),
        ("no marks at all", []),
        ("“”", []),
        ('""', []),
        ('"', []),
        ("", []),
    ],
)
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_marks_inside_a_region_are_part_of_it() -> None:
    assert inside("“He called it a ‘trap’ twice,” she said.") == ["He called it a ‘trap’ twice,"]
    assert inside("“He read “Tides” aloud,” she said.") == ["He read “Tides” aloud,"]


def test_a_region_left_open_ends_with_its_paragraph() -> None:
    (one,) = regions("“The first of two paragraphs.", 0, 29)
    assert (one.start, one.end, one.closed) == (1, 29, False)


def test_where_marks_do_not_balance_a_second_one_begins_a_region() -> None:
    assert inside("“Go, she said. “Stay.”") == ["Go, she said. ", "Stay."]
    assert inside("Go,” she said. “Stay.”") == ["Stay."]


def test_an_apostrophe_is_no_mark() -> None:
    assert inside("It’s the mayors’ plan, they say, and it isn't hers.") == []


def test_straight_marks_are_told_apart_by_the_blanks_around_them() -> None:
    assert inside('"A," she said. "B" is what he said.') == ["A,", "B"]
    assert inside('(the "old" one)') == ["old"]


def test_a_mark_that_was_typed_the_wrong_way_closes() -> None:
    text = "“It is late,“ said Ada Marsh. “We stay.”"
    assert [text[one.start : one.end] for one in regions(text, 0, len(text))] == [
        "It is late,",
        "We stay.",
    ]
