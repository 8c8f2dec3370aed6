"""What a speaker denies: the draft says so, and says it of nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from quoth.intake.extraction import extract
from quoth.store.model import Polarity

PUBLISHED = dt.date(2024, 3, 20)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Roe denied that she had asked him to move the drums.", Polarity.DENIED),
        ("Ada Roe ruled out raising rents before 2027.", Polarity.DENIED),
        ("Ada Roe has now ruled out a merger with the bank.", Polarity.DENIED),
        ("Ada Roe rejected claims that the bridge was unsafe.", Polarity.DENIED),
        ("Ada Roe dismissed the report as “rubbish”.", None),
        ("Ada Roe dismissed the claims about her as “a tired old joke”.", None),
        ("Ada Roe said that the bridge was unsafe.", None),
    ],
)
def test_a_denial_is_kept_and_a_judgement_is_none(text: str, polarity: Polarity | None) -> None:
    (found,) = extract(text, PUBLISHED).drafts
    assert found.polarity is polarity


def test_the_date_behind_the_cue_is_that_of_saying() -> None:
    text = "Felix Dunmore, who died in 2015, complained in a 1974 lecture that maps were “ugly”."
    (found,) = extract(text, PUBLISHED).drafts
    assert found.said == "1974"


@pytest.mark.parametrize("carrier", ["according to Reuters", "Reuters reported"])
def test_a_denial_that_an_outlet_carries_is_kept(carrier: str) -> None:
    text = f"Ada Roe denied that the bridge was unsafe, {carrier}."
    (found,) = extract(text, PUBLISHED).drafts
    assert found.polarity is Polarity.DENIED


def test_who_rejects_an_idea_is_its_speaker_and_an_outlet_carries_it() -> None:
    text = "Norland has rejected the idea of troops near its border, according to Reuters."
    (found,) = extract(text, PUBLISHED).drafts
    assert found.speaker is not None
    assert found.speaker.name == "Norland"
    assert found.polarity is Polarity.DENIED
    assert [one.name for one in found.via] == ["Reuters"]


def test_to_make_something_clear_is_to_say_it() -> None:
    (found,) = extract("Ada Roe made it clear that she would stay.", PUBLISHED).drafts
    assert found.quote == "she would stay"
