"""How many statements have each value, and each date, of those that a query lets through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, compress, islice, pairwise
from typing import TypeVar

from quoth.basics.dates import UNDATED, Date, recency
from quoth.index.corpus import Corpus, Piece
from quoth.index.rows import Rows
from quoth.index.segment.facets import TABLES
from quoth.query.checked import Selection
from quoth.query.result import Dated
from quoth.store.facets import Facet

_Value = TypeVar("_Value", int, str)


class Counting:
    """Counts over one corpus, and keeps what does not depend on a query."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus."""
        self._corpus = corpus
        self._voices: dict[int, Sequence[Sequence[int]]] = {}
        """By what tells the parts of a corpus apart: two begin at one row where one is empty."""
        self._represented: frozenset[int] | None = None
        self._asked: tuple[tuple[int, Facet, Rows | None], Sequence[int]] | None = None

    def values(
        self,
        facet: Facet,
        selection: Selection | None,
        most: int | None = None,
        kept: Sequence[str] = (),
    ) -> Mapping[str, int]:
        """Count the rows of each value of a facet; with `most`, of the commonest so many.

        Those in `kept` are counted however rare they are. A statement counts for its speaker, those
        on whose behalf it was made, and all to whom they belong.
        """
        corpus = self._corpus
        if facet not in TABLES:
            return _commonest(self._texts(facet, selection), most, kept)
        totals: Counter[int] = Counter()
        for place, piece in enumerate(corpus.pieces):
            counts = self._by_number(piece, facet, _chosen(piece, place, selection))
            totals.update(dict(compress(enumerate(counts), counts)))
        base = corpus.base
        numbers = [corpus.value_number(base, facet, value) for value in kept]
        wanted = _commonest(totals, most, [number for number in numbers if number is not None])
        return {corpus.value_name(base, facet, number): count for number, count in wanted.items()}

    def _texts(self, facet: Facet, selection: Selection | None) -> Counter[str]:
        """Count the rows of each value of a facet whose values are texts."""
        named: Counter[str] = Counter()
        for place, piece in enumerate(self._corpus.pieces):
            counts = self._by_number(piece, facet, _chosen(piece, place, selection))
            values = list(self._corpus.value_numbers(piece.part, facet))
            named.update(dict(compress(zip(values, counts, strict=False), counts)))
        return named

    def _by_number(self, piece: Piece, facet: Facet, rows: Rows | None) -> Sequence[int]:
        """Return how many rows of a piece have each value, by its number."""
        sets = piece.part.column(facet).sets
        if facet is Facet.ACTOR:
            sets = self._all_voices(piece)
            counts = [0] * len(self._corpus.actor_ids)
        else:
            counts = [0] * (max(map(max, filter(None, sets)), default=-1) + 1)
        for values, count in zip(sets, self._by_code(piece, facet, rows), strict=False):
            if count:
                for value in values:
                    counts[value] += count
        return counts

    def _by_code(self, piece: Piece, facet: Facet, rows: Rows | None) -> Sequence[int]:
        """Return how many rows of a piece have each set of values; the last answer is kept."""
        asked = (id(piece.part), facet, rows)
        if self._asked is None or self._asked[0] != asked:
            self._asked = (asked, self._count_codes(piece, facet, rows))
        return self._asked[1]

    def _count_codes(self, piece: Piece, facet: Facet, rows: Rows | None) -> Sequence[int]:
        """Count how many rows of a piece have each set of values."""
        column = piece.part.column(facet)
        if rows is None:
            return column.counts.whole()
        highest = max(len(column.counts) - 1, 0)
        return piece.part.sets.tally(column.codes.whole(), rows, highest)

    def _all_voices(self, piece: Piece) -> Sequence[Sequence[int]]:
        """Return, for each set of speakers, all whose voice is heard: they and theirs."""
        found = self._voices.get(id(piece.part))
        if found is None:
            lineages = self._corpus.lineages
            found = [
                list(dict.fromkeys(voice for actor in actors for voice in lineages[actor]))
                for actors in piece.part.column(Facet.ACTOR).sets
            ]
            self._voices[id(piece.part)] = found
        return found

    def speakers(self, selection: Selection | None, most: int) -> list[str]:
        """Return those who speak most, the most talkative first."""
        totals: Counter[int] = Counter()
        for place, piece in enumerate(self._corpus.pieces):
            rows = _chosen(piece, place, selection)
            sets = piece.part.column(Facet.ACTOR).sets
            by_code = self._by_code(piece, Facet.ACTOR, rows)
            counts = [0] * len(self._corpus.actor_ids)
            for values, count in zip(sets, by_code, strict=False):
                if count:
                    counts[values[0]] += count
            totals.update(dict(compress(enumerate(counts), counts)))
        return [self._corpus.actor_ids[number] for number in _most_common(totals, most)]

    def dates(self, selection: Selection | None) -> Dated:
        """Count the rows of each date, the newest first."""
        found = [
            list(_dates(piece, _chosen(piece, place, selection)))
            for place, piece in enumerate(self._corpus.pieces)
        ]
        if len(found) == 1:
            return found[0]
        totals: Counter[Date] = Counter()
        for dated in found:
            totals.update(dict(dated))
        return sorted(totals.items(), key=lambda pair: recency(pair[0].first, pair[0].last))

    def dates_of(self, speaker: str, selection: Selection | None) -> Dated:
        """Count the dates on which an actor speaks."""
        corpus = self._corpus
        number = corpus.actors.number(speaker)
        assert number is not None  # noqa: S101  # who speaks is an actor
        found: Counter[Date] = Counter()
        for place, piece in enumerate(corpus.pieces):
            rows = piece.part.column(Facet.ACTOR).rows([number])
            chosen = _chosen(piece, place, selection)
            rows = rows if chosen is None else rows & chosen
            if number in self._spoken_for:
                rows = _own(piece, rows, number)
            found.update(dict(_dates(piece, rows)))
        return list(found.items())

    @property
    def _spoken_for(self) -> frozenset[int]:
        """Those on whose behalf others speak."""
        if self._represented is None:
            self._represented = frozenset(
                actor
                for piece in self._corpus.pieces
                for actors in piece.part.column(Facet.ACTOR).sets
                for actor in islice(actors, 1, None)
            )
        return self._represented


def _chosen(piece: Piece, place: int, selection: Selection | None) -> Rows | None:
    """Return the rows of a piece that are counted; nothing stands for all that it has.

    Without a selection, that is every row that still counts.
    """
    return piece.alive if selection is None else selection[place]


def _commonest(
    counts: Counter[_Value], most: int | None, kept: Sequence[_Value]
) -> dict[_Value, int]:
    """Return the commonest values with their counts, and those that are kept in any case."""
    if most is None:
        return dict(counts)
    commonest = _most_common(counts, most)
    return {value: counts[value] for value in chain(commonest, kept)}


def _most_common(counts: Counter[_Value], most: int) -> list[_Value]:
    """Return the commonest values; of equally common ones the same, whatever was counted first."""
    return nsmallest(most, counts, key=lambda value: (-counts[value], value))


def _own(piece: Piece, rows: Rows, number: int) -> Rows:
    """Return the rows in which an actor speaks, and isn't spoken for."""
    column = piece.part.column(Facet.ACTOR)
    own = {code for code, actors in enumerate(column.sets) if actors[0] == number}
    codes = column.codes.whole()
    return rows.those(row for row in rows if codes[row] in own)


def _dates(piece: Piece, rows: Rows | None) -> Iterator[tuple[Date, int]]:
    """Yield the dates of some rows of a piece, or of all, with how many have each."""
    part = piece.part
    starts = [*part.date_starts, len(part)]
    counts: Iterable[int]
    if rows is None:
        counts = [end - start for start, end in pairwise(starts)]
    else:
        counts = part.sets.runs(rows, starts)
    return compress(zip([*part.dates, UNDATED], counts, strict=True), counts)
