"""What is said of how often drafts are right was measured, and is what the file says."""

from __future__ import annotations

from itertools import pairwise

from quoth.basics.dates import parse
from quoth.intake.accuracy import STEPS, accuracy
from quoth.intake.model import Draft, Mention, Span
from quoth.store.model import Kind
from tests.benchmarks.intake.gold import Gold
from tests.benchmarks.intake_confidence import is_right


def test_the_figures_are_of_ever_more_drafts() -> None:
    found = [one for step in STEPS if (one := accuracy(step)) is not None]
    assert found
    for one in found:
        assert 0 <= one.right <= one.drafts
        assert parse(one.measured)
    assert all(a.drafts <= b.drafts and a.right <= b.right for a, b in pairwise(found))


def test_what_was_not_measured_is_not_said() -> None:
    assert accuracy(0.123) is None


def test_a_draft_is_right_with_its_words_kind_and_speaker() -> None:
    def draft(words: str, speaker: str, kind: Kind = Kind.DIRECT) -> Draft:
        return Draft(words, kind, (Span(0, 1),), Mention(speaker, Span(0, 1)))

    gold = Gold("Bread is dear", "direct", frozenset(["ann archer", "archer"]), False)
    assert is_right(draft("bread is dear,", "the Archer"), [gold]) is True
    assert is_right(draft("bread is dear", "Bob Baker"), [gold]) is False
    assert is_right(draft("bread is dear", "Archer", Kind.MIXED), [gold]) is False
    assert is_right(draft("salt is", "Archer"), [gold]) is False
    assert is_right(draft("bread is dear", "Archer"), [gold._replace(is_optional=True)]) is None
