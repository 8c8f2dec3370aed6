"""Who is meant, in the styles of reports that desks meet: courts, parliaments, papers of a town."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract


def _said(text: str) -> list[tuple[str, str]]:
    """Return the speakers and the words of the statements that a text reports."""
    return [
        (one.speaker.name if one.speaker else "", one.quote.rstrip("."))
        for one in extract(text).drafts
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        # Who asks isn't who answers.
        (
            (
                "Angus Muir owned the boat. Pressed by the coroner, Dr Ian Hale, on whether the "
                "winch had been mended, he said he could not remember."
            ),
            "Angus Muir",
            "he could not remember",
        ),
        # A noun behind a name is the subject where its verb follows.
        (
            (
                "PC Neil Baxter boarded the boat. Angus Muir was there. Cross-examined by Ross "
                "Tulloch, for Mr Muir, the officer accepted that no samples had been taken."
            ),
            "Neil Baxter",
            "no samples had been taken",
        ),
        # Clauses part a name from its verb.
        (
            (
                "Philippa Grange told the house that she was tired. Ms Crewe’s predecessor, "
                "Baroness Tolley, who set up the fund, was blunter. “I left them a wall,” she said."
            ),
            "Tolley",
            "I left them a wall",
        ),
        # What is told of a source isn't what they say.
        (
            "Milan Dorn was conscious, according to Dr Lucie Hess, who examined him.",
            "Lucie Hess",
            "Milan Dorn was conscious",
        ),
        # "She" isn't whom she calls "he".
        (
            (
                "Varo Dorn was conscious, according to Ilka Hess, who examined him. He would be "
                "kept in hospital, she said."
            ),
            "Ilka Hess",
            "He would be kept in hospital",
        ),
        # A quoted word in a clause isn't what somebody wrote afterwards.
        (
            (
                'Ann Cho, who rates the stock "hold," wrote afterward that the board was "long on '
                'charm".'
            ),
            "Ann Cho",
            'the board was "long on charm"',
        ),
        # Nouns for people with what they know.
        (
            (
                "The company, based in Dover Mills, wants to close the plant by the end of the "
                "year. It will cut 460 jobs, a person familiar with the matter told the "
                "Wall Ledger "
                "on Wednesday."
            ),
            "person familiar with the matter",
            "It will cut 460 jobs",
        ),
        # A court isn't a part of a name.
        (
            (
                "Jason Crook was jailed. The prosecutor Nadia Rahim told the court Crook targeted "
                "women."
            ),
            "Nadia Rahim",
            "Crook targeted women",
        ),
        (
            "Mr Alan Wicks, of Church Lane, asked when the light would be mended.",
            "Alan Wicks",
            "when the light would be mended",
        ),
    ],
)
def test_whom_a_report_means(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in _said(text)


def test_two_with_one_surname_are_two_people() -> None:
    text = (
        "Sarah and Tom Bewick, whose daughter was hurt, said they were tired. “It isn’t right,” "
        "said Mrs Bewick.\n\nHer husband added: “There’s a school.”"
    )
    assert _said(text) == [
        ("Sarah Bewick", "they were tired"),
        ("Tom Bewick", "they were tired"),
        ("Sarah Bewick", "It isn’t right"),
        ("Tom Bewick", "There’s a school"),
    ]


def test_names_joined_otherwise_keep_their_own_surnames() -> None:
    text = "Tom Kelly came. Kelly and Mary Smith said it was late."
    assert ("Tom Kelly", "it was late") in _said(text)


def test_twins_are_each_other_s_sister() -> None:
    text = (
        "The twin sisters Doris Pym and Hilda Crane lost a plot. “We were cross,” said Mrs "
        "Pym.\n\nHer sister added: “A man came with a tape.”"
    )
    assert _said(text)[-1] == ("Hilda Crane", "A man came with a tape")


def test_a_role_names_the_other_one() -> None:
    text = "Pavel Dorn’s wife, Katya, said she was tired. Her husband said he was not."
    assert _said(text)[-1] == ("Pavel Dorn", "he was not")


def test_a_joint_statement_is_of_all_who_sign_it() -> None:
    text = (
        "Moira Beck, who mediated, and the society’s solicitor, Graham Leach, said in a joint "
        "statement that the matter was closed."
    )
    assert _said(text) == [
        ("Moira Beck", "the matter was closed"),
        ("Graham Leach", "the matter was closed"),
    ]


def test_the_subject_of_a_verb_isn_t_what_somebody_says() -> None:
    text = (
        "The engineer, Olga Ferris, was dismissed. The inquest, which sat without a jury, "
        "continues."
    )
    assert _said(text) == []


def test_words_called_out_end_a_turn() -> None:
    text = (
        "The Hon. P.J. STRAND: No beds are closed.\n\nMembers interjecting:\n\nThe SPEAKER: "
        "Order!\n\nThe Hon. P.J. STRAND: I have, and I table the reply.\n\nMr Tran "
        "interjecting: Read it out!\n\nThe SPEAKER: The member is warned.\n\nHonourable "
        "members: Hear, hear!"
    )
    assert [words for _, words in _said(text)] == [
        "No beds are closed",
        "Order!",
        "I have, and I table the reply",
        "Read it out!",
        "The member is warned",
        "Hear, hear!",
    ]
    assert ("Tran", "Read it out!") in _said(text)


def test_a_name_and_a_handle_lead_to_a_post() -> None:
    text = "Dev Mistry left on Friday.\n\nDev Mistry (@devmistry): My door is open. That is all."
    assert _said(text) == [("Dev Mistry", "My door is open. That is all")]


def test_an_interview_opens_with_who_asks() -> None:
    text = (
        "The diver Zofia Brandl talks to Lenny Marsh about fear\n\nWhen did you first dive?\n\n"
        "I was six, in a bath.\n\nWhat is down there?\n\nNothing. I’ve never seen a fish.\n\nIs "
        "it safe?\n\nI do it, so I’m a fool.\n\nYou lost a friend in 2021.\n\nYes. I don’t talk "
        "about it.\n\nWhat now?\n\nI sleep.\n\nZofia Brandl’s book is published by Kelp House."
    )
    said = _said(text)
    assert {name for name, _ in said} == {"Zofia Brandl", "Lenny Marsh"}
    assert ("Lenny Marsh", "You lost a friend in 2021") in said
    assert said[-1] == ("Zofia Brandl", "I sleep")


def test_a_life_stays_with_whom_it_tells_of() -> None:
    text = (
        "Walter Ashdown, who tuned a city, dies at 91\n\nWalter Ashdown cast more than 900 "
        "bells.\n\nWalter Ashdown was born in 1932. His father, Henry, was a ringer. He liked "
        "to say that bells were honest."
    )
    assert _said(text)[-1][0] == "Walter Ashdown"


def test_an_opening_means_whom_the_next_paragraph_names_with_an_age() -> None:
    text = (
        "The manager of a fruit farm told a jury that he had shouted.\n\n"
        "Bogdan Lisle, 47, is one of three men. He is ill."
    )
    draft = next(iter(extract(text).drafts))
    assert draft.speaker is not None
    assert draft.speaker.name == "Bogdan Lisle"
    assert draft.confidence <= 0.6


def test_an_opening_that_names_somebody_means_nobody_below() -> None:
    text = (
        "The manager of a farm told Ada Roe that he had shouted.\n\n"
        "Bogdan Lisle, 47, is one of three men."
    )
    assert _said(text)[0][0] == "manager of a farm"


def test_a_role_may_be_named_later() -> None:
    text = (
        "The harbour master said two boats were loose.\n\nThe harbour master Ivo Kranz was tired."
    )
    assert _said(text)[0][0] == "Ivo Kranz"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Roe said about a third of the hall was lost.", "about a third of the hall was lost"),
        ("Ada Roe spoke about the hall. She said the hall was lost.", "the hall was lost"),
    ],
)
def test_how_many_roughly_is_said(text: str, words: str) -> None:
    assert _said(text)[-1][1] == words


def test_what_is_called_off_is_not_said() -> None:
    assert _said("Ferrin Group called off their planned £3bn merger on Wednesday.") == []


def test_a_verb_behind_an_owner_s_noun_is_no_part_of_a_name() -> None:
    text = (
        "An analyst, who asked not to be named, was glum. The bank’s note described Oxley as “a "
        "car park”.\n\nOxley said it was late."
    )
    assert _said(text)[-1] == ("Oxley", "it was late")
