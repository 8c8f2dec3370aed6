"""quoth itself: what the explorer does at each keystroke.

It reads its store's file, and not the texts that the others are given: its building includes
parsing and checking every record. A search includes all that a screen shows of it, the counts of
the actors and the dates among them, and it also looks into contexts and speakers' names.
"""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import Any

from tests.benchmarks.search.engine import WANTED, Place, Texts, folder_bytes


class Quoth:
    """Opens a corpus and runs queries over it."""

    def __init__(self, place: Place) -> None:
        """Import quoth, and open nothing yet."""
        self._place = place
        self._open_corpus = import_module("quoth.opening").open_corpus
        self._query: Any = import_module("quoth.query")
        self._corpus: Any = None

    def build(self, statements: Texts) -> None:
        """Open the store for the first time, and make what the first search would wait for."""
        self._corpus = self._open_corpus(self._place.store, cache=self._place.folder)
        self.search("a")

    def open(self, statements: Texts) -> None:
        """Open the store again."""
        self.build(statements)

    def search(self, text: str) -> list[str]:
        """Return the statements that the explorer would show first."""
        result = self._query.run(self._corpus, self._query.Query(text))
        return [self._corpus.statements[row].id for row in islice(result.rows, WANTED)]

    def index_bytes(self) -> int:
        """Return the size of what is kept of the store."""
        return folder_bytes(self._place.folder)
