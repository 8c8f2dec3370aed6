"""How near each other the typed words stand in a row: a grade, by which rows are told apart first.

A row that holds the words in a row comes before all that don't, one that holds them close together
before those that scatter them, however many rows there are. So every row that has all words is
graded, the newest first, until enough hold the words in a row; the others wait until somebody looks
further down the list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Final

from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.search.model import APART, IN_A_ROW, PREFIX, Meaning
from quoth.search.scoring import CONTEXT
from quoth.search.terms import Term, meanings_by_code

Marks = Mapping[int, tuple[int, int]]
"""Which typed words each code stands for, as bits: at all, and as they are spelt."""

WITHIN: Final = (0, 2, 6)
"""How many words more than were typed a piece that holds them all may have, grade by grade."""
_MOST_MARKED: Final = 63
"""Words that are told apart by the bits of one number where many rows are graded at once."""


class Nearness:
    """The rows of one part that have all words, by how near each other these stand."""

    def __init__(
        self,
        part: Part,
        terms: Sequence[Term],
        rows: Rows,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take what stands for the words, the rows that have them all, and when to give up."""
        self._part = part
        self._terms = terms
        self._different = [place for place, one in enumerate(terms) if one not in terms[:place]]
        self._limits = [len(terms) + more for more in WITHIN]
        self._left = rows.in_turn()
        self._cancelled = cancelled
        self.found: Sequence[list[int]] = [[] for _ in range(APART)]
        """The rows of each grade but the last that were met so far, ascending."""
        self.is_complete = len(terms) < 2
        """Whether all rows were graded."""

    def look(self, enough: int) -> None:
        """Grade rows until so many are found that hold the words in a row, or there are no more."""
        while not self.is_complete and len(self.found[IN_A_ROW]) < enough:
            rows = None if self._cancelled() else next(self._left, None)
            if rows is None:
                self.is_complete = True
                return
            for row, grade in zip(rows, self._graded(rows), strict=True):
                if grade < APART:
                    self.found[grade].append(row)

    def grade(self, row: int) -> int:
        """Return the grade of a row that was met."""
        for grade, rows in enumerate(self.found):
            place = bisect_left(rows, row)
            if place < len(rows) and rows[place] == row:
                return grade
        return APART

    @cached_property
    def by_grade(self) -> Sequence[Rows]:
        """All rows of each grade but the last."""
        self.look(self._part.rows + 1)
        return [Rows.listed(self._part.sets, rows) for rows in self.found]

    def _graded(self, rows: Sequence[int]) -> Sequence[int]:
        """Return the grade of each row."""
        if self._part.sets.reads_many and len(self._terms) <= _MOST_MARKED:
            texts = self._part.texts(rows, CONTEXT)
            wanted = [one.wanted for one in self._terms]
            return texts.grades(wanted, self._different, self._limits, PREFIX)
        texts_of = [*map(self._part.words_of, rows)]
        marks = marked(meanings_by_code(self._terms, texts_of))
        return [grade_row(*one, marks, self._different, self._limits) for one in texts_of]


def marked(meanings: Mapping[int, Sequence[Meaning]]) -> Marks:
    """Return which typed words each code stands for."""
    marks = {}
    for code, found in meanings.items():
        at_all = spelt = 0
        for place, closeness in found:
            at_all |= 1 << place
            if closeness >= PREFIX:
                spelt |= 1 << place
        marks[code] = (at_all, spelt)
    return marks


def grade_row(
    codes: Sequence[int],
    quote: int,
    marks: Marks,
    different: Sequence[int],
    limits: Sequence[int],
) -> int:
    """Return the grade of a row: whether it holds the words in a row, or within how many others.

    `codes` are its words, the first `quote` of them the quote's; nothing reaches from the quote
    into the context. The words that are `different` have to be within one of the `limits`, the
    first of which is the number of words typed.
    """
    shortest = limits[-1] + 1
    latest = dict.fromkeys(different, -1)
    whole = 1 << (limits[0] - 1)
    row_of_words, before = 0, -2
    for position in compress(range(len(codes)), map(marks.__contains__, codes)):
        at_all, spelt = marks[codes[position]]
        begins = quote if position >= quote else 0
        follows = position == before + 1 and position != quote
        row_of_words = ((row_of_words << 1 if follows else 0) | 1) & spelt
        if row_of_words & whole:
            return IN_A_ROW
        before = position
        for place in different:
            if at_all >> place & 1:
                latest[place] = position
        first = min(latest.values())
        if first >= begins:
            shortest = min(shortest, position - first + 1)
    return 1 + sum(shortest > limit for limit in limits)
