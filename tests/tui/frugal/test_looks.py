"""Looks, and the changes between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.frugal.looks import PLAIN, CellStyle, change, changed, erases

COLOURS = st.sampled_from(["", "31", "97", "38;5;208", "38;2;1;2;3"])
BACKGROUNDS = st.sampled_from(["", "44", "100", "48;5;17", "48;2;0;0;0"])
ATTRIBUTES = st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9"]))
LOOKS = st.builds(
    CellStyle, COLOURS, BACKGROUNDS, ATTRIBUTES, st.sampled_from(["", "id=1;http://a"])
)


@pytest.mark.parametrize(
    ("numbers", "look"),
    [
        ("1;38;5;208;48;2;0;10;20", CellStyle("38;5;208", "48;2;0;10;20", frozenset("1"))),
        ("3;31;0;4", CellStyle("", "", frozenset("4"))),
        ("1;2;22", PLAIN),
        ("31;44;39;49", PLAIN),
        ("", PLAIN),
    ],
)
def test_numbers_make_a_look(numbers: str, look: CellStyle) -> None:
    assert changed(PLAIN, numbers) == look


@pytest.mark.parametrize("numbers", ["21", "4:3", "38", "38;5", "58;5;1", "51"])
def test_numbers_that_are_not_known_make_none(numbers: str) -> None:
    assert changed(PLAIN, numbers) is None


@given(LOOKS, LOOKS)
def test_a_change_leads_to_the_look_and_is_no_longer_than_a_fresh_start(
    before: CellStyle, after: CellStyle
) -> None:
    sent = change(before, after)
    look: CellStyle | None = before
    for numbers in re.findall(r"\x1b\[([\d;]*)m", sent):
        assert look is not None
        look = changed(look, numbers)
    for link in re.findall(r"\x1b\]8;(.*?)\x1b\\", sent):
        assert look is not None
        look = look._replace(link="" if link == ";" else link)
    assert look == after
    assert len(sent) <= len(change(None, after)) + len("\x1b]8;;\x1b\\")
    assert bool(sent) == (before != after)


def test_only_what_leaves_nothing_but_blanks_is_erased() -> None:
    assert erases(PLAIN, in_colour=False)
    assert erases(CellStyle(background="44"), in_colour=True)
    assert not erases(CellStyle(background="44"), in_colour=False)
    assert not erases(CellStyle(attributes=frozenset("4")), in_colour=True)
    assert not erases(CellStyle(link=";http://a"), in_colour=True)
