"""Codings: who takes which position on which topic, in which source and when.

A statement makes one for each of those whose position it is and each of its stances. How often the
same one counts is an option, `once`; of several that count once, the one that was said first is
opened. Drafts are left out, as everywhere, and are counted.

(It is long because every option of counting is applied here, to the same columns.)
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import compress, product
from operator import not_
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.dates import EARLIEST
from quoth.presenting.reports.report import Opened
from quoth.presenting.timeline import Scale
from quoth.query.analysis.arrays import Tally, rows_with
from quoth.query.analysis.columns import SIDES, Axes, Axis, ColumnPiece, Span, ValueSets
from quoth.query.analysis.intervals import Bounds, is_dated, periods
from quoth.query.analysis.options import COUNTED, Counted, DateBasis, Once, Who
from quoth.query.analysis.spans import DateSpans
from quoth.query.analysis.tallying import tallying
from quoth.query.model import Sort
from quoth.store.facets import Facet
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.query.analysis.columns import StatementColumns
    from quoth.query.analysis.windows import DatedTally
    from quoth.query.seam import Found, StoreQueries
    from quoth.store.snapshot import Snapshot

Quotes = Callable[["Snapshot", ColumnPiece], Axis]
"""Returns a column of which quote each row is a wording."""
_SCALES: Final = {
    Once.DAY: Scale.DAY, Once.WEEK: Scale.WEEK, Once.MONTH: Scale.MONTH, Once.YEAR: Scale.YEAR,
}  # fmt: skip
_TURNED: Final = bytes([1, 0]).ljust(256, b"\0")
"""Makes of each 0 a 1, and of each 1 a 0."""
WHO, STANCE = 0, 1
"""The places of the axes of a coding."""


class Coding(NamedTuple):
    """A coding that counts."""

    row: int
    """The row of the statement that it is of."""
    who: int
    stance: int
    span: Span


class DatedCodings(NamedTuple):
    """Codings by their dates."""

    tally: DatedTally
    open_ended: int
    """Those of whose dates an end isn't known."""
    spans: DateSpans
    """The days of each date, in the order of the first ones."""


class LeftOut(NamedTuple):
    """What the numbers don't count."""

    drafts: int
    """Matching statements that haven't been checked against their source yet."""
    rejected: int
    without_position: int
    """Statements that match and take no position."""
    undated: int
    """Statements that take a position, and have no date of the kind that counts."""
    undated_in_all: int
    """Statements that match, and have no date of that kind."""


class Codings:
    """The codings of the statements of a query."""

    def __init__(
        self,
        store: StoreQueries,
        found: Found,
        counted: Counted = COUNTED,
        quotes: Quotes | None = None,
    ) -> None:
        """Take a store, what was found in it, and how that is counted."""
        self.store = store
        self.found = found
        self.counted = counted
        self.corpus = store.corpus
        self.columns = store.columns(found)
        self._quotes = quotes or _same_quotes(store, self.columns)
        self.counting = tallying(sum(piece.size for piece in self.columns.pieces))

    # The columns.

    @cached_property
    def _homes(self) -> Sequence[int]:
        """The topmost one to whom each actor belongs."""
        return self.columns.homes()

    def who(self, piece: ColumnPiece) -> Axis:
        """Return whose positions the rows of a piece are."""
        axis = piece.axis(Facet.ACTOR)
        match self.counted.who:
            case Who.ACTOR:
                return Axis(axis.codes, ValueSets.of(axis.sets).first)
            case Who.VOICE:
                found = [list(dict.fromkeys(_voices(one))) for one in axis.sets]
                return Axis(axis.codes, ValueSets.of(found))
            case Who.HOME:
                homes = self._homes
                found = [list(dict.fromkeys(homes[n] for n in _voices(one))) for one in axis.sets]
                return Axis(axis.codes, ValueSets.of(found))

    def dates(self, piece: ColumnPiece) -> tuple[Axis, Sequence[Span]]:
        """Return the dates that count, a column of them and the days of each."""
        basis = self.counted.dates
        if basis is DateBasis.SAID:
            axis, spans = piece.said()
            return axis, self.counting.spans(spans)
        source = piece.axis(Facet.SOURCE)
        if basis is DateBasis.PUBLISHED:
            return source, self._published
        published = self.columns.published()
        axis, spans = piece.said()
        undated = {code for code, one in enumerate(axis.sets) if not is_dated(spans[one[0]])}
        first = len(axis.sets)
        codes = [
            first + source.codes[row] if code in undated else code
            for row, code in enumerate(axis.codes)
        ]
        beside = [[len(spans) + number for number in numbers] for numbers in source.sets]
        return Axis(codes, [*axis.sets, *beside]), [*spans, *published]

    @cached_property
    def _published(self) -> DateSpans:
        """When each source was published."""
        return self.counting.spans(self.columns.published())

    @cached_property
    def all_dates(self) -> tuple[Sequence[Axis], DateSpans]:
        """The dates that count: a column of them for each piece, and the days of each date."""
        dated = [self.dates(piece) for piece in self.columns.pieces]
        if len(dated) == 1:
            return [dated[0][0]], self.counting.spans(dated[0][1])
        numbers: dict[Span, int] = {}
        axes = [
            Axis(axis.codes, [[numbers.setdefault(spans[one], len(numbers)) for one in some]
                              for some in axis.sets])
            for axis, spans in dated
        ]  # fmt: skip
        return axes, self.counting.spans([*numbers])

    def _unit(self, piece: ColumnPiece, buckets: dict[int, int]) -> Axis:
        """Return of which units the rows of a piece are, of which each counts once."""
        once = self.counted.once
        if once is Once.SOURCE:
            return piece.axis(Facet.SOURCE)
        if once is Once.QUOTE:
            return self._quotes(self.corpus, piece)
        if once is Once.EVER:
            return Axis(memoryview(bytes(piece.size)), [[0]])
        axis, spans = self.dates(piece)
        floor = _SCALES[once].floor
        found = [
            [buckets.setdefault(_bucket(spans[date], floor), len(buckets)) for date in dates]
            for dates in axis.sets
        ]
        return Axis(axis.codes, found)

    def _axes(self, *, once: bool) -> list[Axes]:
        """Return the columns of codings; with `once`, of what each counts once in as well."""
        buckets: dict[int, int] = {}
        return [
            Axes(
                piece.start,
                piece.chosen,
                [
                    self.who(piece),
                    piece.axis(Facet.STANCE),
                    *([self._unit(piece, buckets)] if once else ()),
                ],
            )
            for piece in self.columns.pieces
        ]

    def beside(self, *columns: Sequence[Axis]) -> list[Axes]:
        """Return some columns of all pieces, one beside the other."""
        return [
            Axes(piece.start, piece.chosen, [one[place] for one in columns])
            for place, piece in enumerate(self.columns.pieces)
        ]

    @property
    def _is_once(self) -> bool:
        """Whether the same may count less often than it is said."""
        return self.counted.once is not Once.CODING

    # The numbers.

    @cached_property
    def tally(self) -> Tally:
        """How often each takes each position."""
        return self.counting.tally(self._axes(once=self._is_once), once=self._is_once)

    @cached_property
    def left_out(self) -> LeftOut:
        """What the numbers don't count."""
        drafts = rejected = 0
        corpus = self.corpus
        if corpus.number_of(Status.DRAFT) or corpus.number_of(Status.REJECTED):
            counts = self.store.count(self.found, facets=(Facet.STATUS,))[Facet.STATUS]
            if self.found.hides_unread:
                drafts, rejected = counts.get(Status.DRAFT, 0), counts.get(Status.REJECTED, 0)
        number = self.counting.number
        without = undated = undated_in_all = 0
        for piece in self.columns.pieces:
            stance, (date, spans) = piece.axis(Facet.STANCE), self.dates(piece)
            takes = ValueSets.of(stance.sets).there
            says_nothing = date.codes, _undated(date, spans)
            without += number(piece.chosen, [(stance.codes, takes.translate(_TURNED))])
            if found := number(piece.chosen, [says_nothing]):
                undated_in_all += found
                undated += number(piece.chosen, [says_nothing, (stance.codes, takes)])
        return LeftOut(drafts, rejected, without, undated, undated_in_all)

    def bounds(self, who: int, stance: int) -> Bounds:
        """Return how often one takes a position, with what uncertain dates may make of it.

        They make something of it only where it counts once in a day, week, month or year.
        """
        scale = _SCALES.get(self.counted.once)
        if scale is None:
            count = self.tally.counts({WHO: [who], STANCE: [stance]}).get((who, stance), 0)
            return Bounds(count, count, count)
        found: list[Span] = []
        for piece in self.columns.pieces:
            dates, spans = self.dates(piece)
            axes = Axes(piece.start, piece.chosen, [self.who(piece), piece.axis(Facet.STANCE)])
            for row, _ in rows_with(axes, [{who}, {stance}]):
                found += [spans[date] for date in dates.sets[dates.codes[row - piece.start]]]
        return periods(found, scale.floor)

    def opened(
        self,
        who: Collection[int] | None = None,
        stances: Collection[int] | None = None,
    ) -> Opened:
        """Return the statements that a number counts: of some, with some stances; nothing is all.

        Where the same counts once, these are the ones that were said first.
        """
        every: dict[int, list[tuple[int, ...]]] = {}
        for piece in self._axes(once=self._is_once):
            unit = piece.axes[2:]
            for row, (actors, found) in rows_with(
                piece._replace(axes=piece.axes[:2]), [who, stances]
            ):
                place = unit[0].sets[unit[0].codes[row - piece.start]] if unit else (row,)
                every[row] = [*product(actors, found, place)]
        newest = [row for row in self.newest if row in every]
        kept = {coding: row for row in newest for coding in every[row]}
        rows = set(kept.values())
        ordered = [row for row in newest if row in rows]
        return Opened(ordered, len(kept), len(every) - len(rows))

    @cached_property
    def each(self) -> Sequence[Coding]:
        """Every coding that counts, the newest first; of one unit, that said first."""
        every: dict[int, tuple[list[tuple[int, ...]], Span]] = {}
        for piece in self._axes(once=self._is_once):
            unit = piece.axes[2:]
            if not len(piece.axes[0].codes):
                continue
            dates, days = self.dates(self._piece_at[piece.start])
            both = piece._replace(axes=piece.axes[:2])
            for row, (actors, found) in rows_with(both, [None, None]):
                local = row - piece.start
                place = unit[0].sets[unit[0].codes[local]] if unit else (row,)
                span = days[dates.sets[dates.codes[local]][0]]
                every[row] = [*product(actors, found, place)], span
        newest = [row for row in self.newest if row in every]
        kept = {coding: row for row in newest for coding in every[row][0]}
        return [
            Coding(row, coding[0], coding[1], every[row][1])
            for row in newest
            for coding in every[row][0]
            if kept[coding] == row
        ]

    @cached_property
    def dated(self) -> DatedCodings:
        """Every coding that counts, by its date; of one unit, that said first."""
        columns, spans = self.all_dates
        days, places = spans.in_order()
        dates = [Axis(one.codes, ValueSets.of(one.sets).first.mapped(places)) for one in columns]
        axes = self._axes(once=self._is_once)
        if self._is_once:
            tally = self.counting.last(axes, dates, self.order)
        else:
            tally = self.counting.tally(
                [
                    one._replace(axes=[date, *one.axes])
                    for one, date in zip(axes, dates, strict=True)
                ],
                once=False,
            )
        open_ended = tally.sums(0, {0: [*compress(range(len(days)), map(not_, days.closed))]})
        return DatedCodings(tally.dated(days), sum(open_ended.values()), days)

    @cached_property
    def _piece_at(self) -> Mapping[int, ColumnPiece]:
        """The pieces by their first rows."""
        return {piece.start: piece for piece in self.columns.pieces if piece.size}

    @cached_property
    def newest(self) -> Sequence[int]:
        """All rows of the query, the newest first."""
        return self.store.rows(self.found, Sort.NEWEST)

    @property
    def order(self) -> Sequence[int]:
        """All rows of the query and maybe others, the newest first: a range where that will do."""
        columns = self.columns
        if columns.newest_first:
            return range(sum(piece.size for piece in columns.pieces))
        return self.newest

    # Names.

    def actor(self, number: int) -> tuple[str, str]:
        """Return the id and the name of an actor."""
        actor = self.corpus.actors.record(number)
        return actor.id, actor.name

    def topic(self, number: int) -> tuple[str, str]:
        """Return the id and the name of a topic."""
        topic = self.corpus.topics.record(number)
        return topic.id, topic.name


def stances_on(topics: Collection[int]) -> list[int]:
    """Return all positions on some topics."""
    return [topic * len(SIDES) + side for topic in topics for side in range(len(SIDES))]


def _undated(axis: Axis, spans: Sequence[Span]) -> bytes:
    """Return a 1 for each code of a column whose date says nothing, a 0 for others."""
    dates, dated = ValueSets.of(axis.sets).first.values, DateSpans.of(spans).dated
    flags = dated if dates == range(len(dated)) else bytes(map(dated.__getitem__, dates))
    return flags.translate(_TURNED)


def _voices(actors: Sequence[int]) -> Sequence[int]:
    """Return those on whose behalf something is said, else who says it."""
    return actors[1:] or actors


def _bucket(span: Span, floor: Callable[[int], int]) -> int:
    """Return the first day of the period in which something was at the earliest.

    Where only the end is known, it is that of the end; what has no date has a period of its own.
    """
    if not is_dated(span):
        return EARLIEST - 1
    first, last = span
    return floor(first if first > EARLIEST else last)


def _same_quotes(store: StoreQueries, columns: StatementColumns) -> Quotes:
    """Return what takes statements for one quote: those of the same words, and its wordings."""
    numbers: list[Sequence[int]] = []
    starts = [piece.start for piece in columns.pieces]
    roots: list[int] = []

    def number_of(row: int) -> int:
        piece = bisect_right(starts, row) - 1
        return numbers[piece][row - starts[piece]]

    def root_of(number: int) -> int:
        while roots[number] != number:
            number = roots[number]
        return number

    def quotes(_: Snapshot, piece: ColumnPiece) -> Axis:
        if not numbers:
            numbers.extend(columns.quotes())
            roots.extend(range(1 + max((max(one, default=0) for one in numbers), default=0)))
            for first, *others in store.wordings():
                root = root_of(number_of(first))
                for other in others:
                    roots[root_of(number_of(other))] = root
            roots[:] = map(root_of, range(len(roots)))
        codes = array("q", map(roots.__getitem__, numbers[bisect_right(starts, piece.start) - 1]))
        return Axis(codes, ValueSets.each(len(roots)))

    return quotes
