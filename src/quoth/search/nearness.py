"""How near each other the typed words are in a row: a grade, by which rows are ordered first.

Rows that hold the words in sequence come first, then those that hold them close together, then
those that scatter them, however many rows there are. So every row that has all words is graded, the
newest first, until enough hold the words in sequence; the others are graded when the user scrolls
further down the list.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Final

from quoth.index.rows import Rows, Windows
from quoth.index.segment.layout import RARE
from quoth.index.segment.part import Part
from quoth.index.texts import RowGrader, TooManyKindsError
from quoth.search.model import APART, IN_A_ROW, PREFIX, SYNONYM, Meaning
from quoth.search.scoring import CONTEXT, TWICE
from quoth.search.supposing import SUPPOSED
from quoth.search.terms import Term, meanings_by_code

Marks = Mapping[int, tuple[int, int]]
"""Which typed words each code stands for, as bits: at all, and as they are spelt."""

WITHIN: Final = (0, 2, 6)
"""How many words more than were typed a piece that holds them all may have, grade by grade."""
_SPARSE: Final = 32
_FEW: Final = 512
"""More rows than one in so many, and than a number of them, are many."""
_IS: Final = [bytes(n == grade for n in range(256)) for grade in range(APART)]
"""For each grade but the last, what turns that grade into 1, and all others into 0."""
_SHORTEST_RUN: Final = 2
"""Words in a row that are looked for in all texts: one alone is met everywhere."""
_MOST_AT_ONCE: Final = 1 << 10
"""Rows that are graded at once where it doesn't matter which of them come first."""
_FEWEST_AT_ONCE: Final = 16
"""Fewer rows are graded one by one sooner than all at once."""
_MOST_MISSPELT: Final = 4
"""So many times the rows worth reading are graded where words may be misspelt, if read at once."""
_MOST_MARKED: Final = 63
"""How many words the bits of one number distinguish where many rows are graded at once."""


class Nearness:
    """The rows of one part that have all words, by how near each other these stand.

    Where most rows have all words, those that hold them in a row are found by reading all texts
    from one end to the other, which is many times faster than to grade each row.
    """

    def __init__(
        self,
        part: Part,
        terms: Sequence[Term],
        rows: Rows,
        cancelled: Callable[[], bool] = lambda: False,
        spelt: Rows | None = None,
    ) -> None:
        """Take what stands for the words, the rows that have them all, and when to give up.

        Where words may be misspelt, those `spelt` as they were typed are graded first, and of the
        others the newest alone.
        """
        self._part = part
        self._terms = terms
        self._rows = rows
        self._cancelled = cancelled
        self._first = spelt
        self._different = _times(terms)
        self._limits = [len(terms) + more for more in WITHIN]
        self.found: Sequence[list[int]] = [[] for _ in range(APART)]
        """The rows of each grade but the last that were met so far, ascending."""
        self.right: Sequence[list[int]] = [[] for _ in range(APART)]
        """Those of them that were graded first since they are likelier meant."""
        self._are_many = len(rows) * _SPARSE > part.rows + _FEW * _SPARSE
        self._missing = 1
        """How many rows are looked for at least."""
        self._lock = allocate_lock()
        self._can_be_in_a_row = all(map(_is_spelt, terms))
        self._is_staged = spelt is not None and len(rows) > _MOST_AT_ONCE and len(terms) > 1
        run = self._run() if spelt is None and self._can_be_in_a_row and self._are_many else None
        self._likelier = self._find_likelier() if self._is_staged else iter(())
        self._met: dict[int, int] = {}
        """The grades of rows that were met out of turn."""
        self._near = self._find_near(is_known=run is not None)
        self._in_a_row = self._near
        if not self._can_be_in_a_row:
            self._in_a_row = iter(())
        elif self._is_staged:  # the words are spelt right in those that are likelier, if in any
            self._in_a_row = self._likelier
        elif run is not None:
            self._in_a_row = self._find_in_a_row(*run)

    @property
    def is_of_one(self) -> bool:
        """Whether there is but one word."""
        return len(self._terms) == 1

    @property
    def windows(self) -> Windows:
        """Within how many words all have to be to stand near each other, and what that supposes."""
        return Windows(self._different, self._limits, SUPPOSED, (SYNONYM, TWICE))

    def look(self, enough: int, most: int) -> None:
        """Grade rows until so many hold the words in a row, or if fewer do, close together.

        Where words may be misspelt, those that are likelier are all graded, but for what comes
        after `most` of the highest grade that there can be: no more are ever chosen.
        """
        self._go_on(self._likelier, IN_A_ROW + (not self._can_be_in_a_row), most)
        self._go_on(self._in_a_row, IN_A_ROW, enough)
        near = most if self._is_staged and self._can_be_in_a_row else enough
        self._go_on(self._near, IN_A_ROW + 1, near - len(self.found[IN_A_ROW]))

    def others(self, grade: int) -> Sequence[int]:
        """Return the rows of a grade that were met so far, but for those graded first."""
        if not self.right[grade]:
            return self.found[grade]
        right = frozenset(self.right[grade])
        return [row for row in self.found[grade] if row not in right]

    def rows_of(self, grade: int) -> Rows:
        """Return all rows of a grade, which isn't the last."""
        finder = self._in_a_row if grade == IN_A_ROW else self._near
        self._go_on(finder, grade, self._part.rows + 1)
        return Rows.listed(self._part.sets, self.found[grade])

    def grades(self, rows: Sequence[int]) -> list[int]:
        """Return the grades of some rows, that were met."""
        wanted = frozenset(rows)
        known = {
            row: grade
            for grade, found in enumerate(self.found)
            for row in wanted.intersection(found)
        }
        if self._met:
            known = {**{row: self._met[row] for row in wanted & self._met.keys()}, **known}
        return [known.get(row, APART) for row in rows]

    def meet(self, rows: Sequence[int]) -> None:
        """Grade some rows, whether or not their turn has come."""
        self._met.update(zip(rows, self._graded(rows), strict=True))

    def _go_on(self, finder: Iterator[None], grade: int, enough: int) -> None:
        """Go on until so many rows of a grade are found, or there are no more."""
        with self._lock:  # a list may be read by another thread than the one that made it
            while len(self.found[grade]) < enough:
                self._missing = min(enough - len(self.found[grade]), _MOST_AT_ONCE)
                try:
                    next(finder)
                except StopIteration:
                    return

    def _find_likelier(self) -> Iterator[None]:
        """Grade those of many rows that are likelier meant."""
        for rows in self._first.in_turn() if self._first else ():
            if self._cancelled():
                return
            self._add(rows, self._graded(rows), range(APART))
            self.right = [*map(list, self.found)]
            yield

    def _find_near(self, *, is_known: bool) -> Iterator[None]:
        """Grade one row after the other; where it `is_known` which are in a row, the others."""
        if len(self._terms) < 2:
            return
        rest, left = self._rows, self._part.rows
        if self._first is not None and self._is_staged:
            yield from self._likelier
            sets = self._part.sets
            left = sets.most_read * _MOST_MISSPELT if sets.reads_many else _MOST_AT_ONCE
            rest -= self._first
        for rows in rest.in_turn():
            if self._cancelled() or left <= 0:
                return
            left -= len(rows)
            self._add(rows, self._graded(rows), range(IN_A_ROW + is_known, APART))
            yield

    def _find_in_a_row(self, codes: Sequence[int], last: Sequence[memoryview]) -> Iterator[None]:
        """Find the rows with some codes in a row, the last being one of some if there are any.

        As many as are missing are graded together: to grade one takes nearly as long.
        """
        waiting: list[int] = []
        for rows in self._part.rows_with_run(codes, last):
            if self._cancelled():
                return
            waiting += (Rows.listed(self._part.sets, rows) & self._rows).rows()
            if len(waiting) >= self._missing:
                yield from self._grade_in_a_row(waiting)
                waiting = []
        yield from self._grade_in_a_row(waiting)

    def _grade_in_a_row(self, rows: Sequence[int]) -> Iterator[None]:
        """Grade rows that may hold the words in a row."""
        for held in Rows.listed(self._part.sets, rows).in_turn():
            self._add(held, self._graded(held), [IN_A_ROW])
            yield

    def _add(self, rows: Sequence[int], grades: bytes, wanted: Iterable[int]) -> None:
        """Note the rows of some grades."""
        for grade in wanted:
            if grade in grades:
                held = self._part.sets.those(rows, grades.translate(_IS[grade]))
                self.found[grade].extend(held)
                if self._first:
                    self.found[grade].sort()

    def _run(self) -> tuple[Sequence[int], Sequence[memoryview]] | None:
        """Return by which codes rows are found that hold the words in a row, if by any.

        Those are the codes of the words, and of all that the last may be where it is unfinished.
        """
        *others, last = self._terms
        may_be = [codes for *_, how, codes in last.wanted if how >= PREFIX]
        exact = [one.exact for one in (others if last.ranges else self._terms)]
        codes = [RARE if term is None else self._part.code(term) for term in exact]
        if len(codes) < _SHORTEST_RUN or any(code >= RARE for code in codes):
            return None
        return codes, may_be if last.ranges else ()

    @cached_property
    def _grader(self) -> RowGrader | None:
        """What grades many rows at once without numpy, if the words are simple enough."""
        wanted = [one.wanted for one in self._terms]
        try:
            return RowGrader(wanted, self._different, self._limits, PREFIX)
        except TooManyKindsError:
            return None

    def _graded(self, rows: Sequence[int]) -> bytes:
        """Return the grade of each row."""
        if not len(rows):
            return b""
        if self._part.sets.reads_many and len(self._terms) <= _MOST_MARKED:
            sought = [one.sought for one in self._terms]
            texts = self._part.texts(rows, CONTEXT, sought)
            return texts.grades(sought, self._different, self._limits, PREFIX)
        if len(rows) >= _FEWEST_AT_ONCE and self._grader is not None:
            try:
                return self._part.graded(rows, self._grader)
            except TooManyKindsError:
                pass
        texts_of = [*map(self._part.words_of, rows)]
        marks = marked(meanings_by_code(self._terms, texts_of))
        return bytes(grade_row(*one, marks, self._different, self._limits) for one in texts_of)


def _times(terms: Sequence[Term]) -> Sequence[tuple[int, int]]:
    """Return the places of the words that differ, and how many words have to be there for each.

    What is typed twice has to be there twice, and what "that th" is meant for is two words. What
    is no word may be half of one, which then stands for its other half as well.
    """
    return [
        (place, sum(one is other or _is_part(one, other) for one in terms))
        for place, other in enumerate(terms)
        if other not in terms[:place]
    ]


def _is_part(one: Term, other: Term) -> bool:
    """Tell whether all that a word may stand for, the other may stand for, too."""
    return one.exact is not None and one.is_within(other)


def _is_spelt(term: Term) -> bool:
    """Tell whether there is the typed word itself, or what it may grow into."""
    return term.exact is not None or any(how >= PREFIX for *_, how in term.ranges)


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
    different: Sequence[tuple[int, int]],
    limits: Sequence[int],
) -> int:
    """Return the grade of a row: whether it holds the words in a row, or within how many others.

    `codes` are its words, the first `quote` of them the quote's; nothing reaches from the quote
    into the context. The words that are `different` have to be within one of the `limits`, each so
    many times; the first limit is the number of words typed.
    """
    shortest = limits[-1] + 1
    latest = {place: [-1] * times for place, times in different}
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
        for place, seen in latest.items():
            if at_all >> place & 1:
                seen.append(position)
                del seen[0]
        first = min(seen[0] for seen in latest.values())
        if first >= begins:
            shortest = min(shortest, position - first + 1)
    return 1 + sum(shortest > limit for limit in limits)
