"""Lists of voices and letters: a name in its own line, behind a dash, in brackets, with an age."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from quoth.store.model import Kind
from tests.growth import BOUND, growth
from tests.intake.articles import THURSDAY, speaker

WAITED, RAIN, WORTH = "We waited for an hour.", "I don’t mind the rain.", "It was worth it."
ROE, ILVES, NAND = "Dana Roe", "Tom Ilves", "Priya Nand"
VOICES = [(ROE, WAITED), (ILVES, RAIN), (NAND, WORTH)]


def found(text: str) -> list[tuple[str, str]]:
    """Return who says what in an article that begins with a sentence of its writer's."""
    drafts = extract(f"Fans stood outside on Monday.\n\n{text}\n", THURSDAY).drafts
    assert all(one.kind is Kind.DIRECT for one in drafts)
    return [(speaker(one), one.quote) for one in drafts]


@pytest.mark.parametrize(
    "text",
    [
        f"“{WAITED}”\n{ROE}\n\n“{RAIN}”\n{ILVES}, 61, miner\n\n“{WORTH}”\nDr {NAND}",
        f"“{WAITED}”\n\n{ROE}\n\n“{RAIN}”\n\n{ILVES}, 61\n\n“{WORTH}”\n\n{NAND} (27)",
        f"{ROE}, 34, teacher\n“{WAITED}”\n\n{ILVES}, 61\n“{RAIN}”\n\n{NAND}\n“{WORTH}”",
        f"{ROE}, 34: “{WAITED}”\n\n{ILVES}, 61, a miner: “{RAIN}”\n\n{NAND} (27): “{WORTH}”",
        f"{ROE}, 34 – “{WAITED}”\n\n{ILVES}, 61 – “{RAIN}”\n\n{NAND}, 27 – “{WORTH}”",
        f"“{WAITED}” – {ROE}\n\n“{RAIN}” — {ILVES}, 61\n\n“{WORTH}” - {NAND}",
        f"- “{WAITED}” ({ROE}, 34)\n- “{RAIN}” ({ILVES}, 61)\n- “{WORTH}” ({NAND}, 27)",
        f"“{WAITED}” {ROE}, 34\n\n“{RAIN}” {ILVES}, 61\n\n“{WORTH}” {NAND}, 27",
    ],
)
def test_each_voice_of_a_list_is_theirs_whose_name_stands_with_it(text: str) -> None:
    assert found(text) == VOICES


def test_a_name_below_one_quotation_is_its_speaker() -> None:
    assert found(f"“{WAITED}”\n{ROE}, teacher\n\nThe gates opened at six.") == [(ROE, WAITED)]


def test_a_headline_in_quotation_marks_over_the_writer_is_nobodys_words() -> None:
    text = f"“We waited”\n\n{ROE}\n\nFans stood outside on Monday, and the gates were shut."
    assert list(extract(text, THURSDAY).drafts) == []


@pytest.mark.parametrize("salutation", ["Sir – ", "Sir, ", "Dear Editor, ", "To the Editor: "])
def test_a_letter_is_theirs_who_sign_it(salutation: str) -> None:
    text = (
        f"{salutation}The hall survived two wars.\n\nIt will not survive this council.\n"
        f"{ROE}, Priory Lane\n\n{salutation}I welcome a dry floor.\nMrs E. Nand, Northgate"
    )
    assert found(text) == [
        (ROE, "The hall survived two wars. It will not survive this council."),
        ("E. Nand", "I welcome a dry floor."),
    ]


def test_regards_and_a_salutation_of_its_own_line_are_no_part_of_a_letter() -> None:
    text = f"To the Editor:\n\nThe bridge is safe.\n\nYours faithfully,\n\n{ROE}\nNorthgate"
    assert found(text) == [(ROE, "The bridge is safe.")]


def test_a_salutation_that_nobody_signs_begins_no_letter() -> None:
    assert found("Sir, the gates are shut.\n\nThe gates opened at six.") == []


@pytest.mark.parametrize(
    "piece",
    ["Sir – a.\n\n", "“A b.”\nDana Roe\n\n", "Dana Roe\n\n", "“A b.\n\n“A.”\n\n", "“A b.\n\n"],
)
def test_many_are_read_in_time_that_grows_with_them(piece: str) -> None:
    assert growth(lambda size: lambda: extract(piece * size), 20, 2_000) < BOUND


def test_a_voice_of_several_paragraphs_is_theirs_whose_name_heads_it() -> None:
    text = (
        "We asked people in the town.\n\nDana Roe, 38, care worker\n\n“Who is to mind them?\n\n"
        "“My eldest will be fine.”\n\nBo Marsh, 51, deputy head\n\n“Draw your own conclusions.”\n"
    )
    drafts = extract(text, THURSDAY).drafts
    assert [speaker(one) for one in drafts] == ["Dana Roe", "Bo Marsh"]


def test_voices_without_quotation_marks_stand_under_names_with_ages() -> None:
    drafts = extract(
        "Readers on the stations that were taken away\n\n"
        "Jean Orme, 83, Threlby\nWe got engaged on platform two. I could not hear a word.\n\n"
        "Dev Malhot, 29, software tester, Leeds\nI left because I had no car.\n\n"
        "The Rev Tom Blenk, 51, Upper Nidd\nI asked for a show of hands.\n\n"
        "What happens next?\n\nA minister said that the trains would come back.\n",
        None,
    ).drafts
    assert [(one.quote, one.speaker.name if one.speaker else "") for one in drafts][:3] == [
        ("We got engaged on platform two. I could not hear a word.", "Jean Orme"),
        ("I left because I had no car.", "Dev Malhot"),
        ("I asked for a show of hands.", "Tom Blenk"),
    ]
    assert drafts[3].quote == "the trains would come back"
