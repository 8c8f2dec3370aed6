"""What typed words may stand for in one part, spelt right or not, and which rows have them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.search.joining import narrowed, rows_with_all
from quoth.search.model import HALF, SYNONYM
from quoth.search.terms import Range, Term, sure_term

if TYPE_CHECKING:
    from quoth.search.beside import Company
    from quoth.search.slips import Slips

_COMMON: Final = 10_000
"""Rows of a word that more often than not is what was meant."""
_PIECES: Final = 1_024
"""Pieces of words whose rows are counted once: each letter asks for most of them again."""
_BEGUN: Final = 16
"""Beginnings of queries that are known again at the next letter."""
_LONGEST_COMPOUND: Final = 80
"""Letters of a word that may be two written as one."""
_JOINED: Final = 0.75
"""How well a word stands for two typed ones."""

Same: TypeAlias = Callable[[str], Iterable[str]]
"""Returns the words that stand for a word: other spellings of the name that it is."""


class PartSearcher:
    """Finds rows of one part, and remembers the words typed last."""

    def __init__(self, part: Part, same: Same | None = None) -> None:
        """Take the part, and what finds the words that stand for a word; else the part's own."""
        self.part = part
        self._same = same
        self.sure = lru_cache(maxsize=256)(self._sure)
        self.loose = lru_cache(maxsize=256)(self._loose)
        self._alone = lru_cache(maxsize=256)(self._loose_alone)
        self._joined = lru_cache(maxsize=32)(rows_with_all)
        self.size_of = lru_cache(maxsize=_PIECES)(self._size_of)
        self.size_near = lru_cache(maxsize=_PIECES)(self._size_near)
        self._begun: dict[tuple[Term, ...], None] = {}

    @cached_property
    def _slips(self) -> Slips:
        """What finds misspelt words."""
        from quoth.search.slips import Slips  # noqa: PLC0415  # rapidfuzz, where it is of use

        return Slips(self.part.vocabulary)

    @cached_property
    def company(self) -> Company:
        """What finds misspelt words by those beside them."""
        from quoth.search.beside import Company  # noqa: PLC0415  # rapidfuzz, where it is of use

        return Company(self.part)

    def _sure(self, word: str, unfinished: bool) -> Term:
        """Return what a word stands for as it is spelt."""
        return sure_term(self.part, word, self._synonyms(word), unfinished=unfinished)

    def _synonyms(self, word: str) -> Iterable[int]:
        """Return the terms that stand for a word."""
        vocabulary = self.part.vocabulary
        if self._same is None:
            term = vocabulary.term(word)
            return () if term is None else self.part.synonyms.of(term)
        found = map(vocabulary.term, self._same(word))
        return [synonym for synonym in found if synonym is not None]

    def _synonyms_of(self, term: int) -> Iterable[int]:
        """Return the terms that stand for one; its word isn't read where the part knows them."""
        if self._same is None:
            return self.part.synonyms.of(term)
        return self._synonyms(self.part.vocabulary[term])

    def _loose(self, word: str, unfinished: bool, neighbours: tuple[str, str], slips: int) -> Term:
        """Return what a word stands for if it is misspelt, or written together or apart."""
        alone = self._alone(word, unfinished, slips)
        joined = [term for term in self._with(word, neighbours) if term not in alone.variants]
        if not joined:
            return alone
        variants = {**dict.fromkeys(joined, _JOINED), **alone.variants}
        return Term(self.part, variants, alone.ranges, alone.prefix)

    def _loose_alone(self, word: str, unfinished: bool, slips: int) -> Term:
        """Return what a word stands for, whatever its neighbours, with up to so many slips.

        A common word is right more often than not: with one slip it stands for itself. And two
        slips make another word of one so rarely that only what is no word may have them.
        """
        part = self.part
        sure = self.sure(word, unfinished)
        if slips == 1 and sure.exact is not None and part.postings.sizes[sure.exact] > _COMMON:
            return sure
        if slips > 1:
            once = self._alone(word, unfinished, 1)
            near = self._slips.two(word) if sure.exact is None else self._slips.one(word)
            other_first = self._slips.with_other_first(word) if unfinished else []
            if near.keys() <= once.variants.keys() and not other_first:
                return once
        else:
            near, other_first = self._slips.one(word), []
        variants: dict[int, float] = {}
        for term, closeness in near.items():
            variants[term] = max(closeness, variants.get(term, 0.0))
            for synonym in self._synonyms_of(term):
                variants.setdefault(synonym, closeness * SYNONYM)
        for half in self._halves(word):
            variants[half] = max(variants.get(half, 0.0), HALF)
        variants.update(sure.variants)
        ranges: list[Range] = [*sure.ranges]
        if unfinished:
            ranges += [*self._slips.beginnings(word), *other_first]
        if len(variants) == len(sure.variants) and len(ranges) == len(sure.ranges):
            return sure
        return Term(part, variants, ranges, sure.prefix)

    def _with(self, word: str, neighbours: tuple[str, str]) -> Iterable[int]:
        """Yield the terms that a word makes with its neighbours."""
        before, after = neighbours
        for joined in (before + word if before else "", word + after if after else ""):
            term = self.part.vocabulary.term(joined) if joined else None
            if term is not None:
                yield term

    def _halves(self, word: str) -> Iterable[int]:
        """Yield the terms that make up a text that isn't a word."""
        vocabulary = self.part.vocabulary
        if len(word) <= _LONGEST_COMPOUND and vocabulary.term(word) is None:
            for cut in range(3, len(word) - 2):
                first = vocabulary.term(word[:cut])
                second = vocabulary.term(word[cut:]) if first is not None else None
                if first is not None and second is not None:
                    yield from (first, second)

    def _size_of(self, word: str) -> int:
        """Return how many rows have a word, as it is spelt."""
        term = self.part.vocabulary.term(word)
        return 0 if term is None else self.part.postings.sizes[term]

    def _size_near(self, word: str) -> int:
        """Return how many rows have the most frequent word that is one slip away from one."""
        sizes = self.part.postings.sizes
        return max((sizes[term] for term in self._slips.one(word)), default=0)

    def size(self, term: Term, alive: Rows | None) -> int:
        """Return about how many of the rows that count have a term.

        A word that is only in rows that no longer count isn't a word: so few rows are looked at.
        """
        if alive is None or term.size > self.part.rows - len(alive):
            return term.size
        return len(rows_with_all([term]) & alive)

    def in_all(self, terms: Sequence[Term]) -> Rows:
        """Return the rows that have every term.

        Who types on changes the last: from the second letter on, the others are joined but once.
        """
        if (whole := tuple(terms)) in self._begun:
            return self._joined(whole)
        before = whole[:-1]
        if before in self._begun:
            return narrowed(self._joined(before), terms[-1])
        if before:
            self._begun[before] = None
            if len(self._begun) > _BEGUN:
                del self._begun[next(iter(self._begun))]
        return rows_with_all(terms)
