"""The words of many rows at once, with numpy: where some of them are, and how near each other.

The words of all rows are in one array, row after row. A word is searched for in all of it, and only
then is its position assigned to a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, count, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from quoth.index.rows import EncodedWords, Wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Floats = NDArray[np.float64]
    _Numbers = NDArray[np.int64]

_RARE: Final = 0xFFFF
"""Begins a rare word, which is three codes: this one, and its term in two halves."""
_RARE_WIDTH: Final = 3
_AT_ONCE: Final = 16
"""Codes that are copied at once: many rows are read several times faster so than code by code."""
_FEW_CODES: Final = 16
"""Up to so many codes are looked for one by one, which takes no table."""
_CLOSENESS: Final = itemgetter(2)
_MARKS: Final = (np.uint8, np.uint16, np.uint32, np.uint64)
"""Numbers with a bit for each of some words, the fewest first."""


class WordPlaces(NamedTuple):
    """Where a typed word stands, or what stands for it."""

    at: _Numbers
    """Where in all texts."""
    owners: NDArray[np.int32]
    """In which of the rows."""
    closeness: _Floats
    weighted: _Floats
    """How near it is, and what that counts where it stands."""


class TextArrays:
    """The words of some rows, one row behind the other.

    They are copied so many codes at once that a row's last codes may be another's: what stands
    there is left out wherever something is found.
    """

    def __init__(self, written: EncodedWords, rows: Sequence[int], beside: float) -> None:
        """Read them; a word that stands beside the quote counts `beside` times as much."""
        wanted = np.asarray(rows, np.int64)
        starts = _numbers(written.starts)
        begins = starts[wanted].astype(np.int64)
        lengths = starts[wanted + 1] - begins
        pieces = (lengths + (_AT_ONCE - 1)) // _AT_ONCE
        firsts = np.cumsum(pieces) - pieces
        self._beside = beside
        self._size = len(wanted)
        self._owners = np.repeat(np.arange(self._size, dtype=np.int32), pieces)
        places = np.arange(len(self._owners), dtype=np.int64) * _AT_ONCE
        places += np.repeat(begins - firsts * _AT_ONCE, pieces)
        self._codes = _copied(_numbers(written.codes), places)
        self._firsts = firsts * _AT_ONCE
        self._ends = self._firsts + lengths
        """Where the codes of each row end, rare words' halves counted."""
        self._quotes = _numbers(written.quotes)[wanted].astype(np.int64)
        self._rare: _Numbers = np.empty(0, np.int64)
        self._rare_terms: _Numbers = self._rare
        marks, owners = self._inside(np.flatnonzero(self._codes == _RARE))
        if len(marks):
            self._make_whole(marks, owners)

    def _inside(self, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Return those of some places that are a row's own, and whose each is."""
        owners = self._owners[at // _AT_ONCE]
        kept = at < self._ends[owners]
        return at[kept], owners[kept]

    def _make_whole(self, marks: NDArray[np.intp], owners: NDArray[np.int32]) -> None:
        """Let each rare word stand in one place, and have the others counted without its halves."""
        rare: NDArray[np.intp] = marks
        if (np.diff(marks) < _RARE_WIDTH).any():
            begins: list[int] = []
            chosen: list[int] = []
            for number, place in enumerate(marks.tolist()):
                if not begins or place >= begins[-1] + _RARE_WIDTH:  # else it is half of a term
                    begins.append(place)
                    chosen.append(number)
            rare, owners = np.array(begins), owners[chosen]
        low, high = (self._codes[rare + half].astype(np.int64) for half in (1, 2))
        self._rare_terms = low | high << 16
        quoted = owners[rare < self._firsts[owners] + self._quotes[owners]]
        self._quotes -= (_RARE_WIDTH - 1) * np.bincount(quoted, minlength=self._size)
        added = np.cumsum(np.bincount(owners, minlength=self._size))
        self._firsts[1:] -= (_RARE_WIDTH - 1) * added[:-1]
        self._rare = rare
        self._codes[rare + 1] = self._codes[rare + 2] = _RARE

    def _counted(self, at: NDArray[np.intp]) -> _Numbers:
        """Return places, ascending, as they are counted, each rare word being in one."""
        if not len(self._rare):
            return at
        before = np.bincount(np.searchsorted(at, self._rare, "right"), minlength=len(at) + 1)
        counted: _Numbers = at - (_RARE_WIDTH - 1) * np.cumsum(before[: len(at)])
        return counted

    def _fields_of(self, at: NDArray[Any], owners: NDArray[Any]) -> _Numbers:
        """Return where the quotes begin that some places are in, or what stands beside them."""
        begins = self._firsts[owners]
        ends: _Numbers = begins + self._quotes[owners]
        return np.where(at < ends, begins, ends)

    def lengths(self, most: int) -> _Numbers:
        """Return how many words each row's quote has, up to a number."""
        return np.minimum(self._quotes, most)

    def places(self, wanted: Sequence[Wanted]) -> WordPlaces:
        """Return where something stands that stands for a typed word, the nearest of it last."""
        degrees = [0.0]
        table = np.zeros(_RARE + 1, np.uint8)
        rare = np.zeros(len(self._rare), np.uint8)
        for how, same in groupby(wanted, _CLOSENESS):
            variants = list(same)
            table[_codes_of(variants)] = len(degrees)
            rare[self._rare_among(variants)] = len(degrees)
            degrees.append(how)
        at, owners, (known,) = self._standing(wanted, [(table, rare)])
        at = self._counted(at)
        closeness = np.array(degrees)[known]
        counted = np.where(at < (self._firsts + self._quotes)[owners], 1.0, self._beside)
        return WordPlaces(at, owners, closeness, closeness * counted)

    def _standing(
        self, wanted: Sequence[Wanted], tables: Sequence[tuple[NDArray[Any], NDArray[Any]]]
    ) -> tuple[NDArray[np.intp], NDArray[np.int32], list[NDArray[Any]]]:
        """Return where something stands that is wanted, whose each is, and what tables say of it.

        Each table tells something of every code, and of each of the rare words that are here. The
        first tells of all that is wanted; what it says nothing of isn't found.
        """
        for table, _ in tables:
            table[_RARE] = 0
        first, rare = tables[0]
        if sum(len(codes) for *_, codes in wanted) <= _FEW_CODES:  # many times as fast
            is_there = np.zeros(len(self._codes), np.bool_)
            for code in np.unique(_codes_of(wanted)):
                if code != _RARE:
                    is_there |= self._codes == code
        else:
            is_there = first.take(self._codes) != 0
        at, owners = self._inside(np.flatnonzero(is_there))
        codes = self._codes[at]
        said = [table[codes] for table, _ in tables]
        if rare.any():
            more = np.flatnonzero(rare)
            order = np.argsort(at := np.concatenate([at, self._rare[more]]), kind="stable")
            at = at[order]
            owners = self._owners[at // _AT_ONCE]
            said = [
                np.concatenate([one, other[more]])[order]
                for one, (_, other) in zip(said, tables, strict=True)
            ]
        return at, owners, said

    def _rare_among(self, variants: Sequence[Wanted]) -> NDArray[np.bool_]:
        """Return which of the rare words are among some."""
        found = np.zeros(len(self._rare), np.bool_)
        if len(found):
            for first, end, _, codes in variants:
                if len(codes) > 1 or codes[0] == _RARE:
                    found |= (self._rare_terms >= first) & (self._rare_terms < end)
        return found

    def grades(
        self,
        wanted: Sequence[Sequence[Wanted]],
        different: Sequence[tuple[int, int]],
        limits: Sequence[int],
        spelt: float,
    ) -> bytes:
        """Return for each row how near each other all words stand that are wanted."""
        tables = [self._marks(wanted, least) for least in (0.0, spelt)]
        at, owners, (marks, exact) = self._standing([*chain(*wanted)], tables)
        grades = np.full(self._size, 1 + len(limits), np.uint8)
        if not len(at):
            return grades.tobytes()
        at = self._counted(at)
        fields = self._fields_of(at, owners)
        first: _Numbers = at
        for place, times in different:
            has = marks & marks.dtype.type(1 << place) != 0
            first = np.minimum(first, _latest(has, at, times))
        within = np.flatnonzero(first >= fields)
        spans = at[within] - first[within] + 1
        for grade in range(len(limits), 0, -1):
            grades[owners[within[spans <= limits[grade - 1]]]] = grade
        ends = _in_a_row(exact, at, limits[0])
        grades[owners[ends[at[ends] - limits[0] + 1 >= fields[ends]]]] = 0
        return grades.tobytes()

    def _marks(
        self, wanted: Sequence[Sequence[Wanted]], least: float
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return which words each code stands for, as bits, where it is near enough to them.

        And the same of each rare word that is here.
        """
        kind = next(one for one in _MARKS if len(wanted) <= np.dtype(one).itemsize * 8)
        table: NDArray[Any] = np.zeros(_RARE + 1, kind)
        rare: NDArray[Any] = np.zeros(len(self._rare), kind)
        for place, every in enumerate(wanted):
            variants = [one for one in every if one[2] >= least]
            if variants:
                bit = kind(1 << place)
                table[_codes_of(variants)] |= bit
                rare[self._rare_among(variants)] |= bit
        return table, rare

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
            begins = np.flatnonzero(np.diff(found.owners, prepend=-1))
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


def _codes_of(variants: Sequence[Wanted]) -> NDArray[np.uint16]:
    """Return the codes of some words, each perhaps more than once."""
    return np.frombuffer(b"".join([codes for *_, codes in variants]), np.uint16)


def _latest(has: NDArray[np.bool_], at: NDArray[Any], times: int) -> _Numbers:
    """Return for each place from where on so many that have something are before it, if any."""
    if times == 1:
        latest: _Numbers = np.maximum.accumulate(np.where(has, at, -1))
        return latest
    having: _Numbers = np.concatenate([np.full(times, -1, at.dtype), at[has]])
    return having[np.cumsum(has)]


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
    written: EncodedWords, wanted: Sequence[int], last: Sequence[memoryview]
) -> list[int]:
    """Return the rows that may hold some codes in a row, and one of the `last` behind them.

    The higher a code, the rarer its word: the rarest is looked for in all texts, and the others
    beside it.
    """
    codes = _numbers(written.codes)
    size = len(codes) - len(wanted) - bool(last) + 1
    if size <= 0:
        return []
    rarest = max(wanted)
    place = wanted.index(rarest)
    at = np.flatnonzero(codes[place : place + size] == rarest)
    for code, step in sorted(zip(wanted, count(), strict=False), reverse=True):
        if step != place:
            at = at[codes[at + step] == code]
    if last and len(at):
        table = np.zeros(_RARE + 1, np.bool_)
        for one in last:
            table[_numbers(one)] = True
        table[_RARE] = True
        at = at[table[codes[at + len(wanted)]]]
    starts = _numbers(written.starts)
    found: list[int] = np.unique(
        np.searchsorted(starts, at + int(starts[0]), side="right") - 1
    ).tolist()
    return found


def _numbers(view: memoryview) -> NDArray[Any]:
    """Return numbers as an array, however wide they are, without copying them."""
    return np.frombuffer(view, np.dtype(view.format))
