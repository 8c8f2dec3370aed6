"""Which quotes of a corpus are the same words, and which have words in a row in common.

Quotes are compared by *runs* of three words (shingles: U. Manber, "Finding Similar Files in a Large
File System", 1994). A run that 2 to 64 wordings have makes pairs of them; if more than twelve have
it, only pairs of neighbours, which is enough to connect them. A run that more than 64 have is a
common phrase. A pair is compared closely if it shares 15 % of the shorter one's runs.

Statements with the same words are one wording, so a quote that a hundred papers carry doesn't count
as a common phrase. This needs only Python; `wordings_numpy` does the same for many.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from itertools import combinations, pairwise, takewhile
from typing import Final, NamedTuple, Protocol

from rapidfuzz.distance import LCSseq

from quoth.index.corpus import Corpus
from quoth.index.rows import Rows
from quoth.index.segment.layout import RARE
from quoth.index.segment.part import Part

RUN: Final = 3
"""Words in a row that two quotes have to have in common to be compared."""
MOST_HAVING: Final = 64
MOST_PAIRED: Final = 12
"""Up to so many wordings with a run are all paired with each other."""
SHARED: Final = 0.15
"""The part of the shorter one's runs that has to be in both."""
LOOSE_RUNS: Final = 6
"""As many runs are looked for of a quote that is verbatim only in part."""


class SelectedRows(NamedTuple):
    """The rows of a part of a corpus whose quotes are compared."""

    whole: Rows
    """Those that are verbatim from the first word to the last."""
    loose: Rows
    """Those that are in part."""


class LeastCommon(NamedTuple):
    """How many words two quotes have to have in common, in the same order."""

    part: float
    """The part of the shorter one's words."""
    fewest: int
    """The shorter one has to have so many words; where a quote is verbatim only in part, which of
    its words are isn't known yet, and it is taken to have no more."""

    def of(self, shortest: int, *, is_loose: bool) -> float:
        """Return how many words have to be in both of two quotes; more than there are for none."""
        if is_loose:
            return self.part * min(shortest, self.fewest)
        return self.part * shortest if shortest >= self.fewest else shortest + 1


class WordedQuotes(Protocol):
    """The quotes of some rows, those of the same words as one wording."""

    crowded: int
    """Wordings all of whose runs are too frequent to make pairs, those too short to be paired left
    out; known once pairs are made."""

    def __len__(self) -> int:
        """Return how many wordings there are."""

    def rows(self, wording: int, /) -> Sequence[int]:
        """Return the rows of the corpus that have a wording, ascending."""

    def words(self, wording: int, /) -> Sequence[int]:
        """Return the numbers of its words."""

    def is_loose(self, wording: int, /) -> bool:
        """Tell whether it is verbatim only in part."""

    def repeated(self) -> Iterable[int]:
        """Return the wordings that several rows have."""

    def alike(
        self, names: Iterable[Sequence[int]], least: LeastCommon, /
    ) -> Iterator[tuple[int, int]]:
        """Yield the pairs of wordings that are worth a closer look, the lower number first.

        Runs that lie within a name don't count; of what both have in common, `least` has to be.
        """


class WordNumbers:
    """The numbers of the words of a corpus: one for each word, in whatever part it stands."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._base, *self._others = [piece.part for piece in corpus.pieces]
        self._added_numbers: dict[str, int] = {}
        """The numbers of the words that only later parts have, in ascending order."""

    def number(self, word: str) -> int | None:
        """Return the number of a word, if any quote may have it."""
        _ = self.tables
        term = self._base.vocabulary.term(word)
        return self._base.code(term) if term is not None else self._added_numbers.get(word)

    def word(self, number: int) -> str:
        """Return the word of a number."""
        if number <= self._last:
            return self._base.word(number)
        return self._names[number - self._last - 1]

    @cached_property
    def _last(self) -> int:
        """The highest number of a word of the first part."""
        return RARE + len(self._base.vocabulary)

    @cached_property
    def _names(self) -> Sequence[str]:
        """The words that only later parts have, by number."""
        _ = self.tables
        return list(self._added_numbers)

    @cached_property
    def tables(self) -> Sequence[Mapping[int, int] | None]:
        """The number of each code, by part; nothing where they are one."""
        return [None, *(self._table(part) for part in self._others)]

    def _table(self, part: Part) -> Mapping[int, int]:
        """Return the number of each code of a later part."""
        found: dict[int, int] = {}
        for term, word in enumerate(part.vocabulary.words(0, len(part.vocabulary))):
            known = self._base.vocabulary.term(word)
            if known is not None:
                found[part.code(term)] = self._base.code(known)
            else:
                following = self._last + 1 + len(self._added_numbers)
                found[part.code(term)] = self._added_numbers.setdefault(word, following)
        return found

    def of_row(self, place: int, part: Part, row: int) -> Sequence[int]:
        """Return the numbers of the words of a row's quote; the part is the one at a place."""
        codes, quote = part.text(row)
        table = self.tables[place]
        return codes[:quote] if table is None else [table[code] for code in codes[:quote]]

    def of_names(self, names: Iterable[Sequence[str]]) -> Iterator[Sequence[int]]:
        """Yield names as numbers, those all of whose words are known."""
        for words in names:
            found = [number for word in words if (number := self.number(word)) is not None]
            if len(found) == len(words):
                yield found


class QuoteLists:
    """The quotes of some rows with nothing but Python."""

    def __init__(
        self, corpus: Corpus, numbers: WordNumbers, selected: Sequence[SelectedRows]
    ) -> None:
        """Read the words of the rows."""
        known: dict[tuple[bool, tuple[int, ...]], list[int]] = defaultdict(list)
        for place, (piece, (whole, loose)) in enumerate(zip(corpus.pieces, selected, strict=True)):
            for is_loose, rows in ((False, whole), (True, loose)):
                for row in rows:
                    words = tuple(numbers.of_row(place, piece.part, row))
                    known[is_loose, words].append(piece.start + row)
        self.crowded = 0
        self._keys = list(known)
        self._rows = list(known.values())

    def __len__(self) -> int:
        return len(self._keys)

    def rows(self, wording: int) -> Sequence[int]:
        """Return the rows of the corpus that have a wording, ascending."""
        return sorted(self._rows[wording])

    def words(self, wording: int) -> Sequence[int]:
        """Return the numbers of its words."""
        return self._keys[wording][1]

    def is_loose(self, wording: int) -> bool:
        """Tell whether it is verbatim only in part."""
        return self._keys[wording][0]

    def repeated(self) -> Iterable[int]:
        """Return the wordings that several rows have."""
        return [place for place, rows in enumerate(self._rows) if len(rows) > 1]

    def alike(
        self, names: Iterable[Sequence[int]], least: LeastCommon
    ) -> Iterator[tuple[int, int]]:
        """Yield the pairs of wordings that are worth a closer look, the lower number first."""
        left_out = {run for name in names for run in runs_of(name)}
        having: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(self._keys):
            for run in runs_of(words) - left_out:
                having[run].append(place)
        usual = {
            place for places in having.values() if len(places) <= MOST_HAVING for place in places
        }
        self.crowded = sum(
            place not in usual and len(words) >= least.fewest and runs_of(words) - left_out != set()
            for place, (_, words) in enumerate(self._keys)
        )
        shared: Counter[tuple[int, int]] = Counter()
        for places in having.values():
            if 1 < len(places) <= MOST_PAIRED:
                shared.update(combinations(places, 2))
            elif MOST_PAIRED < len(places) <= MOST_HAVING:
                shared.update(pairwise(places))
        for (one, other), count in sorted(shared.items()):
            if count >= min(self._needed(one), self._needed(other)) and self._has(
                least, one, other
            ):
                yield one, other

    def _has(self, least: LeastCommon, one: int, other: int) -> bool:
        """Tell whether two wordings have enough words in common."""
        (is_loose, ours), (is_other_loose, theirs) = self._keys[one], self._keys[other]
        enough = least.of(min(len(ours), len(theirs)), is_loose=is_loose or is_other_loose)
        return LCSseq.similarity(ours, theirs) >= enough

    def _needed(self, wording: int) -> int:
        """Return how many runs a wording has to share, if it is the shorter one."""
        is_loose, words = self._keys[wording]
        return needed(len(words) - RUN + 1, is_loose=is_loose)


def needed(runs: int, *, is_loose: bool) -> int:
    """Return how many runs have to be shared by a wording that has so many."""
    return max(1, math.ceil(SHARED * (min(runs, LOOSE_RUNS) if is_loose else runs)))


def runs_of(words: Sequence[int]) -> set[tuple[int, ...]]:
    """Return the runs of three words."""
    return set(zip(words, words[1:], words[2:], strict=False))


# -- One quote -------------------------------------------------------------------------------------

_MOST_ROWS: Final = 100
"""Rows that have some words in a row in common with a quote, and are looked at for it."""
_FEW_ROWS: Final = 32
_LONGEST_RUN: Final = 8
RARE_WIDTH: Final = 3
"""Codes that a rare word is written as."""


class LikeRows(NamedTuple):
    """The rows of a part that share words in a row with a quote."""

    shared: Mapping[int, int]
    """From how many places of the quote on they do."""
    unsure: int
    """How many places of the quote have words too frequent for all of their rows to be listed."""


def rows_like(part: Part, terms: Sequence[int | None]) -> LikeRows:
    """Return the rows of a part that share words in a row with a quote.

    `terms` are the words of the quote as terms of the part. From each place on, words are taken
    until few rows have them all; rows are looked up in the lists of the index, so that nothing is
    read of any other row. Of fewer words than a run, all have to be there. Where the words of many
    rows are read at once, a few may be among them that don't have them in a row.
    """
    found: Counter[int] = Counter()
    unsure = 0
    least = min(RUN, len(terms))
    few = _FEW_ROWS if part.sets.reads_many else 0
    both = lru_cache(maxsize=None)(partial(_both, part))
    copies = cache(partial(_copies, part, terms))
    for start in range(len(terms) - least + 1 if terms else 0):
        run = _known(terms[start : start + _LONGEST_RUN])
        if len(run) < least:
            continue
        rows = _having(part, run[:least], few, both)
        unsure += len(rows) > _MOST_ROWS
        for term in run[least:]:
            if len(rows) <= _MOST_ROWS:
                break
            rows &= part.postings.rows(term)
        if len(rows) <= _MOST_ROWS:
            found.update(rows)
        elif len(run) in (_LONGEST_RUN, len(terms)):
            found.update([*copies().first(1), *(rows - copies()).first(_MOST_ROWS)])
    return LikeRows(found, unsure)


def _copies(part: Part, terms: Sequence[int | None]) -> Rows:
    """Return the rows of a part that have the words of a quote, and no others."""
    size = sum(1 if term is None or part.code(term) < RARE else RARE_WIDTH for term in terms)
    lengths = part.quote_lengths
    return Rows.listed(
        part.sets, [row for row in rows_of_words(part, terms) if lengths[row] == size]
    )


def _both(part: Part, one: int, other: int) -> Rows:
    """Return the rows that have two words."""
    return part.postings.rows(one) & part.postings.rows(other)


def _known(terms: Sequence[int | None]) -> list[int]:
    """Return the terms up to the first word that a part doesn't have."""
    return list(takewhile(lambda term: term is not None, terms))  # type: ignore[arg-type]


def _having(part: Part, terms: Iterable[int], few: int, both: Callable[[int, int], Rows]) -> Rows:
    """Return the rows that have all of some words, the rarest of which are looked up first.

    So `few` rows may be left that haven't all of them.
    """
    sizes = part.postings.sizes
    known = {term: sizes[term] for term in terms}
    first, *others = sorted(known, key=known.__getitem__)
    if not others or known[first] <= few:
        return part.postings.rows(first)
    rows = both(first, others[0])
    for term in others[1:]:
        if len(rows) <= few:
            break
        rows &= part.postings.rows(term)
    return rows


def rows_of_words(part: Part, terms: Sequence[int | None], few: int = 0) -> Rows:
    """Return the rows of a part that have all words of a quote, however many those are.

    Among them may be up to `few` rows that haven't all of the words, for who compares them anyway.
    """
    known = _known(terms)
    if not known or len(known) < len(terms):
        return Rows.nothing(part.sets)
    return _having(part, known, few, partial(_both, part))
