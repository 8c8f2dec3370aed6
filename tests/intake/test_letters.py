"""Pages of letters to the editor: each letter is theirs who sign it."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from quoth.store.model import Kind
from tests.intake.articles import THURSDAY, speaker

BENCH = "The bench in Mill Lane is gone."
DOGS = "Dogs need a park. So do their owners."
ROE, NAND = "Dana Roe", "P. J. Nand"


def found(text: str) -> list[tuple[str, str]]:
    """Return whose letters stand on a page."""
    drafts = extract(text, THURSDAY).drafts
    return [(speaker(one), one.quote) for one in drafts if one.kind is Kind.DIRECT]


@pytest.mark.parametrize("head", ["Letters to the editor", "YOUR LETTERS", "Letters", "Your views"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{ROE}\nNorthgate", f"{NAND}, Priory Lane"),
        (f"{ROE} (Ms)\nChair, Friends of the Lane", f"{NAND}\nBy email"),
        (f"Yours faithfully,\n{ROE}", f"– {NAND}"),
    ],
)
def test_each_letter_of_a_page_is_theirs_who_sign_it(head: str, first: str, second: str) -> None:
    text = f"{head}\n\nOn benches\n\n{BENCH}\n{first}\n\nOn dogs\n\n{DOGS}\n\n{second}\n"
    assert found(text) == [(ROE, BENCH), (NAND, DOGS)]


def test_a_letter_whose_writer_is_not_named_is_nobody_elses() -> None:
    first = f"{BENCH}\nWalker, Mill Lane\nName and address supplied"
    text = f"Letters\n\n{first}\n\n{DOGS}\nName withheld\n"
    assert found(text) == [("Walker", BENCH), ("Name withheld", DOGS)]


def test_what_the_editor_writes_below_a_letter_is_the_editors() -> None:
    text = f"Letters\n\n{BENCH}\n{ROE}\n\nThe editor writes: It is being mended.\n"
    assert found(text) == [(ROE, BENCH), ("editor", "It is being mended.")]


def test_a_name_below_a_paragraph_signs_nothing_where_no_heading_tells_of_letters() -> None:
    assert found(f"A bench is missed\n\n{BENCH}\n{ROE}\n\n{DOGS}\n{NAND}\n") == []


def test_regards_in_a_letters_last_line_are_no_words_and_places_end_its_signature() -> None:
    text = (
        f"Letters\n\nOn benches\n\nSir, – {BENCH} – Yours, etc,\n\nDANA ROE,\nNorthgate.\n\n"
        f"On dogs\n\nSir, – {DOGS} – Yours, etc,\n\nPIA NAND,\nHead of Parks,\nMill Council.\n"
    )
    assert found(text) == [("DANA ROE", BENCH), ("PIA NAND", DOGS)]
