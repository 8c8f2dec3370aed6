"""Words that a cue between commas attributes, and what is decided or put to somebody."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from tests.intake.articles import THURSDAY, speaker


def drafted(text: str) -> list[tuple[str, str]]:
    """Return the words and the speaker of each draft that counts."""
    drafts = extract(text, THURSDAY).drafts
    return [(one.quote, speaker(one)) for one in drafts if one.act.is_statement]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The miners said no. He offered them a raise, they say, and she thanked him.",
         "He offered them a raise and she thanked him", "miners"),
        ("Bo Lind remembers it. He read it in the yard with his hat on, he tells me later.",
         "He read it in the yard with his hat on", "Bo Lind"),
        ("Bo Lind spoke. Instead, he said, he was left off the list and sent home.",
         "he was left off the list and sent home", "Bo Lind"),
        ("Ada Roe spoke. Now, she says, the river is full.", "the river is full", "Ada Roe"),
        ("Ada Roe put it to him that he had been late.", "he had been late", "Ada Roe"),
        ("An inquiry panel blamed the leak on “tired hands”, and left.",
         "the leak on “tired hands”", "inquiry panel"),
    ],
)  # fmt: skip
def test_words_that_somebody_tells(text: str, words: str, name: str) -> None:
    assert (words, name) in drafted(text)


@pytest.mark.parametrize(
    "text",
    ["Judge Ada Roe denied the motion.", "The council rejected the application on Monday."],
)
def test_who_decides_on_a_request_says_nothing(text: str) -> None:
    assert not drafted(text)
