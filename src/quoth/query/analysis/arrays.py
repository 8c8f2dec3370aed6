"""Counting over columns: how often each combination of values occurs, and in which rows.

The same is done by numpy (`arrays_numpy`), where it is installed and there is much to count.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress, count, repeat
from math import prod
from operator import add, and_, floordiv, gt, lt, mod, mul, ne
from typing import TYPE_CHECKING, Final, Protocol

from quoth.query.analysis import camps
from quoth.query.analysis.columns import Axes, Axis, Span, ValueSets
from quoth.query.analysis.met_codes import MetCodes, both
from quoth.query.analysis.packing import flagged
from quoth.query.analysis.spans import DateSpans

if TYPE_CHECKING:
    from quoth.query.analysis.windows import DatedTally

MANY: Final = 20_000
"""Rows from which on numpy is worth its import."""


class Tally(Protocol):
    """How often combinations of values occur."""

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs, of those with some values on others."""

    def there(self, place: int, size: int) -> bytes:
        """Return a 1 for each of so many values of one axis that occurs, a 0 for others."""

    def least(self, columns: Sequence[Sequence[int]], meant: bytes) -> Sequence[Mapping[int, int]]:
        """Return, for each value of the first of two axes, the least number of the second's.

        Args:
            columns: The numbers of each value of the second axis; what is returned is of each.
            meant: A 1 for each value that counts.
        """

    def mutual(self) -> Sequence[tuple[int, int]]:
        """Return the two values of two axes, the lower first, that occur either way, in order."""

    def regrouped(
        self, firsts: Sequence[int], seconds: Sequence[int], *, once: bool
    ) -> Mapping[tuple[int, int], int]:
        """Return how often numbers occur together that stand for the values of two axes.

        Args:
            firsts: For each value of the first axis, the number that stands for it.
            seconds: For each value of the second.
            once: Whether each combination of values counts once.
        """

    def dated(self, dates: Sequence[Span]) -> "DatedTally":
        """Return the same by date, the values of the first of three axes: of codings.

        The dates are those of its values, in the order of their first days.
        """

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs, of those with some values on some axes."""

    def in_groups(
        self, size: int, only: Mapping[int, Collection[int]] = {}
    ) -> Mapping[tuple[int, int], Sequence[int]]:
        """Return the same of two axes, by groups of so many values of the second.

        Each value of the first is beside the number of the group, and how often each value of that
        group occurs is told in their order.
        """


Flagged = tuple[Sequence[int], bytes]
"""The codes of a column, and a 1 for each code that is meant, a 0 for others."""


class Tallying(Protocol):
    """What counts combinations."""

    def spans(self, spans: Sequence[Span]) -> DateSpans:
        """Return the days of dates in the form in which they are looked through best."""

    def number(self, chosen: bytes | None, columns: Sequence[Flagged]) -> int:
        """Return how many rows have a code that is meant in each of some columns.

        Args:
            chosen: A 1 for each row that counts; nothing where all do.
            columns: The columns, at least one.
        """

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count the combinations of the values of axes, one of each row's on each axis.

        A combination counts for each row; or, with `once`, the last axis is no part of it, and it
        counts once for each value there.
        """

    def last(self, pieces: Sequence[Axes], beside: Sequence[Axis], order: Sequence[int]) -> Tally:
        """Count combinations of which each counts once for each value of the last axis.

        What counts is the row that is last in an order. Its value in a column beside the others
        is counted in the place of that on the last axis, as the first axis.
        """

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return the sum of products of each of some rows with each of others as long."""

    def improve(self, splits: Sequence[camps.Divided], number: int) -> Sequence[float]:
        """Move members of some splits, as `camps.improve_each` does it."""


class PlainTally:
    """How often combinations occur, each as one number."""

    def __init__(self, counts: Mapping[int, int], ranges: Sequence[int]) -> None:
        """Take how often each occurs, and how many values each axis may have."""
        self._counts = counts
        self._ranges = ranges
        self._axes = lru_cache(maxsize=None)(self._whole_axis)

    def _whole_axis(self, place: int) -> "array[int]":
        """Return the values of one axis, of all combinations."""
        return array("q", self._axis(place, self._counts))

    def _after(self, place: int) -> int:
        """Return how many combinations there are of what comes after an axis."""
        return prod(self._ranges[place + 1 :])

    def _axis(self, place: int, keys: Iterable[int]) -> Iterable[int]:
        """Return the values of one axis."""
        after = self._after(place)
        above = map(floordiv, keys, repeat(after)) if after > 1 else keys
        return map(mod, above, repeat(self._ranges[place])) if place else above

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        kept = self._kept(only)
        values: Sequence[int] = [*self._axis(place, kept)] if only else self._axes(place)
        numbers = [*map(self._counts.__getitem__, kept)] if only else self._counts.values()
        found = Counter(values)  # most combinations are there once
        several = map(gt, numbers, repeat(1))
        for value, number in compress(zip(values, numbers, strict=True), several):
            found[value] += number - 1
        return found

    def there(self, place: int, size: int) -> bytes:
        """Return a 1 for each of so many values of one axis that occurs, a 0 for others."""
        found = bytearray(size)
        for value in {*self._axis(place, self._counts)}:
            found[value] = 1
        return bytes(found)

    def least(self, columns: Sequence[Sequence[int]], meant: bytes) -> Sequence[Mapping[int, int]]:
        """Return, for each value of the first of two axes, the least number of the second's."""
        kept = self._counts.keys()
        keys = [*compress(kept, map(meant.__getitem__, self._axis(1, kept)))]
        ones, others = [*self._axis(0, keys)], [*self._axis(1, keys)]
        found: list[dict[int, int]] = []
        for numbers in columns:
            least: dict[int, int] = {}
            for one, number in zip(ones, map(numbers.__getitem__, others), strict=True):
                if number <= least.get(one, number):
                    least[one] = number
            found.append(least)
        return found

    def mutual(self) -> Sequence[tuple[int, int]]:
        """Return the two values of two axes, the lower first, that occur either way, in order."""
        counts, size = self._counts, self._ranges[1]
        ones, others = self._axes(0), self._axes(1)
        lower = compress(zip(ones, others, strict=True), map(lt, ones, others))
        return sorted([(one, other) for one, other in lower if other * size + one in counts])

    def regrouped(
        self, firsts: Sequence[int], seconds: Sequence[int], *, once: bool
    ) -> Mapping[tuple[int, int], int]:
        """Return how often numbers occur together that stand for the values of two axes."""
        wide = 1 + max(seconds, default=0)
        steps = [wide * number for number in firsts]
        ones = map(steps.__getitem__, self._axis(0, self._counts))
        others = map(seconds.__getitem__, self._axis(1, self._counts))
        found: Counter[int] = Counter()
        if once:
            found.update(map(add, ones, others))
        else:
            for key, number in zip(map(add, ones, others), self._counts.values(), strict=True):
                found[key] += number
        return {divmod(key, wide): number for key, number in found.items()}

    def dated(self, dates: Sequence[Span]) -> "DatedTally":
        """Return the same by date."""
        from quoth.query.analysis.windows import PlainDated  # noqa: PLC0415  # one analysis's

        return PlainDated(self._counts, (self._ranges[1], self._ranges[2]), dates)

    def _kept(self, only: Mapping[int, Collection[int]]) -> Collection[int]:
        """Return the combinations with some values on some axes."""
        kept: Collection[int] = self._counts
        for place, allowed in only.items():
            is_wanted = map(frozenset(allowed).__contains__, self._axis(place, kept))
            kept = [*compress(kept, is_wanted)]
        return kept

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        kept = self._kept(only)
        columns = [self._axis(place, kept) for place in range(len(self._ranges))]
        numbers = map(self._counts.__getitem__, kept)
        return dict(zip(zip(*columns, strict=True), numbers, strict=True))

    def in_groups(
        self, size: int, only: Mapping[int, Collection[int]] = {}
    ) -> Mapping[tuple[int, int], Sequence[int]]:
        """Return how often each combination occurs, by groups of values of the second axis."""
        found: dict[tuple[int, int], list[int]] = {}
        for (first, second), number in self.counts(only).items():
            group = second // size
            numbers = found.get((first, group))
            if numbers is None:
                numbers = found[first, group] = [0] * size
            numbers[second - group * size] = number
        return found


class PlainTallying:
    """Counts with nothing but the standard library."""

    def spans(self, spans: Sequence[Span]) -> DateSpans:
        """Return the days of dates."""
        return DateSpans.of(spans)

    def number(self, chosen: bytes | None, columns: Sequence[Flagged]) -> int:
        """Return how many rows have a code that is meant in each of some columns."""
        if not all(1 in meant for _, meant in columns):
            return 0
        for codes, meant in columns:
            chosen = both(chosen, flagged(codes, meant))
        return 0 if chosen is None else chosen.count(1)

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations: first of codes, then of what those stand for."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        if once:
            seen: set[int] = set()
            for piece in pieces:
                met = MetCodes(piece)
                if met.are_many:
                    seen.update(met.combinations(met.rows, ranges)[0])
                else:
                    codes = met.with_values({*met.numbers})
                    seen.update(met.combinations(met.columns(codes), ranges)[0])
            last = ranges.pop()
            return PlainTally(Counter(map(floordiv, seen, repeat(last))), ranges)
        counts: Counter[int] = Counter()
        for piece in pieces:
            met = MetCodes(piece)
            if met.are_many:
                counts.update(met.combinations(met.rows, ranges)[0])
            else:
                times = Counter(met.numbers)
                codes = met.with_values(times)
                keys, owners = met.combinations(met.columns(codes), ranges)
                each = [*map(times.__getitem__, codes)]
                _add(counts, keys, each if owners is None else map(each.__getitem__, owners))
        return PlainTally(counts, ranges)

    def last(self, pieces: Sequence[Axes], beside: Sequence[Axis], order: Sequence[int]) -> Tally:
        """Count combinations of which each counts once: where it is last in an order."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        places = None if isinstance(order, range) else dict(zip(order, count(), strict=False))
        kept: dict[int, int] = {}
        for piece in pieces:
            met = MetCodes(piece)
            latest = met.last_places(places)
            codes = met.with_values(latest)
            keys, owners = met.combinations(met.columns(codes), ranges)
            each = [*map(latest.__getitem__, codes)]
            where = each if owners is None else [*map(each.__getitem__, owners)]
            _keep_last(kept, [*keys], where)
        dates_there = ranges_of([Axes(0, None, [one]) for one in beside])
        last = ranges.pop()
        combined = map(floordiv, kept, repeat(last))
        values = _values_at(map(order.__getitem__, kept.values()), pieces, beside)
        size = prod(ranges)
        return PlainTally(
            Counter(map(add, map(mul, values, repeat(size)), combined)),
            [*dates_there, *ranges],
        )

    def gram(
        self, rows: Sequence[Sequence[int]], others: Sequence[Sequence[int]]
    ) -> Sequence[Sequence[int]]:
        """Return sums of products: of each value that isn't nothing, as most are."""
        by_column: dict[int, list[tuple[int, int]]] = {}
        for place, other in enumerate(others):
            for column in compress(range(len(other)), other):
                by_column.setdefault(column, []).append((place, other[column]))
        found = []
        for row in rows:
            sums = [0] * len(others)
            for column in compress(range(len(row)), row):
                value = row[column]
                for place, other_value in by_column.get(column, ()):
                    sums[place] += value * other_value
            found.append(sums)
        return found

    def improve(self, splits: Sequence[camps.Divided], number: int) -> Sequence[float]:
        """Move members of some splits, one at a time."""
        return camps.improve_each(splits, number)


def _add(counts: Counter[int], keys: Iterable[int], numbers: Iterable[int]) -> None:
    """Add how often each of some keys is there."""
    for key, number in zip(keys, numbers, strict=True):
        counts[key] += number


def _keep_last(kept: dict[int, int], keys: Sequence[int], places: Sequence[int]) -> None:
    """Keep the highest place of each of some keys."""
    before = {key: kept[key] for key in kept.keys() & keys} if kept else {}
    kept.update(zip(keys, places, strict=True))
    # Most keys come once: only where they don't is it looked at which place is higher.
    several = map(ne, map(kept.__getitem__, keys), places)
    for key, place in chain(before.items(), compress(zip(keys, places, strict=True), several)):
        kept[key] = max(kept[key], place)


def _values_at(
    rows: Iterable[int], pieces: Sequence[Axes], columns: Sequence[Axis]
) -> Iterable[int]:
    """Return the values of some rows in a column of pieces, of which each code has but one."""
    values = [ValueSets.of(one.sets).first.values for one in columns]
    if len(pieces) == 1 and not pieces[0].start:
        return map(values[0].__getitem__, map(columns[0].codes.__getitem__, rows))
    starts = [piece.start for piece in pieces]
    found = array("q")
    for row in rows:
        place = bisect_right(starts, row) - 1
        found.append(values[place][columns[place].codes[row - starts[place]]])
    return found


def laid_out(pieces: Sequence[Axes]) -> list[Axes]:
    """Return columns whose values lie as they are counted; what does already stays as it is."""
    return [
        one._replace(axes=[Axis(axis.codes, ValueSets.of(axis.sets)) for axis in one.axes])
        for one in pieces
    ]


def ranges_of(pieces: Sequence[Axes]) -> list[int]:
    """Return one more than the highest value of each axis."""
    number = len(pieces[0].axes) if pieces else 0
    return [
        1 + max(0, *(ValueSets.of(piece.axes[place].sets).highest for piece in pieces))
        for place in range(number)
    ]


def rows_with(
    piece: Axes, wanted: Sequence[Collection[int] | None]
) -> Iterator[tuple[int, Sequence[Sequence[int]]]]:
    """Yield the rows that have one of the wanted values on each axis, and which they have.

    Nothing in the place of wanted values stands for all; then a row needs any.
    """
    allowed = [
        [*axis.sets]
        if some is None
        else [[one for one in values if one in some] for values in axis.sets]
        for axis, some in zip(piece.axes, wanted, strict=True)
    ]
    chosen: Iterable[int] | None = piece.chosen
    for axis, values in zip(piece.axes, allowed, strict=True):
        if not all(values):
            flags = map(bytes(map(bool, values)).__getitem__, axis.codes)
            chosen = flags if chosen is None else map(and_, chosen, flags)
    rows = zip(
        range(piece.start, piece.start + len(piece.axes[0].codes)),
        *(map(values.__getitem__, axis.codes)
          for axis, values in zip(piece.axes, allowed, strict=True)),
        strict=True,
    )  # fmt: skip
    for row, *values in rows if chosen is None else compress(rows, chosen):
        yield row, values
