"""What is being looked at: a query, and its result over a corpus."""

from __future__ import annotations

from quoth.query.model import Choice, Period, Query, Result, Sort
from quoth.query.run import count_facets, run

__all__ = ["Choice", "Period", "Query", "Result", "Sort", "count_facets", "run"]
