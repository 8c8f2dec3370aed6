"""The days of many dates with numpy: as `spans` does it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.analysis.spans import DateSpans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.query.analysis.columns import Span


class ArraySpans(DateSpans):
    """The first and the last days of dates, as arrays."""

    def __init__(self, firsts: Sequence[int], lasts: Sequence[int]) -> None:
        """Take them."""
        super().__init__(firsts, lasts)
        self._begin, self._end = (
            np.asarray(days, np.int64) if len(days) else np.empty(0, np.int64)
            for days in (firsts, lasts)
        )

    def in_order(self) -> tuple[DateSpans, Sequence[int]]:
        """Return the dates by their first days, then by their last, and the place of each there."""
        order = np.lexsort((self._end, self._begin))
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return ArraySpans(self._begin[order].data, self._end[order].data), places.data

    @cached_property
    def _says(self) -> NDArray[np.bool_]:
        """Which dates say anything."""
        begun = (self._begin != EARLIEST) | (self._end != LATEST)
        says: NDArray[np.bool_] = begun & (self._begin <= self._end)
        return says

    @cached_property
    def dated(self) -> bytes:
        """A 1 for each date that says anything, a 0 for others."""
        return self._says.tobytes()

    @cached_property
    def closed(self) -> bytes:
        """A 1 for each date of which both ends are known."""
        known = (self._begin > EARLIEST) & (self._end < LATEST)
        return (known & (self._begin <= self._end)).tobytes()

    def within(self, bucket: Span) -> bytes:
        """Return a 1 for each date that says anything and is certainly in a period."""
        return (self._says & (self._begin >= bucket[0]) & (self._end <= bucket[1])).tobytes()

    def meeting(self, bucket: Span) -> bytes:
        """Return a 1 for each date that says anything and may be in a period."""
        return (self._says & (self._begin <= bucket[1]) & (self._end >= bucket[0])).tobytes()

    def extent(self, chosen: bytes) -> Span | None:
        """Return the first and the last known day of the dates that have a 1, if there is any."""
        some = np.frombuffer(chosen, np.bool_)
        days = np.concatenate([self._begin[some], self._end[some]])
        days = days[(days != EARLIEST) & (days != LATEST)]
        return (int(days.min()), int(days.max())) if len(days) else None
