"""Whose turn it is in a dialogue, whose words a letter has, and what a set form leads to."""

from __future__ import annotations

from quoth.intake.extraction import extract
from tests.intake.articles import THURSDAY, speaker


def said(text: str) -> list[tuple[str, str]]:
    """Return who says what."""
    return [(speaker(one), one.quote) for one in extract(text, THURSDAY).drafts]


ASKED = """\
“How long after?” asked Olive Strang, for the defence.

“About forty minutes,” Wendy Marr replied.
"""


def test_the_turns_of_two_who_ask_and_reply_alternate() -> None:
    drafts = said(f"{ASKED}\n“Did you run?”\n\n“I walked.”\n")
    assert drafts[2:] == [("Olive Strang", "Did you run?"), ("Wendy Marr", "I walked.")]


def test_a_speaker_who_is_in_no_dialogue_goes_on_in_the_next_paragraph() -> None:
    text = "“We lost twice,” Olive Strang said.\n\n“We shall win the next one.”\n"
    assert {name for name, _ in said(text)} == {"Olive Strang"}


def test_what_a_letter_says_its_writer_says() -> None:
    text = (
        "In a letter to the mayor, Renata Vasquez wrote that the vote was held in secret.\n\n"
        "“I am ashamed of it,” the letter said.\n"
    )
    assert [name for name, _ in said(text)] == ["Renata Vasquez", "Renata Vasquez"]


def test_a_letter_whose_writer_is_not_told_keeps_its_words() -> None:
    assert said("“I am ashamed of it,” the letter said.\n") == [("letter", "I am ashamed of it")]


def test_quoted_as_saying_is_one_attribution() -> None:
    text = "The report was in the Ledger, which quoted Renata Vasquez as saying she had resigned.\n"
    assert said(text) == [("Renata Vasquez", "she had resigned")]


def test_which_somebody_described_as_is_theirs() -> None:
    text = "The plan passed after a debate that the chair described as “the worst of my time”.\n"
    assert said(text) == [("chair", "the worst of my time")]


def test_what_somebody_ruled_out_ends_where_the_next_verb_begins() -> None:
    text = "Astrid Lowe, who took over in May, ruled out a closure and said a line would start.\n"
    drafts = said(text)
    assert drafts == [("Astrid Lowe", "a closure"), ("Astrid Lowe", "a line would start")]


def test_a_court_that_hears_something_is_not_who_said_it() -> None:
    text = "Dale Purcell told a friend that he burned the ledgers, a court heard on Tuesday.\n"
    assert [name for name, _ in said(text)] == ["Dale Purcell"]


def test_a_club_is_not_who_he_is() -> None:
    text = (
        "Penharrow Town came from two goals down on Saturday.\n\n"
        "Town’s captain, Yusuf Amadi, did not think it was luck. “We ran,” he told reporters.\n"
    )
    assert said(text)[-1] == ("Yusuf Amadi", "We ran")


def test_a_group_is_not_who_she_is() -> None:
    text = (
        "People in Cutter Lane have been telling how they were woken. “It knocked,” said "
        "Bettina Rourke, 71. “We slept in the church,” she added.\n"
    )
    assert said(text)[-1] == ("Bettina Rourke", "We slept in the church")


_INTERVIEW = """Ada Roe: Was it hard to build?

Bo Marsh: Ned Poe wanted a boat. I told him no, and he came back and said, “A raft?”

Ada Roe: The Harbour Trust says the ferry will not be late. Is that so?

Bo Marsh: The steward, Di Doon, read it and told me the lines were wrong. I told her to wait.

Ada Roe: And then?

Bo Marsh: We sailed."""


def test_a_turn_reports_what_others_say_and_he_is_not_its_speaker() -> None:
    turns = said(_INTERVIEW)
    assert ("Ned Poe", "A raft?") in turns
    assert ("Harbour Trust", "the ferry will not be late") in turns
    assert ("Di Doon", "the lines were wrong") in turns
