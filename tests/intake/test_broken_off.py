"""A quotation that is broken off to say whose it is keeps its own commas, and no others."""

from __future__ import annotations

import pytest

from quoth.intake.adjusting import said
from quoth.store.model import Kind
from tests.intake.articles import only


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        # Between a subject and its verb there is none.
        ("The plan,", "is dead.", "The plan is dead"),
        ("I,", "am here.", "I am here"),
        ("The plan’s costs,", "are mad.", "The plan’s costs are mad"),
        ("The people who built it,", "are dead.", "The people who built it are dead"),
        ("What we want,", "is a vote.", "What we want is a vote"),
        ("The plan we made,", "has failed.", "The plan we made has failed"),
        ("Bread, milk and salt,", "are dear.", "Bread, milk and salt are dear"),
        ("In May, the plan,", "was dead.", "In May, the plan was dead"),
        # Nor is there one before the words that somebody says, knows or finds clear.
        ("I believe,", "that it failed.", "I believe that it failed"),
        ("It is clear,", "that it failed.", "It is clear that it failed"),
        # A clause, an aside and an answer have theirs.
        ("If they come,", "we leave.", "If they come, we leave"),
        ("If they come,", "will you go?", "If they come, will you go?"),
        ("If it rains,", "we’ll swim.", "If it rains, we’ll swim"),
        ("The plan is dead,", "and we buried it.", "The plan is dead, and we buried it"),
        ("The plan, the only one,", "is dead.", "The plan, the only one, is dead"),
        ("The plan,", "the only one, is dead.", "The plan, the only one, is dead"),
        ("No,", "the plan is alive.", "No, the plan is alive"),
    ],
)
def test_a_quotation_is_joined_with_its_own_punctuation(
    first: str, second: str, joined: str
) -> None:
    text = f"“{first}” Ada Marsh said, “{second}”"
    draft = only(text)
    assert draft.kind is Kind.DIRECT
    assert said(text, draft.spans).quote == joined
