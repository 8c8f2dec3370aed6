"""The topics of the help on a screen that is narrower than their tables."""

from __future__ import annotations

from quoth.presenting.help.narrow import narrowed

TABLE = [
    "  a few words           they may be misspelt, in any order, the last",
    "                        perhaps unfinished",
    "  -nato  -by:russia     none of these",
]


def test_a_second_column_is_wrapped_in_its_column_with_all_of_its_lines() -> None:
    assert list(narrowed(TABLE, 60)) == [
        "  a few words           they may be misspelt, in any order,",
        "                        the last perhaps unfinished",
        "  -nato  -by:russia     none of these",
    ]


def test_a_second_column_without_room_goes_below_the_first() -> None:
    assert list(narrowed(TABLE[:2], 40)) == [
        "  a few words",
        "    they may be misspelt, in any order,",
        "    the last perhaps unfinished",
    ]


def test_a_numbered_list_hangs_behind_its_numbers() -> None:
    assert list(narrowed(["  1. One that is long", "     and goes on."], 18)) == [
        "  1.",
        "    One that is",
        "    long and goes",
        "    on.",
    ]
    assert list(narrowed(["  1. One that is a little longer", "     and goes on."], 30)) == [
        "  1. One that is a little",
        "     longer and goes on.",
    ]


def test_what_is_no_table_is_left_as_it_is_where_it_fits() -> None:
    lines = ["  alpha = 1 − Do / De", "      --said 2025-03-20"]
    assert list(narrowed(lines, 40)) == lines
