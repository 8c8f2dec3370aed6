"""The quotes of many statements with numpy: a million of them in seconds, and in a few passes.

The runs of three words of all quotes don't fit in memory at once. So they are gone through in
passes, each for the runs whose hash lies in a part of all hashes; what a pass finds is which pairs
of wordings share a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cpdist

from quoth.index.corpus import Corpus
from quoth.index.segment.layout import RARE
from quoth.index.wordings import (
    LOOSE_RUNS,
    MOST_HAVING,
    MOST_PAIRED,
    RARE_WIDTH,
    RUN,
    SHARED,
    LeastCommon,
    SelectedRows,
    WordNumbers,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.index.rows import EncodedWords

    _Numbers = NDArray[np.uint32]
    _Hashes = NDArray[np.uint64]
    _Wide = NDArray[np.int64]
    _Flags = NDArray[np.bool_]

_PER_PASS: Final = 6_000_000
"""Runs that are sorted at once."""
_COMPARED: Final = 1 << 16
"""Pairs that are compared at once."""
_LETTERS: Final = 0x110000
_CHUNK: Final = 1 << 20
"""Words that are hashed at once."""
_FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_PASS_BITS: Final = 16


class QuoteArrays:
    """The quotes of some rows, one behind the other in one array."""

    def __init__(
        self, corpus: Corpus, numbers: WordNumbers, selected: Sequence[SelectedRows]
    ) -> None:
        """Read the words of the rows, and find those that are the same."""
        words: list[_Numbers] = []
        lengths: list[_Wide] = []
        rows: list[_Numbers] = []
        loose: list[_Flags] = []
        for piece, table, (whole, in_part) in zip(
            corpus.pieces, numbers.tables, selected, strict=True
        ):
            for is_loose, some in ((False, whole), (True, in_part)):
                if not len(some):
                    continue
                own = np.array(some.rows(), np.int64)
                read = _read(piece.part.all_texts(), own)
                words.append(read[0] if table is None else _renumbered(read[0], table))
                lengths.append(read[1])
                rows.append((own + piece.start).astype(np.uint32))
                loose.append(np.full(len(own), is_loose))
        self._take(*(np.concatenate(one) for one in (words, lengths, rows, loose)))

    def _take(self, words: Any, lengths: Any, rows: Any, loose: Any) -> None:
        """Take the words of all rows, and let those of the same words be one wording."""
        starts = np.concatenate([[0], np.cumsum(lengths)])
        keys = _hashes_of_rows(words, starts, loose)
        _, first, wording, counts = np.unique(
            keys, return_index=True, return_inverse=True, return_counts=True
        )
        self._counts: _Wide = counts
        self._by_wording = rows[np.argsort(wording, kind="stable")]
        self._places = np.concatenate([[0], np.cumsum(counts)])
        self._loose: _Flags = loose[first]
        self._words: _Numbers = words
        self._begins: _Wide = starts[first]
        self._ends: _Wide = starts[first + 1]

    def __len__(self) -> int:
        return len(self._counts)

    def rows(self, wording: int) -> Sequence[int]:
        """Return the rows of the corpus that have a wording, ascending."""
        found: list[int] = self._by_wording[
            self._places[wording] : self._places[wording + 1]
        ].tolist()
        return sorted(found)

    def words(self, wording: int) -> Sequence[int]:
        """Return the numbers of its words."""
        found: list[int] = self._words[self._begins[wording] : self._ends[wording]].tolist()
        return found

    def is_loose(self, wording: int) -> bool:
        """Tell whether it is verbatim only in part."""
        return bool(self._loose[wording])

    def repeated(self) -> Iterable[int]:
        """Return the wordings that several rows have."""
        found: list[int] = np.flatnonzero(self._counts > 1).tolist()
        return found

    def alike(
        self, names: Iterable[Sequence[int]], least: LeastCommon
    ) -> Iterator[tuple[int, int]]:
        """Yield the pairs of wordings that are worth a closer look, the lower number first."""
        one, other = self._with_runs(names)
        letters = _as_text(self._words)
        begins, ends = self._begins.tolist(), self._ends.tolist()
        for start in range(0, len(one), _COMPARED):
            some = one[start : start + _COMPARED], other[start : start + _COMPARED]
            ours, theirs = ([letters[begins[n] : ends[n]] for n in side.tolist()] for side in some)
            common = cpdist(ours, theirs, scorer=LCSseq.similarity, dtype=np.int32)
            kept = common >= self._least(least, *some)
            yield from zip(*(side[kept].tolist() for side in some), strict=True)

    def _least(self, least: LeastCommon, one: _Wide, other: _Wide) -> NDArray[np.float64]:
        """Return how many words the two of each pair have to have in common."""
        sizes = self._ends - self._begins
        shortest = np.minimum(sizes[one], sizes[other])
        loose = self._loose[one] | self._loose[other]
        whole = np.where(shortest >= least.fewest, least.part * shortest, shortest + 1)
        found: NDArray[np.float64] = np.where(
            loose, least.part * np.minimum(shortest, least.fewest), whole
        )
        return found

    def _with_runs(self, names: Iterable[Sequence[int]]) -> tuple[_Wide, _Wide]:
        """Return the pairs of wordings that have enough runs in common, the lower number first."""
        left_out = _runs_of_names(names)
        sizes = np.maximum(self._ends - self._begins - RUN + 1, 0)
        passes = max(1, int(sizes.sum()) // _PER_PASS)
        bounds = [(n << _PASS_BITS) // passes for n in range(passes + 1)]
        keys: _Hashes = np.empty(0, np.uint64)
        counts: _Wide = np.empty(0, np.int64)
        for low, high in pairwise(bounds):
            hashes, owners = self._runs(low, high)
            found, times = np.unique(
                _pairs(*_sorted_runs(hashes, owners, left_out)), return_counts=True
            )
            keys, counts = _added(keys, counts, found, times)
        one, other = (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF))
        other = other.astype(np.int64)
        counted = np.where(self._loose, np.minimum(sizes, LOOSE_RUNS), sizes)
        least = np.maximum(np.ceil(SHARED * counted), 1)
        kept = counts >= np.minimum(least[one], least[other])
        return one[kept], other[kept]

    def _runs(self, low: int, high: int) -> tuple[_Hashes, _Numbers]:
        """Return the runs whose hash begins with some bits, and the wordings that have them."""
        hashes: list[_Hashes] = []
        owners: list[_Numbers] = []
        lengths = self._ends - self._begins
        ends = np.cumsum(lengths)
        start = 0
        while start < len(lengths):
            before = int(ends[start - 1]) if start else 0
            end = max(int(np.searchsorted(ends, before + _CHUNK)), start + 1)
            some = slice(start, end)
            own = np.repeat(np.arange(start, end, dtype=np.uint32), lengths[some])
            firsts = np.cumsum(lengths[some]) - lengths[some]
            places = np.arange(len(own)) + np.repeat(self._begins[some] - firsts, lengths[some])
            found = _hashed(self._words[places])
            inside = own[: len(found)] == own[RUN - 1 :] if len(own) >= RUN else own[:0] > 0
            top = found >> np.uint64(64 - _PASS_BITS)
            wanted = inside & (top >= np.uint64(low)) & (top < np.uint64(high))
            hashes.append(found[wanted])
            owners.append(own[: len(found)][wanted])
            start = end
        return np.concatenate(hashes), np.concatenate(owners)


def _as_text(words: _Numbers) -> str:
    """Return each word as one letter: texts are compared faster than lists.

    Beyond as many words as there are letters, some share one. Quotes then may have more in common
    than they do, never less.
    """
    return (
        (words % np.uint32(_LETTERS)).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    )


def runs_in_common(
    written: EncodedWords, rows: Sequence[int], quotes: Sequence[Sequence[int]]
) -> Sequence[int]:
    """Return how many runs each of some rows shares with some quotes.

    Args:
        written: the words of all rows.
        rows: which of them are meant.
        quotes: words as codes.
    """
    words, lengths = _read(written, np.array(rows, np.int64))
    known = np.unique(np.concatenate([np.array(one, np.uint32) for one in quotes]))
    known = known[known <= words.max(initial=0)]  # so goes what no word of the part is written as
    numbers = np.zeros(int(known.max(initial=0)) + 2, np.int64)
    numbers[known] = np.arange(1, len(known) + 1)
    codes = [np.minimum(np.array(one, np.int64), len(numbers) - 1) for one in quotes]
    wanted = np.unique(np.concatenate([_keys(numbers[one], len(known) + 1)[1] for one in codes]))
    places, keys = _keys(numbers[np.minimum(words, len(numbers) - 1)], len(known) + 1)
    own = np.repeat(np.arange(len(rows)), lengths)
    kept = (own[places] == own[places + RUN - 1]) & np.isin(keys, wanted)
    found: list[int] = np.bincount(own[places[kept]], minlength=len(rows)).tolist()
    return found


def _keys(numbers: _Wide, base: int) -> tuple[NDArray[np.intp], _Wide]:
    """Return where runs of words begin none of which is 0, and each run as one number."""
    is_known = numbers != 0
    begins = is_known[: max(len(numbers) - RUN + 1, 0)].copy()
    for place in range(1, RUN):
        begins &= is_known[place : place + len(begins)]
    places = np.flatnonzero(begins)
    keys = numbers[places]
    for place in range(1, RUN):
        keys = keys * base + numbers[places + place]
    return places, keys


def _read(written: EncodedWords, rows: _Wide) -> tuple[_Numbers, _Wide]:
    """Return the words of some rows of a part as its codes, and how many each has."""
    texts = np.frombuffer(written.starts, np.dtype(written.starts.format))
    quotes = np.frombuffer(written.quotes, np.dtype(written.quotes.format))
    codes = np.frombuffer(written.codes, np.uint16)
    starts = texts[rows].astype(np.int64)
    lengths = np.minimum(quotes[rows].astype(np.int64), texts[rows + 1].astype(np.int64) - starts)
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) + np.repeat(starts - firsts, lengths)
    words = codes[places].astype(np.uint32)
    del places
    return _with_rare(words, lengths)


def _with_rare(words: _Numbers, lengths: _Wide) -> tuple[_Numbers, _Wide]:
    """Return words with each rare one in one place: it is written as three codes."""
    at = np.flatnonzero(words == RARE)
    if not len(at):
        return words, lengths
    begins: list[int] = []
    for place in at.tolist():
        if not begins or place >= begins[-1] + RARE_WIDTH:  # else it is half of a term
            begins.append(place)
    rare = np.array(begins)
    rare = rare[rare + 2 < len(words)]
    words[rare] = RARE + 1 + (words[rare + 1] | words[rare + 2] << np.uint32(16))
    owner = np.searchsorted(np.cumsum(lengths), rare, side="right")
    kept = np.ones(len(words), np.bool_)
    kept[rare + 1] = kept[rare + 2] = False
    return words[kept], lengths - 2 * np.bincount(owner, minlength=len(lengths))


def _renumbered(words: _Numbers, table: Any) -> _Numbers:
    """Return the codes of a later part as the numbers of words."""
    codes, places = np.unique(words, return_inverse=True)
    numbers = np.array([table[code] for code in codes.tolist()], np.uint32)
    found: _Numbers = numbers[places]
    return found


def _mixed(values: _Hashes) -> _Hashes:
    """Return numbers as hashes whose bits are well mixed."""
    values = (values ^ (values >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return values ^ (values >> np.uint64(32))


def _hashed(words: _Numbers) -> _Hashes:
    """Return the hash of the run that begins at each word."""
    count = max(len(words) - RUN + 1, 0)
    found = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        found += _mixed(words[place : place + count].astype(np.uint64) + np.uint64(1)) * np.uint64(
            factor
        )
    return _mixed(found)


def _hashes_of_rows(words: _Numbers, starts: _Wide, loose: _Flags) -> _Hashes:
    """Return a hash of all words of each row."""
    found = loose.astype(np.uint64)
    for start in range(0, len(starts) - 1, _CHUNK >> 5):
        some = starts[start : start + (_CHUNK >> 5) + 1]
        begins, lengths = some[:-1] - some[0], np.diff(some)
        places = np.arange(int(some[-1] - some[0])) - np.repeat(begins, lengths)
        values = _mixed(words[some[0] : some[-1]].astype(np.uint64) + np.uint64(1))
        values *= _mixed(places.astype(np.uint64) + np.uint64(3)) | np.uint64(1)
        sums = np.concatenate([[np.uint64(0)], np.cumsum(values, dtype=np.uint64)])
        found[start : start + len(lengths)] += (
            sums[some[1:] - some[0]] - sums[begins]
        ) * np.uint64(2) + lengths.astype(np.uint64) * np.uint64(_FACTORS[0] - 1)
    return found


def _runs_of_names(names: Iterable[Sequence[int]]) -> _Hashes:
    """Return the runs that lie within names, ascending."""
    found = [_hashed(np.array(name, np.uint32)) for name in names if len(name) >= RUN]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def _sorted_runs(hashes: _Hashes, owners: _Numbers, left_out: _Hashes) -> tuple[_Hashes, _Numbers]:
    """Return runs in order, each once for a wording, and those within names left out."""
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    kept = np.ones(len(hashes), np.bool_)
    kept[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    if len(left_out):
        place = np.minimum(np.searchsorted(left_out, hashes), len(left_out) - 1)
        kept &= left_out[place] != hashes
    return hashes[kept], owners[kept]


def _pairs(hashes: _Hashes, owners: _Numbers) -> _Hashes:
    """Return the pairs of wordings that share a run, once for each run, as one number each."""
    if not len(hashes):
        return np.empty(0, np.uint64)
    begins = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
    sizes = np.diff(np.concatenate([begins, [len(hashes)]]))
    size = np.repeat(sizes, sizes)
    owners = owners.astype(np.uint64)
    found: list[_Hashes] = []
    for step in range(1, MOST_PAIRED):
        same = hashes[step:] == hashes[:-step]
        same &= size[step:] <= (MOST_HAVING if step == 1 else MOST_PAIRED)
        one, other = owners[:-step][same], owners[step:][same]
        found.append(np.minimum(one, other) << np.uint64(32) | np.maximum(one, other))
    return np.concatenate(found)


def _added(keys: _Hashes, counts: _Wide, found: _Hashes, times: _Wide) -> tuple[_Hashes, _Wide]:
    """Return counted pairs with more of them added."""
    if not len(keys):
        return found, times
    joined, places = np.unique(np.concatenate([keys, found]), return_inverse=True)
    total = np.bincount(places, np.concatenate([counts, times]), len(joined)).astype(np.int64)
    return joined, total
