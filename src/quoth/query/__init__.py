"""What is being looked at: a query, and its result over a corpus.

The values are here; `run` runs a query, `language` is what its text is written in.
"""

from __future__ import annotations

from quoth.query.model import Choice, Lanes, Period, Query, Result, Sort

__all__ = ["Choice", "Lanes", "Period", "Query", "Result", "Sort"]
