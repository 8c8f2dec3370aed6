"""Fuzzy search across quotes: words, misspelt, out of order, the last one unfinished.

`Searcher` and `Matches` are all that the rest of the program knows of it. `matching.FuzzySearcher`
is the one searcher there is, over an `index.SearchIndex`; whoever searches imports it when it is
needed, for rapidfuzz takes its time to load.
"""

from __future__ import annotations

from quoth.search.highlighting import highlights
from quoth.search.model import Matches, Searcher

__all__ = ["Matches", "Searcher", "highlights"]
