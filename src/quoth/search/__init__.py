"""Fuzzy search across quotes: words, misspelt, out of order, the last one unfinished.

The distinct words of many quotes are few. So a typed word is compared with those (`slips`, by
rapidfuzz), and not with the quotes; the rows that have them are joined (`joining`), and the
likeliest are looked at word by word (`ranking`). `matching` says in which order that is tried.
"""

from __future__ import annotations

from quoth.search.highlighting import highlights
from quoth.search.model import Matches

__all__ = ["Matches", "highlights"]
