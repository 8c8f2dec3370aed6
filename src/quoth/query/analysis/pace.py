"""What an event set off: how much was said before and after, who spoke first, who fell silent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from heapq import nsmallest
from itertools import accumulate, compress, repeat
from operator import and_, mul
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.dates import Date, DateError, describe, describe_day, parse
from quoth.presenting.reports.report import Opened, Report, ReportCell, ReportTable, Series
from quoth.query.analysis.arrays import rows_with
from quoth.query.analysis.codings import Codings
from quoth.query.analysis.columns import Axes, Span
from quoth.query.analysis.counted_how import left_out_data, options_data, said_how
from quoth.query.analysis.intervals import (
    Bounds,
    Periods,
    is_closed,
    is_dated,
    is_possible,
)
from quoth.query.analysis.options import AnalysisError
from quoth.query.analysis.spans import DateSpans

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked
    from quoth.store.model import Event

_MOST_TOLD: Final = 8
_MOST_DAYS: Final = 3_660


class Happening(NamedTuple):
    """What statements are compared with: an event, or a day that the user names."""

    id: str
    title: str
    when: Date


class Reaction(NamedTuple):
    """How long after an event someone spoke: between the fewest and the most days."""

    most: int
    least: int
    who: int


def pace_report(codings: Codings, asked: Asked) -> Report:
    """Return what was said around an event.

    Raises:
        AnalysisError: there is no such event, or no event at all.
    """
    if not 0 < asked.days <= _MOST_DAYS:
        raise AnalysisError(f"--days {asked.days} isn't from 1 to {_MOST_DAYS:,}")
    timed = _Timed(codings)
    event = happening(codings, asked.event, timed.spans, timed.said)
    first, last = event.when.first, event.when.last
    if not is_closed((first, last)):
        raise AnalysisError(f"“{event.title}” has no known start or end; name a day")
    offsets = range(-asked.days, asked.days + 1)
    buckets = [_bucket(first, last, offset) for offset in offsets]
    extent = (buckets[0][0], buckets[-1][1])
    counts = Periods(buckets).counted(timed.near(extent))
    reactions = timed.reactions(event.when)
    silent = timed.silent(event.when, asked.days)
    rows = [
        _row(codings, offset, bucket, count)
        for offset, bucket, count in zip(offsets, buckets, counts, strict=True)
    ]
    series = Series("statements", [(one.lower, one.value, one.upper) for one in counts])
    return Report(
        "pace",
        f"After “{event.title}” ({describe(event.when)})",
        [*said_how(codings, of_positions=False)],
        [
            ReportTable("", ("days after", "certain", "by shares", "possible"), rows),
            _first(codings, reactions),
        ],
        [f"silent after, heard before: {_named(codings, silent)}"] if silent else [],
        lambda: {
            "event": {"id": event.id, "title": event.title, "when": event.when.text},
            "days": [
                {"after": offset, "lower": one.lower, "value": one.value, "upper": one.upper}
                for offset, one in zip(offsets, counts, strict=True)
            ],
            "first": [
                {"id": codings.actor(one.who)[0], "least": one.least, "most": one.most}
                for one in sorted(reactions)
            ],
            "silent": [codings.actor(one)[0] for one in silent],
            "options": options_data(asked, ("who", "dates", "days")),
            "left_out": left_out_data(codings, of_positions=False),
        },
        periods=[f"{offset:+d}" if offset else "0" for offset in offsets],
        series=[series],
    )


def happening(codings: Codings, named: str, spans: DateSpans, said: Sequence[int]) -> Happening:
    """Return the event that is named by its id or its title, or a day that is.

    Without a name it is the one around which most was said, the earliest of several.

    Args:
        codings: The codings.
        named: The name.
        spans: The dates.
        said: How often something was said on each.

    Raises:
        AnalysisError: there is none.
    """
    events = codings.corpus.events
    if named:
        return named_happening(events, named)
    dated = [one for one in events if is_closed((one.when.first, one.when.last))]
    if not dated:
        raise AnalysisError("the store has no event with a date; --event 2025-03-18 takes a day")
    near = _Near(spans, said)
    ranked = sorted(
        dated, key=lambda one: (-near.number(one.when.first, one.when.last + 1), one.when.first)
    )
    return Happening(ranked[0].id, ranked[0].title, ranked[0].when)


def named_happening(events: Sequence[Event], named: str) -> Happening:
    """Return the event that is named by its id or its title, or a day that is.

    A part of a title will do where no other title has it.

    Raises:
        AnalysisError: there is none, or there are several.
    """
    typed = named.strip()
    wanted = typed.casefold()
    for matching in (
        [one for one in events if one.id == typed],
        [one for one in events if one.id.casefold() == wanted],
        [one for one in events if one.title.casefold() == wanted],
    ):
        if matching:
            return _only(matching, typed)
    try:
        when = parse(typed)
    except DateError:
        likely = [one for one in events if wanted in one.title.casefold()]
        if not likely:
            raise AnalysisError(f"there is no event “{typed}”; write its id, or a day") from None
        return _only(likely, typed)
    return Happening("", describe(when), when)


def _only(events: Sequence[Event], named: str) -> Happening:
    """Return the only event that a name may mean.

    Raises:
        AnalysisError: there are several.
    """
    if len(events) > 1:
        ids = ", ".join(one.id for one in events[:_MOST_TOLD])
        more = ", …" * (len(events) > _MOST_TOLD)
        raise AnalysisError(
            f"{len(events):,} events match “{named}”; write the id of one: {ids}{more}"
        )
    return Happening(events[0].id, events[0].title, events[0].when)


class _Near:
    """Knows how many dates may lie in some days."""

    def __init__(self, spans: DateSpans, numbers: Sequence[int]) -> None:
        """Take dates, each with how often it is one."""
        self._firsts, self._begun = _summed(spans.firsts, numbers)
        self._lasts, self._ended = _summed(spans.lasts, numbers)

    def number(self, first: int, last: int) -> int:
        """Return how many may lie from one day to another: all but those before and after."""
        begun = bisect_right(self._firsts, last)
        ended = bisect_left(self._lasts, first)
        return self._begun[begun] - self._ended[ended]


def _summed(days: Sequence[int], numbers: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return days in order, and what the numbers of all before each sum up to."""
    sums: dict[int, int] = {}
    for day, number in zip(days, numbers, strict=True):
        if number:
            sums[day] = sums.get(day, 0) + number
    ordered = sorted(sums)
    return ordered, [*accumulate(map(sums.__getitem__, ordered), initial=0)]


class _Timed:
    """Knows who spoke when; what has no date is left out."""

    def __init__(self, codings: Codings) -> None:
        """Count."""
        axes, self.spans = codings.all_dates
        whos = [codings.who(piece) for piece in codings.columns.pieces]
        self._tally = codings.counting.tally(codings.beside(whos, axes), once=False)
        said = map(self._tally.sums(1).get, range(len(self.spans)), repeat(0))
        self.said = [*map(mul, said, self.spans.dated)]
        """How often something was said on each date."""

    def near(self, extent: Span) -> Iterator[tuple[Span, int]]:
        """Yield the dates that may lie in some days, each with how often something was said."""
        return compress(
            zip(self.spans, self.said, strict=True),
            map(and_, self.spans.meeting(extent), map(bool, self.said)),
        )

    def reactions(self, event: Date) -> list[Reaction]:
        """Return how long after an event each spoke who may have spoken after it began."""
        spans = self.spans
        meant = bytes(map(and_, spans.closed, map(event.first.__le__, spans.lasts)))
        firsts, lasts = self._tally.least((spans.firsts, spans.lasts), meant)
        most = (max(lasts[who] - event.first, 0) for who in firsts)
        least = (max(first - event.last, 0) for first in firsts.values())
        return [*map(Reaction._make, zip(most, least, firsts, strict=True))]

    def silent(self, event: Date, days: int) -> list[int]:
        """Return who certainly spoke in some days before an event, and can't have in as many after.

        What has no date tells nothing here.
        """
        before = (event.first - days, event.first - 1)
        after = (event.first, event.last + days)
        dates = range(len(self.spans))
        heard, later = (
            self._tally.sums(0, {1: [*compress(dates, flags)]})
            for flags in (self.spans.within(before), self.spans.meeting(after))
        )
        return sorted(set(heard).difference(later))


def _bucket(first: int, last: int, offset: int) -> Span:
    """Return the days that are so many after an event; 0 is the event's own."""
    if offset > 0:
        return last + offset, last + offset
    return (first + offset, first + offset) if offset else (first, last)


def _row(codings: Codings, offset: int, bucket: Span, count: Bounds) -> list[ReportCell]:
    """Return the cells of a day."""
    day = describe_day(bucket[0])
    opening = partial(open_within, codings, bucket, certainly=True)
    return [
        ReportCell(f"{offset:+d}  {day}" if offset else f" 0  {day}"),
        ReportCell(f"{count.lower:.0f}", count.lower, opening if count.lower else None),
        ReportCell(f"{count.value:.1f}", count.value),
        ReportCell(
            f"{count.upper:.0f}",
            count.upper,
            partial(open_within, codings, bucket, certainly=False) if count.upper else None,
        ),
    ]


def open_within(codings: Codings, bucket: Span, *, certainly: bool) -> Opened:
    """Return the statements that certainly, or possibly, were made in a period."""
    found: set[int] = set()
    number = 0
    for piece in codings.columns.pieces:
        dates, days = codings.dates(piece)
        meant = frozenset(
            date
            for date, span in enumerate(days)
            if is_dated(span) and is_possible(span, bucket)
            if not certainly or (bucket[0] <= span[0] and span[1] <= bucket[1])
        )
        axes = Axes(piece.start, piece.chosen, [codings.who(piece), dates])
        for row, (who, _) in rows_with(axes, [None, meant]):
            found.add(row)
            number += len(who)
    return Opened([row for row in codings.newest if row in found], number)


def _first(codings: Codings, reactions: list[Reaction]) -> ReportTable:
    """Return who spoke first."""
    rows = [
        [
            ReportCell(codings.actor(one.who)[1], None, partial(codings_of, codings, one.who)),
            ReportCell(f"{one.least}", one.least),
            ReportCell(f"{one.most}", one.most),
        ]
        for one in nsmallest(_MOST_TOLD, reactions)
    ]
    return ReportTable("First to speak, in days after it", ("actor", "at least", "at most"), rows)


def codings_of(codings: Codings, who: int) -> Opened:
    """Return the statements of one."""
    from quoth.query.analysis.voices import open_heard  # noqa: PLC0415  # once it is opened

    return open_heard(codings, frozenset([who]))


def _named(codings: Codings, who: list[int]) -> str:
    """Return the names of some, and how many more there are."""
    names = ", ".join(codings.actor(one)[1] for one in who[:_MOST_TOLD])
    return f"{names} and {len(who) - _MOST_TOLD:,} more" if len(who) > _MOST_TOLD else names
