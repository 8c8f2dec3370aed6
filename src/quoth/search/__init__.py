"""Fuzzy search across quotes: words, misspelt, out of order, the last one unfinished.

`Searcher` is all that the rest of the program knows of it; `FuzzySearcher` is the one there is,
over a `SearchIndex`.
"""

from __future__ import annotations

from quoth.search.highlighting import highlights
from quoth.search.index import SearchIndex
from quoth.search.matching import FuzzySearcher, Matches, Searcher

__all__ = ["FuzzySearcher", "Matches", "SearchIndex", "Searcher", "highlights"]
