"""Quotes compared by words in a row: with numpy where it is installed, and pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from quoth.index.corpus import Corpus
from quoth.index.segment.part import Part
from quoth.index.wordings import RUN, QuoteLists, SelectedRows, WordedQuotes, WordNumbers

_NO_WORD: Final = 0xFFFFFFFF
MANY: Final = 5_000
"""Statements from which on numpy is worth its import."""


def worded_quotes(
    corpus: Corpus, numbers: WordNumbers, selected: Sequence[SelectedRows]
) -> WordedQuotes:
    """Return the quotes of some rows, by part."""
    if sum(len(one.whole) + len(one.loose) for one in selected) >= MANY:
        try:
            from quoth.index.wordings_numpy import QuoteArrays  # noqa: PLC0415  # where it pays
        except ImportError:
            pass
        else:
            return QuoteArrays(corpus, numbers, selected)
    return QuoteLists(corpus, numbers, selected)


def with_runs(
    part: Part, shared: Mapping[int, int], quotes: Sequence[Sequence[int | None]]
) -> Mapping[int, int]:
    """Return which of some rows have words in a row in common with some quotes, and how often.

    Args:
        part: the part of the corpus that the rows are of.
        shared: how often they have at most.
        quotes: words as terms of the part, nothing for those that it doesn't have.
    """
    if not part.sets.reads_many or max(map(len, quotes)) < RUN:
        return shared
    from quoth.index.wordings_numpy import runs_in_common  # noqa: PLC0415  # numpy is there

    rows = list(shared)
    codes = [[_NO_WORD if one is None else part.code(one) for one in quote] for quote in quotes]
    counts = runs_in_common(part.written(rows), rows, codes)
    return {row: min(count, shared[row]) for row, count in zip(rows, counts, strict=True) if count}
