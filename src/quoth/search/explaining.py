"""Whether what was found explains what was typed, so that nothing less likely is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.search.all_parts import AllParts, Columns
from quoth.search.answers import PartMatches, has_no_word, is_near
from quoth.search.model import SYNONYM

_MOST: Final = 2
"""Misspelt words with which a row may still be what was meant."""
_SURE: Final = 0.7
"""How near a whole word is that has one slip, which isn't in its first letter."""


def explains(parts: AllParts, found: Sequence[PartMatches], columns: Columns) -> bool:
    """Tell whether the likeliest row has all words together, with few of them misspelt.

    There may be one slip of any kind. There may be two in different words if both are whole and
    begin as they were typed: words that are so near seldom stand together by chance.

    `columns` is what the words stand for.
    """
    if has_no_word(columns) or not is_near(found):
        return False
    scores = ((score, n, row) for n, one in enumerate(found) for row, score in one.scores.items())
    _, place, row = max(scores)
    codes = parts.parts[place].text(row)[0]
    nearest = (max(map(term.codes.get, codes, [0.0] * len(codes))) for term in columns[place])
    misspelt = [one for one in nearest if one < SYNONYM]
    return len(misspelt) < _MOST or (len(misspelt) == _MOST and min(misspelt) >= _SURE)
