"""In which order rows come that were looked at closely: by what has to be supposed for each.

Where every word is spelt as it was typed, rows come by how near each other the words are. Where
words may be misspelt, each slip is one thing to suppose, and each word that wasn't typed and stands
between is another: a row with one slip and a word between comes before one with two slips and none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from quoth.search.model import APART, IN_A_ROW, LEAST, grade_of, graded

Looked: TypeAlias = Mapping[int, tuple[int, float, int]]
"""Rows that were looked at, each with its grade, its score, and how many slips it supposes."""
Rank: TypeAlias = Callable[[Sequence[Looked]], list[dict[int, float]]]
"""Returns the final scores of the rows of each part, their grades included."""

_SUPPOSED: Final = (0.0, 0.0, 0.5, 1.5, 3.0)
"""How much each grade supposes, in slips."""
_SCORED: Final = 0.8
"""How much the score counts, in slips."""
_MOST: Final = 12.0
"""More is never supposed."""


def by_grade(looked: Sequence[Looked]) -> list[dict[int, float]]:
    """Return the final scores of the rows of each part: the grade counts first."""
    return [{row: graded(grade, score) for row, (grade, score, _) in one.items()} for one in looked]


def by_slips(looked: Sequence[Looked], supposed: int = 0) -> list[dict[int, float]]:
    """Return the final scores of the rows of each part: the less has to be supposed, the higher.

    How the words were read may have `supposed` something of all of them.
    Rows that weren't looked at stand behind those of their grade. So no row's grade may become
    lower, and one that comes before others has at least the grade of each of them.
    """
    return _ordered(
        [{row: (_cost(*how) + supposed, how[0]) for row, how in one.items()} for one in looked]
    )


def together(found: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """Return the final scores of rows that were ranked apart, as if they had been ranked at once.

    There is one mapping for each part of a corpus.
    """
    return _ordered(
        [
            {row: (supposed_by(score), grade_of(score)) for row, score in one.items()}
            for one in found
        ]
    )


def _ordered(found: Sequence[Mapping[int, tuple[float, int]]]) -> list[dict[int, float]]:
    """Return the final scores of rows for which so much is supposed, and which have a grade."""
    costs = sorted(
        (cost, place, row, grade)
        for place, one in enumerate(found)
        for row, (cost, grade) in one.items()
    )
    ordered: list[dict[int, float]] = [{} for _ in found]
    least = APART
    for cost, place, row, grade in reversed(costs):
        least = min(least, grade)
        ordered[place][row] = _final(least, cost)
    return ordered


def score_of(grade: int, score: float, slips: int, supposed: int = 0) -> float:
    """Return the final score of a row with a grade, a score, and so many slips supposed."""
    return _final(grade, _cost(grade, score, slips) + supposed)


def _final(grade: int, cost: float) -> float:
    """Return the final score of a row with a grade for which so much has to be supposed."""
    return graded(grade, max(LEAST, 1 - cost / _MOST))


def supposed_by(score: float) -> float:
    """Return how much is supposed for a row with a final score, in slips."""
    return _MOST * (1 - (score * (APART + 1) - (APART - grade_of(score))))


def _cost(grade: int, score: float, slips: int) -> float:
    """Return how much has to be supposed: nothing where the words are in a row as typed."""
    if grade == IN_A_ROW:
        return (1 - score) * LEAST
    return LEAST + _SUPPOSED[grade] + slips + _SCORED * (1 - score)
