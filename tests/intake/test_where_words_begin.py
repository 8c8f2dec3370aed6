"""Where words begin and end: behind where and when they were said, and without what leads there."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from quoth.intake.model import Draft


def drafts(text: str) -> list[Draft]:
    """Return the drafts of what is uttered in a text."""
    return list(extract(text).drafts)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The league said in a statement on Sunday it would look.", "league", "it would look"),
        ("Ada Marsh said in an interview with the Post she would go.", "Ada Marsh", "she would go"),
        ("Ada Marsh said on Monday in Parliament the plan failed.", "Ada Marsh", "the plan failed"),
        ("Ada Marsh acknowledged Monday the bridge was shut.", "Ada Marsh", "the bridge was shut"),
        ("Ada Marsh wrote to unions to say that it was late.", "Ada Marsh", "it was late"),
        ("Ada Marsh, however, told MPs the deal was dead.", "Ada Marsh", "the deal was dead"),
        ("A source close to Roe said it was late.", "source close to Roe", "it was late"),
        ("According to Ada Marsh, the mayor of Tarn, it is shut.", "Ada Marsh", "it is shut"),
        ("It is, Ada Marsh says, a matter of time.", "Ada Marsh", "It is a matter of time"),
        (
            "Ada Marsh called it “a joke without end” after her side lost.",
            "Ada Marsh",
            "it “a joke without end”",
        ),
        (
            "The office told me it was “working at pace”; at what pace, it did not say.",
            "office",
            "it was “working at pace”",
        ),
        (
            "“We lost,” Ada Marsh, the captain, said on Sunday, “because we were bad.”",
            "Ada Marsh",
            "We lost, because we were bad.",
        ),
        ("Ada Marsh said that is wrong.", "Ada Marsh", "that is wrong"),
        ("Ada Marsh said that she would go.", "Ada Marsh", "she would go"),
    ],
)
def test_words_are_whole_and_nothing_else(text: str, speaker: str, words: str) -> None:
    (draft,) = drafts(text)
    assert draft.speaker is not None
    assert draft.speaker.name == speaker
    assert draft.quote == words


def test_words_behind_that_which_are_all_quoted_are_direct() -> None:
    (draft,) = drafts("Ada Marsh said that “nobody asked about the bridge”.")
    assert (draft.quote, str(draft.kind)) == ("nobody asked about the bridge", "direct")


INTERVIEW = """\
Ada Marsh runs the yard. We met on the quay.

**You took it over. Was that the plan?**

No. The plan was that I would be a vet.

**Is it safe?**

I told them that in 2019. They wrote back that there was no money.

**Do you think of selling?**

Every February.

Her partner, Joe Roe, looks in. He says the kettle has boiled.
"""


def test_the_writer_goes_on_behind_the_last_answer() -> None:
    found = [(one.speaker.name if one.speaker else "", one.quote) for one in drafts(INTERVIEW)]
    assert ("Ada Marsh", "Every February.") in found
    assert ("Joe Roe", "the kettle has boiled") in found


def test_they_are_nobody_where_an_answer_names_nobody() -> None:
    speakers = {one.speaker.name for one in drafts(INTERVIEW) if one.speaker}
    assert speakers == {"Ada Marsh", "Joe Roe", "interviewer"}


def test_who_writes_goes_on_in_their_own_words() -> None:
    text = "It rains.\n\nAda Marsh writes: The sea wall holds. Half the street is under water.\n"
    (draft,) = drafts(text)
    assert draft.speaker is not None
    assert draft.speaker.name == "Ada Marsh"
    assert draft.quote == "The sea wall holds. Half the street is under water."
