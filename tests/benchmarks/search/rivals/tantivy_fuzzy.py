"""tantivy, a search library in Rust: fuzzy terms, more slips the longer the word, ranked by bm25.

Any of the words may be missing. A fuzzy term scores the same whatever it matches, so each word is
asked for exactly as well, which bm25 weighs by how rare it is; the last word may go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from tests.benchmarks.search.engine import WANTED, Place, Texts, folder_bytes
from tests.benchmarks.search.folding import folded

_WRITER_BYTES = 64_000_000


class TantivyFuzzy:
    """Asks tantivy for any of the words, a slip or two away."""

    keeps_quotes = False
    """Whether the folded quotes can be read again."""

    def __init__(self, place: Place) -> None:
        """Open the index, empty or built."""
        self._tantivy: Any = import_module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("quote", stored=self.keeps_quotes, tokenizer_name="whitespace")
        self._folder = place.folder
        self._schema = builder.build()
        self._index = self._tantivy.Index(self._schema, path=str(place.folder))
        self._searcher = self._index.searcher()

    def build(self, statements: Texts) -> None:
        """Index every quote, commit, and merge what was written."""
        writer = self._index.writer(_WRITER_BYTES, 1)
        document = self._tantivy.Document
        for statement, text in statements:
            writer.add_document(document(id=[statement], quote=[" ".join(folded(text))]))
        writer.commit()
        writer.wait_merging_threads()
        self.open(statements)

    def open(self, statements: Texts) -> None:
        """Take what was committed."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, text: str) -> list[str]:
        """Return statements with any of the words, or words near them."""
        return [document["id"][0] for document in self.documents(folded(text), WANTED)]

    def documents(self, words: Sequence[str], limit: int) -> list[Any]:
        """Return what is stored of the statements found, the best first."""
        if not words:
            return []
        clauses = [
            (self._tantivy.Occur.Should, self._word(word, last=place == len(words) - 1))
            for place, word in enumerate(words)
        ]
        query = self._tantivy.Query.boolean_query(clauses)
        found = self._searcher.search(query, limit).hits
        return [self._searcher.doc(address) for _, address in found]

    def _word(self, word: str, *, last: bool) -> Any:
        """Return the query for one word: itself, by how rare it is, or one near it."""
        query = self._tantivy.Query
        exact = query.term_query(self._schema, "quote", word)
        near = query.fuzzy_term_query(
            self._schema, "quote", word, distance=slips_allowed(word), prefix=last
        )
        return query.disjunction_max_query([exact, near])

    def index_bytes(self) -> int:
        """Return the size of the index's files."""
        return folder_bytes(self._folder)


def slips_allowed(word: str) -> int:
    """Return how far from a word one of its length may be: the rule that search servers use."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
