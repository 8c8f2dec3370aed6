"""Quotes compared by words in a row: with numpy where it is installed, and pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.index.corpus import Corpus
from quoth.index.wordings import QuoteLists, SelectedRows, WordedQuotes, WordNumbers

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
