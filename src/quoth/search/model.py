"""What a search returns, and what anything that searches has to offer: values, and no machinery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

EXACT: Final = 1.0
"""How well a word stands for itself."""
PREFIX: Final = 0.9
SYNONYM: Final = 0.85
"""How well another spelling of a name stands for it."""

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


class Matches(NamedTuple):
    """What the words of a query matched."""

    scores: Mapping[int, float]
    """A score, up to 1, for each of the rows that were looked at closely: the likeliest."""
    rest: float
    """The score of all other rows."""
    meanings: Meanings

    def score(self, row: int) -> float:
        """Return the score of a row that matches."""
        return self.scores.get(row, self.rest)


NOTHING: Final = Matches({}, 0.0, Meanings({}))
