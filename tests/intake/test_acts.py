"""What is a statement: said, asked or written; denied; under a condition; or none at all."""

from __future__ import annotations

import pytest

from quoth.intake.extraction import extract
from quoth.intake.reasons import Act
from quoth.store.model import Polarity
from tests.intake.articles import THURSDAY, only, speaker


@pytest.mark.parametrize(
    "text",
    [
        "“I am a fool,” Ada Marsh never said.",
        "Neither Ada Marsh nor Bob Stone said the road was shut.",
        "Ada Marsh did not say whether the harbour was full.",
        "Ada Marsh has not said that the harbour is full.",
        "If Ada Marsh says it is raining, take an umbrella.",
        "Ada Marsh declined to say how full the harbour was.",
        "Ada Marsh did not immediately respond to a request for comment.",
        "Nobody said that the harbour was full.",
        "Bernard Vale wants a plan for the harbour.",
        "Bernard Vale believes that the harbour is full.",
        "The mayor faces questions about the harbour.",
        "They would say that the harbour is full.",
        "I think that the harbour is full.",
    ],
)
def test_nothing_is_drafted_that_nobody_uttered(text: str) -> None:
    assert list(extract(text, THURSDAY).drafts) == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ada Marsh said that the harbour was full.", Act.SAID),
        ("Ada Marsh asked whether the harbour was full.", Act.ASKED),
        ("Ada Marsh wrote that the harbour was full.", Act.WRITTEN),
        ("Ada Marsh believes that the harbour is full.", Act.THOUGHT),
        ("Ada Marsh condemned the closure of the bridge.", Act.DONE),
        ("According to Ada Marsh, the harbour was full.", Act.SAID),
        ("The study found that the harbour was full.", Act.SAID),
    ],
)
def test_each_draft_has_its_act(text: str, act: Act) -> None:
    draft = only(text)
    assert draft.act is act
    assert act.is_statement == bool(extract(text, THURSDAY).drafts)
    assert act.is_statement or draft.confidence <= 0.3


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ada Marsh denied that the harbour was full.", Polarity.DENIED),
        ("Ada Marsh rejected claims that the harbour was full.", Polarity.DENIED),
        ("Ada Marsh will say that “the harbour is full and shut”.", Polarity.HYPOTHETICAL),
        ("Ada Marsh said that the harbour was full.", None),
    ],
)
def test_a_denial_and_a_condition_are_kept(text: str, polarity: Polarity | None) -> None:
    assert only(text).polarity is polarity


def test_a_denial_is_told_to_people() -> None:
    assert "denies these words" in only("Ada Marsh denied that the harbour was full.").rule


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "The agency quoted Ada Marsh as saying the road was shut.",
            "Ada Marsh",
            "the road was shut",
        ),
        (
            "Ada Marsh was quoted by the Herald as saying that the road was shut.",
            "Ada Marsh",
            "the road was shut",
        ),
        ("The plan was described as “a mess” by Ada Marsh.", "Ada Marsh", "a mess"),
        ("It asks for “a lawful income”, as Ada Marsh put it.", "Ada Marsh", "a lawful income"),
        ("“The plan,” Ada Marsh said, “is dead.”", "Ada Marsh", "The plan is dead."),
        ("The road will close, Ada Marsh said on Tuesday.", "Ada Marsh", "The road will close"),
        ("Ada Marsh praised her team: “They ran all day.”", "Ada Marsh", "They ran all day."),
        ("The road will close, Mayor Ada Marsh announced.", "Ada Marsh", "The road will close"),
        ("“The plan”, Ada Marsh said, “is dead.”", "Ada Marsh", "The plan is dead."),
        ("“The plan”, said Ada Marsh, “is dead.”", "Ada Marsh", "The plan is dead."),
        ("«The plan», Ada Marsh said, «is dead.»", "Ada Marsh", "The plan is dead."),
        ("“The plan” – said Ada Marsh – “is dead.”", "Ada Marsh", "The plan is dead."),
        ("Ada Marsh said: “The plan is dead”, and left.", "Ada Marsh", "The plan is dead"),
        ("Ada Marsh said — “our plan is dead” — and left.", "Ada Marsh", "our plan is dead"),
        ("Ada Marsh has, as she liked to say, “a shed of sins”.", "Ada Marsh", "a shed of sins"),
    ],
)
def test_set_phrases_tell_who_and_what(text: str, name: str, words: str) -> None:
    draft = only(text)
    assert (speaker(draft), draft.quote) == (name, words)
