"""Whether what was found explains what was typed, so that nothing less likely is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.search.all_parts import AllParts, Columns
from quoth.search.answers import NEAREST, PartMatches, has_no_word
from quoth.search.model import SYNONYM, grade_of
from quoth.search.scoring import TWICE

_FEW: Final = 2
"""Words that may always be misspelt if they are near and stand together."""
_ENOUGH: Final = 3
"""Words that have to be spelt right if others are misspelt and a few stand between."""
_NEAR: Final = 0.7
"""How near a whole word is that has one slip, which isn't in its first letter."""


def explains(parts: AllParts, found: Sequence[PartMatches], columns: Columns) -> bool:
    """Tell whether the likeliest row has all words near each other, with few of them misspelt.

    `columns` is what the words stand for.
    """
    scores = ((score, n, row) for n, one in enumerate(found) for row, score in one.scores.items())
    score, place, row = max(scores, default=(0.0, 0, 0))
    grade = grade_of(score)
    if grade > NEAREST + 1 or has_no_word(columns):
        return False
    codes = parts.parts[place].text(row)[0]
    nearest = [max(map(term.codes.get, codes, [0.0] * len(codes))) for term in columns[place]]
    return is_explained(nearest, are_together=grade <= NEAREST)


def is_explained(nearest: Sequence[float], *, are_together: bool) -> bool:
    """Tell whether a row that has words so near to each typed one is what was meant.

    One word may be misspelt in any way if no word that wasn't typed stands between them. Several
    may if all are near, and others are right: such words seldom stand beside each other by chance.
    """
    misspelt = [one for one in nearest if one < SYNONYM]
    right = len(nearest) - len(misspelt)
    if not misspelt or (are_together and len(misspelt) == 1):
        return True
    if min(misspelt) < (_NEAR if right < _ENOUGH else TWICE):
        return False
    if are_together:
        return len(misspelt) <= max(_FEW, right)
    return len(misspelt) <= _FEW and right >= _ENOUGH
