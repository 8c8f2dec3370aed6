"""Which characters of a text a search matched."""

from __future__ import annotations

from quoth.basics.text import tokenise
from quoth.search.model import SYNONYM, Matches

Span = tuple[int, int]
"""Characters from the first up to the second."""


def highlights(text: str, matches: Matches | None) -> list[Span]:
    """Return the spans of the words of a text that were searched for, in order.

    For a typed word that stands there only misspelt, those are the words nearest to it.
    """
    if matches is None or not matches.meanings:
        return []
    found = [
        (token, term, closeness)
        for token in tokenise(text)
        for term, closeness in matches.meanings.of(token.word)
    ]
    best: dict[int, float] = {}
    for _, term, closeness in found:
        best[term] = max(best.get(term, 0.0), closeness)
    spans = dict.fromkeys(
        (token.start, token.end)
        for token, term, closeness in found
        if closeness >= min(best[term], SYNONYM)
    )
    return list(spans)
