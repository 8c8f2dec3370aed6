"""Who "he" and "she" are: people with a name and people without one, by evidence of all sorts."""

from __future__ import annotations

import pytest

from quoth.intake.attributing.cues import sentence_views
from quoth.intake.extraction import extract
from quoth.intake.people.genders import Evidence
from quoth.intake.people.nameless import nameless
from quoth.intake.text.article import read
from tests.intake.articles import speaker


def _last(text: str) -> str:
    return speaker(list(extract(text).drafts)[-1])


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("A store manager said so. My nephew laughed.", ["A store manager", "My nephew"]),
        ("The director Ada Roe and Bo Poe, a baker, left.", []),
        ("She was a nurse, and worked as a driver.", []),
        ("The company and the police met the men.", []),
        ("In the yard a young woman sang.", ["a young woman"]),
    ],
)
def test_people_without_a_name(text: str, phrases: list[str]) -> None:
    article = read(text)
    found = nameless(article, sentence_views(article))
    assert [article.piece(chunk.start, chunk.end) for _, chunk in found] == phrases


def test_a_phrase_tells_a_gender() -> None:
    article = read("A young woman met her son. The driver waved.")
    found = [one.gender for one, _ in nameless(article, sentence_views(article))]
    assert found == ["f", "m", ""]


def test_somebody_without_a_name_is_he() -> None:
    text = (
        "Ada Roe runs the mill.\n\nOne store manager in the north said the call was short. "
        "“Then the line went dead,” he said."
    )
    assert _last(text) == "One store manager in the north"


def test_pronouns_tell_more_than_a_list_of_names() -> None:
    text = (
        "Dr. Lynn Castle, who wrote the guidelines, called it a surprise. But he said that it "
        "was early.\n\n“Ask me again,” he said."
    )
    assert _last(text) == "Lynn Castle"


def test_a_portrait_is_about_one_person() -> None:
    text = (
        "Ada Roe, who tuned a city, dies at 91\n\nAda Roe cast 900 bells.\n\nBea Poe, a friend, "
        "said they rang well.\n\nShe was modest. Her father, Bo, was a ringer. She liked to say "
        "that bells were honest."
    )
    assert _last(text) == "Ada Roe"


def test_who_speaks_of_him_is_another() -> None:
    text = "Varo Dorn is ill, said Ilka Hess, who saw him. He would stay in bed, she said."
    assert _last(text) == "Ilka Hess"


def test_evidence_as_a_feature() -> None:
    assert Evidence(1.0, -3.0).of("f") == "+--"
    assert Evidence(1.0, -3.0).of("m") == "-++"
    assert Evidence().of("m") == "00"
