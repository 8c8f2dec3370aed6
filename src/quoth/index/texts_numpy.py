"""The words of many rows at once, with numpy: where some of them stand, and how near each other.

All rows' words lie in one array, one row behind the other. A word is looked for in all of it, and
only then is told which row has it where.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class WordPlaces(NamedTuple):
    """Where a typed word stands, or what stands for it."""

    at: _Numbers
    """Where in all texts."""
    owners: _Numbers
    """In which of the rows."""
    closeness: _Floats
    weighted: _Floats
    """How near it is, and what that counts where it stands."""


class TextArrays:
    """The words of some rows, one row behind the other."""

    def __init__(self, written: EncodedWords, rows: Sequence[int], beside: float) -> None:
        """Read them; a word that stands beside the quote counts `beside` times as much."""
        wanted = np.array(rows, np.int64)
        starts = _numbers(written.starts)
        begins = starts[wanted].astype(np.int64)
        lengths = starts[wanted + 1] - begins
        firsts = np.cumsum(lengths) - lengths
        place = np.arange(lengths.sum())
        codes = _numbers(written.codes)
        self._size = len(rows)
        self._codes = codes[place + np.repeat(begins - firsts, lengths)]
        self._owners = np.repeat(np.arange(self._size), lengths)
        self._quotes = _numbers(written.quotes)[wanted].astype(np.int64)
        in_quote = place < np.repeat(firsts + self._quotes, lengths)
        self._counted = np.where(in_quote, 1.0, beside)
        self._rare: _Numbers = np.empty(0, np.int64)
        self._rare_terms: _Numbers = self._rare
        if (self._codes == _RARE).any():
            self._make_whole(in_quote)

    def _make_whole(self, in_quote: NDArray[np.bool_]) -> None:
        """Let each rare word stand in one place."""
        begins: list[int] = []
        for place in np.flatnonzero(self._codes == _RARE).tolist():
            if not begins or place >= begins[-1] + _RARE_WIDTH:  # else it is half of a term
                begins.append(place)
        rare = np.array(begins)
        low, high = (self._codes[rare + half].astype(np.int64) for half in (1, 2))
        self._rare_terms = low | high << 16
        quoted = self._owners[rare[in_quote[rare]]]
        self._quotes -= (_RARE_WIDTH - 1) * np.bincount(quoted, minlength=self._size)
        self._rare = rare - (_RARE_WIDTH - 1) * np.arange(len(rare))
        kept = np.ones(len(self._codes), np.bool_)
        kept[rare + 1] = kept[rare + 2] = False
        self._codes = self._codes[kept]
        self._owners = self._owners[kept]
        self._counted = self._counted[kept]

    def lengths(self, most: int) -> _Numbers:
        """Return how many words each row's quote has, up to a number."""
        return np.minimum(self._quotes, most)

    def places(self, wanted: Sequence[Wanted]) -> WordPlaces:
        """Return where something stands that stands for a typed word, the nearest of it last."""
        degrees = [0.0]
        table = np.zeros(_RARE + 1, np.uint8)
        rare = np.zeros(len(self._rare))
        for first, end, how, codes in wanted:
            if how != degrees[-1]:
                degrees.append(how)
            table[_numbers(codes)] = len(degrees) - 1
            if len(rare):
                rare[(self._rare_terms >= first) & (self._rare_terms < end)] = how
        table[_RARE] = 0
        known = table[self._codes]
        at = np.flatnonzero(known != 0)  # faster than that of numbers
        closeness = np.array(degrees)[known[at]]
        if rare.any():
            among = np.flatnonzero(rare)
            order = np.argsort(at := np.concatenate([at, self._rare[among]]), kind="stable")
            at, closeness = at[order], np.concatenate([closeness, rare[among]])[order]
        return WordPlaces(at, self._owners[at], closeness, closeness * self._counted[at])

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


def _numbers(view: memoryview) -> NDArray[Any]:
    """Return numbers as an array, however wide they are, without copying them."""
    return np.frombuffer(view, np.dtype(view.format))
