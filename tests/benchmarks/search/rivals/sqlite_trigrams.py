"""SQLite's full-text search over trigrams: whatever shares groups of three letters, by bm25.

A slip changes three trigrams of a query and leaves the others, so asking for any of them finds
statements in spite of it. The groups reach across blanks, which tells the words' order a little.
"""

from __future__ import annotations

import sqlite3

from tests.benchmarks.search.engine import WANTED, Place, Texts, folder_bytes
from tests.benchmarks.search.folding import folded


class SqliteTrigrams:
    """Asks FTS5 for statements with any of the trigrams, best first by bm25."""

    def __init__(self, place: Place) -> None:
        """Open the database, empty or built."""
        self._folder = place.folder
        self._database = sqlite3.connect(place.folder / "trigrams.sqlite")

    def build(self, statements: Texts) -> None:
        """Index every quote; without places, which single trigrams don't need."""
        execute = self._database.execute
        execute(
            "CREATE VIRTUAL TABLE quotes"
            " USING fts5(id UNINDEXED, quote, tokenize=trigram, detail=none)"
        )
        self._database.executemany(
            "INSERT INTO quotes VALUES (?, ?)",
            ((statement, " ".join(folded(text))) for statement, text in statements),
        )
        execute("INSERT INTO quotes (quotes) VALUES ('optimize')")
        self._database.commit()

    def open(self, statements: Texts) -> None:
        """Do nothing: the database is open."""

    def search(self, text: str) -> list[str]:
        """Return statements with the most telling of the trigrams."""
        typed = " ".join(folded(text))
        trigrams = dict.fromkeys(typed[place : place + 3] for place in range(len(typed) - 2))
        if not trigrams:
            return []
        wanted = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        rows = self._database.execute(
            "SELECT id FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT ?", (wanted, WANTED)
        )
        return [statement for (statement,) in rows]

    def index_bytes(self) -> int:
        """Return the size of the database."""
        return folder_bytes(self._folder)
