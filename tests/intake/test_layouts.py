"""Layouts that say who speaks: interviews, transcripts, parliament, posts; and what is apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quoth.intake.extraction import extract
from quoth.intake.model import Draft
from quoth.intake.reasons import Act
from tests.growth import BOUND, growth
from tests.intake.articles import of_file, speaker

INTERVIEW = (
    "A life on the quay\n\nBy Cora Cook\n\nAda Marsh has been harbour master for a year.\n\n"
)


def drafted(text: str) -> list[Draft]:
    """Return what is drafted of a text unless more is asked for."""
    return list(of_file(text).drafts)


def told(text: str) -> list[tuple[str, str, str]]:
    """Return who says what in a text, and of what kind it is."""
    return [(speaker(one), one.quote, str(one.kind)) for one in drafted(text)]


def test_letters_stand_for_who_asks_and_who_answers() -> None:
    text = INTERVIEW + "Q: Is it full?\n\nA: It is.\n\nIt always was.\n\nQ: And now?\n\nA: Closed."
    assert told(text) == [
        ("Cora Cook", "Is it full?", "direct"),
        ("Ada Marsh", "It is. It always was.", "direct"),
        ("Cora Cook", "And now?", "direct"),
        ("Ada Marsh", "Closed.", "direct"),
    ]
    assert [one.act for one in drafted(text)] == [Act.ASKED, Act.SAID] * 2


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Cora Cook", "Cora Cook"),
        ("By Cora Cook", "Cora Cook"),
        ("Dr Cora Cook; Bo Poe", "Cora Cook"),
        ("Herald staff", "interviewer"),
    ],
)
def test_the_author_that_a_file_names_is_who_asks(author: str, name: str) -> None:
    text = f"author: {author}\n\nA life on the quay\n\nQ: Is it full?\n\nA: It is.\n"
    assert told(text)[0] == (name, "Is it full?", "direct")


def test_i_is_the_author_that_a_file_names() -> None:
    text = "author: Cora Cook\n\nI said: “The quay is full.” It was.\n"
    assert told(text) == [("Cora Cook", "The quay is full.", "direct")]


def test_bare_questions_have_their_answers_below() -> None:
    text = INTERVIEW + (
        "Is the harbour full?\n\nI think that it is.\n\nWho fills it?\n\nWe all do, my men too."
        "\n\nWill you stay?\n\nAsk me in June. I may."
    )
    answers = [(who, words) for who, words, _ in told(text) if not words.endswith("?")]
    assert answers == [
        ("Ada Marsh", "I think that it is."),
        ("Ada Marsh", "We all do, my men too."),
        ("Ada Marsh", "Ask me in June. I may."),
    ]


def test_what_is_about_the_interview_is_no_answer() -> None:
    text = INTERVIEW + (
        "Q: Is it full?\n\nA: It is.\n\nThis interview has been edited for length. "
        "The council said the harbour was half empty."
    )
    assert ("council", "the harbour was half empty", "indirect") in told(text)


def test_a_report_of_parliament_has_roles_and_seats_in_its_labels() -> None:
    text = (
        "The Minister for Tides (Mrs Ada Marsh): I beg to move.\n\nMr Bernard Vale (Northgate): "
        "In May the Minister told us that the tide would turn. [Laughter.]\n\n"
        "Mrs Marsh: It has."
    )
    assert told(text) == [
        ("Ada Marsh", "I beg to move.", "direct"),
        (
            "Bernard Vale",
            "In May the Minister told us that the tide would turn.",
            "direct",
        ),
        ("Ada Marsh", "the tide would turn", "indirect"),
        ("Ada Marsh", "It has.", "direct"),
    ]
    nested = drafted(text)[2]
    assert [one.name for one in nested.via] == ["Bernard Vale"]


def test_names_in_lines_of_their_own_head_speeches() -> None:
    text = (
        "Mr. Bernard Vale (Northgate)\n\nI note the day.\n\nMrs. Marsh\n\nIt is late.\n\nGo home."
    )
    assert told(text) == [
        ("Bernard Vale", "I note the day.", "direct"),
        ("Marsh", "It is late. Go home.", "direct"),
    ]


def test_a_post_is_whose_handle_it_has() -> None:
    text = "Harbour closed\n\nNorthgrid said it was late.\n\n@NorthgridPower on X: Crews are out."
    assert told(text)[-1] == ("Northgrid", "Crews are out.", "direct")


@pytest.mark.parametrize(
    "line",
    [
        "Story continues below",
        "WATCH: Minister says no to the pipe",
        "Photograph: Lena Oss",
        "17:42",
        "Saturday 9 March 2024",
        "[Laughter.]",
        "Sign up to our newsletter",
        "Why not follow us? You can also send story ideas to news@example.org.",
        "(Reporting by Ann Archer; Editing by Bob Baker)",
    ],
)
def test_what_a_page_puts_between_is_nobodys(line: str) -> None:
    text = f"Barber Rob Baker runs a shop.\n\n{line}\n\n“It can be degrading,” he explains."
    assert told(text) == [("Rob Baker", "It can be degrading", "direct")]


@pytest.mark.parametrize(
    "line",
    [
        "Register now or lose the vote, the mayor said.",
        "They said she could.",
        "Not everyone was happy, the mayor said.",
    ],
)
def test_a_sentence_that_looks_a_little_like_furniture_is_read(line: str) -> None:
    assert len(drafted(f"Ada Marsh is mayor.\n\n{line}\n\nIt rained.")) == 1


def test_a_pull_quote_is_drafted_once() -> None:
    text = "“The map had no trees,” said Ada Marsh.\n\n“The map had no trees”\n\nIt rained."
    assert told(text) == [("Ada Marsh", "The map had no trees", "direct")]


def test_what_an_article_said_before_it_was_corrected_is_nobodys() -> None:
    text = "It rained.\n\nAn earlier version of this article said that the pipe was long; it isn't."
    assert drafted(text) == []


def test_single_marks_may_hold_possessives_and_double_marks() -> None:
    text = (
        "‘It is the dogs’ fault,’ Ada Marsh said.\n\n‘I said “rubbish”,’ Bernard Vale insisted.\n\n"
        "‘We go,’ she said."
    )
    assert [words for _, words, _ in told(text)] == [
        "It is the dogs’ fault",
        "I said “rubbish”",
        "We go",
    ]


def test_labels_take_time_that_grows_with_their_number() -> None:
    def prepared(number: int) -> Callable[[], object]:
        text = "\n\n".join(f"ROE{at % 7}: He said that it was late." for at in range(number))
        return lambda: extract(text)

    assert growth(prepared, 50, 400) < BOUND


def test_a_turn_may_be_one_word() -> None:
    found = extract("Mr Roe: It is late.\n\nMs Ilves: What?\n\nMr Strand: That", None).drafts
    assert [one.quote for one in found][-1] == "That"
