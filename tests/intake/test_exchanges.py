"""Who speaks where no cue tells: two who take turns; and whom "she" is not."""

from __future__ import annotations

from quoth.intake.extraction import extract
from tests.intake.articles import THURSDAY, speaker

COURT = """\
The clerk, Tom Ilves, told the court that the safe was shut.

“Did you lock it?” asked Dana Roe, for the bank.

"""


def found(text: str) -> list[tuple[str, str]]:
    """Return who says what in an article."""
    return [(speaker(one), one.quote) for one in extract(text, THURSDAY).drafts]


def test_two_take_turns_where_a_question_opens_an_exchange() -> None:
    text = COURT + "“I did,” Mr Ilves replied.\n\n“And the key?”\n\n“That was lost.”\n\n“When?”\n"
    assert found(text)[1:] == [
        ("Dana Roe", "Did you lock it?"),
        ("Tom Ilves", "I did"),
        ("Dana Roe", "And the key?"),
        ("Tom Ilves", "That was lost."),
        ("Dana Roe", "When?"),
    ]


def test_who_is_asked_answers() -> None:
    assert found(COURT + "“No.”\n")[-1] == ("Tom Ilves", "No.")


def test_a_turn_of_an_exchange_is_never_sure() -> None:
    drafts = extract(COURT + "“No.”\n", THURSDAY).drafts
    assert drafts[-1].confidence <= 0.6


def test_a_quotation_that_answers_nothing_is_whose_words_came_before() -> None:
    text = COURT.replace("Did you lock it?", "He locked it,") + "“He had the key.”\n"
    assert found(text)[-1] == ("Dana Roe", "He had the key.")


def test_she_is_no_team_and_no_crowd() -> None:
    team = "Aldwick Town won on Friday. Petra Lund, the coach, ran. “Ask them,” she said.\n"
    assert found(team)[-1][0] == "Petra Lund"
    crowd = "People in the lane woke. “It came in,” said Bettina Rourke. “We ran,” she added.\n"
    assert {name for name, _ in found(crowd)} == {"Bettina Rourke"}
