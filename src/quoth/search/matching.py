"""From typed words to rows, the likeliest looked at closely.

Each typed word becomes the terms it may stand for; rows that have one for every typed word match.
Slips are allowed only where that finds few, so that a word spelt right is not drowned by its
neighbours. Some hundred rows are then scored word by word; see `scoring`.

(It is long because what a word stands for, and which rows have all words, is decided together.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from heapq import merge
from itertools import combinations, count, islice, repeat
from math import log
from operator import and_, neg
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quoth.basics.text import words
from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.search.model import (
    APART,
    IN_A_ROW,
    SYNONYM,
    Meaning,
    Meanings,
    grade_of,
    graded,
)
from quoth.search.nearness import Nearness
from quoth.search.scoring import CONTEXT, Weights, score_row, score_rows
from quoth.search.terms import Range, Term, meanings_by_code, sure_term
from quoth.store.model import Facet

if TYPE_CHECKING:
    from quoth.search.slips import Slips

FEW: Final = 10
"""With fewer exact matches than this, slips are allowed for too."""
_RANKED: Final = 100
"""How many rows are ordered by how well they match; more typing narrows a longer list."""
_NEWEST: Final = 100
"""Rows that are looked at closely where nothing but their date tells them apart."""
_ENOUGH: Final = 20
"""Rows that hold all words in a row, after which no more of them are looked for at first."""
_MOST_SLIPS: Final = 2
_MOST_READINGS: Final = 5
"""Ways to read the words, with a blank more or less, that are looked for."""
_COMMON: Final = 10_000
"""Rows of a word that more often than not is what was meant."""
_BEGUN: Final = 16
"""Beginnings of queries that are known again at the next letter."""
_LISTED: Final = 40_000
"""Rows that are gathered for a word, where not all words need be there."""
_RAREST: Final = 5
"""Words of which some have to be there, where not all are."""
_LIKELY: Final = 0.6
"""The score of a row that is likely to be meant: most words are there, or next to each other."""
_NO_OTHERS: Final = 1
"""The lowest grade of rows that hold all words with none between them."""
_MOST_RIGHT: Final = 32
"""So many times the rows worth reading are all graded where what is a word is spelt right."""
_COVERED: Final = 0.45
"""The share of a query's weight that must be met where nothing meets all of it."""
_LONGEST_COMPOUND: Final = 80
"""Letters of a word that may be two written as one."""
_JOINED: Final = 0.75
"""How well a word stands for two typed ones."""
_HALF: Final = 0.5
"""How well each of two words, that what is no word is made of, stands for it alone."""
_SPARSE: Final = 32
_ALWAYS_SPARSE: Final = 16_384
"""Up to a share of all rows, and in any case up to a number of them, sets are the faster way."""

Cancelled = Callable[[], bool]
Age = Callable[[int, int], Any]
"""Returns by what a row is sorted, newest first, from the place of its part and its number."""
Same = Callable[[str], Iterable[str]]
"""Returns the words that stand for a word: other spellings of the name that it is."""


class PartMatches(NamedTuple):
    """What was found in one part."""

    rows: Rows
    scores: Mapping[int, float]
    """The scores of the rows that were looked at closely, their grades included."""
    near: Nearness
    """The grades of the rows that have all words."""

    def joined(self, other: PartMatches) -> PartMatches:
        """Return what was found in one way or the other."""
        if not other.rows:
            return self
        return PartMatches(self.rows | other.rows, {**other.scores, **self.scores}, self.near)


class Answer(NamedTuple):
    """What was found in all parts."""

    found: Sequence[PartMatches]
    typed: Sequence[str]
    """The words that were typed, folded."""
    meanings: Meanings
    allowed_slips: bool
    """Whether words count that are only like those typed."""
    missing: bool
    """Whether no row has all words, and those count that have most."""


class PartSearcher:
    """Finds rows of one part, and remembers the words typed last."""

    def __init__(self, part: Part, same: Same | None = None) -> None:
        """Take the part, and what finds the words that stand for a word; else the part's own."""
        self.part = part
        self._same: Same = same or self._same_here
        self.sure = lru_cache(maxsize=256)(self._sure)
        self.loose = lru_cache(maxsize=256)(self._loose)
        self._alone = lru_cache(maxsize=256)(self._loose_alone)
        self._joined = lru_cache(maxsize=32)(_in_all)
        self._begun: dict[tuple[Term, ...], None] = {}

    @cached_property
    def _slips(self) -> Slips:
        """What finds misspelt words."""
        from quoth.search.slips import Slips  # noqa: PLC0415  # rapidfuzz, where it is of use

        return Slips(self.part.vocabulary)

    def _sure(self, word: str, unfinished: bool) -> Term:
        """Return what a word stands for as it is spelt."""
        return sure_term(self.part, word, self._same(word), unfinished=unfinished)

    def _same_here(self, word: str) -> Iterable[str]:
        """Return the words that stand for a word in this part."""
        term = self.part.vocabulary.term(word)
        found = () if term is None else self.part.synonyms.of(term)
        return [self.part.vocabulary[synonym] for synonym in found]

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
            if near.keys() <= once.variants.keys():
                return once
        else:
            near = self._slips.one(word)
        variants: dict[int, float] = {}
        for term, closeness in near.items():
            variants[term] = max(closeness, variants.get(term, 0.0))
            for synonym in map(part.vocabulary.term, self._same(part.vocabulary[term])):
                if synonym is not None:
                    variants.setdefault(synonym, closeness * SYNONYM)
        for half in self._halves(word):
            variants[half] = max(variants.get(half, 0.0), _HALF)
        variants.update(sure.variants)
        ranges: list[Range] = [*sure.ranges]
        if unfinished:
            ranges += self._slips.beginnings(word)
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

    def near(self, word: str) -> Iterable[int]:
        """Return the terms that are one slip away from a word."""
        return self._slips.one(word)

    def size(self, term: Term, alive: Rows | None) -> int:
        """Return about how many of the rows that count have a term.

        A word that is only in rows that no longer count isn't a word: so few rows are looked at.
        """
        if alive is None or term.size > self.part.rows - len(alive):
            return term.size
        return len(_in_all([term]) & alive)

    def in_all(self, terms: Sequence[Term]) -> Rows:
        """Return the rows that have every term.

        Who types on changes the last: from the second letter on, the others are joined but once.
        """
        before = tuple(terms[:-1])
        if before in self._begun:
            return _narrowed(self._joined(before), terms[-1])
        if before:
            self._begun[before] = None
            if len(self._begun) > _BEGUN:
                del self._begun[next(iter(self._begun))]
        return _in_all(terms)


class FuzzySearcher:
    """Finds statements through the words of all parts, as if they were one."""

    def __init__(
        self,
        parts: Sequence[Part],
        alive: Sequence[Rows | None] = (),
        searchers: Sequence[PartSearcher] = (),
        age: Age = lambda _, row: row,
        same: Same | None = None,
    ) -> None:
        """Take the parts of a corpus.

        Args:
            parts: the parts, the rows of each newest first.
            alive: the rows of each part that count; nothing where all do.
            searchers: what searches the parts, if another searcher shares its memory.
            age: by what rows of different parts are sorted, newest first.
            same: what finds the words that stand for a word; else each part knows its own.
        """
        self._age = age
        self._alive = alive or [None] * len(parts)
        self._searchers = searchers or [PartSearcher(part, same) for part in parts]
        self._rows = sum(
            len(part) if rows is None else len(rows)
            for part, rows in zip(parts, self._alive, strict=True)
        )

    def among(self, alive: Sequence[Rows | None]) -> FuzzySearcher:
        """Return what finds statements among these rows of each part alone."""
        parts = [one.part for one in self._searchers]
        return FuzzySearcher(parts, alive, self._searchers, self._age)

    def search(self, text: str, *, unfinished: bool, cancelled: Cancelled) -> Answer | None:
        """Return what matches some words; nothing if there are none, or once it is cancelled.

        The last word may be `unfinished`.
        """
        typed = words(text)
        if not typed:
            return None
        columns = self._sure(typed, unfinished=unfinished)
        rows = self._in_all(columns)
        if sum(map(len, rows)) >= FEW:
            found, _ = self._scored(columns, rows, cancelled)
            return Answer(found, typed, self._meanings(columns), allowed_slips=False, missing=False)
        return self._misspelt(typed, rows, unfinished=unfinished, cancelled=cancelled)

    def _misspelt(
        self, typed: Sequence[str], spelt: Sequence[Rows], *, unfinished: bool, cancelled: Cancelled
    ) -> Answer | None:
        """Return what matches some words of which any may be misspelt, or missing.

        `spelt` are the rows that have them as they are spelt. More is allowed for as long as
        nothing that is found is likely to be meant.
        """
        columns: list[list[Term]] = []
        for slips in (1, _MOST_SLIPS):
            looser = self._loose(typed, slips, unfinished=unfinished, cancelled=cancelled)
            if cancelled():
                return None
            if looser == columns:
                break
            columns = looser
            rows = self._in_all(columns)
            likelier = self._where_words_are_right(typed, columns, spelt, unfinished=unfinished)
            found, best = self._scored(columns, rows, cancelled, spelt=likelier)
            if best >= _LIKELY and not _has_no_word(columns):
                break
        if not _are_in_a_row(found):
            other = self._read_otherwise(columns, typed, found, best, unfinished, cancelled)
            if other is not None:
                return other
        missing = False
        if best < _LIKELY and sum(len(one.rows) for one in found) < FEW:
            missing = not any(one.rows for one in found)
            found = self._with_most(columns, found, best, cancelled)
        if cancelled():
            return None
        meanings = self._meanings(columns)
        return Answer(found, typed, meanings, allowed_slips=True, missing=missing)

    def _where_words_are_right(
        self,
        typed: Sequence[str],
        columns: Sequence[Sequence[Term]],
        spelt: Sequence[Rows],
        *,
        unfinished: bool,
    ) -> Sequence[Rows]:
        """Return the rows in which only what is no word is misspelt: what is one, seldom is.

        Where they are too many to be graded all, those that have every word as it is `spelt`.
        """
        sure = self._sure(typed, unfinished=unfinished)
        is_word = [any(not one.is_unknown for one in same) for same in zip(*sure, strict=True)]
        if not any(is_word):
            return spelt
        right = [
            [a if known else b for a, b, known in zip(exact, loose, is_word, strict=True)]
            for exact, loose in zip(sure, columns, strict=True)
        ]
        rows = self._in_all(right)
        most = self._searchers[0].part.sets.most_read * _MOST_RIGHT
        return rows if sum(map(len, rows)) <= most else spelt

    def _read_otherwise(
        self,
        columns: Sequence[Sequence[Term]],
        typed: Sequence[str],
        found: Sequence[PartMatches],
        best: float,
        unfinished: bool,
        cancelled: Cancelled,
    ) -> Answer | None:
        """Return what matches the words with a blank more or less, if that is likelier meant.

        `columns` is what the words stood for that found what was found. If that is likely, the
        words that are read otherwise have to be spelt right.
        """
        from quoth.search.readings import KnownWords, readings  # noqa: PLC0415  # seldom of use

        likeliest: tuple[float, Answer] | None = None
        is_likely = best >= _LIKELY or _is_near(found)
        size_near = _nothing if is_likely else self._size_near
        known = KnownWords(self._size_of, size_near, self._begins)
        for words_read in islice(readings(typed, known, unfinished=unfinished), _MOST_READINGS):
            terms = self._sure(words_read, unfinished=unfinished)
            rows = as_spelt = self._in_all(terms)
            if not any(rows) and not is_likely:
                terms = self._loose(words_read, 1, unfinished=unfinished, cancelled=cancelled)
                rows = self._in_all(terms)
            if cancelled():
                return None
            others, score = self._scored(terms, rows, cancelled, spelt=as_spelt)
            is_better = score > (likeliest[0] if likeliest else 0.0)
            if is_better and (
                (_are_in_a_row(others) and _are_halves(columns, words_read))
                or (len(typed) > 1 and _is_near(others) and _has_no_word(columns))
                or _is_likelier(others, score, found, best, len(typed))
            ):
                if len(typed) > 1 and is_likely:  # both may be meant
                    others = [one.joined(more) for one, more in zip(others, found, strict=True)]
                answer = Answer(
                    others, words_read, self._meanings(terms), allowed_slips=True, missing=False
                )
                likeliest = (score, answer)
        return likeliest[1] if likeliest else None

    def _begins(self, beginning: str) -> bool:
        """Tell whether a word begins with something."""
        ranges = (one.part.vocabulary.starting_with(beginning) for one in self._searchers)
        return any(first < end for first, end in ranges)

    def _size_of(self, word: str) -> int:
        """Return how many rows have a word, as it is spelt."""
        terms = ((one.part, one.part.vocabulary.term(word)) for one in self._searchers)
        return sum(part.postings.sizes[term] for part, term in terms if term is not None)

    def _size_near(self, word: str) -> int:
        """Return how many rows have the most frequent word that is one slip away from one."""
        return max(
            (one.part.postings.sizes[term] for one in self._searchers for term in one.near(word)),
            default=0,
        )

    def _with_most(
        self,
        columns: Sequence[Sequence[Term]],
        found: list[PartMatches],
        best: float,
        cancelled: Cancelled,
    ) -> list[PartMatches]:
        """Return what was found, and what is better though words are missing."""
        likeliest = best
        looked_at = 0
        for rows in _in_most(columns, self._alive):
            looked_at += sum(map(len, rows))
            if likeliest > best and looked_at > self._searchers[0].part.sets.most_read:
                break
            most, likeliest_now = self._scored(columns, rows, cancelled, better_than=best)
            likeliest = max(likeliest, likeliest_now)
            found = [one.joined(other) for one, other in zip(found, most, strict=True)]
            if likeliest >= _LIKELY:
                break
        return found

    def _scored(
        self,
        columns: Sequence[Sequence[Term]],
        rows: Sequence[Rows],
        cancelled: Cancelled,
        better_than: float | None = None,
        *,
        spelt: Sequence[Rows] | None = None,
    ) -> tuple[list[PartMatches], float]:
        """Look at the likeliest rows of each part closely, and return the best score, too.

        Where words may be misspelt, some rows have them as they are `spelt`. With `better_than`,
        words may be missing: only rows with a higher score are found then, if they have enough of
        the words.
        """
        weights = self._weights(columns)
        most = self._searchers[0].part.sets.most_read
        parts = [one.part for one in self._searchers]
        near = [
            Nearness(part, terms, all_rows, cancelled, as_spelt)
            for part, terms, all_rows, as_spelt in zip(
                parts, columns, rows, spelt or repeat(None), strict=False
            )
        ]
        if better_than is None:
            likely = self._likely(near, rows, most if spelt else most // 2)
        else:  # some words are missing: nothing is in a row
            likely = self._newest([one.first(most) for one in rows], most)
        scores = [
            _score(*one, weights, better_than) for one in zip(parts, columns, likely, strict=True)
        ]
        best = max([score for one in scores for score in one.values()], default=0.0)
        found = [
            PartMatches(
                all_rows if better_than is None else all_rows.those(sorted(scored)),
                dict(zip(scored, map(graded, one.grades([*scored]), scored.values()), strict=True)),
                one,
            )
            for all_rows, scored, one in zip(rows, scores, near, strict=True)
        ]
        return self._best(found), best

    def _likely(
        self, near: Sequence[Nearness], rows: Sequence[Rows], most: int
    ) -> list[Sequence[int]]:
        """Return the rows of each part to look at closely.

        Where they are many, those come first in which the words are near each other; of those that
        are as near, those in which what is a word is spelt right, and then the newest.
        """
        few = sum(map(len, rows)) <= most
        for one in near:
            one.look(most + 1 if few else _ENOUGH)
        if few:
            return [one.rows() for one in rows]
        most //= 2
        likely: list[Sequence[int]] = [()] * len(rows)
        for grade in range(APART):
            for rows_near in (
                [one.right[grade] for one in near],
                [one.others(grade) for one in near],
            ):
                left = most - sum(map(len, likely))
                if left > 0:
                    nearest = self._newest(rows_near, left)
                    likely = [[*one, *more] for one, more in zip(likely, nearest, strict=True)]
        if sum(map(len, likely)) < _NEWEST:
            newest = self._newest([one.first(_NEWEST) for one in rows], _NEWEST)
            pairs_of = zip(likely, newest, strict=True)
            likely = [list(dict.fromkeys((*near_ones, *new))) for near_ones, new in pairs_of]
        return likely

    def _newest(self, rows: Sequence[Sequence[int]], most: int) -> list[Sequence[int]]:
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

    def _best(self, found: list[PartMatches]) -> list[PartMatches]:
        """Return what was found with the scores of the best rows alone, of all parts together."""
        scores = sorted((score for one in found for score in one.scores.values()), reverse=True)
        if len(scores) <= _RANKED:
            return found
        least = scores[_RANKED - 1]
        left = _RANKED - bisect_left(scores, -least, key=neg)
        as_good = [
            sorted(row for row, score in one.scores.items() if score == least) for one in found
        ]
        kept = self._newest(as_good, left)
        return [
            one._replace(
                scores={row: how for row, how in one.scores.items() if how > least or row in same}
            )
            for one, same in zip(found, map(frozenset, kept), strict=True)
        ]

    def exactly(self, text: str) -> list[Rows]:
        """Return the rows of each part that have all of some words, as they are spelt."""
        typed = words(text)
        if not typed:
            return [Rows.nothing(one.part.sets) for one in self._searchers]
        return self._in_all(self._sure(typed, unfinished=False))

    def _in_all(self, columns: Sequence[Sequence[Term]]) -> list[Rows]:
        """Return the rows of each part that have every term, of those that count."""
        return [
            one.in_all(terms) if alive is None else one.in_all(terms) & alive
            for one, terms, alive in zip(self._searchers, columns, self._alive, strict=True)
        ]

    def _sure(self, typed: Sequence[str], *, unfinished: bool) -> list[list[Term]]:
        """Return what the words stand for as they are spelt, in each part."""
        last = len(typed) - 1
        return [
            [one.sure(word, unfinished and place == last) for place, word in enumerate(typed)]
            for one in self._searchers
        ]

    def _loose(
        self, typed: Sequence[str], slips: int, *, unfinished: bool, cancelled: Cancelled
    ) -> list[list[Term]]:
        """Return what the words stand for if they are misspelt, in each part."""
        last = len(typed) - 1
        columns = []
        for one in self._searchers:
            terms = []
            for place, word in enumerate(typed):
                before = typed[place - 1] if place else ""
                after = typed[place + 1] if place < last else ""
                ends = unfinished and place == last
                terms.append(
                    one.sure(word, ends)
                    if cancelled()
                    else one.loose(word, ends, (before, after), slips)
                )
            columns.append(terms)
        return columns

    def _weights(self, columns: Sequence[Sequence[Term]]) -> Weights:
        """Return how much each typed word counts: the rarer, the more."""
        counted = [
            [one.size(term, alive) for term in terms]
            for one, terms, alive in zip(self._searchers, columns, self._alive, strict=True)
        ]
        sizes = [sum(same) for same in zip(*counted, strict=True)]
        nearest = [max(term.nearest for term in same) for same in zip(*columns, strict=True)]
        rarities = [
            log(1 + (self._rows + 1) / (size + 1)) * (how or 1.0)
            for size, how in zip(sizes, nearest, strict=True)
        ]
        known = [rarity for rarity, size in zip(rarities, sizes, strict=True) if size]
        if known:  # what is no word at all tells no more than the others
            usual = sum(known) / len(known)
            rarities = [one if size else usual for one, size in zip(rarities, sizes, strict=True)]
        return Weights.of(rarities)

    def _meanings(self, columns: Sequence[Sequence[Term]]) -> Meanings:
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


def _is_near(found: Sequence[PartMatches]) -> bool:
    """Tell whether a row holds all words with none between them."""
    scores = [score for one in found for score in one.scores.values()]
    return bool(scores) and grade_of(max(scores)) <= _NO_OTHERS


def _are_in_a_row(found: Sequence[PartMatches]) -> bool:
    """Tell whether a row holds all words in a row, as they are spelt."""
    return any(one.near.found[IN_A_ROW] for one in found)


def _are_halves(columns: Sequence[Sequence[Term]], words_read: Sequence[str]) -> bool:
    """Tell whether one typed word stands for nothing nearer than the words it was cut into."""
    if any(len(terms) > 1 or terms[0].nearest > _HALF for terms in columns):
        return False
    halves = {
        terms[0].part.vocabulary[term]
        for terms in columns
        for term, how in terms[0].variants.items()
        if how == _HALF
    }
    return halves.issuperset(words_read)


def _has_no_word(columns: Sequence[Sequence[Term]]) -> bool:
    """Tell whether a typed word is like no word, and stands for words it may be made of at most."""
    return any(max(term.nearest for term in same) <= _HALF for same in zip(*columns, strict=True))


def _nothing(_: str) -> int:
    """Return that no row has a word."""
    return 0


def _is_likelier(
    others: Sequence[PartMatches],
    score: float,
    found: Sequence[PartMatches],
    best: float,
    typed: int,
) -> bool:
    """Tell whether what another reading found is likelier meant than what was found.

    Where one word was typed, nothing tells what stands beside it: then what is said more often is.
    """
    if not any(one.rows for one in found):
        return any(one.rows for one in others)
    if typed > 1 and (best >= _LIKELY or _is_near(found)):
        return _are_in_a_row(others)
    if typed > 1 or best < _LIKELY:
        return _is_near(others) or (score > best and others[0].near.is_of_one)
    in_a_row = sum(len(one.near.found[IN_A_ROW]) for one in others)
    return in_a_row > min(sum(len(one.rows) for one in found), _NEWEST - 1)


def _in_all(terms: Sequence[Term]) -> Rows:
    """Return the rows that have every term.

    Terms that few rows have are gone through first, so that little is left when those come that
    most rows have.
    """
    few = sorted((t for t in terms if not t.is_dense), key=lambda term: term.scattered_size)
    many = sorted((t for t in terms if t.is_dense), key=lambda term: term.size)
    first, *others = (*few, *many)
    kept = first.scattered if few and _is_sparse(first) else first.rows
    for term in others:
        if not kept.are_none:
            kept = _narrowed(kept, term)
    return kept


def _is_sparse(term: Term) -> bool:
    """Tell whether a term has so few rows that they are best gone through one by one."""
    return term.scattered_size * _SPARSE <= term.part.sets.size + _ALWAYS_SPARSE * _SPARSE


def _narrowed(rows: Rows, term: Term) -> Rows:
    """Return the rows, of some, that have a term."""
    if rows.are_few:
        return term.among(rows)
    if term.is_dense or not _is_sparse(term):
        return rows & term.rows
    return rows & term.scattered


def _in_most(
    columns: Sequence[Sequence[Term]], alive: Sequence[Rows | None]
) -> Iterator[list[Rows]]:
    """Yield rows that have many of the rarer terms: first those that have as many as any has."""
    sizes = [sum(term.size for term in same) for same in zip(*columns, strict=True)]
    known = [place for place, size in enumerate(sizes) if 0 < size <= _LISTED]
    rarest = sorted(known, key=sizes.__getitem__)[:_RAREST]
    for number in range(len(rarest), 0, -1):
        chosen = list(combinations(rarest, number))
        found = [_in_one_of(t, chosen, kept) for t, kept in zip(columns, alive, strict=True)]
        if any(found):
            yield found


def _in_one_of(terms: Sequence[Term], choices: Iterable[Sequence[int]], alive: Rows | None) -> Rows:
    """Return the rows that have all terms of one of some choices."""
    found = Rows.nothing(terms[0].part.sets)
    for places in choices:
        found |= reduce(and_, [terms[place].rows for place in places])
    return found if alive is None else found & alive


def _score(
    part: Part,
    terms: Sequence[Term],
    likely: Sequence[int],
    weights: Weights,
    better_than: float | None = None,
) -> dict[int, float]:
    """Return the scores of some rows, of which each is looked at closely."""
    return {
        row: score
        for row, (met, score) in zip(likely, _scores(part, terms, likely, weights), strict=True)
        if better_than is None or (met >= _COVERED * weights.whole and score > better_than)
    }


def _scores(
    part: Part, terms: Sequence[Term], rows: Sequence[int], weights: Weights
) -> Iterator[tuple[float, float]]:
    """Yield how much of the words' weight each row meets, and its score."""
    names = _Names(part, terms).of(rows)
    if part.sets.reads_many and rows:
        wanted = [term.wanted for term in terms]
        yield from score_rows(part.texts(rows, CONTEXT), wanted, names, weights)
        return
    texts = [*map(part.text, rows)]
    meanings = meanings_by_code(terms, texts)
    for (codes, quote), named in zip(texts, names, strict=True):
        yield score_row(codes, quote, meanings, named, weights)


class _Names:
    """How well the names of those who speak stand for typed words."""

    def __init__(self, part: Part, terms: Sequence[Term]) -> None:
        """Take the words."""
        self._bearers = [term.bearers for term in terms]
        self._speakers = part.column(Facet.ACTOR)

    def of(self, rows: Sequence[int]) -> Sequence[Sequence[float]]:
        """Return how well the names of each row's speakers stand for each word, if for any."""
        if not any(self._bearers):
            return [()] * len(rows)
        codes = [*map(self._speakers.codes.__getitem__, rows)]
        known = {code: self._of_code(code) for code in set(codes)}
        return [*map(known.__getitem__, codes)]

    def _of_code(self, code: int) -> Sequence[float]:
        """Return how well the names of some speakers stand for each word, if for any."""
        actors = self._speakers.set_of_code(code)
        found = [max(map(one.get, actors, repeat(0.0))) if one else 0.0 for one in self._bearers]
        return found if any(found) else ()
