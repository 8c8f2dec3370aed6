"""What has to be supposed for typed words that stand near each other in many rows, with numpy.

Where a word has a slip and stands is one question: what is near the others may be misspelt, and
what is spelt right far away. `quoth.search.windows` answers the same for one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from quoth.index.rows import Reading, Windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Floats = NDArray[np.float64]
    _Numbers = NDArray[np.intp]


class Places(NamedTuple):
    """All places in some rows at which something stands that stands for a typed word."""

    at: _Numbers
    owners: _Numbers
    """In which row each is."""
    fields: _Numbers
    """Where the quote begins in which each is, or what is beside it."""
    codes: NDArray[Any]


def supposed(
    rows: int,
    places: Places,
    words: Sequence[tuple[_Numbers, _Floats]],
    windows: Windows,
) -> tuple[_Floats, list[Reading]]:
    """Return how much is supposed in each row where the least is, and how it is read there.

    `words` are for each typed word which of the places are its own, and how near it is there.
    """
    least = np.full(rows, np.inf)
    readings: list[Reading] = [()] * rows
    if not len(places.at):
        return least, readings
    latest = [_latest(len(places.at), *word, windows.near) for word in words]
    costs, lows = _costs(places, words, latest, windows)
    begins = firsts_of(places.owners)
    least[places.owners[begins]] = np.minimum.reduceat(costs, begins)
    is_least = np.flatnonzero((costs == least[places.owners]) & (costs < np.inf))
    first = is_least[firsts_of(places.owners[is_least])]
    read = [_read(places, first, lows[first], steps) for steps in latest]
    owners = places.owners[first].tolist()
    for row, reading in zip(owners, zip(*read, strict=True), strict=True):
        readings[row] = reading
    return least, readings


def _latest(size: int, own: _Numbers, nearness: _Floats, near: Sequence[float]) -> list[_Numbers]:
    """Return for each place where a word was last met, counted from 1, with ever more slips.

    0 stands where it was not met yet. No more slips are allowed for than there are.
    """
    latest = []
    for least in (*near, 0.0):
        met = own[nearness >= least]
        steps = np.zeros(size, np.intp)
        steps[met] = met + 1
        latest.append(np.maximum.accumulate(steps))
        if len(met) == len(own):
            break
    return latest


def _costs(
    places: Places,
    words: Sequence[tuple[_Numbers, _Floats]],
    latest: Sequence[Sequence[_Numbers]],
    windows: Windows,
) -> tuple[_Floats, _Numbers]:
    """Return the least that is supposed where words end at each place, and where they may begin."""
    size = len(places.at)
    at = np.concatenate([np.full(1, -1, places.at.dtype), places.at])
    met = [[at[steps] for steps in one] for one in latest]
    repeated = [
        latest_of(_among(size, words[place][0]), places.at, times)
        for place, times in windows.different
        if times > 1
    ]
    least, lows = np.full(size, np.inf), np.zeros(size, np.intp)
    for limit, cost in zip(windows.limits, windows.costs, strict=True):
        low = np.maximum(places.at - (limit - 1), places.fields)
        costs = np.full(size, cost)
        for steps in met:
            for with_slips in steps[:-1]:
                costs += with_slips < low
            costs[steps[-1] < low] = np.inf
        for begins in repeated:
            costs[begins < low] = np.inf
        is_less = costs < least
        least[is_less], lows[is_less] = costs[is_less], low[is_less]
    return least, lows


def _among(size: int, own: _Numbers) -> NDArray[np.bool_]:
    """Tell which of so many places are some."""
    found = np.zeros(size, np.bool_)
    found[own] = True
    return found


def firsts_of(owners: _Numbers) -> _Numbers:
    """Return where each of some numbers, which ascend, is there for the first time."""
    is_first = np.ones(len(owners), np.bool_)
    np.not_equal(owners[1:], owners[:-1], out=is_first[1:])
    return is_first.nonzero()[0]


def latest_of(has: NDArray[np.bool_], at: NDArray[Any], times: int) -> _Numbers:
    """Return for each place from where on so many that have something are before it, if any."""
    if times == 1:
        latest: _Numbers = np.maximum.accumulate(np.where(has, at, -1))
        return latest
    having: _Numbers = np.concatenate([np.full(times, -1, at.dtype), at[has]])
    return having[np.cumsum(has)]


def _read(
    places: Places, at: _Numbers, lows: _Numbers, latest: Sequence[_Numbers]
) -> Sequence[int]:
    """Return what stands for a word where all end at some places and begin at others."""
    if len(latest) == 1:
        return [0] * len(at)
    nearest, *slipped = latest
    read = np.zeros(len(at), np.int64)
    for steps in reversed(slipped):
        met = steps[at] - 1
        is_within = (met >= 0) & (places.at[met] >= lows)
        read[is_within] = places.codes[met[is_within]]
    met = nearest[at] - 1
    read[(met >= 0) & (places.at[met] >= lows)] = 0
    found: list[int] = read.tolist()
    return found
