"""Ids are short, plain and like no other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.naming import Ids, folded, slug
from quoth.basics.naming import given as as_given
from tests import strategies


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Archer", "ann-archer"),
        ("Łukasz Øster-Müller", "lukasz-oster-muller"),
        ("U.K. Foreign Office", "uk-foreign-office"),
        ("Анна", ""),
        ("…", ""),
    ],
)
def test_a_slug_is_made_of_the_words_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(strategies.hostile_text | st.text())
def test_a_slug_is_plain_and_short(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 60


@given(st.lists(st.sampled_from(["a", "a-2", "b", "", "a-2-2"]), max_size=40))
def test_no_id_is_given_twice(wanted: list[str]) -> None:
    ids = Ids(frozenset({"a", "actor-1"}).__contains__)
    made = [ids.unique(one, "actor") for one in wanted]
    assert len(set(made)) == len(made)
    assert not {"a", "actor-1", ""} & set(made)


def test_numbers_follow_an_id_that_is_taken() -> None:
    ids = Ids(lambda _: False)
    assert [ids.unique("a", "actor") for _ in range(3)] == ["a", "a-2", "a-3"]
    assert [ids.unique("", "actor") for _ in range(2)] == ["actor-1", "actor-2"]


def test_an_id_of_a_file_stands_if_nothing_in_it_is_hidden() -> None:
    assert as_given(" the-paper_2025 ") == "the-paper_2025"
    assert as_given("the\u200b paper\n") == "the-paper"


@given(strategies.hostile_text)
def test_any_name_can_be_folded(name: str) -> None:
    assert folded(name) == folded(name)
