"""The words of many rows at once, with numpy: where some of them are, and how near each other.

The words of all rows are in one array, row after row. A word is searched for in all of it, and only
then is its position assigned to a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np

from quoth.index.rows import EncodedWords, Reading, Wanted, Windows
from quoth.index.windows_numpy import Places, firsts_of, latest_of, supposed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Floats = NDArray[np.float64]
    _Numbers = NDArray[np.intp]

_RARE: Final = 0xFFFF
"""Begins a rare word, which is three codes: this one, and its term in two halves."""
_RARE_WIDTH: Final = 3
_AT_ONCE: Final = 32
"""Codes that are copied at once: many rows are read several times faster so than code by code."""
_FEW_CODES: Final = 6
"""Up to so many codes are looked for one by one, which takes no table."""
_NO_DEGREE: Final = 256
"""A higher degree than there is."""
_MARKS: Final = (np.uint8, np.uint16, np.uint32, np.uint64)
"""Numbers with a bit for each of some words, the fewest first."""


RunPlaces: TypeAlias = "dict[tuple[int, int], NDArray[np.uint32]]"
"""Where some codes stand in a row in each piece of the texts, by its first code and its size."""


class WordPlaces(NamedTuple):
    """Where a typed word stands, or what stands for it."""

    found: _Numbers
    """Which of all places at which something wanted stands."""
    at: _Numbers
    """Where in all texts."""
    owners: _Numbers
    """In which of the rows."""
    closeness: _Floats
    weighted: _Floats
    """How near it is, and what that counts where it stands."""


class SoughtWord:
    """What stands for a typed word, in the form in which it is looked for in many rows."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        """Take it, the nearest of it last."""
        self.degrees = [0.0]
        """How near each of it is: a degree is a place in this list."""
        by_code: list[tuple[memoryview, int]] = []
        rare: list[tuple[int, int, int]] = []
        for first, end, how, codes in wanted:
            if how != self.degrees[-1]:
                self.degrees.append(how)
            degree = len(self.degrees) - 1
            if len(codes) > 1 or codes[0] == _RARE:
                rare.append((first, end, degree))
            if len(codes) > 1 or codes[0] != _RARE:
                by_code.append((codes, degree))
        sizes = [len(codes) for codes, _ in by_code]
        every = np.frombuffer(b"".join([codes for codes, _ in by_code]), np.uint16)
        degrees = np.repeat(np.array([degree for _, degree in by_code], np.uint8), sizes)
        self.codes: NDArray[np.uint16] = every[every != _RARE]
        self.code_degrees: NDArray[np.uint8] = degrees[every != _RARE]
        self._bounds, self._degrees_between = _painted(rare)

    def near(self, least: float) -> int:
        """Return the lowest degree of what is near enough."""
        return next((n for n, how in enumerate(self.degrees) if n and how >= least), _NO_DEGREE)

    def rare_degrees(self, terms: _Numbers) -> NDArray[np.uint8]:
        """Return the degrees of some rare words; 0 where one doesn't stand for it."""
        return self._degrees_between[np.searchsorted(self._bounds, terms, "right")]


def _painted(ranges: Sequence[tuple[int, int, int]]) -> tuple[_Numbers, NDArray[np.uint8]]:
    """Return where something begins or ends, and the degree of what is before, between and behind.

    Of ranges that overlap, the later counts.
    """
    bounds = sorted({bound for first, end, _ in ranges for bound in (first, end)})
    places = {bound: place for place, bound in enumerate(bounds, 1)}
    degrees = bytearray(len(bounds) + 1)
    for first, end, degree in ranges:
        start, stop = places[first], places[end]
        degrees[start:stop] = bytes([degree]) * (stop - start)
    return np.array(bounds, np.intp), np.frombuffer(bytes(degrees), np.uint8)


class TextArrays:
    """The places of wanted words in some rows.

    The words of rows are copied one row after the other, so many codes at once that a row's last
    codes may belong to another row; those are left out. Only wanted words are kept.
    """

    def __init__(
        self,
        written: EncodedWords,
        rows: Sequence[int],
        beside: float,
        wanted: Sequence[SoughtWord],
    ) -> None:
        """Look for what stands for some words; what is beside the quote counts `beside` times."""
        chosen = np.asarray(rows, np.intp)
        starts = _numbers(written.starts)
        begins = starts[chosen].astype(np.intp)
        lengths = starts[chosen + 1] - begins
        pieces = (lengths + (_AT_ONCE - 1)) // _AT_ONCE
        firsts = np.cumsum(pieces) - pieces
        self._beside = beside
        self._size = len(chosen)
        self._piece_owners = np.repeat(np.arange(self._size), pieces)
        places = np.arange(len(self._piece_owners)) * _AT_ONCE
        places += np.repeat(begins - firsts * _AT_ONCE, pieces)
        codes = _copied(_numbers(written.codes), places)
        self._firsts = firsts * _AT_ONCE
        self._ends = self._firsts + lengths
        """Where the codes of each row end, rare words' halves counted."""
        self._quotes = _numbers(written.quotes)[chosen].astype(np.intp)
        rare, owners = self._inside(np.flatnonzero(codes == _RARE))
        if len(rare):
            rare, owners = self._without_halves(codes, rare, owners)
        self._find(wanted, codes, rare)
        if len(rare):
            self._count_as_one(rare, owners)

    def _inside(self, at: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Return those of some places that are a row's own, and whose each is."""
        owners = self._piece_owners[at // _AT_ONCE]
        kept = at < self._ends[owners]
        return at[kept], owners[kept]

    def _without_halves(
        self, codes: NDArray[np.uint16], marks: _Numbers, owners: _Numbers
    ) -> tuple[_Numbers, _Numbers]:
        """Return where rare words begin, and in which rows; no half of one is taken for a word."""
        begins = begins_of_rare(marks)
        rare, owners = marks[begins], owners[begins]
        low, high = (codes[rare + half].astype(np.intp) for half in (1, 2))
        self._rare_terms = low | high << 16
        codes[rare + 1] = codes[rare + 2] = _RARE
        return rare, owners

    def _find(
        self, wanted: Sequence[SoughtWord], codes: NDArray[np.uint16], rare: _Numbers
    ) -> None:
        """Find all that is wanted, and keep of the rare words only those."""
        every = np.concatenate([one.codes for one in wanted])
        if len(every) <= _FEW_CODES:  # faster than a table
            is_there = np.zeros(len(codes), np.bool_)
            for code in set(every.tolist()):
                is_there |= codes == code
        else:
            table = np.zeros(_RARE + 1, np.bool_)
            table[every] = True
            is_there = table.take(codes)
        if len(rare):
            told = [one.rare_degrees(self._rare_terms) for one in wanted]
            is_meant = np.flatnonzero(np.maximum.reduce(told))
            is_there[rare[is_meant]] = True
            self._rare_terms = self._rare_terms[is_meant]
        else:
            self._rare_terms = rare
        self._at, self._owners = self._inside(np.flatnonzero(is_there))
        self._codes = codes[self._at]
        self._rare = np.flatnonzero(self._codes == _RARE)
        """Which of what was found are rare words, whose terms are kept beside."""

    def _count_as_one(self, rare: _Numbers, owners: _Numbers) -> None:
        """Have places counted without the halves of rare words."""
        halves = _RARE_WIDTH - 1
        quoted = owners[rare < self._firsts[owners] + self._quotes[owners]]
        self._quotes -= halves * np.bincount(quoted, minlength=self._size)
        added = np.cumsum(np.bincount(owners, minlength=self._size))
        self._firsts[1:] -= halves * added[:-1]
        before = np.bincount(np.searchsorted(self._at, rare, "right"), minlength=len(self._at) + 1)
        self._at = self._at - halves * np.cumsum(before[: len(self._at)])

    def lengths(self, most: int) -> _Numbers:
        """Return how many words each row's quote has, up to a number."""
        return np.minimum(self._quotes, most)

    def places(self, wanted: SoughtWord) -> WordPlaces:
        """Return where something stands that stands for a typed word, the nearest of it last."""
        table = np.zeros(_RARE + 1, np.uint8)
        table[wanted.codes] = wanted.code_degrees
        known = self._told(table, wanted.rare_degrees(self._rare_terms))
        found = np.flatnonzero(known)
        at, owners = self._at[found], self._owners[found]
        closeness = np.array(wanted.degrees)[known[found]]
        counted = np.where(at < (self._firsts + self._quotes)[owners], 1.0, self._beside)
        return WordPlaces(found, at, owners, closeness, closeness * counted)

    def _told(self, table: NDArray[Any], rare: NDArray[Any]) -> NDArray[Any]:
        """Return what a table tells of each that was found; of the rare words it is given."""
        told: NDArray[Any] = table[self._codes]
        told[self._rare] = rare
        return told

    def supposed(
        self, found: Sequence[WordPlaces], windows: Windows
    ) -> tuple[_Floats, Sequence[Reading]]:
        """Return how much is supposed in each row where the least is, and how it is read there."""
        codes = self._codes.astype(np.int64)
        codes[self._rare] = self._rare_terms + (_RARE + 1)
        fields = self._fields_of(np.arange(len(self._at)))
        places = Places(self._at, self._owners, fields, codes)
        return supposed(self._size, places, [(one.found, one.weighted) for one in found], windows)

    def grades(
        self,
        wanted: Sequence[SoughtWord],
        different: Sequence[tuple[int, int]],
        limits: Sequence[int],
        spelt: float,
    ) -> bytes:
        """Return for each row how near each other all words stand that are wanted."""
        grades = np.full(self._size, 1 + len(limits), np.uint8)
        marks, at = self._marks(wanted, 0.0), self._at
        first = at
        for place, times in different:
            has = marks & marks.dtype.type(1 << place) != 0
            first = np.minimum(first, latest_of(has, at, times))
        near = np.flatnonzero(at - first < limits[-1])
        near = near[first[near] >= self._fields_of(near)]
        spans, owners = at[near] - first[near] + 1, self._owners[near]
        for grade in range(len(limits), 0, -1):
            grades[owners[spans <= limits[grade - 1]]] = grade
        if all(one.near(spelt) < _NO_DEGREE for one in wanted):
            ends = _in_a_row(self._marks(wanted, spelt), at, limits[0])
            within = at[ends] - limits[0] + 1 >= self._fields_of(ends)
            grades[self._owners[ends[within]]] = 0
        return grades.tobytes()

    def _fields_of(self, found: _Numbers) -> _Numbers:
        """Return where the quotes begin in which some of it was found, or what is beside them."""
        owners = self._owners[found]
        begins = self._firsts[owners]
        ends: _Numbers = begins + self._quotes[owners]
        return np.where(self._at[found] < ends, begins, ends)

    def _marks(self, wanted: Sequence[SoughtWord], least: float) -> NDArray[Any]:
        """Return which words each that was found stands for, as bits, where it is near enough."""
        kind = next(one for one in _MARKS if len(wanted) <= np.dtype(one).itemsize * 8)
        table: NDArray[Any] = np.zeros(_RARE + 1, kind)
        rare: NDArray[Any] = np.zeros(len(self._rare), kind)
        for place, one in enumerate(wanted):
            bit, near = kind(1 << place), one.near(least)
            table[one.codes[one.code_degrees >= near]] |= bit
            rare[one.rare_degrees(self._rare_terms) >= near] |= bit
        return self._told(table, rare)

    def best(self, found: WordPlaces, named: Sequence[float]) -> _Floats:
        """Return how well each row meets a word; `named` is how well its speakers' names do."""
        best = self._highest(found, found.weighted)
        return np.maximum(best, np.array(named)) if named else best

    def together(self, before: WordPlaces, found: WordPlaces) -> _Floats:
        """Return how closely a word stands behind another in each row, at its nearest."""
        if not len(before.at):
            return np.zeros(self._size)
        latest = np.searchsorted(before.at, found.at) - 1
        follows = (latest >= 0) & (before.owners[latest] == found.owners)
        latest, owners = latest[follows], found.owners[follows]
        distances = found.at[follows] - before.at[latest]
        pairs = found.weighted[follows] * before.closeness[latest] / distances
        return self._highest(found._replace(owners=owners), pairs)

    def _highest(self, found: WordPlaces, values: _Floats) -> _Floats:
        """Return the highest of some values, one a place, for each row."""
        highest = np.zeros(self._size)
        if len(values):
            begins = firsts_of(found.owners)
            highest[found.owners[begins]] = np.maximum.reduceat(values, begins)
        return highest


def _copied(codes: NDArray[np.uint16], places: _Numbers) -> NDArray[np.uint16]:
    """Return codes from each of some places on, a piece of them each, one behind the other."""
    width = _AT_ONCE * codes.itemsize
    if len(codes) < _AT_ONCE:
        codes = np.concatenate([codes, np.zeros(_AT_ONCE, codes.dtype)])
    pieces = np.ndarray(len(codes) - _AT_ONCE + 1, f"V{width}", codes, 0, (codes.itemsize,))
    last = len(pieces) - 1
    copied = pieces[np.minimum(places, last)].view(codes.dtype)
    for piece in np.flatnonzero(places > last).tolist():
        rest = codes[places[piece] :]
        copied[piece * _AT_ONCE : piece * _AT_ONCE + len(rest)] = rest
    return copied


def begins_of_rare(marks: _Numbers) -> _Numbers:
    """Return which of the codes that begin rare words do so: the others are half of one.

    They are given by their places, ascending.
    """
    near = np.diff(marks) < _RARE_WIDTH
    if not near.any():
        return np.arange(len(marks))
    # The first of a run of places near each other begins a word; the others may be half of one.
    kept = np.ones(len(marks), np.bool_)
    last = -_RARE_WIDTH
    for number in np.flatnonzero(near).tolist():
        if kept[number]:
            last = int(marks[number])
        kept[number + 1] = marks[number + 1] >= last + _RARE_WIDTH
    return np.flatnonzero(kept)


def _in_a_row(marks: NDArray[Any], at: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return which of some places end words in a row, so many that one mark is for each."""
    if len(at) < count:
        return np.empty(0, np.intp)
    first = np.flatnonzero(at[count - 1 :] - at[: len(at) - count + 1] == count - 1)
    for place in range(count):
        first = first[(marks[first + place] >> marks.dtype.type(place)) & 1 != 0]
    return first + count - 1


def rows_with(written: EncodedWords, rows: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return those of some rows in which some codes stand one right behind the other."""
    chosen = np.array(rows, np.int64)
    starts = _numbers(written.starts)
    begins = starts[chosen].astype(np.int64)
    lengths = starts[chosen + 1] - begins
    firsts = np.cumsum(lengths) - lengths
    last = len(wanted) - 1
    size = int(lengths.sum()) - last
    if size <= 0:
        return []
    places = np.arange(size + last) + np.repeat(begins - firsts, lengths)
    codes = _numbers(written.codes)[places]
    at = np.flatnonzero(codes[:size] == wanted[0])
    for step, code in enumerate(wanted[1:], 1):
        at = at[codes[at + step] == code]
    owner = np.searchsorted(firsts, at, side="right") - 1
    whole = at + last < firsts[owner] + lengths[owner]
    found: list[int] = chosen[np.unique(owner[whole])].tolist()
    return found


def rows_with_run(
    written: EncodedWords, wanted: Sequence[int], last: Sequence[memoryview], known: RunPlaces
) -> list[int]:
    """Return the rows that may hold some codes in a row, and one of the `last` behind them.

    Where the codes stand is taken from what is `known`, or added to it.
    """
    codes, starts = _numbers(written.codes), _numbers(written.starts)
    piece = (int(starts[0]), len(codes))
    at = known.get(piece)
    if at is None:
        at = known[piece] = _places_of_run(codes, wanted).astype(np.uint32)
    if last and len(at):
        table = np.zeros(_RARE + 1, np.bool_)
        for one in last:
            table[_numbers(one)] = True
        table[_RARE] = True
        at = at[at + len(wanted) < len(codes)]
        at = at[table[codes[at + len(wanted)]]]
    found: list[int] = np.unique(np.searchsorted(starts, at + starts[0], side="right") - 1).tolist()
    return found


def _places_of_run(codes: NDArray[np.uint16], wanted: Sequence[int]) -> _Numbers:
    """Return where some codes stand in a row.

    The higher a code, the rarer its word: the rarest is looked for in all texts, and the others
    beside it.
    """
    size = max(len(codes) - len(wanted) + 1, 0)
    rarest = max(wanted)
    place = wanted.index(rarest)
    at = np.flatnonzero(codes[place : place + size] == rarest)
    for code, step in sorted(zip(wanted, count(), strict=False), reverse=True):
        if step != place:
            at = at[codes[at + step] == code]
    return at


def _numbers(view: memoryview) -> NDArray[Any]:
    """Return numbers as an array, however wide they are, without copying them."""
    return np.frombuffer(view, np.dtype(view.format))
