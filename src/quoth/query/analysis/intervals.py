"""Uncertain dates: in how many periods something certainly or possibly was, and what share of it.

A date is an interval of days, both ends included, and an end may be unknown. Nothing here decides
when something was said; it says what can be said of it anyway.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate, compress, repeat
from math import fsum
from operator import and_, le, not_
from typing import NamedTuple

from quoth.basics.dates import EARLIEST, LATEST
from quoth.query.analysis.columns import Span
from quoth.query.analysis.spans import DateSpans


class Bounds(NamedTuple):
    """A number, and the smallest and the largest that it may be."""

    lower: float
    value: float
    upper: float

    @property
    def is_exact(self) -> bool:
        """Whether it can be but one."""
        return self.lower == self.upper


def is_dated(span: Span) -> bool:
    """Tell whether a date says anything."""
    return span[0] <= span[1] and span != (EARLIEST, LATEST)


def is_closed(span: Span) -> bool:
    """Tell whether both ends of a date are known."""
    return EARLIEST < span[0] <= span[1] < LATEST


def is_certain(span: Span, bucket: Span) -> bool:
    """Tell whether something certainly was in a period."""
    return is_dated(span) and bucket[0] <= span[0] and span[1] <= bucket[1]


def is_possible(span: Span, bucket: Span) -> bool:
    """Tell whether something may have been in a period; what has no date may have been anywhen."""
    return not is_dated(span) or (span[0] <= bucket[1] and bucket[0] <= span[1])


def _common(span: Span, bucket: Span) -> int:
    """Return how many days a date and a period have in common."""
    return max(min(span[1], bucket[1]) - max(span[0], bucket[0]) + 1, 0)


def _sum(parts: Mapping[int, int]) -> float:
    """Return a sum of fractions, given by what they are divided by: the same in every order."""
    return fsum(number / by for by, number in sorted(parts.items()))


class _Placed(NamedTuple):
    """Where a date is among neighbouring periods."""

    first: int
    last: int
    """The first and the last of those in which it may be."""
    is_certain: bool
    """Whether it certainly is in the only one."""
    common: tuple[int, int]
    """How many of its days are in the first of them, and in the last; 0 where that says nothing."""


class Periods:
    """Neighbouring periods, in which dates are counted."""

    def __init__(self, buckets: Sequence[Span]) -> None:
        """Take the first and the last day of each."""
        self._buckets = buckets
        self._starts = [first for first, _ in buckets]
        self._placed = lru_cache(maxsize=None)(self._place)

    def _place(self, span: Span) -> _Placed | None:
        """Return where a date is; nothing if it can be in none."""
        buckets, starts = self._buckets, self._starts
        if not is_dated(span):
            return _Placed(0, len(buckets) - 1, False, (0, 0))
        if span[1] < starts[0] or span[0] > buckets[-1][1]:
            return None
        first = max(bisect_right(starts, span[0]) - 1, 0)
        last = bisect_right(starts, span[1]) - 1
        if first == last and is_certain(span, buckets[first]):
            return _Placed(first, last, True, (0, 0))
        if not is_closed(span):
            return _Placed(first, last, False, (0, 0))
        return _Placed(
            first, last, False, (_common(span, buckets[first]), _common(span, buckets[last]))
        )

    def counted(self, spans: Iterable[tuple[Span, int]]) -> list[Bounds]:
        """Return how many of some dates, each so often, are in each period."""
        size = len(self._buckets)
        lower, steps = [0] * size, [0] * (size + 1)
        parts: list[Counter[int]] = [Counter() for _ in self._buckets]
        through: dict[int, list[int]] = {}
        for span, number in spans:
            placed = self._placed(span)
            if placed is None:
                continue
            first, last, certainly, common = placed
            steps[first] += number
            steps[last + 1] -= number
            if certainly:
                lower[first] += number
                parts[first][1] += number
            if not common[0]:
                continue
            length = span[1] - span[0] + 1
            parts[first][length] += number * common[0]
            if last > first:
                parts[last][length] += number * common[1]
                whole = through.setdefault(length, [0] * size)  # all days of those between
                whole[first + 1] += number
                whole[last] -= number
        for length, changes in through.items():
            for place, number in enumerate(accumulate(changes)):
                if number:
                    first_day, last_day = self._buckets[place]
                    parts[place][length] += number * (last_day - first_day + 1)
        return [
            Bounds(float(least), _sum(some), float(most))
            for least, some, most in zip(lower, parts, accumulate(steps[:size]), strict=True)
        ]

    def collapsed(self, spans: DateSpans) -> tuple[list[Span], Sequence[int]]:
        """Return dates, those that certainly are in one period as one; and which each is now."""
        starts, firsts, lasts = self._starts, spans.firsts, spans.lasts
        ends = [EARLIEST, *(last for _, last in self._buckets)]
        found = [(EARLIEST, EARLIEST), *((first, first) for first in starts)]
        places = [*map(bisect_right, repeat(starts), firsts)]
        inside = map(and_, spans.closed, map(le, lasts, map(ends.__getitem__, places)))
        numbers: dict[Span, int] = {}
        for place in compress(range(len(places)), map(not_, inside)):
            places[place] = len(found) + numbers.setdefault(spans[place], len(numbers))
        return [*found, *numbers], places


def ratio(part: Bounds, rest: Bounds) -> Bounds:
    """Return what share a part has of itself and the rest, whatever either turns out to be."""
    return Bounds(
        _share(part.lower, rest.upper),
        _share(part.value, rest.value),
        _share(part.upper, rest.lower),
    )


def _share(part: float, rest: float) -> float:
    """Return a share; nothing of nothing is nothing."""
    return part / (part + rest) if part + rest else 0.0


def periods(spans: Sequence[Span], floor: Callable[[int], int]) -> Bounds:
    """Return in how many periods some dates are: at least, if each is the earliest, at most.

    At least there are as many as it takes for each date to have one of them; at most as many as
    there are dates that each can have one to itself. What has no date counts as one at the earliest
    for all of them, for it may be in any.

    Args:
        spans: The dates.
        floor: Returns the first day of the period that a day lies in.
    """
    known = [_within(span, floor) for span in spans if is_dated(span)]
    undated = sum(not is_dated(span) for span in spans)
    earliest = len({first if first > EARLIEST else last for first, last in known})
    least = _fewest(known)
    return Bounds(
        least or min(undated, 1), earliest + min(undated, 1), _most(known, floor) + undated
    )


def _within(span: Span, floor: Callable[[int], int]) -> Span:
    """Return the first days of the periods that a date begins and ends in."""
    first, last = span
    return (first if first == EARLIEST else floor(first), last if last == LATEST else floor(last))


def _fewest(spans: Sequence[Span]) -> int:
    """Return the fewest points that lie in all intervals: the end of the first to end, and on."""
    found, point = 0, EARLIEST - 1
    for first, last in sorted(spans, key=lambda span: span[1]):
        if first > point or not found:
            found, point = found + 1, last
    return found


def _most(spans: Sequence[Span], floor: Callable[[int], int]) -> int:
    """Return how many intervals can each have a period of its own, by the first that ends."""
    open_ended = sum(EARLIEST in span or LATEST in span for span in spans)
    closed = sorted(span for span in spans if EARLIEST not in span and LATEST not in span)
    found, place, period = 0, 0, EARLIEST
    waiting: list[int] = []
    while place < len(closed) or waiting:
        if not waiting:
            period = max(period, closed[place][0])
        while place < len(closed) and closed[place][0] <= period:
            heappush(waiting, closed[place][1])
            place += 1
        while waiting and waiting[0] < period:
            heappop(waiting)
        if waiting:
            heappop(waiting)
            found += 1
            period = _next(period, floor)
    return found + open_ended


def _next(period: int, floor: Callable[[int], int]) -> int:
    """Return the first day of the period after one that begins on a day."""
    day = period + 1
    step = 1
    while floor(day) == period:
        step = min(step * 2, 64)
        day += step
    while floor(day - 1) != period:
        day = floor(day - 1)
    return floor(day)
