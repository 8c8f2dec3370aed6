"""In which order the rows of a query are shown."""

from __future__ import annotations

from _thread import allocate_lock
from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import overload

from quoth.index.corpus import Corpus
from quoth.index.nearby_rows import NearbyRows
from quoth.index.rows import Rows
from quoth.query.model import Sort
from quoth.search.model import APART, Matches, Nearer, grade_of
from quoth.store.facets import Facet


class _Rows(Sequence[int]):
    """Rows in an order, of which a slice is walked to, and no further than that."""

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step < 0:
                return list(self)[place]
            return self._walked(start, stop)[::step]
        return self.row_at(place + len(self) if place < 0 else place)

    def _walked(self, start: int, stop: int) -> list[int]:
        """Return the rows from one place up to another."""
        return list(islice(self, start, stop))

    @abstractmethod
    def row_at(self, place: int) -> int:
        """Return the row of a place, counted from the first."""


class Listed(_Rows):
    """Some rows, then all others of a set in ascending order; those not looked at aren't listed."""

    def __init__(self, head: Sequence[int], rest: Rows, start: int) -> None:
        """Take the rows that come first; `start` is added to those of the set."""
        self._head = head
        self._rest = rest
        self._start = start
        self._nearby = NearbyRows(rest)

    def __len__(self) -> int:
        return len(self._head) + len(self._rest)

    def __iter__(self) -> Iterator[int]:
        start = self._start
        rest = self._rest.rows()
        return chain(self._head, (row + start for row in rest) if start else rest)

    def _walked(self, start: int, stop: int) -> list[int]:
        """Return the rows from one place up to another."""
        rest = self._rest.first(max(stop - len(self._head), 0))
        if self._start:
            rest = [*map(self._start.__add__, rest)]
        return [*self._head, *rest][start:stop]

    def index(self, row: int, start: int = 0, stop: int | None = None) -> int:
        """Return the place of a row, as all sequences do."""
        end = len(self) if stop is None else stop
        if row in self._head:
            place = self._head.index(row)
        else:
            rest = self._rest.rows()
            place = bisect_left(rest, row - self._start)
            if place == len(rest) or rest[place] != row - self._start:
                raise ValueError(f"{row} is not in the list")
            place += len(self._head)
        if not start <= place < end:
            raise ValueError(f"{row} is not there")
        return place

    def row_at(self, place: int) -> int:
        """Return the row of a place, counted from the first."""
        if place < len(self._head):
            return self._head[place]
        return self._nearby[place - len(self._head)] + self._start


def in_order(
    corpus: Corpus, order: Sort, selection: Sequence[Rows] | None, matches: Matches | None
) -> Sequence[int]:
    """Return the rows of a selection in an order; rows that are alike in it, newest first."""
    if selection is None:
        selection = [piece.rows for piece in corpus.pieces]
        if order is Sort.NEWEST:
            return corpus.newest
    if order is Sort.RELEVANCE and matches is not None:
        return _by_relevance(corpus, selection, matches)
    rows = _newest(corpus, selection)
    if order is Sort.OLDEST:
        return _oldest_first(corpus, rows)
    return _by_speaker(corpus, rows) if order is Sort.SPEAKER else rows


def _newest(corpus: Corpus, selection: Sequence[Rows]) -> Sequence[int]:
    """Return rows, the newest first."""
    if len(selection) == 1:
        return Listed((), selection[0], 0)
    pairs = zip(corpus.pieces, selection, strict=True)
    return corpus.merged([[piece.start + row for row in rows] for piece, rows in pairs])


def _by_relevance(corpus: Corpus, selection: Sequence[Rows], matches: Matches) -> Sequence[int]:
    """Return rows by their grades; of a grade first what was looked at closely, by its scores."""
    looked_at: list[list[int]] = []
    for piece, rows in zip(corpus.pieces, selection, strict=True):
        end = piece.start + len(piece.part)
        scored = sorted(row - piece.start for row in matches.scores if piece.start <= row < end)
        found = Rows.listed(piece.part.sets, scored) & rows
        looked_at.append([piece.start + row for row in found])
    heads: list[list[int]] = [[] for _ in range(APART + 1)]
    # Those with the same score stay in their order, which is the newest first.
    for row in sorted(corpus.merged(looked_at), key=matches.scores.__getitem__, reverse=True):
        heads[grade_of(matches.scores[row])].append(row)
    return ByGrade(corpus, heads, selection, matches.nearer)


class ByGrade(_Rows):
    """Rows grade by grade: of each first some, then all others, the newest first.

    What is looked up is found first; most often that is the beginning alone.
    """

    def __init__(
        self,
        corpus: Corpus,
        heads: Sequence[Sequence[int]],
        selection: Sequence[Rows],
        nearer: Nearer | None,
    ) -> None:
        """Take the first rows of each grade, and what finds the others."""
        self._corpus = corpus
        self._heads = heads
        self._selection = selection
        self._nearer = nearer
        self._known: list[Sequence[int]] = []
        self._unknown = self._find_runs()
        self._lock = allocate_lock()

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        """How many rows there are."""
        return sum(map(len, self._selection))

    def _runs(self) -> Iterator[Sequence[int]]:
        """Yield the rows of each grade in order; what was found once is found again."""
        place = 0
        while place < len(self._known) or self._find_another(place):
            yield self._known[place]
            place += 1

    def _find_another(self, place: int) -> bool:
        """Tell whether there is a run at a place, where none is known yet."""
        with self._lock:  # a list may be read by another thread than the one that made it
            if place == len(self._known) and (run := next(self._unknown, None)) is not None:
                self._known.append(run)
            return place < len(self._known)

    def _find_runs(self) -> Iterator[Sequence[int]]:
        """Yield the rows of each grade in order, each when it is asked for."""
        scored = [row for head in self._heads for row in head]
        left = self._without(self._selection, scored)
        for grade, head in enumerate(self._heads):
            if head:
                yield head
            if grade < APART and self._nearer is not None and any(left):
                graded = self._nearer(grade)
                rest = [one & others for one, others in zip(graded, left, strict=True)]
                left = [rows - others for rows, others in zip(left, rest, strict=True)]
                yield _newest(self._corpus, rest)
        yield _newest(self._corpus, left)

    def _without(self, selection: Sequence[Rows], rows: Sequence[int]) -> list[Rows]:
        """Return a selection without some rows."""
        found = []
        for piece, kept in zip(self._corpus.pieces, selection, strict=True):
            end = piece.start + len(piece.part)
            there = sorted(row - piece.start for row in rows if piece.start <= row < end)
            found.append(kept - Rows.listed(piece.part.sets, there))
        return found

    def row_at(self, place: int) -> int:
        """Return the row of a place, counted from the first."""
        for run in self._runs():
            if 0 <= place < len(run):
                return run[place]
            place -= len(run)
        raise IndexError("there is no such row")

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._runs())


def _by_speaker(corpus: Corpus, newest: Sequence[int]) -> Sequence[int]:
    """Return rows by the names of those who speak."""
    # By number, not by record: the numbers of deleted actors have no record.
    names = [spellings[0].casefold() for spellings in corpus.spellings]

    def name(row: int) -> str:
        piece, local = corpus.piece_of(row)
        return names[piece.part.column(Facet.ACTOR).set_of(local)[0]]

    return sorted(newest, key=name)


def _oldest_first(corpus: Corpus, newest: Sequence[int]) -> Sequence[int]:
    """Turn rows around, but for the undated ones, which stay last."""
    rows = list(newest)
    dated = [row for row in rows if corpus.span(row)[0] <= corpus.span(row)[1]]
    undated = rows[len(dated) :]
    return [*reversed(dated), *undated]
