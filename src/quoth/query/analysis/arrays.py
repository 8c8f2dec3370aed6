"""Counting over columns: how often each combination of values occurs, and in which rows.

The same is done by numpy (`arrays_numpy`), where it is installed and there is much to count.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, count, product, repeat
from math import prod
from operator import add, and_, floordiv, mod, mul, or_
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from quoth.query.analysis import camps
from quoth.query.analysis.columns import Axis, Span, ValueSets

if TYPE_CHECKING:
    from quoth.query.analysis.windows import DatedTally

MANY: Final = 20_000
"""Rows from which on numpy is worth its import."""


class Axes(NamedTuple):
    """Some columns of neighbouring rows, and which of these are meant."""

    start: int
    """The number of the first row."""
    chosen: bytes | None
    """A 1 for each row that is meant; nothing where all are."""
    axes: Sequence[Axis]


class Tally(Protocol):
    """How often combinations of values occur."""

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs, of those with some values on others."""

    def least(self, numbers: Sequence[int], meant: bytes) -> Mapping[int, int]:
        """Return, for each value of the first of two axes, the least number of the second's.

        Args:
            numbers: The number of each value of the second axis.
            meant: A 1 for each that counts.
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
        """Return the same by date, the values of the first of three axes: of codings."""

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs, of those with some values on some axes."""


class Tallying(Protocol):
    """What counts combinations."""

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

    def improve(self, weights: Sequence[Sequence[float]], sides: list[int], number: int) -> float:
        """Move members of a split, as `camps.improve` does it."""


class PlainTally:
    """How often combinations occur, each as one number."""

    def __init__(self, counts: Mapping[int, int], ranges: Sequence[int]) -> None:
        """Take how often each occurs, and how many values each axis may have."""
        self._counts = counts
        self._ranges = ranges

    def _after(self, place: int) -> int:
        """Return how many combinations there are of what comes after an axis."""
        return prod(self._ranges[place + 1 :])

    def sums(self, place: int, only: Mapping[int, Collection[int]] = {}) -> Mapping[int, int]:
        """Return how often each value of one axis occurs."""
        after, size = self._after(place), self._ranges[place]
        found: Counter[int] = Counter()
        for key in self._kept(only):
            found[key // after % size] += self._counts[key]
        return found

    def least(self, numbers: Sequence[int], meant: bytes) -> Mapping[int, int]:
        """Return, for each value of the first of two axes, the least number of the second's."""
        found: dict[int, int] = {}
        counts, size = self._counts, self._ranges[1]
        kept = map(meant.__getitem__, map(mod, counts, repeat(size)))
        for one, other in map(divmod, compress(counts, kept), repeat(size)):
            number = numbers[other]
            if number <= found.get(one, number):
                found[one] = number
        return found

    def mutual(self) -> Sequence[tuple[int, int]]:
        """Return the two values of two axes, the lower first, that occur either way, in order."""
        counts, size = self._counts, self._ranges[1]
        pairs = (divmod(key, size) for key in counts)
        return sorted(
            (one, other) for one, other in pairs
            if one < other < self._ranges[0] and one < size and other * size + one in counts
        )  # fmt: skip

    def regrouped(
        self, firsts: Sequence[int], seconds: Sequence[int], *, once: bool
    ) -> Mapping[tuple[int, int], int]:
        """Return how often numbers occur together that stand for the values of two axes."""
        size, wide = self._ranges[1], 1 + max(seconds, default=0)
        steps = [wide * number for number in firsts]
        ones = map(steps.__getitem__, map(floordiv, self._counts, repeat(size)))
        others = map(seconds.__getitem__, map(mod, self._counts, repeat(size)))
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

    def _kept(self, only: Mapping[int, Collection[int]]) -> Iterable[int]:
        """Return the combinations with some values on some axes."""
        kept: Iterable[int] = self._counts
        for place, allowed in only.items():
            after, size, wanted = self._after(place), self._ranges[place], frozenset(allowed)
            kept = [key for key in kept if key // after % size in wanted]
        return kept

    def counts(self, only: Mapping[int, Collection[int]] = {}) -> Mapping[tuple[int, ...], int]:
        """Return how often each combination occurs."""
        places = [(self._after(place), size) for place, size in enumerate(self._ranges)]
        kept, counts = self._kept(only), self._counts
        return {tuple([key // after % size for after, size in places]): counts[key] for key in kept}


class PlainTallying:
    """Counts with nothing but the standard library."""

    def tally(self, pieces: Sequence[Axes], *, once: bool) -> Tally:
        """Count combinations: where a code stands for one value at most, without a step between."""
        pieces = laid_out(pieces)
        ranges = ranges_of(pieces)
        if once:
            seen: set[int] = set()
            for piece in pieces:
                seen.update(_keys(piece, ranges))
            last = ranges.pop()
            meant = filter((0).__le__, seen)
            return PlainTally(Counter(map(floordiv, meant, repeat(last))), ranges)
        if len(ranges) == 1:
            return PlainTally(_of_one(pieces), ranges)
        counts: Counter[int] = Counter()
        for piece in pieces:
            counts.update(_keys(piece, ranges))
        return PlainTally({key: count for key, count in counts.items() if key >= 0}, ranges)

    def last(self, pieces: Sequence[Axes], beside: Sequence[Axis], order: Sequence[int]) -> Tally:
        """Count combinations of which each counts once: where it is last in an order."""
        is_row = isinstance(order, range)
        places = order if is_row else dict(zip(order, count(), strict=False))
        kept: dict[tuple[int, ...], tuple[int, int]] = {}
        for piece, column in zip(pieces, beside, strict=True):
            for row, values in rows_with(piece, [None] * len(piece.axes)):
                place = places[row]
                value = column.sets[column.codes[row - piece.start]][0]
                for combination in product(*values):
                    if place >= kept.get(combination, (-1, 0))[0]:
                        kept[combination] = place, value
        ranges = ranges_of([one._replace(axes=[date, *one.axes[:-1]])
                            for one, date in zip(pieces, beside, strict=True)])  # fmt: skip
        steps = [prod(ranges[place + 1 :]) for place in range(len(ranges))]
        return PlainTally(
            Counter(
                sum(map(mul, (value, *combination[:-1]), steps))
                for combination, (_, value) in kept.items()
            ),
            ranges,
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

    def improve(self, weights: Sequence[Sequence[float]], sides: list[int], number: int) -> float:
        """Move members of a split, one at a time."""
        return camps.improve(weights, sides, number)


def _of_one(pieces: Sequence[Axes]) -> Mapping[int, int]:
    """Return how often each value of one axis occurs: by the codes, then what they stand for."""
    counts: Counter[int] = Counter()
    for piece in pieces:
        codes, sets = piece.axes[0]
        meant = codes if piece.chosen is None else compress(codes, piece.chosen)
        for code, number in Counter(meant).items():
            for value in sets[code]:
                counts[value] += number
    return counts


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


def _keys(piece: Axes, ranges: Sequence[int]) -> Iterable[int]:
    """Return the combinations of each row that is meant, as numbers; below 0 for those of none.

    A code that stands for no value, or for several, weighs so much that the number is below 0; what
    stands for several is gone through again.
    """
    steps = [prod(ranges[place + 1 :]) for place in range(len(ranges))]
    nothing = -prod(ranges) - 1
    tables = [_table(axis, step, nothing) for axis, step in zip(piece.axes, steps, strict=True)]
    columns = [
        map(table.__getitem__, axis.codes) for table, axis in zip(tables, piece.axes, strict=True)
    ]
    together = columns[0] if len(columns) == 1 else map(add, *columns[:2])
    for column in columns[2:]:
        together = map(add, together, column)
    found = together if piece.chosen is None else compress(together, piece.chosen)
    if all(ValueSets.of(axis.sets).longest <= 1 for axis in piece.axes):
        return found
    return chain(found, _of_several(piece, steps))


def _table(axis: Axis, step: int, nothing: int) -> Sequence[int]:
    """Return what each code of a column weighs in a combination."""
    sets = ValueSets.of(axis.sets)
    if isinstance(sets.values, range) and isinstance(sets.starts, range):
        return range(0, step * len(sets), step)
    return [values[0] * step if len(values) == 1 else nothing for values in sets]


def _of_several(piece: Axes, steps: Sequence[int]) -> Iterator[int]:
    """Yield the combinations of the rows in which some code stands for several values."""
    several = [bytes([len(values) > 1 for values in axis.sets]) for axis in piece.axes]
    flags = [
        map(table.__getitem__, axis.codes) for table, axis in zip(several, piece.axes, strict=True)
    ]
    has_any = flags[0]
    for column in flags[1:]:
        has_any = map(or_, has_any, column)
    meant = has_any if piece.chosen is None else map(and_, has_any, piece.chosen)
    sets = [
        [[value * step for value in values] for values in axis.sets]
        for axis, step in zip(piece.axes, steps, strict=True)
    ]
    rows = zip(
        *(map(own.__getitem__, axis.codes) for own, axis in zip(sets, piece.axes, strict=True)),
        strict=True,
    )
    for each in compress(rows, meant):
        yield from map(sum, product(*each))


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
