"""The words that stand beside others in many rows, with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quoth.index.rows import EncodedWords, Wanted
from quoth.index.segment.layout import RARE

if TYPE_CHECKING:
    from numpy.typing import NDArray


def codes_beside(
    written: EncodedWords, rows: Sequence[int], wanted: Sequence[Sequence[Wanted]], reach: int
) -> Sequence[int]:
    """Return the frequent words that have all that is wanted within reach around them."""
    codes = _codes_of(written, rows)
    is_near: NDArray[Any] = codes != RARE
    for one in wanted:
        table = np.zeros(RARE + 1, np.bool_)
        for *_, variants in one:
            table[np.frombuffer(variants, np.uint16)] = True
        table[RARE] = False
        is_near &= _around(table.take(codes), reach)
    there = np.zeros(RARE + 1, np.bool_)
    there[codes[is_near]] = True
    found: list[int] = np.flatnonzero(there).tolist()
    return found


def _codes_of(written: EncodedWords, rows: Sequence[int]) -> NDArray[np.uint16]:
    """Return the codes of some rows, one row behind the other."""
    chosen = np.array(rows, np.int64)
    starts = np.frombuffer(written.starts, np.dtype(written.starts.format))
    begins = starts[chosen].astype(np.int64)
    lengths = starts[chosen + 1] - begins
    places = np.repeat(begins - np.cumsum(lengths) + lengths, lengths)
    places += np.arange(len(places))
    codes: NDArray[np.uint16] = np.frombuffer(written.codes, np.uint16).take(places)
    return codes


def _around(there: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """Return the places up to so far from which something is there."""
    width, most = 1, 2 * reach + 1
    found = np.concatenate([there, np.zeros(reach, np.bool_)])
    while width < most:  # what is there up to so many places before, then up to twice as many
        step = min(width, most - width)
        wider = found.copy()
        wider[step:] |= found[:-step]
        found, width = wider, width + step
    return found[reach:]
