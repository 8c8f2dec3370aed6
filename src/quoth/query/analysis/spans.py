"""The days of many dates: what is asked of each is found of all of them at once, and kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import and_, le, or_
from typing import overload

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.analysis.columns import Span


class DateSpans(Sequence[Span]):
    """The first and the last days of dates."""

    def __init__(self, firsts: Sequence[int], lasts: Sequence[int]) -> None:
        """Take them."""
        self.firsts = firsts
        self.lasts = lasts

    @classmethod
    def of(cls, spans: Sequence[Span]) -> DateSpans:
        """Return the days of dates in this form, if they aren't."""
        if isinstance(spans, cls):
            return spans
        if isinstance(spans, DateSpans):
            return cls(spans.firsts, spans.lasts)
        return cls(array("q", [first for first, _ in spans]), array("q", [day for _, day in spans]))

    def in_order(self) -> tuple[DateSpans, Sequence[int]]:
        """Return the dates by their first days, then by their last, and the place of each there."""
        every = [*self]
        order = sorted(range(len(every)), key=every.__getitem__)
        places = array("q", bytes(8 * len(order)))
        for place, date in enumerate(order):
            places[date] = place
        return self.of([every[date] for date in order]), places

    @cached_property
    def dated(self) -> bytes:
        """A 1 for each date that says anything, a 0 for others; as `intervals.is_dated`."""
        begun = map(or_, map(EARLIEST.__ne__, self.firsts), map(LATEST.__ne__, self.lasts))
        return bytes(map(and_, map(le, self.firsts, self.lasts), begun))

    @cached_property
    def closed(self) -> bytes:
        """A 1 for each date of which both ends are known; as `intervals.is_closed`."""
        known = map(and_, map(EARLIEST.__lt__, self.firsts), map(LATEST.__gt__, self.lasts))
        return bytes(map(and_, map(le, self.firsts, self.lasts), known))

    def within(self, bucket: Span) -> bytes:
        """Return a 1 for each date that says anything and is certainly in a period."""
        return self._both(map(bucket[0].__le__, self.firsts), map(bucket[1].__ge__, self.lasts))

    def meeting(self, bucket: Span) -> bytes:
        """Return a 1 for each date that says anything and may be in a period."""
        return self._both(map(bucket[1].__ge__, self.firsts), map(bucket[0].__le__, self.lasts))

    def _both(self, one: Iterator[bool], other: Iterator[bool]) -> bytes:
        """Return a 1 for each date that says anything, and of which both are true."""
        return bytes(map(and_, self.dated, map(and_, one, other)))

    def extent(self, chosen: bytes) -> Span | None:
        """Return the first and the last known day of the dates that have a 1, if there is any."""
        days = {*compress(self.firsts, chosen), *compress(self.lasts, chosen)}
        days -= {EARLIEST, LATEST}
        return (min(days), max(days)) if days else None

    def __len__(self) -> int:
        return len(self.firsts)

    @overload
    def __getitem__(self, place: int) -> Span: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Span]: ...
    def __getitem__(self, place: int | slice) -> Span | Sequence[Span]:
        if isinstance(place, slice):
            return [*self][place]
        return self.firsts[place], self.lasts[place]

    def __iter__(self) -> Iterator[Span]:
        return zip(self.firsts, self.lasts, strict=True)
