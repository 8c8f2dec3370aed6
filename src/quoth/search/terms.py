"""A typed word in one part of the corpus: the terms it may stand for, and the rows they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any, Final

from quoth.index.rows import Rows, Wanted
from quoth.index.segment.layout import RARE
from quoth.index.segment.part import Part
from quoth.search.model import EXACT, PREFIX, SYNONYM, Meaning
from quoth.store.facets import Facet

_MOST_BEARERS: Final = 300
"""Actors whose rows are gathered for a word in their names; a beginning of more means none."""
_WIDEST: Final = 2_000
"""Words with one beginning whose bearers are looked for; a beginning of more says too little."""

_TOGETHER_FROM: Final = 1_000
"""Rows for which it is worth while to join what is dense before they are looked up in it."""
_WIDE: Final = 1_024
"""Of more words than this with one beginning, only those of the few rows are looked at."""

Range = tuple[int, int, float]
"""Neighbouring terms: the first, where they end, and how well they stand for the word."""


class Term:
    """One typed word, in one part: never changed, and kept for the next letter typed."""

    def __init__(
        self,
        part: Part,
        variants: Mapping[int, float],
        ranges: Sequence[Range],
        prefix: str = "",
        *,
        named: bool = True,
    ) -> None:
        """Take the terms, alone and in ranges; `prefix` is the beginning of the first range.

        Rows count where it is in the quote or its context; if `named`, in the speakers' names, too.
        """
        self.part = part
        self.variants = variants
        self.ranges = ranges
        self.prefix = prefix
        self._in_names = named

    @property
    def is_unknown(self) -> bool:
        """Whether no word stands for it."""
        return not self.variants and not any(first < end for first, end, _ in self.ranges)

    def is_within(self, other: Term) -> bool:
        """Tell whether all that it may stand for, the other may stand for, too."""
        pieces = [*self.ranges, *((term, term + 1, 0.0) for term in self.variants)]
        return all(
            (end - first == 1 and first in other.variants)
            or any(start <= first and end <= stop for start, stop, _ in other.ranges)
            for first, end, _ in pieces
        )

    @cached_property
    def nearest(self) -> float:
        """How well that stands for the typed word which stands for it best."""
        ranged = [closeness for _, _, closeness in self.ranges]
        return max([*self.variants.values(), *ranged], default=0.0)

    @cached_property
    def size(self) -> int:
        """How many rows it has at most: each variant's, each name's, counted for itself."""
        postings = self.part.postings
        found = sum(postings.sizes[term] for term in self.variants)
        for first, end, _ in self.ranges:
            found += len(postings.piece(first, end))
            found += sum(postings.sizes[term] for term in postings.dense_within(first, end))
        if self.bearers:
            found += self.part.column(Facet.ACTOR).size(list(self.bearers))
        return min(found, len(self.part))

    @cached_property
    def bearers(self) -> Mapping[int, float]:
        """The actors with such a word in their names, and how well it stands for the typed one."""
        if not self._in_names:
            return {}
        names = self.part.names
        found: dict[int, float] = {}
        for first, end, closeness in self.ranges:
            if end - first <= _WIDEST:
                for actor in names.values_within(first, end, _MOST_BEARERS):
                    found[actor] = max(found.get(actor, 0.0), closeness)
        for term, closeness in self.variants.items():
            for actor in names.of(term):
                found[actor] = max(found.get(actor, 0.0), closeness)
        return found if len(found) <= _MOST_BEARERS else {}

    @cached_property
    def _named(self) -> Rows:
        """The rows of the actors whose names it is in."""
        return self.part.column(Facet.ACTOR).rows(list(self.bearers))

    # Its rows: those of words that few rows have are gathered, those of the others are bits.

    @cached_property
    def is_dense(self) -> bool:
        """Whether one of its words has many rows."""
        return bool(self._dense_terms) or self._kept is not None

    @cached_property
    def _dense_terms(self) -> Sequence[int]:
        """Its words that many rows have, those with the most rows first."""
        postings = self.part.postings
        found = {term for term in self.variants if postings.is_dense(term)}
        for first, end, _ in self.ranges:
            found.update(postings.dense_within(first, end))
        return sorted(found, key=postings.sizes.__getitem__, reverse=True)

    @cached_property
    def dense(self) -> Sequence[Rows]:
        """The rows of each word that many rows have, and of what the part keeps together."""
        found = [*map(self.part.postings.rows, self._dense_terms)]
        return found if self._kept is None else [*found, self._kept]

    @cached_property
    def _all_dense(self) -> Rows:
        """The rows of all that is dense."""
        return reduce(or_, self.dense, Rows.nothing(self.part.sets))

    @cached_property
    def _kept(self) -> Rows | None:
        """The rows of a short beginning, but for the dense ones, where the part keeps them."""
        return self.part.prefix_rows(self.prefix) if self.prefix else None

    @cached_property
    def scattered_size(self) -> int:
        """How many rows would have to be gathered one by one."""
        named = self.part.column(Facet.ACTOR).size(list(self.bearers)) if self.bearers else 0
        return sum(map(len, self._pieces)) + named

    @cached_property
    def _pieces(self) -> Sequence[Sequence[int]]:
        """The rows of each word that few rows have."""
        postings = self.part.postings
        pieces = [postings.piece(term, term + 1) for term in self.variants]
        gathered = self.ranges if self._kept is None else self.ranges[1:]
        pieces += [postings.piece(first, end) for first, end, _ in gathered]
        return [piece for piece in pieces if len(piece)]

    @cached_property
    def scattered(self) -> Rows:
        """The rows of its words that few rows have, and of those who are called so."""
        if not self.bearers:
            return Rows.listed_in(self.part.sets, self._pieces)
        if self._named.are_few:
            return Rows.listed_in(self.part.sets, [*self._pieces, self._named.rows()])
        return Rows.gathered(self.part.sets, self._pieces) | self._named

    @cached_property
    def rows(self) -> Rows:
        """The rows it is in."""
        if not self.is_dense and not self.bearers:
            return Rows.gathered(self.part.sets, self._pieces)
        found = self._all_dense
        if self._pieces:
            found |= Rows.gathered(self.part.sets, self._pieces)
        return found | self._named if self.bearers else found

    def among(self, rows: Rows) -> Rows:
        """Return those of a few rows that it is in."""
        found, left = [], rows
        together = len(rows) > _TOGETHER_FROM and len(self.dense) > 1
        for dense in [self._all_dense] if together else self.dense:
            new = left & dense
            if new:
                found.append(new)
                left -= new
            if not left:
                break
        if left and self.scattered_size:
            is_read = len(left) * left.sets.reading_cost < self.scattered_size
            found.append(self._read_in(left) if is_read else left & self.scattered)
        return reduce(or_, found) if found else Rows.nothing(rows.sets)

    def _read_in(self, rows: Rows) -> Rows:
        """Return those of a few rows that it is in, found out by reading their words.

        What the part keeps the rows of together is not looked for.
        """
        text, has_none = self.part.text, self._scattered_codes.keys().isdisjoint
        if not self.bearers:
            return rows.those(row for row in rows if not has_none(text(row)[0]))
        nobody, speakers = self.bearers.keys().isdisjoint, self.part.column(Facet.ACTOR).set_of
        return rows.those(
            row for row in rows if not (has_none(text(row)[0]) and nobody(speakers(row)))
        )

    # How its words stand in a row.

    @cached_property
    def exact(self) -> int | None:
        """The term that is the typed word itself, if there is one."""
        return next((term for term, how in self.variants.items() if how == EXACT), None)

    @cached_property
    def codes(self) -> Mapping[int, float]:
        """The codes of all its words, with how well each stands for the typed one."""
        return self._codes_of(self.ranges)

    @cached_property
    def _scattered_codes(self) -> Mapping[int, float]:
        """The codes of its words, but for those whose rows the part keeps together."""
        return self.codes if self._kept is None else self._codes_of(self.ranges[1:])

    @cached_property
    def _narrow(self) -> Mapping[int, float]:
        """The codes of its words, but for those of wide ranges."""
        if not self._wide:
            return self.codes
        return self._codes_of([one for one in self.ranges if one not in self._wide])

    @cached_property
    def _wide(self) -> Sequence[Range]:
        """Ranges of so many words that it is faster to look which of them a few rows have."""
        return [(first, end, how) for first, end, how in self.ranges if end - first > _WIDE]

    def _codes_of(self, ranges: Sequence[Range]) -> Mapping[int, float]:
        """Return the codes of all variants, and of some ranges."""
        part = self.part
        found: dict[int, float] = {}
        for first, end, closeness in sorted(ranges, key=lambda one: one[2]):
            found.update(dict.fromkeys(part.codes(first, end), closeness))
        for term, closeness in self.variants.items():
            code = part.code(term)
            found[code] = max(found.get(code, 0.0), closeness)
        found.pop(RARE, None)
        return found

    def codes_among(self, seen: Callable[[], Iterable[int]]) -> Mapping[int, float]:
        """Return at least those of its codes that are among some."""
        if not self._wide:
            return self.codes
        found: dict[int, float] = {}
        for first, end, closeness in sorted(self._wide, key=lambda one: one[2]):
            found.update(dict.fromkeys(self.part.codes_within(first, end, seen()), closeness))
        for code, closeness in self._narrow.items():
            found[code] = max(found.get(code, 0.0), closeness)
        return found

    @cached_property
    def wanted(self) -> Sequence[Wanted]:
        """All its words, the nearest last."""
        alone = [(term, term + 1, closeness) for term, closeness in self.variants.items()]
        nearest_last = sorted([*self.ranges, *alone], key=lambda one: one[2])
        return [self.part.wanted(*one) for one in nearest_last if one[0] < one[1]]

    @cached_property
    def sought(self) -> Any:
        """The same as the part's sets look for it in many rows at once."""
        return self.part.sets.sought(self.wanted)

    @cached_property
    def spelt(self) -> tuple[Sequence[tuple[str, float]], Sequence[tuple[str, float]]]:
        """Its words, and the beginnings of its words, with how well they stand for the typed."""
        vocabulary = self.part.vocabulary
        beginnings = [
            (_beginning(vocabulary[first], vocabulary[end - 1]), how)
            for first, end, how in self.ranges
        ]
        return [(vocabulary[term], how) for term, how in self.variants.items()], beginnings


def _beginning(first: str, last: str) -> str:
    """Return what all words between two have in common at their beginning."""
    length = 0
    while length < min(len(first), len(last)) and first[length] == last[length]:
        length += 1
    return first[:length]


def sure_term(part: Part, word: str, same: Iterable[int], *, unfinished: bool) -> Term:
    """Return the word itself, other spellings of the name it is, and what it may grow into.

    `same` are the terms of those spellings.
    """
    vocabulary = part.vocabulary
    variants: dict[int, float] = {}
    ranges: list[Range] = []
    if unfinished:
        first, end = vocabulary.starting_with(word)
        if first < end:
            ranges.append((first, end, PREFIX))
    variants.update(dict.fromkeys(same, SYNONYM))
    term = vocabulary.term(word)
    if term is not None:
        variants[term] = EXACT
    return Term(part, variants, ranges, word if ranges else "")


def meanings_by_code(
    terms: Sequence[Term], texts: Sequence[tuple[Sequence[int], int]]
) -> Mapping[int, Sequence[Meaning]]:
    """Return what each code in some texts stands for, if for anything."""

    @cache
    def seen() -> Iterable[int]:
        """Return the codes in the texts."""
        return set().union(*(codes for codes, _ in texts))

    meanings: dict[int, Sequence[Meaning]] = {}
    for place, term in sorted(enumerate(terms), key=lambda one: -len(one[1].ranges)):
        for code, closeness in term.codes_among(seen).items():
            meaning = (place, closeness)
            meanings[code] = (*meanings[code], meaning) if code in meanings else (meaning,)
    return meanings
