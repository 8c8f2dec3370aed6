"""Whom an article names around a place: those who are offered as a draft's speaker."""

from __future__ import annotations

import pytest

from quoth.intake.people.everybody import everybody
from tests.intake.making import ARTICLE


def test_everybody_is_found_with_their_places() -> None:
    found = {one.name: one.places for one in everybody(ARTICLE, 0)}
    assert {"Ann Archer", "Bob Baker", "Cy Cook"} <= found.keys()
    assert [ARTICLE[place:].split()[0] for place in found["Bob Baker"]] == ["Bob"]
    first, second = found["Ann Archer"][:2]
    assert (ARTICLE[first:][:10], ARTICLE[second:][:6]) == ("Ann Archer", "Archer")


def test_of_a_long_text_only_what_is_near_is_read() -> None:
    text = "Ada Roe said it rained.\n" + "It rained and rained.\n" * 2_000 + "Ben Moss said so.\n"
    assert [one.name for one in everybody(text, len(text) - 1)] == ["Ben Moss"]
    assert [one.name for one in everybody(text, 0)] == ["Ada Roe"]
    place = everybody(text, len(text))[0].places[0]
    assert text[place:].startswith("Ben Moss")


@pytest.mark.parametrize("words", ["it rained, ", "it rained.\n"])
def test_of_a_long_line_only_what_is_near_is_read(words: str) -> None:
    text = f"Ada Roe said {'it rained, ' * 2_000}as Ben Moss said. {words * 2_000}Cy Cook said so."
    place = text.index("Ben Moss")
    assert [one.name for one in everybody(text, place)] == ["Ben Moss"]
