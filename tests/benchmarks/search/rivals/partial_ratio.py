"""rapidfuzz's `partial_ratio` against every quote: the fuzzy search that most programs have.

The quotes are folded when they are read, as is what is typed, so that the comparison itself is all
that a search costs. Nothing is kept on disk.
"""

from __future__ import annotations

from rapidfuzz import fuzz, process
from tests.benchmarks.search.engine import WANTED, Place, Texts
from tests.benchmarks.search.folding import folded


class PartialRatio:
    """Compares what is typed with every quote, letter by letter."""

    def __init__(self, place: Place) -> None:
        """Hold nothing yet."""
        self._quotes: dict[str, str] = {}

    def build(self, statements: Texts) -> None:
        """Fold every quote."""
        self._quotes = {statement: " ".join(folded(text)) for statement, text in statements}

    def open(self, statements: Texts) -> None:
        """Fold every quote again."""
        self.build(statements)

    def search(self, text: str) -> list[str]:
        """Return the statements with the part that is most alike."""
        typed = " ".join(folded(text))
        found = process.extract(typed, self._quotes, scorer=fuzz.partial_ratio, limit=WANTED)
        return [statement for _, _, statement in found]

    def index_bytes(self) -> int:
        """Return that nothing is kept."""
        return 0
