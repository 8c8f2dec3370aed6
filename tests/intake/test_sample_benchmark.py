"""The comparison of drafts with what was coded by hand counts what it says it counts."""

from __future__ import annotations

from tests.benchmarks.intake_sample import Figures, Unit, compared, nearly_same, rows, words_of
from tests.intake.making import ARTICLE, DRAFTS


def units() -> list[Unit]:
    """Return the statements of the article, as whoever codes them would have them."""
    return [
        Unit(
            words_of(ARTICLE, draft.spans),
            draft.kind,
            frozenset({draft.speaker.name if draft.speaker else ""}),
        )
        for draft in DRAFTS
    ]


def figures(gold: list[Unit], drafts: list[Unit]) -> list[tuple[float, float]]:
    """Return the precision and the recall of each line of the table."""
    return [
        (round(one.precision, 2), round(one.recall, 2)) for _, one in rows(ARTICLE, gold, drafts)
    ]


def test_the_same_is_all_right() -> None:
    assert figures(units(), units()) == [(1.0, 1.0)] * 5


def test_what_is_missing_lowers_the_recall_alone() -> None:
    assert figures(units(), units()[1:]) == [
        (1.0, 0.5),
        (1.0, 0.5),
        (1.0, 1.0),
        (1.0, 0.8),
        (1.0, 0.8),
    ]
    assert figures(units(), []) == [(0.0, 0.0)] * 5


def test_another_speaker_is_the_same_place() -> None:
    other = [unit._replace(speakers=frozenset({"Nobody"})) for unit in units()]
    assert figures(units(), other) == [(1.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1.0, 1.0), (0.0, 0.0)]


def test_half_of_the_words_of_the_longer_have_to_be_shared() -> None:
    one = units()[1]
    words = sorted(one.words)
    half = one._replace(words=frozenset(words[: (len(words) + 1) // 2]))
    less = one._replace(words=frozenset(words[: len(words) // 2 - 1]))
    assert nearly_same(one, half)
    assert not nearly_same(one, less)
    assert compared([one], [less, half], nearly_same) == Figures(1, 1, 1, 2)
    assert Figures(1, 1, 1, 2).f == 2 / 3
