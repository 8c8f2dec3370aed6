"""Whether what was found explains what was typed, so that nothing less likely is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.search.all_parts import AllParts, Columns
from quoth.search.answers import PartMatches, has_no_word, is_near
from quoth.search.model import SYNONYM


def explains(parts: AllParts, found: Sequence[PartMatches], columns: Columns) -> bool:
    """Tell whether the likeliest row has all words together, with one of them misspelt at most.

    `columns` is what the words stand for.
    """
    if has_no_word(columns) or not is_near(found):
        return False
    scores = ((score, n, row) for n, one in enumerate(found) for row, score in one.scores.items())
    _, place, row = max(scores)
    codes = parts.parts[place].text(row)[0]
    nearest = (max(map(term.codes.get, codes, [0.0] * len(codes))) for term in columns[place])
    return sum(one < SYNONYM for one in nearest) < 2
