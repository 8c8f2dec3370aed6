"""What a misspelt word may stand for, by the company it keeps.

A word with two slips in it, or in its first letters, is like hundreds of words of a large store,
and a short word with one is often another word. But the words typed beside it leave few rows, and
of the words of those rows hardly one is like it. So each typed word in turn is taken to be the
misspelt one: the rows that have all others are read where these stand together, and the words
beside them are compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quoth.index.rows import Rows
from quoth.index.segment.layout import RARE
from quoth.index.segment.part import Part
from quoth.search.joining import narrowed
from quoth.search.terms import Term

_MOST_SLIPS: Final = 2
_FEWEST_TYPED: Final = 2
"""Letters of a word that may be misspelt."""
_FEWEST_MEANT: Final = (2, 3, 4)
"""Letters of a word in which so many slips are made, by their number."""
_SLIPS_SHORT: Final = 5
"""A beginning of fewer letters has one slip at most: with two it is like most words."""
_SHORTEST_BEGINNING: Final = 3
_CLOSENESS: Final = (1.0, 0.75, 0.58)
"""How well a word stands for the typed one, by the slips between them."""
_BEGINNING: Final = 0.85
"""What it counts if it is only the beginning of a word that is so near."""
_FEW: Final = 300
"""Rows whose words are all read."""
_MOST: Final = 5_000
"""Rows that are read where many can be at once."""
_TOO_MANY: Final = 50_000
"""Among the words of more rows, most beginnings of a few letters are there: none is looked for."""
_KEPT_LENGTHS: Final = 2 * _MOST_SLIPS + 1
"""Lengths of beginnings that are kept: the next letter asks for all but one of them again."""
MORE: Final = 2
"""How many words that weren't typed may stand between."""


class Suspected(NamedTuple):
    """What typed words may stand for by the company they keep."""

    terms: Sequence[Term]
    rows: Rows
    """The rows that have one such word, and all others as they were typed."""


class _Words:
    """Words of which one may be meant, and the codes by which they stand in rows."""

    def __init__(self, codes: Sequence[int], words: Sequence[str]) -> None:
        """Take them in the same order."""
        self.codes = codes
        self.words = words
        self.longer_than = lru_cache(maxsize=_KEPT_LENGTHS)(self._longer_than)

    def _longer_than(self, length: int) -> tuple[Sequence[int], Sequence[str]]:
        """Return the places of the words that are longer, and so many first letters of each."""
        places = [place for place, word in enumerate(self.words) if len(word) > length]
        return places, [self.words[place][:length] for place in places]


class _Read(NamedTuple):
    """What was read of some rows that have all of some words."""

    terms: Sequence[Term]
    rows: Sequence[int]
    words: _Words


class Company:
    """Finds what misspelt words of one part may stand for.

    Who types on asks for the last word again and again. So what stands beside the others is kept.
    """

    def __init__(self, part: Part) -> None:
        """Take the part."""
        self._part = part
        self._last: _Read | None = None
        self._frequent: dict[int, str] = {}
        """The frequent words that were read so far, by their codes."""

    def suspect(
        self,
        typed: Sequence[str],
        sure: Sequence[Term],
        loose: Sequence[Term],
        rows_with: Callable[[Sequence[Term]], Rows],
        unfinished: bool,
    ) -> Suspected:
        """Return what each word may stand for if it alone is misspelt more than `loose` allows.

        `sure` is what each stands for as it is spelt; `rows_with` returns the rows that have every
        one of some terms.
        """
        others = [a if not a.is_unknown else b for a, b in zip(sure, loose, strict=True)]
        unknown = [place for place, term in enumerate(sure) if term.is_unknown]
        terms = [*loose]
        several = len(typed) > 1
        found = Rows.nothing(self._part.sets)
        for place in (unknown or range(len(typed))) if several else ():
            if len(typed[place]) < _FEWEST_TYPED or typed[place].isdigit():
                continue
            rest = [*others[:place], *others[place + 1 :]]
            rows = rows_with(rest)
            is_cut = unfinished and place == len(typed) - 1
            is_short = is_cut and len(typed[place]) <= _SHORTEST_BEGINNING
            if not rows or (is_short and len(rows) > _TOO_MANY):
                continue
            words = self._beside(rows, rest, is_last=place == len(typed) - 1)
            like = self._like(typed[place], words, is_cut)
            new = {term: how for term, how in like.items() if term not in loose[place].variants}
            if not new:
                continue
            found |= narrowed(rows, Term(self._part, new, ()))
            old = loose[place]
            terms[place] = Term(self._part, {**old.variants, **new}, old.ranges, old.prefix)
        return Suspected(terms, found)

    def _beside(self, rows: Rows, terms: Sequence[Term], *, is_last: bool) -> _Words:
        """Return the words that stand beside some in rows that have them all.

        Those beside all but the last typed word are kept: where `is_last`, it is the one asked for.
        """
        some = rows.first(_MOST)
        last = self._last if is_last else None
        if last is not None and last.terms == terms and last.rows == some:
            return last.words
        codes = [*self._codes_beside(some, terms)]
        found = _Words(codes, self._spelt(codes))
        if is_last:
            self._last = _Read(terms, some, found)
        return found

    def _codes_beside(self, rows: Sequence[int], terms: Sequence[Term]) -> Collection[int]:
        """Return the codes of words that stand beside some in rows that have them all."""
        part = self._part
        if len(rows) <= _FEW:
            wanted = [term.codes for term in terms]
            return set().union(*(_near_all(part.text(row)[0], wanted) for row in rows))
        if not part.sets.reads_many:
            return ()
        from quoth.search.beside_numpy import codes_beside  # noqa: PLC0415

        wanted_there = [term.wanted for term in terms]
        return codes_beside(part.written(rows), rows, wanted_there, len(terms) + MORE)

    def _like(self, typed: str, among: _Words, is_cut: bool) -> Mapping[int, float]:
        """Return the terms of those words that are like a typed one, and how well they stand."""
        found: dict[int, float] = {}
        near = process.extract(
            typed, among.words, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None
        )
        for word, distance, place in near:
            slips = int(distance)
            if slips and max(len(word), len(typed)) >= _FEWEST_MEANT[slips] and len(word) > slips:
                found[self._part.term_of(among.codes[place])] = _CLOSENESS[slips]
        if is_cut:
            for place, slips in _begun(typed, among):
                term = self._part.term_of(among.codes[place])
                found[term] = max(found.get(term, 0.0), _CLOSENESS[slips] * _BEGINNING)
        return found

    def _spelt(self, codes: Sequence[int]) -> list[str]:
        """Return the words of codes; the frequent ones are kept, so that each is read once."""
        known = self._frequent
        new = self._part.spelt(code for code in codes if code not in known)
        known.update((code, word) for code, word in new.items() if code < RARE)
        return [known.get(code) or new[code] for code in codes]


def _begun(typed: str, among: _Words) -> Iterator[tuple[int, int]]:
    """Yield the places of words that begin like an unfinished one, and the slips between."""
    most = 1 if len(typed) < _SLIPS_SHORT else _MOST_SLIPS
    if len(typed) < _SHORTEST_BEGINNING:
        return
    for length in range(len(typed) - most, len(typed) + most + 1):
        longer, beginnings = among.longer_than(length)
        near = process.extract(
            typed, beginnings, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        for _, distance, place in near:
            if distance:
                yield longer[place], int(distance)


def _near_all(codes: Sequence[int], wanted: Sequence[Collection[int]]) -> Iterable[int]:
    """Return the codes near which one of each of some kinds stands."""
    reach = len(wanted) + MORE
    near = frozenset(range(len(codes)))
    for same in wanted:
        around: set[int] = set()
        for place in compress(range(len(codes)), map(same.__contains__, codes)):
            around.update(range(place - reach, place + reach + 1))
        near &= around
        if not near:
            break
    return [codes[place] for place in near]
