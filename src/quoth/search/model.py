"""What a search returns, and what anything that searches has to offer: values, and no machinery."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from quoth.index.rows import Rows

EXACT: Final = 1.0
"""How well a word stands for itself."""
PREFIX: Final = 0.9
SYNONYM: Final = 0.85
"""How well another spelling of a name stands for it."""
HALF: Final = 0.5
"""How well each of two words, that what is no word is made of, stands for it alone."""

LEAST: Final = 0.01
"""The score of what matches worst."""

IN_A_ROW: Final = 0
"""The grade of rows that hold the typed words one behind the other, as they are spelt."""
APART: Final = 4
"""The grade of rows that hold them, or most of them, scattered; those between are nearer ones."""

Meaning = tuple[int, float]
"""The place of a typed word, and how well something stands for it."""


class Meanings(NamedTuple):
    """Which words stand for the typed ones."""

    words: Mapping[str, Sequence[Meaning]]
    beginnings: Sequence[tuple[str, Meaning]] = ()
    """What any word that begins so stands for."""

    def of(self, word: str) -> list[Meaning]:
        """Return what a word stands for, the best of each typed word."""
        best: dict[int, float] = {}
        for place, closeness in self.words.get(word, ()):
            best[place] = max(best.get(place, 0.0), closeness)
        for beginning, (place, closeness) in self.beginnings:
            if word.startswith(beginning):
                best[place] = max(best.get(place, 0.0), closeness)
        return list(best.items())

    def __bool__(self) -> bool:
        return bool(self.words or self.beginnings)


def graded(grade: int, score: float) -> float:
    """Return the score, up to 1, of a row with a grade: higher than that of any lower grade."""
    return (APART - grade + score) / (APART + 1)


def grade_of(score: float) -> int:
    """Return the grade of a row by the score that `graded` made."""
    return min(max(APART + 1 - ceil(score * (APART + 1) - _ROUNDING), IN_A_ROW), APART)


_ROUNDING: Final = 1e-9
"""What a score of 1 may be off once it was made part of another."""

Nearer: TypeAlias = "Callable[[int], Sequence[Rows]]"
"""Returns the rows of each part that have a grade, which isn't the last."""


class Matches(NamedTuple):
    """What the words of a query matched."""

    scores: Mapping[int, float]
    """A score, up to 1, for each of the rows that were looked at closely: the likeliest."""
    rest: float
    """The score of all other rows."""
    meanings: Meanings
    nearer: Nearer | None = None
    """What finds the rows that come before others of them though none was looked at closely."""
    patterns: Sequence[str] = ()
    """The regular expressions that matched; they have no score."""

    def score(self, row: int) -> float:
        """Return the score of a row that matches."""
        return self.scores.get(row, self.rest)
