"""Typed words in all parts of a corpus, as if they were one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from heapq import merge
from itertools import count, islice
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from quoth.index.rows import Rows
from quoth.search.joining import rows_with_one_of
from quoth.search.model import Meaning, Meanings
from quoth.search.part_searcher import PartSearcher
from quoth.search.scoring import Weights
from quoth.search.terms import Term

if TYPE_CHECKING:
    from quoth.search.beside import Suspected

Cancelled: TypeAlias = Callable[[], bool]
Age: TypeAlias = Callable[[int, int], Any]
"""Returns by what a row is sorted, newest first, from the place of its part and its number."""
Columns: TypeAlias = Sequence[Sequence[Term]]
"""What the typed words stand for, in each part."""


class Typed(NamedTuple):
    """What was typed."""

    words: Sequence[str]
    """The words, folded."""
    unfinished: bool = False
    """Whether the last may be."""
    cancelled: Cancelled = lambda: False
    """Tells whether what they find is of no use any more."""


class AllParts:
    """The parts of a corpus, and those of their rows that count."""

    def __init__(
        self, searchers: Sequence[PartSearcher], alive: Sequence[Rows | None], age: Age
    ) -> None:
        """Take what searches each part, its rows that count, and by what rows are sorted."""
        self.searchers = searchers
        self.alive = alive
        self.parts = [one.part for one in searchers]
        self._age = age
        self._size = lru_cache(maxsize=128)(self._count)
        self._rows = sum(
            len(part) if rows is None else len(rows)
            for part, rows in zip(self.parts, alive, strict=True)
        )

    def among(self, alive: Sequence[Rows | None]) -> AllParts:
        """Return the same parts, of which other rows count."""
        return AllParts(self.searchers, alive, self._age)

    @property
    def most_read(self) -> int:
        """How many rows are worth reading for one list of rows."""
        return self.parts[0].sets.most_read

    @property
    def most_graded(self) -> int:
        """How many rows are all graded where what is a word is spelt right in them."""
        return self.parts[0].sets.most_graded

    def in_all(self, columns: Columns) -> list[Rows]:
        """Return the rows of each part that have every term, of those that count."""
        pairs_of = zip(self.searchers, self.alive, columns, strict=True)
        return [_in_all(one, alive, terms) for one, alive, terms in pairs_of]

    def in_one_of(self, columns: Columns, choices: Sequence[Sequence[int]]) -> list[Rows]:
        """Return the rows of each part that have all words of one of some choices, by place."""
        return [
            rows_with_one_of(terms, choices, alive)
            for terms, alive in zip(columns, self.alive, strict=True)
        ]

    def sure(self, typed: Typed) -> list[list[Term]]:
        """Return what the words stand for as they are spelt, in each part."""
        last = len(typed.words) - 1
        return [
            [
                one.sure(word, typed.unfinished and place == last)
                for place, word in enumerate(typed.words)
            ]
            for one in self.searchers
        ]

    def loose(self, typed: Typed, slips: int) -> list[list[Term]]:
        """Return what the words stand for if they have up to so many slips, in each part."""
        last = len(typed.words) - 1
        beside = list(zip(("", *typed.words), (*typed.words[1:], ""), strict=False))
        return [
            [
                one.sure(word, typed.unfinished and place == last)
                if typed.cancelled()
                else one.loose(word, typed.unfinished and place == last, beside[place], slips)
                for place, word in enumerate(typed.words)
            ]
            for one in self.searchers
        ]

    def suspected(self, typed: Typed, loose: Columns) -> list[Suspected]:
        """Return what the words stand for by the company they keep, in each part."""
        return [
            one.company.suspect(
                typed.words, exact, terms, partial(_in_all, one, alive), typed.unfinished
            )
            for one, exact, terms, alive in zip(
                self.searchers, self.sure(typed), loose, self.alive, strict=True
            )
        ]

    def weights(self, columns: Columns) -> Weights:
        """Return how much each typed word counts: the rarer, the more."""
        counted = [
            [self._size(place, term) for term in terms] for place, terms in enumerate(columns)
        ]
        sizes = [sum(same) for same in zip(*counted, strict=True)]
        rarities = [
            log(1 + (self._rows + 1) / (size + 1)) * (how or 1.0)
            for size, how in zip(sizes, nearest_of(columns), strict=True)
        ]
        known = [rarity for rarity, size in zip(rarities, sizes, strict=True) if size]
        if known:  # what is no word at all tells no more than the others
            usual = sum(known) / len(known)
            rarities = [one if size else usual for one, size in zip(rarities, sizes, strict=True)]
        return Weights.of(rarities)

    def _count(self, place: int, term: Term) -> int:
        """Return about how many of the rows that count have a term of the part at some place."""
        return self.searchers[place].size(term, self.alive[place])

    def meanings(self, columns: Columns) -> Meanings:
        """Return which words stand for the typed ones."""
        found: dict[str, list[Meaning]] = {}
        beginnings: dict[tuple[str, Meaning], None] = {}
        for terms in columns:
            for place, term in enumerate(terms):
                words, starts = term.spelt
                for word, closeness in words:
                    found.setdefault(word, []).append((place, closeness))
                for beginning, closeness in starts:
                    beginnings[beginning, (place, closeness)] = None
        return Meanings(found, list(beginnings))

    def begins(self, beginning: str) -> bool:
        """Tell whether a word begins with something."""
        ranges = (one.part.vocabulary.starting_with(beginning) for one in self.searchers)
        return any(first < end for first, end in ranges)

    def size_of(self, word: str) -> int:
        """Return how many rows have a word, as it is spelt."""
        return sum(one.size_of(word) for one in self.searchers)

    def size_near(self, word: str) -> int:
        """Return how many rows have the most frequent word that is one slip away from one."""
        return max((one.size_near(word) for one in self.searchers), default=0)

    def newest(self, rows: Sequence[Sequence[int]], most: int) -> list[Sequence[int]]:
        """Return the newest of some rows of all parts, so many at most, by part."""
        if sum(map(bool, rows)) < 2:
            return [one[:most] for one in rows]
        found: list[list[int]] = [[] for _ in rows]
        for _, place, row in islice(merge(*map(self._aged, count(), rows)), most):
            found[place].append(row)
        return [*found]

    def _aged(self, place: int, rows: Sequence[int]) -> Iterator[tuple[Any, int, int]]:
        """Yield rows of a part with their ages."""
        return ((self._age(place, row), place, row) for row in rows)


def _in_all(searcher: PartSearcher, alive: Rows | None, terms: Sequence[Term]) -> Rows:
    """Return the rows of a part that have every term, of those that count."""
    rows = searcher.in_all(terms)
    return rows if alive is None else rows & alive


def nearest_of(columns: Columns) -> list[float]:
    """Return how well that stands for each word which stands for it best."""
    return [max(term.nearest for term in same) for same in zip(*columns, strict=True)]
