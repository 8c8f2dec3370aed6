"""The language of queries: one for the search bar, the command line and saved searches.

Words are searched fuzzily, a `"phrase"` exactly; `by:macron`, `said:"last week"` and their like ask
for properties; `-` excludes, `OR` widens, parentheses group, `@name` stands for a saved search.
"""

from __future__ import annotations

from quoth.query.language.completion import Completion, complete
from quoth.query.language.fields import KEYWORDS, Keyword, split_stance
from quoth.query.language.names import Entry, Names
from quoth.query.language.parsing import parse
from quoth.query.language.periods import Days, period_of
from quoth.query.language.rendering import explain, render
from quoth.query.language.resolving import Catalogue, Resolution, resolve
from quoth.query.language.tree import (
    All,
    Either,
    Field,
    FieldName,
    Node,
    Not,
    Parsed,
    Phrase,
    Problem,
    Severity,
    Span,
    Words,
)

__all__ = [
    "KEYWORDS", "All", "Catalogue", "Completion", "Days", "Either", "Entry", "Field", "FieldName",
    "Keyword", "Names", "Node", "Not", "Parsed", "Phrase", "Problem", "Resolution", "Severity",
    "Span", "Words", "complete", "explain", "parse", "period_of", "render", "resolve",
    "split_stance",
]  # fmt: skip
