"""A regular expression is matched within a time limit, and what is none says why."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.search.patterns import (
    LONGEST_PATTERN,
    PatternError,
    SlowPatternError,
    as_matched,
    text_pattern,
)

simple_patterns = st.lists(
    st.sampled_from(["a", "b", "é", ".", "a*", "(a|b)", "[^a]", r"\b", r"\w+", "b{1,2}", "^", "$"]),
    min_size=1,
    max_size=4,
).map("".join)


@settings(max_examples=40)
@given(simple_patterns, st.text("aAbBé ", max_size=12))
def test_it_matches_what_the_standard_library_matches(source: str, text: str) -> None:
    expected = re.search(source, text, re.IGNORECASE)
    assert text_pattern(source).first(text) == (expected.span() if expected else None)


def test_a_hostile_pattern_is_stopped() -> None:
    with pytest.raises(SlowPatternError):
        text_pattern("(a|aa)+[bc]*$").first("a" * 5_000 + "!", limit=0.02)


def test_hits_that_take_long_are_not_painted() -> None:
    assert text_pattern("(a|aa)+[bc]*$").spans("a" * 5_000 + "!") == []


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("(a", "missing ) at its character 3"),
        ("a**", "multiple repeat at its character 3"),
        ("[a", "unterminated character set at its character 3"),
        ("(" * 900, "nested too deep"),
        ("a" * (LONGEST_PATTERN + 1), "longer than 1,000 characters"),
    ],
)
def test_what_is_no_pattern_says_why(source: str, why: str) -> None:
    with pytest.raises(PatternError, match=re.escape(why)):
        text_pattern(source)


def test_all_hits_are_shown_and_empty_ones_are_not() -> None:
    assert text_pattern("a*").spans("aab a") == [(0, 2), (4, 5)]


def test_a_letter_and_its_mark_match_as_one() -> None:
    assert text_pattern("cafe\u0301!").first(as_matched("CAFE\u0301!")) == (0, 5)
