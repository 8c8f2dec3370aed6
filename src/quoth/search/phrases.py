"""Words that stand next to each other, in a quote or in its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.search.terms import Term


def rows_with_phrase(part: Part, words: Sequence[str], *, unfinished: bool) -> Rows:
    """Return the rows with some words next to each other, as they are spelt.

    The last may be `unfinished`. A phrase does not reach from a quote into its context.
    """
    terms: list[Term] = []
    for place, word in enumerate(words):
        number = part.vocabulary.term(word)
        variants = {} if number is None else {number: 1.0}
        ranges = []
        if unfinished and place == len(words) - 1:
            first, end = part.vocabulary.starting_with(word)
            ranges = [(first, end, 1.0)] if first < end else []
        terms.append(Term(part, variants, ranges, named=False))
    if any(term.is_unknown for term in terms):
        return Rows.nothing(part.sets)
    rows = terms[0].rows
    for term in sorted(terms[1:], key=lambda term: term.size):
        rows &= term.rows
    if len(terms) == 1:
        return rows
    codes = [term.codes for term in terms]
    exact = [term.exact for term in terms]
    candidates: Sequence[int] = rows.rows()
    if not unfinished:
        candidates = part.with_neighbours(candidates, [term for term in exact if term is not None])
    return rows.those(row for row in candidates if _stands_in(*part.text(row), codes))


def _stands_in(codes: Sequence[int], quote: int, phrase: Sequence[Mapping[int, float]]) -> bool:
    """Tell whether a phrase stands in the words of a row."""
    length = len(phrase)
    for place in range(len(codes) - length + 1):
        if place < quote < place + length:
            continue
        if all(codes[place + n] in wanted for n, wanted in enumerate(phrase)):
            return True
    return False
