"""tantivy, and of the hundred best the ten that rapidfuzz finds most alike.

It is what whoever puts two libraries together comes to: tantivy knows the words and rapidfuzz their
order. How alike the letters of a part are counts, and how alike the words are in any order.
"""

from __future__ import annotations

from heapq import nlargest

from rapidfuzz import fuzz
from tests.benchmarks.search.engine import WANTED
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.rivals.tantivy_fuzzy import TantivyFuzzy

_CANDIDATES = 100


class TantivyReranked(TantivyFuzzy):
    """Asks tantivy for more than is wanted, and compares those with what is typed."""

    keeps_quotes = True

    def search(self, text: str) -> list[str]:
        """Return the statements that are most alike of those found."""
        words = folded(text)
        typed = " ".join(words)
        scored = [
            (likeness(typed, document["quote"][0]), document["id"][0])
            for document in self.documents(words, _CANDIDATES)
        ]
        return [statement for _, statement in nlargest(WANTED, scored, key=lambda one: one[0])]


def likeness(typed: str, quote: str) -> float:
    """Return how alike a quote is to what is typed: in a part of it, and in its words."""
    return fuzz.partial_ratio(typed, quote) + 0.5 * fuzz.token_set_ratio(typed, quote)
