"""Which characters of a text a search matched."""

from __future__ import annotations

from typing import Final

from quoth.basics.text import tokenise
from quoth.search.model import SYNONYM, Matches

_MARKS: Final = "“”"
Span = tuple[int, int]
"""Characters from the first up to the second."""


def highlights(text: str, matches: Matches | None) -> list[Span]:
    """Return the spans of a text that were searched for, in order: words, and hits of patterns.

    For a typed word that the text has only misspelt, these are the words nearest to it.
    """
    if matches is None:
        return []
    spans = _words(text, matches) if matches.meanings else []
    return _united(spans + _hits(text, matches)) if matches.patterns else spans


def _hits(text: str, matches: Matches) -> list[Span]:
    """Return what patterns match in a text; the quotation marks it is shown in don't count."""
    from quoth.search.patterns import text_pattern  # noqa: PLC0415  # for those who type one

    body = text.strip(_MARKS)
    start = text.find(body)
    found = (span for source in matches.patterns for span in text_pattern(source).spans(body))
    return [(start + first, start + end) for first, end in found]


def _united(spans: list[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _words(text: str, matches: Matches) -> list[Span]:
    """Return the words of a text that were searched for."""
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
