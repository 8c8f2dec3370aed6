"""SQLite's full-text search over words: no slips, all words wanted, the last as a prefix."""

from __future__ import annotations

import sqlite3

from tests.benchmarks.search.engine import WANTED, Place, Texts, folder_bytes
from tests.benchmarks.search.folding import folded


class SqliteWords:
    """Asks FTS5 for statements with every word, best first by bm25."""

    def __init__(self, place: Place) -> None:
        """Open the database, empty or built."""
        self._folder = place.folder
        self._database = sqlite3.connect(place.folder / "words.sqlite")

    def build(self, statements: Texts) -> None:
        """Index every quote."""
        execute = self._database.execute
        execute("CREATE VIRTUAL TABLE quotes USING fts5(id UNINDEXED, quote, tokenize=unicode61)")
        self._database.executemany(
            "INSERT INTO quotes VALUES (?, ?)",
            ((statement, " ".join(folded(text))) for statement, text in statements),
        )
        execute("INSERT INTO quotes (quotes) VALUES ('optimize')")
        self._database.commit()

    def open(self, statements: Texts) -> None:
        """Do nothing: the database is open."""

    def search(self, text: str) -> list[str]:
        """Return statements with all the words."""
        words = folded(text)
        if not words:
            return []
        wanted = " AND ".join(f'"{word}"' for word in words) + "*"
        rows = self._database.execute(
            "SELECT id FROM quotes WHERE quotes MATCH ? ORDER BY rank LIMIT ?", (wanted, WANTED)
        )
        return [statement for (statement,) in rows]

    def index_bytes(self) -> int:
        """Return the size of the database."""
        return folder_bytes(self._folder)
