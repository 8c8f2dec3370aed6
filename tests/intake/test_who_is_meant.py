"""Whom names, pronouns and descriptions mean: kinships, namesakes, offices, organisations."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.intake.extraction import extract
from quoth.intake.reason_words import in_words
from quoth.intake.reasons import DoubtKind
from tests.intake.articles import THURSDAY, speaker

_TEXTS = Path(__file__).parent / "texts"


def heard(text: str) -> dict[str, str]:
    """Return who says what is drafted, by its first three words."""
    return {
        " ".join(one.quote.removeprefix("that ").split()[:3]): speaker(one)
        for one in extract(text, THURSDAY).drafts
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ms. May met MPs. Prime Minister Paula May was late.\n\n“No,” Ms. May said.", "Paula May"),
        ("The brokers Hallam & Pryce said the yard was gone.", "Hallam & Pryce"),
        ("Her aide June Farrow said it was late.", "June Farrow"),
        ("Rep. Trey Gorman (R-S.C.) said it was late.", "Trey Gorman"),
        ("Selwyn Marine will cut jobs, the company said on Monday.", "Selwyn Marine"),
        ("Ada Roe is mayor. Her office said it was late.", "Ada Roe’s office"),
        ("A senior official in the ministry said so. “No,” the official said.",
         "senior official in the ministry"),
        ("Ada Roe, who leads the miners, met him. The leader said it was late.", "Ada Roe"),
    ],
)  # fmt: skip
def test_a_name_and_what_stands_for_it(text: str, name: str) -> None:
    assert speaker(list(extract(text, THURSDAY).drafts)[-1]) == name


def test_a_life_is_told_of_one_person_among_namesakes() -> None:
    found = heard((_TEXTS / "obituary.txt").read_text("utf-8"))
    assert found["the cause was"] == "Piet Kessler"
    assert found["She never sold"] == "Piet Kessler"
    assert found["I learned heat"] == "Marta Kessler"
    assert found["He made windows"] == "Marta Kessler"
    assert found["My mother shouted"] == "Lotte Kessler"
    assert found["she wanted no"] == "Marta Kessler"
    assert found["Put up a"] == "Marta Kessler"


def test_a_report_of_results_and_one_from_a_court() -> None:
    results = heard((_TEXTS / "results.txt").read_text("utf-8"))
    assert results["revenue of 41"] == "Tallow & Wick plc"
    assert results["We sold more"] == "Ines Calder"
    assert results["the company was"] == "Ralf Benning"
    court = heard((_TEXTS / "court.txt").read_text("utf-8"))
    assert court["he was “following"] == "Dale Prothero"
    assert court["When did it"] == "Joan Amory"
    assert court["the ditch was"] == "Ian Moss"
    assert "whether he" not in court


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ruben Vales said Jo Strand fell.\n\n“It was no foul,” the midfielder said.", "Vales"),
        ("Femi Oduya is to start. The 27-year-old said it was late.", "Oduya"),
        ("Ada Roe spoke first. The novelist said it was late.", "Roe"),
        ("A striker fell. Ada Roe spoke. The striker said it was late.", "striker"),
        ("Ada Roe spoke first.\n\nIt rained.\n\nIt was cold.\n\nThe striker said no.", "striker"),
    ],
)
def test_another_word_for_somebody_is_them(text: str, who: str) -> None:
    found = extract(text, THURSDAY).drafts[-1]
    assert speaker(found).split()[-1] == who
    assert found.confidence <= 0.6


NAMESAKES = "Ada Roe and Denzil Roe met on Monday.\n\nThe mill burned.\n\n"


def test_a_surname_of_two_people_is_a_doubt() -> None:
    (found,) = extract(f"{NAMESAKES}Roe said it was late.", THURSDAY).drafts
    (doubt,) = found.doubts
    assert doubt.kind is DoubtKind.NAMESAKE
    assert doubt.name == "Roe"
    assert found.confidence <= 0.6
    assert "others here have that surname" in in_words(doubt)


@pytest.mark.parametrize(
    "sentence", ["Denzil Roe said it was late.", "Denzil Roe came. Roe said it was late."]
)
def test_who_is_named_in_full_beside_it_is_no_doubt(sentence: str) -> None:
    (found,) = extract(f"{NAMESAKES}{sentence}", THURSDAY).drafts
    assert speaker(found) == "Denzil Roe"
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the only one who was named
        ("Ray Beddoes faces a trial. In a call the contractor said it was wise.", "Ray Beddoes"),
        # "a striker" was introduced before: it is him
        ("A striker fell. Ada Roe spoke. The striker said it was late.", "striker"),
        # two of one office: neither
        ("Mayor Ada Marsh met Mayor Bob Vale. The mayor said it was late.", "mayor"),
        ("Mayor Bob Vale left. The former mayor said it was late.", "former mayor"),
    ],
)  # fmt: skip
def test_a_description_that_no_rule_tells(text: str, name: str) -> None:
    assert speaker(list(extract(text, THURSDAY).drafts)[-1]) == name
