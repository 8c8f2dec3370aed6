"""What is being looked at: a query, and its result over a corpus.

Queries are here, what they find in `result`; `run` runs them, `language` is what their text is
written in.
"""

from __future__ import annotations

from quoth.query.model import Choice, Period, Query, Sort

__all__ = ["Choice", "Period", "Query", "Sort"]
