"""The timeline: a window of days cut into buckets, how much was said in each, and by whom.

Everything here is a pure function of dates. An interval lies in every bucket that it touches; a
bucket tells apart what was certainly said in it from what may have been.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import accumulate
from typing import Final, NamedTuple

from quoth.basics.dates import (
    MONTHS,
    WEEKDAYS,
    Date,
    DateStyle,
    civil,
    describe_day,
    describe_days,
    ordinal,
    weekday,
    without_year,
)

_SHORT_YEARS: Final = 1000
"""The year from which years can go by their last two digits."""
Dated = Iterable[tuple[Date, int]]
"""Dates, each with how many statements have it."""


class Scale(IntEnum):
    """What a bucket of the timeline is."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3
    DECADE = 4

    @property
    def plural(self) -> str:
        """The name of more than one of them."""
        return f"{self.name.lower()}s"

    @property
    def preposition(self) -> str:
        """The word before one of them: on a day, in a week."""
        return "on" if self is Scale.DAY else "in"

    def floor(self, day: int) -> int:
        """Return the first day of the bucket that a day lies in."""
        if self is Scale.DAY:
            return day
        if self is Scale.WEEK:
            return day - weekday(day)
        year, month, _ = civil(day)
        if self is Scale.MONTH:
            return ordinal(year, month, 1)
        return ordinal(year if self is Scale.YEAR else year - year % 10, 1, 1)

    def shift(self, start: int, steps: int) -> int:
        """Return the first day of the bucket so many steps from the one that starts on a day."""
        if self is Scale.DAY:
            return start + steps
        if self is Scale.WEEK:
            return start + 7 * steps
        year, month, _ = civil(start)
        if self is Scale.MONTH:
            years, months = divmod(month - 1 + steps, 12)
            return ordinal(year + years, months + 1, 1)
        return ordinal(year + steps * (1 if self is Scale.YEAR else 10), 1, 1)

    def last(self, start: int) -> int:
        """Return the last day of the bucket that starts on a day."""
        return self.shift(start, 1) - 1

    def steps(self, first: int, last: int) -> int:
        """Return how many buckets the days from one to another lie in."""
        start, end = self.floor(first), self.floor(last)
        if self in (Scale.DAY, Scale.WEEK):
            return (end - start) // (1 if self is Scale.DAY else 7) + 1
        (year, month, _), (last_year, last_month, _) = civil(start), civil(end)
        if self is Scale.MONTH:
            return (last_year - year) * 12 + last_month - month + 1
        return (last_year - year) // (1 if self is Scale.YEAR else 10) + 1

    def labels(self, start: int, form: DateStyle = DateStyle.DAY) -> tuple[str, ...]:
        """Return what the bucket that starts on a day is called, in full and ever shorter."""
        year, month, day = civil(start)
        named = MONTHS[month - 1]
        if self is Scale.DAY:
            of_week = WEEKDAYS[weekday(start)]
            in_month = without_year(describe_day(start, form), year)
            return f"{of_week} {in_month}", f"{of_week} {day}", f"{day}"
        if self is Scale.WEEK:
            short = without_year(describe_days(start, start + 6, form), civil(start + 6)[0])
            return short, without_year(describe_day(start, form), year), f"{day}"
        if self is Scale.MONTH:
            return f"{named} {year}", str(year) if month == 1 else named, named[0]
        ending = "" if self is Scale.YEAR else "s"
        full = f"{year}{ending}"
        return (full, f"’{year % 100:02d}{ending}") if year >= _SHORT_YEARS else (full,)

    def landmark(self, start: int) -> str:
        """Return what tells where a bucket lies, if it is the first of a longer time.

        The shortest names of buckets don't: there are as many Januaries as years.
        """
        year, month, day = civil(start)
        if self is Scale.MONTH and month == 1:
            return f"’{year % 100:02d}" if year >= _SHORT_YEARS else str(year)
        if (self is Scale.DAY and day == 1) or (self is Scale.WEEK and day <= len(WEEKDAYS)):
            return MONTHS[month - 1]
        return ""

    def describe(self, start: int, form: DateStyle = DateStyle.DAY) -> str:
        """Say the bucket that starts on a day in full, year included."""
        if self is Scale.DAY:
            return f"{WEEKDAYS[weekday(start)]} {describe_day(start, form)}"
        if self is Scale.DECADE:
            return f"{civil(start)[0]}s"
        return describe_days(start, self.last(start), form)


_NARROWEST: Final = (3, 3, 2, 2, 3)
"""Columns of a bucket, by scale, in a window that shows everything at once."""
_COMFORTABLE: Final = (7, 7, 5, 6, 7)
"""Columns of a bucket, by scale, in a window that scrolls."""
_WIDEST: Final = 18


class Window(NamedTuple):
    """Neighbouring buckets, each some columns wide."""

    scale: Scale
    bounds: tuple[int, ...]
    """The first day of each bucket, and of the one after the last."""
    width: int

    @property
    def size(self) -> int:
        """How many buckets there are."""
        return len(self.bounds) - 1

    @property
    def first(self) -> int:
        """The first day of the first bucket."""
        return self.bounds[0]

    @property
    def last(self) -> int:
        """The last day of the last bucket."""
        return self.bounds[-1] - 1

    def place(self, day: int) -> int:
        """Return the bucket that a day lies in: -1 before the first, `size` after the last."""
        return min(bisect_right(self.bounds, day) - 1, self.size)


class Bucket(NamedTuple):
    """How much was said in a bucket."""

    within: int
    """Statements that certainly fall in it."""
    across: int
    """Statements that may fall in it, or beside it."""

    @property
    def total(self) -> int:
        """All statements that may fall in it."""
        return self.within + self.across


class TimelineMark(NamedTuple):
    """Statements drawn as one: a point in a bucket, or a line from one to another."""

    start: int
    end: int
    statements: int
    opens_before: bool
    """Whether it begins before the window, or at an unknown time."""
    ends_after: bool

    @property
    def is_point(self) -> bool:
        """Whether it lies in one bucket."""
        return self.start == self.end and not (self.opens_before or self.ends_after)


def fit(first: int, last: int, columns: int) -> Scale:
    """Return the finest scale at which these days fit into so many columns."""
    for scale in Scale:
        if scale.steps(first, last) * _NARROWEST[scale] <= columns:
            return scale
    return Scale.DECADE


def window(scale: Scale, extent: tuple[int, int], cursor: int, columns: int) -> Window:
    """Return the window of a scale that shows a day.

    Where all of the extent fits in, it is shown, with as much around it as there is room for;
    elsewhere a page of it, so that a cursor moves and the picture does not.
    """
    first, last = extent
    needed = scale.steps(first, last)
    start = scale.floor(first)
    if needed * _NARROWEST[scale] <= columns:
        width = min(_WIDEST, columns // needed)
        size = columns // width
        start = scale.shift(start, -((size - needed) // 2))
    else:
        width = min(_COMFORTABLE[scale], max(columns, 1))
        size = max(1, columns // width)
    start = scale.shift(start, _steps_between(scale, start, cursor) // size * size)
    return Window(scale, tuple(scale.shift(start, step) for step in range(size + 1)), width)


def whole(scale: Scale, extent: tuple[int, int]) -> Window:
    """Return the window of a scale that shows an extent and nothing else, one column a bucket."""
    start = scale.floor(extent[0])
    size = scale.steps(*extent)
    return Window(scale, tuple(scale.shift(start, step) for step in range(size + 1)), 1)


def _steps_between(scale: Scale, start: int, day: int) -> int:
    """Return how many buckets a day is after the one that starts on another day."""
    if day >= start:
        return scale.steps(start, day) - 1
    return 1 - scale.steps(day, start)


def neighbour(
    dated: Dated, days: tuple[int, int], extent: tuple[int, int], direction: int
) -> int | None:
    """Return the nearest day, within an extent, after some days on which something was said.

    With a direction less than nothing, the nearest before them. None where there is no such day.
    """
    first, last = extent
    if direction > 0:
        start = max(days[1] + 1, first)
        after = [max(date.first, start) for date, _ in dated if date.overlaps(start, last)]
        return min(after, default=None)
    end = min(days[0] - 1, last)
    before = [min(date.last, end) for date, _ in dated if date.overlaps(first, end)]
    return max(before, default=None)


def _placed(window: Window, dated: Dated) -> Iterator[tuple[int, int, int]]:
    """Yield the first and the last bucket of each date that is seen, and its statements.

    Thousands of dates are placed for each letter of a search, most of which are single days.
    """
    bounds, size = window.bounds, window.size
    seen_from, seen_until = window.first, window.last
    for (_, first, last), count in dated:
        if first > seen_until or last < seen_from:
            continue
        start = bisect_right(bounds, first) - 1
        end = start if first == last else min(bisect_right(bounds, last) - 1, size)
        yield start, end, count


def density(window: Window, dated: Dated) -> list[Bucket]:
    """Count what was said in each bucket of a window."""
    within = [0] * (window.size + 1)
    changes = [0] * (window.size + 2)
    for start, end, count in _placed(window, dated):
        if start == end:
            within[start] += count
        else:
            changes[max(start, 0)] += count
            changes[min(end, window.size - 1) + 1] -= count
    across = list(accumulate(changes))
    return [Bucket(within[place], across[place]) for place in range(window.size)]


def marks(window: Window, dated: Dated) -> list[TimelineMark]:
    """Return what is drawn in a lane: lines, where they overlap as one, and then the points."""
    points: Counter[int] = Counter()
    lines: list[TimelineMark] = []
    for start, end, count in _placed(window, dated):
        if start == end:
            points[start] += count
        else:
            last = window.size - 1
            lines.append(TimelineMark(max(start, 0), min(end, last), count, start < 0, end > last))
    drawn = [
        TimelineMark(place, place, count, False, False) for place, count in sorted(points.items())
    ]
    return [*_merge(lines), *drawn]


def _merge(lines: Sequence[TimelineMark]) -> list[TimelineMark]:
    """Draw lines that overlap as one."""
    merged: list[TimelineMark] = []
    for line in sorted(lines):
        if merged and line.start <= merged[-1].end:
            before = merged[-1]
            merged[-1] = TimelineMark(
                before.start,
                max(before.end, line.end),
                before.statements + line.statements,
                before.opens_before or line.opens_before,
                before.ends_after or line.ends_after,
            )
        else:
            merged.append(line)
    return merged
