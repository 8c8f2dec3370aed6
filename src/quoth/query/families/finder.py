"""What finds families of wordings in a store: all of them, those of some statements, or of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from quoth.basics.text import words
from quoth.index.corpus import Corpus
from quoth.query.families.comparing import compared
from quoth.query.families.differing import StoreWords
from quoth.query.families.model import WordingFamily
from quoth.query.families.wordings import CorpusWordings

_FEW: Final = 200
"""Statements whose families are looked for one by one."""
_SMALL: Final = 20_000
"""Up to so many statements, all families are found at once in no time."""


class FamilyFinder:
    """Finds families in a corpus; nothing of it is made before somebody asks."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self._wordings = lru_cache(maxsize=2)(self._make)
        self._words = StoreWords(
            lru_cache(maxsize=4096)(self._bearers), lru_cache(maxsize=4096)(self._count)
        )

    def _make(self, drafts: bool) -> CorpusWordings:
        """Return the wordings of the corpus, with drafts or without."""
        return CorpusWordings(self._corpus, drafts=drafts)

    def family(self, row: int, *, drafts: bool = False) -> WordingFamily | None:
        """Return the family of one statement; nothing where it has none."""
        rows = self._wordings(drafts).family(row)
        return self.compared(rows) if len(rows) > 1 else None

    def rows(
        self, wanted: Collection[int] | None = None, *, drafts: bool = False
    ) -> list[Sequence[int]]:
        """Return the rows of all families, or of those with one of some statements."""
        wordings = self._wordings(drafts)
        if wanted is None:
            return wordings.families()
        if len(wanted) <= _FEW and len(self._corpus) > _SMALL:
            found = (tuple(wordings.family(row)) for row in wanted)
            return [rows for rows in dict.fromkeys(found) if len(rows) > 1]
        among = frozenset(wanted)
        return [rows for rows in wordings.families() if not among.isdisjoint(rows)]

    def compared(self, rows: Sequence[int]) -> WordingFamily:
        """Return some statements as a family."""
        return compared(self._corpus, rows, self._words)

    def _bearers(self, word: str) -> frozenset[str]:
        """Return the actors in whose names a word is."""
        corpus = self._corpus
        term = corpus.base.vocabulary.term(word)
        numbers = set(corpus.base.names.of(term)) if term is not None else set()
        actors = corpus.actors
        found = {corpus.actor_ids[one] for one in numbers - actors.deleted - actors.changed.keys()}
        for number, actor in actors.changed.items():
            if any(word in words(one) for one in corpus.spellings[number]):
                found.add(actor.id)
        return frozenset(found)

    def _count(self, word: str) -> int:
        """Return how many statements have a word."""
        total = 0
        for piece in self._corpus.pieces:
            term = piece.part.vocabulary.term(word)
            total += 0 if term is None else piece.part.postings.sizes[term]
        return total
