"""What a letter says, what a court heard, and what somebody said that others had said."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from tests.intake.articles import THURSDAY, speaker

WORDS = "I am ashamed"


def found(text: str) -> list[tuple[str, str]]:
    """Return who says what in an article."""
    return [(speaker(one), one.quote) for one in extract(text, THURSDAY).drafts]


@pytest.mark.parametrize(
    "told",
    [
        f"The jury was read a text message that Dana Roe sent to Tom Ilves. “{WORDS},” it read.",
        f"The board got a letter from Dana Roe on Monday. “{WORDS},” the letter said.",
        f"The board was shown Dana Roe’s letter on Monday. “{WORDS},” the letter said.",
        f"In a letter to the board Dana Roe wrote that she was. “{WORDS},” the letter said.",
    ],
)
def test_what_a_letter_says_is_its_writers(told: str) -> None:
    assert found(told)[-1] == ("Dana Roe", WORDS)


def test_a_letter_that_somebody_got_says_what_it_says() -> None:
    text = "Tom Ilves wrote in July. The letter he got back said the bus was hardly used.\n"
    assert found(text)[-1] == ("letter", "the bus was hardly used")


def test_what_a_court_heard_is_theirs_who_told_it() -> None:
    text = "A warden told a daughter that the door was locked, an inquest heard on Monday.\n"
    assert found(text) == [("warden", "the door was locked")]


def test_what_follows_he_said_in_a_participle_is_the_writers() -> None:
    text = "The talks will not go on, the minister Karel Dost said, raising fears of a strike.\n"
    assert found(text) == [("Karel Dost", "The talks will not go on")]


def test_who_is_she_is_not_he_in_the_next_sentence() -> None:
    text = (
        "Dale Purcell sat down. Mr Purcell was pale.\n\n"
        "Rosa Abend said that she saw him. She asked him whether he was cold. He replied: “No.”\n"
    )
    assert found(text)[-1] == ("Dale Purcell", "No.")


@pytest.mark.parametrize("hearer", ["court", "inquiry", "council committee"])
def test_what_a_court_heard_of_somebody_who_is_not_named_has_no_speaker(hearer: str) -> None:
    (one,) = extract(f"The {hearer} heard that the fire was seen from afar.\n", THURSDAY).drafts
    assert (one.speaker, one.quote) == (None, "the fire was seen from afar")
    assert one.confidence < 0.6


def test_what_somebody_says_that_others_had_said_is_one_statement() -> None:
    text = "Two people said the owner, Brightway Disposal, had threatened to sue.\n"
    expected = "the owner, Brightway Disposal, had threatened to sue"
    assert found(text) == [("Two people", expected)]


def test_quoting_somebody_as_saying_has_no_words_before_saying() -> None:
    text = "It was in the Ostrey Ledger, which quoted Vasquez as saying she had been misled.\n"
    assert found(text) == [("Vasquez", "she had been misled")]


def test_it_is_the_body_that_is_the_subject() -> None:
    text = "The foreign ministry of Norrland rejected the charge. It said it had sent proposals.\n"
    assert found(text)[-1] == ("foreign ministry of Norrland", "it had sent proposals")


@pytest.mark.parametrize(
    "told", ["Asked which bus, Roe left.", "Dana Roe was asked why she had waited so long."]
)
def test_a_question_is_not_theirs_who_are_asked(told: str) -> None:
    assert found(f"Dana Roe waited in the rain on Monday. {told}\n") == []


def test_a_question_is_theirs_who_ask() -> None:
    text = "Dana Roe waited in the rain. Tom Ilves asked why she had waited so long.\n"
    assert found(text) == [("Tom Ilves", "why she had waited so long")]
