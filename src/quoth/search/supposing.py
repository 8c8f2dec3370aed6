"""In which order rows come that were looked at closely: by what has to be supposed for each.

Where every word is spelt as it was typed, rows come by how near each other the words are. Where
words may be misspelt, each slip is one thing to suppose, and each word that wasn't typed and stands
between is another: a row with one slip and a word between comes before one with two slips and none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from quoth.index.rows import Reading
from quoth.search.model import APART, IN_A_ROW, LEAST, grade_of, graded

Looked: TypeAlias = Mapping[int, tuple[int, float, float, Reading]]
"""Rows that were looked at, each with its grade, its score, what it supposes, and its reading."""
Rank: TypeAlias = Callable[[Sequence[Looked]], list[dict[int, float]]]
"""Returns the final scores of the rows of each part, their grades included."""

SUPPOSED: Final = (0.0, 0.5, 1.5)
"""How much is supposed where words stand near each other, in slips, the nearest first."""
SCATTERED: Final = 3.0
"""How much is supposed where they don't."""
_SCORED: Final = 0.8
"""How much the score counts, in slips."""
_MOST: Final = 12.0
"""More is never supposed."""
_READ_AGAIN: Final = 0.1
"""What is supposed of a row for each other that comes before it and reads the words as it does."""
_READ_OFTEN: Final = 0.3
"""What is supposed of it for all of those at most."""


def by_grade(looked: Sequence[Looked]) -> list[dict[int, float]]:
    """Return the final scores of the rows of each part: the grade counts first."""
    return [
        {row: graded(grade, score) for row, (grade, score, *_) in one.items()} for one in looked
    ]


def by_slips(looked: Sequence[Looked], supposed: int = 0) -> list[dict[int, float]]:
    """Return the final scores of the rows of each part: the less has to be supposed, the higher.

    How the words were read may have `supposed` something of all of them. Of misspelt words nothing
    tells which are meant: so rows that read them in different ways come before more of the same.
    Rows that weren't looked at stand behind those of their grade. So no row's grade may become
    lower, and one that comes before others has at least the grade of each of them.
    """
    costs = sorted(
        (_cost(grade, score, what) + supposed, place, row)
        for place, one in enumerate(looked)
        for row, (grade, score, what, _) in one.items()
    )
    read: Counter[tuple[int, Reading]] = Counter()
    found: list[dict[int, tuple[float, int]]] = [{} for _ in looked]
    for cost, place, row in costs:
        grade, *_, reading = looked[place][row]
        again = 0.0
        if grade != IN_A_ROW and any(reading):
            again = min(_READ_AGAIN * read[place, reading], _READ_OFTEN)
            read[place, reading] += 1
        found[place][row] = (cost + again, grade)
    return _ordered(found)


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


def score_of(grade: int, score: float, supposed: float) -> float:
    """Return the final score of a row with a grade and a score, of which so much is supposed."""
    return _final(grade, _cost(grade, score, supposed))


def _final(grade: int, cost: float) -> float:
    """Return the final score of a row with a grade for which so much has to be supposed."""
    return graded(grade, max(LEAST, 1 - cost / _MOST))


def supposed_by(score: float) -> float:
    """Return how much is supposed for a row with a final score, in slips."""
    return _MOST * (1 - (score * (APART + 1) - (APART - grade_of(score))))


def _cost(grade: int, score: float, supposed: float) -> float:
    """Return how much has to be supposed: nothing where the words are in a row as typed."""
    if grade == IN_A_ROW:
        return (1 - score) * LEAST
    return LEAST + supposed + _SCORED * (1 - score)
