"""Sums of what was drawn by lot, with numpy: as `drawing` does it, for many sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

import numpy as np

from quoth.query.agreement.lots import LOT, LOT_BITS, Column, drawn_bytes

_BLOCK: Final = 1 << 20
"""Lots that are counted at once."""


def numpy_sums(columns: Sequence[Column], draws: int, seed: int) -> Sequence[Sequence[int]]:
    """Return the sums of each column, one for each draw."""
    size = len(columns[0])
    table = np.array(columns, dtype=np.float64).T
    lots = drawn_bytes(size, draws, seed)
    found = []
    while block := list(islice(lots, max(1, _BLOCK // size))):
        drawn = np.frombuffer(b"".join(block), dtype=LOT).astype(np.uint64)
        drawn *= np.uint64(size)
        drawn >>= np.uint64(LOT_BITS)
        places = drawn.astype(np.int64).reshape(len(block), size)
        places += np.arange(len(block), dtype=np.int64)[:, None] * size
        counts = np.bincount(places.ravel(), minlength=len(block) * size)
        found.append(counts.reshape(len(block), size).astype(np.float64) @ table)
    sums: list[list[int]] = np.concatenate(found).T.astype(np.int64).tolist()
    return sums
