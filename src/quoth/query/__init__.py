"""Queries, and their results over a corpus.

Results are in `result`; `run` runs queries, and `language` is the language of their text.
"""

from __future__ import annotations

from quoth.query.model import Choice, Period, Query, Sort

__all__ = ["Choice", "Period", "Query", "Sort"]
