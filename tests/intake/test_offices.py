"""Offices and occupations beside names, and what else stands where a speaker's name would."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from tests.intake.articles import THURSDAY, speaker


def last_speaker(text: str) -> str:
    """Return who says what is drafted last."""
    return speaker(list(extract(text, THURSDAY).drafts)[-1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("County Surveyor Lena Pohl said the bridge was safe.", "Lena Pohl"),
        ("Chief Veterinarian Oskar Brandt said the herd was safe.", "Oskar Brandt"),
        ("State Epidemiologist J. Arkwell said the water was safe.", "J. Arkwell"),
        ("Harbormaster Quill Tanager said the pier was safe.", "Quill Tanager"),
        ("Head of operations Ysolde Trank said the mine was safe.", "Ysolde Trank"),
        ("Director of policy Bo Lind said the ward was safe.", "Bo Lind"),
        ("Comrade Thabo Nkosi said the mine was safe.", "Thabo Nkosi"),
    ],
)
def test_an_office_or_an_occupation_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert last_speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mason Falconer Pohl said the bridge was safe.", "Mason Falconer Pohl"),
        ("The head of the charity Fair Roofs said it was late.", "head of the charity Fair Roofs"),
        ("The Nurse Workforce Alliance said it was late.", "Nurse Workforce Alliance"),
    ],
)
def test_what_only_looks_like_an_office_stays(text: str, name: str) -> None:
    assert last_speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The port is closed. Its Deputy Harbourmaster, T. Quillon, said it was late.",
         "T. Quillon"),
        ("The port is closed. Its Deputy Harbourmaster, T. Quillon, spoke. Asked, he said it was.",
         "T. Quillon"),
        ("The pipeline’s owner, Gasrohr, said it was not aware of a leak.", "Gasrohr"),
        ("The ferry’s operator, Fjordline, said the ship was safe.", "Fjordline"),
        ("A woman called Senna keeps the gate. She said it was late.", "Senna"),
        ("Boyd Karr spoke. In 1979 her uncle, Jim, sank. He said it was late.", "Jim"),
        ("Ada Roe runs the lab. According to Roe’s estimate, a third of the ice is gone.",
         "Ada Roe"),
    ],
)  # fmt: skip
def test_who_is_named_behind_what_they_are(text: str, name: str) -> None:
    assert last_speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Roe keeps bees. The 71-year-old from Tarn said it was late.", "Ada Roe"),
        ("Bo Lind drives a bus. The father of three said it was late.", "Bo Lind"),
        ("Bo Lind, a nurse, met us. The mother of a patient said it was late.",
         "mother of a patient"),
        ("Tarn, a hilly state, met. Governor Festo Ndula wrote. He said the road was late.",
         "Festo Ndula"),
    ],
)  # fmt: skip
def test_a_description_in_place_of_a_name(text: str, name: str) -> None:
    assert last_speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bo Lind was asked four times if he would go, and four times replied that he was late.",
         "Bo Lind"),
        ("The Dockers’ Guild, whose secretary, Ada Roe, was away in May, said the pier was shut.",
         "Dockers’ Guild"),
        ("Chemical tests showed that the paint was lead, the authors wrote.", "authors"),
        ("Ada Roe said no. Ron Mercer is on the stage in Tarn. Some of it:\n\n“We asked for more.”",
         "Ron Mercer"),
    ],
)  # fmt: skip
def test_the_subject_of_what_is_said(text: str, name: str) -> None:
    assert last_speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Movement for Work, whose head, Bo Lind, left, said it was so.", "Movement for Work"),
        ("Bo Lind met us. In a talk with the newspaper La Gaceta Blanca he said it was late.",
         "Bo Lind"),
        ("Amparo Vidal met Zoltán Kerr. He said it was late.", "Zoltán Kerr"),
        ("A spokesman for the Mill Trust Society said no. “It is so,” he said.",
         "spokesman for the Mill Trust Society"),
        ("Ada Roe saw a 2019 review, seen by the Herald, which found that the roof was rotten.",
         "2019 review"),
        ("Tarn left. In a note, the Tarn defence ministry said no. It said that ships had come.",
         "Tarn defence ministry"),
        ("Ada Roe came. Her aunt was against it. “She said no, but I went,” she told us.",
         "Ada Roe"),
    ],
)  # fmt: skip
def test_movements_newspapers_and_the_two_in_one_sentence(text: str, name: str) -> None:
    assert last_speaker(text) == name


def test_a_few_labels_far_apart_are_headings() -> None:
    body = [f"The count in ward {number} is over and the hall is empty." for number in range(9)]
    lines = ["WARDS COUNT: Roe's party in front", *body, "FORECAST: Roe wins.", *body]
    assert not extract("\n\n".join(lines), THURSDAY).drafts


def test_an_interview_in_pairs_has_what_is_asked_without_a_question_mark() -> None:
    pairs = [
        ("How long have you kept bees?", "I began in May, when my aunt gave me two hives."),
        ("There was a storm that year.", "It took one hive. I found the lid in a tree."),
        ("What did it teach you?", "I tie my lids down."),
        ("Will the show go on?", "I hope so."),
    ]
    page = "Bees and lids\n\nAda Roe keeps bees. She spoke to Bo Lind.\n\n"
    page += "\n\n".join("\n".join(pair) for pair in pairs)
    page += "\n\nA spokesman for the show said later that it was ‘quite safe’, and ‘won’t go’."
    drafts = extract(page, THURSDAY).drafts
    answers = [one.quote for one in drafts if speaker(one) == "Ada Roe"]
    assert answers == [answer for _, answer in pairs]
    assert speaker(drafts[-1]) == "spokesman for the show"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Commissioner for Mines, Chief Oba Terfa, came. “No,” the commissioner said.",
         "Oba Terfa"),
        ("Mr Lind’s lamp\n\nBo Lind, the state secretary, came. “No,” the state secretary said.",
         "Bo Lind"),
        ("The Minister of Works, Lena Pohl, came. “No,” the minister said.", "Lena Pohl"),
        ("The director of the dam, Bo Lind, came. “No,” the director said.", "Bo Lind"),
    ],
)  # fmt: skip
def test_an_office_with_what_it_is_of_is_the_role_of_who_is_named_behind_it(
    text: str, name: str
) -> None:
    assert last_speaker(text) == name
