"""Looking for camps with numpy: as `camps` does it, for many members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from quoth.query.analysis.camps import Weights


def improve(weights: Weights, sides: list[int], number: int) -> float:
    """Move members to the camp that they agree with most, until no move is an improvement.

    The moves are those of `camps.improve`, and so are the sums, to the last digit: who stays is
    passed over together, for until one moves nothing changes for the others.
    """
    lines = np.asarray(weights, np.float64)
    pulls, at = np.zeros((number, len(lines))), np.array(sides, np.int64)
    for side, line in zip(sides, lines, strict=True):
        pulls[side] += line
    every = np.arange(len(lines))
    after = 0
    while len(better := np.flatnonzero(pulls.max(axis=0) > pulls[at, every])):
        place = int(better.searchsorted(after))
        one = int(better[place if place < len(better) else 0])
        best = int(pulls[:, one].argmax())
        pulls[at[one]] -= lines[one]
        pulls[best] += lines[one]
        at[one], after = best, one + 1
    sides[:] = at.tolist()
    reached: list[float] = pulls[at, every].tolist()
    return sum(reached)
